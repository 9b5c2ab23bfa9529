//! Layers that run frame by frame, for networks over signals that do not end.

mod history;
pub(crate) mod step;
#[cfg(all(test, feature = "train"))]
mod tests;
mod timing;

use crate::kernel::simd::Simd;
use crate::layer::Layer;
use crate::scalar::Real;
use bytemuck::Zeroable;

pub use history::{History, WindowFrames};
pub use timing::Timing;

/// A layer over signals, `[C, L]`, that can run frame by frame: each frame of its output follows
/// from the frames of its input so far, which it remembers in a [`State`](Self::State).
///
/// A frame is one moment of a signal, a number for each of the `C` channels. A network of such
/// layers, declared with `#[network(stream, ..)]`, runs as a
/// [`Stream`](crate::network::stream::Stream), which need not end after `L` frames.
///
/// The first `L` frames must give what [`infer`](Layer::infer) gives for the signal as a whole, to
/// the bit: both add the same numbers in the same order.
///
/// ```
/// use netwright::layer::prelude::*;
/// use netwright::prelude::*;
///
/// /// `y_l = x_l - x_{l-1}` in each of `C` channels of `L` frames, with `x_{-1} = 0`.
/// #[derive(Parameters)]
/// struct Difference<const C: usize, const L: usize, const N: usize>;
///
/// impl<T: Real, const C: usize, const L: usize, const N: usize> Layer<T> for Difference<C, L, N> {
///     type In = Const<N>;
///     type Out = Const<N>;
///     type Scratch = ();
///     const OUTPUT: Shape = Shape::new(&[C, L]);
///
///     fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
///         let channels = x.elements().chunks_exact(L).zip(y.elements_mut().chunks_exact_mut(L));
///         for (x, y) in channels {
///             let mut before = T::zero();
///             x.iter().zip(y).for_each(|(&x, y)| *y = x - core::mem::replace(&mut before, x));
///         }
///     }
/// }
///
/// impl<T: Real, const C: usize, const L: usize, const N: usize> Streaming<T> for Difference<C, L, N> {
///     /// The frame before.
///     type State = [T; C];
///     const TIMING: Timing = Timing { receptive_field: 2, ..Timing::EVERY_FRAME };
///
///     fn push<S: Simd>(&self, _: S, Push { frame, output, state, .. }: Push<'_, T, [T; C]>) -> bool {
///         let places = output.iter_mut().zip(frame).zip(state);
///         places.for_each(|((y, &x), before)| *y = x - core::mem::replace(before, x));
///         true
///     }
/// }
///
/// #[network(stream, train = false, input = [2, 3])]
/// struct Changes(Difference<_, _, _>, Abs);
///
/// let net = bytemuck::zeroed_box::<Changes>();
/// let mut stream = net.stream();
/// assert_eq!(stream.push(&[1.0, 5.0]).as_slice(), [1.0, 5.0]);
/// assert_eq!(stream.push(&[3.0, 4.0]).as_slice(), [2.0, 1.0]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot run frame by frame",
    label = "cannot be a step of a stream",
    note = "a step of a stream gives each frame of its output as soon as the frame of its input is there: functions of one number, joins, causal convolutions, pools and recurrent layers do",
    note = "a layer of your own runs in streams if it implements `Streaming`, and a network if it is declared with `#[network(stream, ..)]`"
)]
pub trait Streaming<T: Real>: Layer<T> {
    /// The memory of the frames so far: `()`, arrays and tuples of numbers, for example.
    ///
    /// All zeros are its beginning, as before the first frame.
    type State: Zeroable + Send + Sync + 'static;

    /// When frames of the output come, and how many frames of the input each of them depends on.
    ///
    /// Provided for layers that give a frame for each frame, and remember nothing.
    const TIMING: Timing = Timing::EVERY_FRAME;

    /// The number of frames behind the last one of a signal that its last output depends on. There
    /// must be none: a stream does not know them.
    #[doc(hidden)]
    const WAITS: usize = 0;

    /// Takes one frame, and returns true if that makes a frame of the output, which it has written
    /// in full then.
    ///
    /// It allocates nothing, and takes about as long for one frame as for any other.
    fn push<S: Simd>(&self, simd: S, pass: Push<'_, T, Self::State>) -> bool;
}

/// The arguments of [`Streaming::push`].
pub struct Push<'a, T, State> {
    /// The frame, one number for each channel; of several inputs, that of the first.
    pub frame: &'a [T],
    /// The frames of the other inputs, in their order, of a layer that has several.
    pub others: &'a [&'a [T]],
    /// Memory for the frame of the output.
    pub output: &'a mut [T],
    /// The memory of the frames so far.
    pub state: &'a mut State,
}
