//! The memory of a stream, and how it takes frames.

use super::{FrameOutput, Pushed, StateOf, StreamingNetwork};
use crate::error::Error;
use crate::kernel::memory::plain::{zeroable_struct, zeroed};
use crate::kernel::simd::{Simd, WithSimd, dispatch};
use crate::layer::{Plain, Push};
use crate::meaning::Meaning;
use crate::network::Classifier;
use crate::network::stream::Due;
use crate::value::{Elements, Features, Samples, SingleSample, View};
use bytemuck::Zeroable;
use nalgebra::Const;

/// The memory of a stream, of the frames so far, apart from the network:
/// [`STATE_BYTES`](StreamingNetwork::STATE_BYTES) that can lie in a static.
///
/// Several streams of one network have one each.
///
/// ```
/// use netwright::network::stream::StreamState;
/// use netwright::prelude::*;
/// use std::sync::Mutex;
///
/// #[network(stream, input = [2, 100])]
/// struct Loudness(Square, Scale, Sqrt);
///
/// // On a microcontroller it would be in a cell of its runtime's.
/// static STATE: Mutex<StreamState<Loudness>> = Mutex::new(StreamState::new());
///
/// let net = Loudness::zeros();
/// let output = STATE.lock().unwrap().push(&net, &[1.0, -3.0]);
/// assert_eq!(output.as_slice(), [0.0, 0.0]);
/// assert_eq!(size_of::<StreamState<Loudness>>(), Loudness::STATE_BYTES);
/// ```
pub struct StreamState<N: StreamingNetwork> {
    state: StateOf<N>,
}

impl<N: StreamingNetwork> StreamState<N> {
    /// Creates the state before the first frame, also in a static.
    #[must_use]
    pub const fn new() -> Self {
        StreamState { state: zeroed() }
    }

    /// Creates the state on the heap, in place, so it may be larger than the stack.
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn boxed() -> alloc::boxed::Box<Self> {
        bytemuck::zeroed_box()
    }

    /// Takes one frame, as [`Stream::push`](super::Stream::push) does.
    pub fn push<X>(&mut self, network: &N, frame: &X) -> Pushed<N>
    where
        X: Samples<N::Scalar, N::FrameIn, Batch: SingleSample> + ?Sized,
    {
        let mut output = FrameOutput::<N>::zeroed();
        let frame = X::Batch::single(frame.view());
        let is_due = dispatch(OneFrame { network, state: self, frame, output: &mut output });
        N::Due::of(is_due, output)
    }

    /// Takes a block of frames, as [`Stream::push_block`](super::Stream::push_block) does.
    ///
    /// # Errors
    ///
    /// [`Error::BlockTooLong`] if there may be more outputs than places.
    pub fn push_block<'o, X>(
        &mut self,
        network: &N,
        frames: &X,
        outputs: &'o mut [FrameOutput<N>],
    ) -> Result<&'o mut [FrameOutput<N>], Error>
    where
        X: Samples<N::Scalar, N::FrameIn> + ?Sized,
    {
        let frames = frames.view();
        let (needed, places) = (frames.ncols().div_ceil(N::FRAMES_PER_OUTPUT), outputs.len());
        if needed > places {
            return Err(Error::BlockTooLong { frames: frames.ncols(), outputs: needed, places });
        }
        let frames = frames.elements();
        let written = dispatch(Block { network, state: self, frames, outputs: &mut *outputs });
        Ok(outputs.get_mut(..written).unwrap_or_default())
    }

    /// Takes one frame, as [`Stream::classify`](super::Stream::classify) does.
    pub fn classify<X>(&mut self, network: &N, frame: &X) -> <N::Due as Due>::Of<N::Class>
    where
        X: Samples<N::Scalar, N::FrameIn, Batch: SingleSample> + ?Sized,
        N: Classifier,
    {
        N::Due::map(self.push(network, frame), |scores| N::class_at(N::Meaning::KIND.best(scores.as_slice())))
    }

    /// Forgets all frames: what follows is as at the beginning.
    ///
    /// Every step begins with zeros in its state, as every step of the whole signal has zeros in
    /// front of its input. That is not what the steps would have computed of silence: with the sum
    /// of two frames and a bias of 1, and the sum of two frames of that, the frames 1, 2, 3 give 2,
    /// 6, 10 for the second step sees 0 before its first frame, and not the 1 that the bias makes
    /// of silence. [`settle`](Self::settle) begins with that, and gives 3, 6, 10.
    pub fn reset(&mut self) {
        bytemuck::write_zeroes(self);
    }

    /// Forgets all frames, and takes frames of zeros until nothing else is remembered: what follows
    /// is as after a long silence. Outputs come with the same frames as after a
    /// [`reset`](Self::reset), apart from the [latency](StreamingNetwork::LATENCY), for which there
    /// has been time.
    ///
    /// It takes as long as [`RECEPTIVE_FIELD`](StreamingNetwork::RECEPTIVE_FIELD) frames. A network
    /// with a recurrent step, which remembers frames for ever, does not compile: take as many
    /// frames of zeros as it needs by [`push`](Self::push).
    pub fn settle(&mut self, network: &N) {
        const {
            assert!(
                N::RECEPTIVE_FIELD < usize::MAX,
                "a recurrent step never forgets: push frames of zeros instead of `settle`"
            );
        }
        self.reset();
        dispatch(Silence { network, state: self });
    }
}

