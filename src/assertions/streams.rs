//! Reports a step that cannot run frame by frame, once.
//!
//! As for [layers](super::layers): generated code first asks whether the type of a step streams.

use super::assert_shapes;
use crate::layer::Streaming;
use crate::shape::Shape;
use crate::text::{Text, fail};
use core::marker::PhantomData;

/// The guide to streams.
const STREAMS: &str = "https://docs.rs/netwright/latest/netwright/guide/streams/";

/// The probe with which [`streams!`](crate::__streams) asks whether a layer streams.
pub struct StreamProbe<L: ?Sized>(PhantomData<L>);

impl<L: Streaming<f32>> StreamProbe<L> {
    /// It streams.
    pub const STREAMS: bool = true;
}

/// The constant of a [`StreamProbe`] where the bound above does not hold.
pub trait StreamsNot {
    /// It does not stream.
    const STREAMS: bool = false;
}

impl<L: ?Sized> StreamsNot for StreamProbe<L> {}

/// Returns true if a type without parameters can run frame by frame.
#[doc(hidden)]
#[macro_export]
macro_rules! __streams {
    ($type:ty) => {{
        use $crate::__private::StreamsNot as _;
        type Probe = $crate::__private::StreamProbe<$type>;
        Probe::STREAMS
    }};
}

/// Fails to compile unless a step of a stream takes the shape that it is given. A `Flatten` of
/// several frames, which would help elsewhere, is no step of a stream.
pub const fn assert_frames(taker: &str, takes: Shape, giver: &str, gives: Shape) {
    if takes.rank() == 1 && gives.rank() == 2 && gives.size(1) > 1 {
        let text =
            Text::new().quoted(taker).text(" takes a flat vector, but ").quoted(giver).text(" gives ").shape(gives);
        let text = text.text(": `Conv1d<OUT, 1>` takes each frame by itself, as `Linear<OUT>` takes a vector, ");
        fail(&text.text("and behind a recurrent step with `Last` any step can follow"));
    }
    assert_shapes(taker, takes, giver, gives);
}

/// Fails to compile if a step `waits` for frames behind the last one.
pub const fn assert_no_wait(step: &str, waits: usize) {
    if waits > 0 {
        let text = Text::new().quoted(step).text(" cannot run frame by frame: its last window reads up to ");
        fail(&text.number(waits).text(" behind the last frame: put all padding in front, with `Causal`"));
    }
}

/// Fails to compile unless the layer of a step can run frame by frame.
pub const fn assert_streams(streams: bool, step: &str, layer: &str) {
    if !streams {
        let text = Text::new().quoted(step).text(" cannot run frame by frame: ").quoted(layer);
        let text = text.text(" does not implement `Streaming`; a network does with `#[network(stream, ..)]`, ");
        fail(&text.text("and the guide \"Streams\" has the steps of streams: ").text(STREAMS));
    }
}

#[cfg(test)]
mod tests {
    use super::assert_frames;
    use crate::shape::Shape;

    #[test]
    #[should_panic = "`scores` takes a flat vector, but `part` gives [3, 8]: `Conv1d<OUT, 1>` takes each frame by itself"]
    fn frames_cannot_be_made_a_vector() {
        assert_frames("scores", Shape::new(&[3]), "part", Shape::new(&[3]));
        assert_frames("scores", Shape::new(&[24]), "part", Shape::new(&[3, 8]));
    }

    #[test]
    #[should_panic = "`scores` takes a flat vector, but `part` gives [3, 1]: put a step `flatten: Flatten`"]
    fn one_frame_can() {
        assert_frames("scores", Shape::new(&[3]), "part", Shape::new(&[3, 1]));
    }
}
