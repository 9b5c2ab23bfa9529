//! Networks that run frame by frame: streams, and the memory that they need.
//!
//! A network over signals `[C, L]` that is declared with `#[network(stream, ..)]` gives each frame
//! of its output as soon as the frame of its input is there. See the guide "Streams".

use crate::error::Error;
use crate::kernel::memory::plain::{zeroable_struct, zeroed};
use crate::kernel::simd::{Simd, WithSimd, dispatch};
use crate::layer::{Plain, Push, Streaming};
use crate::meaning::Meaning;
use crate::network::{Classifier, Network, Signature};
use crate::value::{Elements, Features, Samples, SingleSample};
use bytemuck::Zeroable;

/// A network that can run frame by frame.
///
/// The attribute `#[network(stream, ..)]` implements it, for an input of the shape `[C, L]`. A
/// frame is the `C` numbers of one moment.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not declared to run frame by frame",
    label = "not declared with `#[network(stream, ..)]`",
    note = "the argument `stream` has the attribute check that every step can stream: `#[network(stream, input = [6, 100])]`",
    note = "`&*net` borrows a network that is in a `Box`"
)]
pub trait StreamingNetwork: Network + Streaming<<Self as Signature>::Scalar> {
    /// The numbers of a frame, `Const<C>`.
    type FrameIn: Features;

    /// The numbers of an output of the stream, `Const<K>`: a frame of the output of the network, or
    /// all of it behind a step that gives its last state.
    type FrameOut: Features;

    /// [`Always`] if each frame gives an output, else [`Sometimes`].
    type Due: Due;

    /// The bytes of what a stream remembers.
    const STATE_BYTES: usize = size_of::<StateOf<Self>>();

    /// The number of frames that an output depends on, itself included; `usize::MAX` if it is all
    /// frames so far, as behind a recurrent step.
    const RECEPTIVE_FIELD: usize = <Self as Streaming<Self::Scalar>>::TIMING.receptive_field;

    /// The number of frames before the one with which the first output comes, 0 if that is the
    /// first one. Where later outputs look at as many frames as the first, each comes so many
    /// frames behind the first of those that it depends on.
    const LATENCY: usize = <Self as Streaming<Self::Scalar>>::TIMING.latency;

    /// The number of frames from one output to the next: 1, unless pools or strides make outputs
    /// rarer than frames.
    const FRAMES_PER_OUTPUT: usize = <Self as Streaming<Self::Scalar>>::TIMING.stride;
}

/// The memory of a stream of the network `N`.
type StateOf<N> = <N as Streaming<<N as Signature>::Scalar>>::State;

/// An output of a stream of the network `N`.
pub type FrameOutput<N> = <<N as StreamingNetwork>::FrameOut as Features>::Vector<<N as Signature>::Scalar>;

/// The answer of a stream of the network `N` to a frame: an output, or an `Option` of it if not
/// each frame gives one.
pub type Pushed<N> = <<N as StreamingNetwork>::Due as Due>::Of<FrameOutput<N>>;

/// When the outputs of a stream come: [`Always`] or [`Sometimes`].
pub trait Due {
    /// The answer to a frame, if the outputs are `V`s.
    type Of<V>;

    /// Returns an output, if there is one.
    #[doc(hidden)]
    fn of<V>(is_due: bool, output: V) -> Self::Of<V>;

    /// Applies a function to the output, if there is one.
    #[doc(hidden)]
    fn map<V, W>(output: Self::Of<V>, f: impl FnOnce(V) -> W) -> Self::Of<W>;
}

/// Each frame gives an output.
#[derive(Clone, Copy, Debug)]
pub enum Always {}

/// Outputs are rarer than frames, or begin later.
#[derive(Clone, Copy, Debug)]
pub enum Sometimes {}

impl Due for Always {
    type Of<V> = V;

    #[inline(always)]
    fn of<V>(_: bool, output: V) -> V {
        output
    }

    #[inline(always)]
    fn map<V, W>(output: V, f: impl FnOnce(V) -> W) -> W {
        f(output)
    }
}

impl Due for Sometimes {
    type Of<V> = Option<V>;

    #[inline(always)]
    fn of<V>(is_due: bool, output: V) -> Option<V> {
        is_due.then_some(output)
    }

    #[inline(always)]
    fn map<V, W>(output: Option<V>, f: impl FnOnce(V) -> W) -> Option<W> {
        output.map(f)
    }
}

/// [`Always`] for `DueIf<true>`, else [`Sometimes`].
#[doc(hidden)]
#[derive(Debug)]
pub struct DueIf<const EVERY_FRAME: bool>;