zeroable_struct!([N: StreamingNetwork] StreamState [N] { state: StateOf<N> });

impl<N: StreamingNetwork> Default for StreamState<N> {
    fn default() -> Self {
        Self::new()
    }
}

/// Takes one frame and returns true if there is an output, with the instruction set of the
/// processor.
struct OneFrame<'a, N: StreamingNetwork> {
    network: &'a N,
    state: &'a mut StreamState<N>,
    // A view, whose type has its size: no check is left of the length of a slice.
    frame: View<'a, N::Scalar, N::FrameIn, Const<1>>,
    output: &'a mut FrameOutput<N>,
}

impl<N: StreamingNetwork> WithSimd for OneFrame<'_, N> {
    type Output = bool;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> bool {
        let OneFrame { network, state, frame, output } = self;
        take::<N, S>(network, simd, state, frame.elements(), output)
    }
}

/// Takes a block of frames and returns the number of outputs.
struct Block<'a, N: StreamingNetwork> {
    network: &'a N,
    state: &'a mut StreamState<N>,
    frames: &'a [N::Scalar],
    outputs: &'a mut [FrameOutput<N>],
}

impl<N: StreamingNetwork> WithSimd for Block<'_, N> {
    type Output = usize;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> usize {
        let Block { network, state, frames, outputs } = self;
        let mut written = 0;
        for frame in frames.chunks_exact(<N::FrameIn as Features>::FEATURES) {
            let Some(output) = outputs.get_mut(written) else { break };
            written += usize::from(take::<N, S>(network, simd, state, frame, output));
        }
        written
    }
}

/// Takes silence until no other frame is remembered.
struct Silence<'a, N: StreamingNetwork> {
    network: &'a N,
    state: &'a mut StreamState<N>,
}

impl<N: StreamingNetwork> WithSimd for Silence<'_, N> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Silence { network, state } = self;
        let silence = <N::FrameIn as Features>::Vector::<N::Scalar>::zeroed();
        let mut output = FrameOutput::<N>::zeroed();
        for _ in 0..(N::RECEPTIVE_FIELD - 1).next_multiple_of(N::FRAMES_PER_OUTPUT) {
            take::<N, S>(network, simd, state, silence.as_slice(), &mut output);
        }
    }
}

#[inline(always)]
fn take<N: StreamingNetwork, S: Simd>(
    network: &N,
    simd: S,
    state: &mut StreamState<N>,
    frame: &[N::Scalar],
    output: &mut FrameOutput<N>,
) -> bool {
    network.push(simd, Push { frame, others: &[], output: output.as_mut_slice(), state: &mut state.state })
}
