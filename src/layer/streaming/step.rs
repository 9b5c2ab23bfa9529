//! Steps of a network frame by frame, as generated code runs them.

use crate::kernel::memory::elements::{into_elements, view_mut};
use crate::kernel::memory::plain::{Plain, zero_aligned};
use crate::kernel::simd::Simd;
use crate::layer::{Push, Scratch, Streaming, Timing};
use crate::scalar::Real;
use crate::shape::Shape;
use crate::text::{Text, fail};
use crate::value::{ElementsMut, View, ViewMut};
use bytemuck::Zeroable;
use core::mem::MaybeUninit;
use nalgebra::{Const, DimName};

/// The frames that a step takes: of its first input, and of the others.
type Frames<'a, 'o, T, D> = (View<'a, T, D, Const<1>>, &'o [&'o [T]]);

/// The layer of a step frame by frame, which streams or, in a program that does not compile, does
/// not: then it is reported once, and stands in for one that does.
pub trait Streamed<const STREAMS: bool, T: Real> {
    /// The memory of the frames so far.
    type State: Zeroable + Send + Sync + 'static;

    /// When frames of the output come.
    const TIMING: Timing;

    /// The frames behind the last one that it reads.
    const WAITS: usize;

    /// Takes one frame, as [`Streaming::push`] does.
    fn take<S: Simd>(&self, simd: S, pass: Push<'_, T, Self::State>) -> bool;
}

#[diagnostic::do_not_recommend]
impl<T: Real, L: Streaming<T>> Streamed<true, T> for L {
    type State = L::State;

    const TIMING: Timing = L::TIMING;
    const WAITS: usize = L::WAITS;

    #[inline(always)]
    fn take<S: Simd>(&self, simd: S, pass: Push<'_, T, Self::State>) -> bool {
        self.push(simd, pass)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Real, L> Streamed<false, T> for L {
    type State = ();

    const TIMING: Timing = Timing::EVERY_FRAME;
    const WAITS: usize = 0;

    fn take<S: Simd>(&self, _: S, _: Push<'_, T, ()>) -> bool {
        true
    }
}

/// Pushes a frame into a step.
#[inline(always)]
pub fn push_step<const STREAMS: bool, T: Real, L: Streamed<STREAMS, T>, D: DimName, E: DimName, S: Simd>(
    layer: &L,
    simd: S,
    (frame, others): Frames<'_, '_, T, D>,
    mut output: ViewMut<'_, T, E, Const<1>>,
    state: &mut L::State,
) -> bool {
    layer.take(simd, Push { frame: into_elements(frame), others, output: output.elements_mut(), state })
}

/// Returns the numbers of a frame.
#[inline(always)]
#[must_use]
pub fn frame_elements<T: Real, D: DimName>(frame: View<'_, T, D, Const<1>>) -> &[T] {
    into_elements(frame)
}

/// Returns a frame as a value of one sample.
#[inline(always)]
#[must_use]
pub fn frame_view<T: Real, D: DimName>(frame: &[T]) -> View<'_, T, D, Const<1>> {
    View::from_slice_generic(frame, D::name(), Const)
}

/// Returns the memory of a frame as a value of one sample.
#[inline(always)]
#[must_use]
pub fn frame_view_mut<T: Real, D: DimName>(frame: &mut [T]) -> ViewMut<'_, T, D, Const<1>> {
    view_mut(frame, Const)
}

/// Calls `run` with the memory that `M` describes, of a frame and of a call, on the stack.
#[inline(always)]
pub fn in_frame_memory<T: Real, M: Scratch<T>, R>(run: impl FnOnce(&mut [T], &mut [T]) -> R) -> R {
    // Each by itself: a pair of both would be copied where nothing is optimised.
    let (mut scratch, mut tile) = (MaybeUninit::uninit(), MaybeUninit::uninit());
    let (scratch, tile): (&mut M::Sample, &mut M::Call) = (zero_aligned(&mut scratch), zero_aligned(&mut tile));
    run(scratch.as_mut_slice(), tile.as_mut_slice())
}

/// Returns the size of a frame of a value: the number of channels of `[C, L]`, or of all features.
#[must_use]
pub const fn frame_size(shape: Shape) -> usize {
    if shape.rank() == 2 { shape.size(0) } else { shape.features() }
}

/// Fails to compile unless all values that a step takes come with the same frames.
pub const fn assert_timings(step: &str, givers: &[&str], timings: &[Timing]) {
    let mut position = 1;
    while position < timings.len() {
        let (first, other) = (timings[0], timings[position]);
        if !first.meets(other) {
            let text = Text::new().quoted(step).text(" takes values that come with different frames of a stream: ");
            let text = comes(text, givers[0], first).text(", ");
            fail(&comes(text, givers[position], other));
        }
        position += 1;
    }
}

const fn comes(text: Text, giver: &str, timing: Timing) -> Text {
    let text = text.text("that of ").quoted(giver).text(" with frame ").number(timing.latency);
    let text = text.text(" and every ");
    if timing.stride == 1 { text.text("one behind it") } else { text.number(timing.stride).text(" frames behind it") }
}
