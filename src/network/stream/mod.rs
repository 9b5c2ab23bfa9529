//! Networks that run frame by frame: streams, and the memory that they need.
//!
//! A network over signals `[C, L]` that is declared with `#[network(stream, ..)]` gives each frame
//! of its output as soon as the frame of its input is there. See the guide "Streams".

mod due;
mod state;

use crate::error::Error;
use crate::layer::Streaming;
use crate::network::{Classifier, Network, Signature};
use crate::value::{Features, Samples, SingleSample};

pub use due::{Always, Due, DueIf, IsDue, Sometimes};
pub use state::StreamState;

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