/// Implemented by [`DueIf`].
#[doc(hidden)]
pub trait IsDue {
    /// When outputs come.
    type Due: Due;
}

impl IsDue for DueIf<true> {
    type Due = Always;
}

impl IsDue for DueIf<false> {
    type Due = Sometimes;
}

/// A network and what it remembers of the frames so far.
///
/// ```
/// use netwright::prelude::*;
///
/// /// The loudness of two channels, on a scale of their own.
/// #[network(stream, input = [2, 100])]
/// struct Loudness(Square, Scale, Sqrt);
///
/// let mut net = Loudness::zeros();
/// net.1.weight.fill(4.0);
/// let mut stream = net.stream();
/// assert_eq!(stream.push(&[1.0, -3.0]).as_slice(), [2.0, 6.0]);
/// assert_eq!(stream.push(&[0.0, 2.0]).as_slice(), [0.0, 4.0]);
///
/// // All frames of a block at once, of any number of frames, and as many outputs at most.
/// let mut outputs = [Default::default(); 3];
/// let outputs = stream.push_block(&[[1.0, 2.0], [3.0, 4.0]], &mut outputs)?;
/// assert_eq!(outputs[1].as_slice(), [6.0, 8.0]);
/// const _: () = assert!(Loudness::STATE_BYTES == 0 && Loudness::RECEPTIVE_FIELD == 1 && Loudness::LATENCY == 0);
/// # Ok::<(), netwright::Error>(())
/// ```
pub struct Stream<'n, N: StreamingNetwork> {
    network: &'n N,
    state: StreamState<N>,
}

impl<'n, N: StreamingNetwork> Stream<'n, N> {
    /// Creates a stream that has seen no frame, also in a static.
    #[must_use]
    pub const fn new(network: &'n N) -> Self {
        Stream { network, state: StreamState::new() }
    }

    /// Takes one frame, and returns the output; an `Option` of it, if not each frame gives one.
    pub fn push<X>(&mut self, frame: &X) -> Pushed<N>
    where
        X: Samples<N::Scalar, N::FrameIn, Batch: SingleSample> + ?Sized,
    {
        self.state.push(self.network, frame)
    }

    /// Takes a block of frames, and writes the outputs to the first places of `outputs`, which it
    /// returns. It is as [`push`](Self::push) for each of them, and decides only once for which
    /// instruction set the code is.
    ///
    /// # Errors
    ///
    /// [`Error::BlockTooLong`] if there may be more outputs than places. No frame is taken then.
    pub fn push_block<'o, X>(
        &mut self,
        frames: &X,
        outputs: &'o mut [FrameOutput<N>],
    ) -> Result<&'o mut [FrameOutput<N>], Error>
    where
        X: Samples<N::Scalar, N::FrameIn> + ?Sized,
    {
        self.state.push_block(self.network, frames, outputs)
    }

    /// Takes one frame, and returns the most probable class; an `Option` of it, if not each frame
    /// gives one. See [`Classifier::classify`].
    pub fn classify<X>(&mut self, frame: &X) -> <N::Due as Due>::Of<N::Class>
    where
        X: Samples<N::Scalar, N::FrameIn, Batch: SingleSample> + ?Sized,
        N: Classifier,
    {
        self.state.classify(self.network, frame)
    }

    /// Forgets all frames; see [`StreamState::reset`].
    pub fn reset(&mut self) {
        self.state.reset();
    }

    /// Forgets all frames, and remembers silence instead; see [`StreamState::settle`].
    pub fn settle(&mut self) {
        self.state.settle(self.network);
    }

    /// Returns what the stream remembers.
    pub fn into_state(self) -> StreamState<N> {
        self.state
    }
}

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

    /// Takes one frame, as [`Stream::push`] does.
    pub fn push<X>(&mut self, network: &N, frame: &X) -> Pushed<N>
    where
        X: Samples<N::Scalar, N::FrameIn, Batch: SingleSample> + ?Sized,
    {
        let mut output = FrameOutput::<N>::zeroed();
        let column = X::Batch::single(frame.view());
        let frame = column.elements();
        let is_due = dispatch(OneFrame { network, state: self, frame, output: &mut output });
        N::Due::of(is_due, output)
    }

    /// Takes a block of frames, as [`Stream::push_block`] does.
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

    /// Takes one frame, as [`Stream::classify`] does.
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
    frame: &'a [N::Scalar],
    output: &'a mut FrameOutput<N>,
}

impl<N: StreamingNetwork> WithSimd for OneFrame<'_, N> {
    type Output = bool;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> bool {
        let OneFrame { network, state, frame, output } = self;
        take::<N, S>(network, simd, state, frame, output)
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
