//! When the frames of an output come, and how many frames they depend on.

use crate::kernel::window::Slide;

/// When frames of the output of a stream come, and how many frames of the input each of them
/// depends on.
///
/// Frames of the input are numbered from 0. Output `k` comes with frame `latency + k·stride`, and
/// depends on the `receptive_field` last ones up to that.
///
/// ```
/// use netwright::layer::{Slide, Timing};
///
/// // A pool of 4 with a stride of 2, and behind it a causal convolution of 3.
/// let pool = Timing::of(Slide { size: 100, out: 49, kernel: 4, stride: 2, dilation: 1, before: 0 });
/// let conv = Timing::of(Slide { size: 49, out: 49, kernel: 3, stride: 1, dilation: 1, before: 2 });
/// assert_eq!(pool, Timing { latency: 3, stride: 2, receptive_field: 4 });
/// assert_eq!(pool.then(conv), Timing { latency: 3, stride: 2, receptive_field: 8 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// The number of frames before the one with which the first output comes: 0 if that is the
    /// first one.
    pub latency: usize,
    /// The number of frames from one output to the next.
    pub stride: usize,
    /// The number of frames that an output depends on, `usize::MAX` if it is all frames so far.
    pub receptive_field: usize,
}

impl Timing {
    /// An output for each frame, which depends on no other.
    pub const EVERY_FRAME: Self = Timing { latency: 0, stride: 1, receptive_field: 1 };

    /// An output for each frame, which depends on all frames so far: that of a recurrent layer.
    pub const ALL_FRAMES: Self = Timing { receptive_field: usize::MAX, ..Self::EVERY_FRAME };

    /// Returns the timing of a window that slides over the frames, and ends with the last one: the
    /// macro refuses to stream one that reaches behind it.
    ///
    /// # Panics
    ///
    /// If the first window ends before the first frame.
    #[must_use]
    pub const fn of(slide: Slide) -> Self {
        assert!(slide.before < slide.span(), "a window of a stream ends with a frame, not in the padding");
        Timing { latency: slide.span() - 1 - slide.before, stride: slide.stride, receptive_field: slide.span() }
    }

    /// Returns the timing of what follows on this: the frames of `next` are the outputs here.
    #[must_use]
    pub const fn then(self, next: Timing) -> Timing {
        Timing {
            latency: self.latency + self.stride * next.latency,
            stride: self.stride * next.stride,
            receptive_field: (next.receptive_field - 1)
                .saturating_mul(self.stride)
                .saturating_add(self.receptive_field),
        }
    }

    /// Returns the timing of a value that is made of two at once.
    #[must_use]
    pub const fn join(self, other: Timing) -> Timing {
        let field = if self.receptive_field < other.receptive_field { other } else { self }.receptive_field;
        Timing { receptive_field: field, ..self }
    }

    /// Returns true if the outputs of both come with the same frames.
    #[must_use]
    pub const fn meets(self, other: Timing) -> bool {
        self.latency == other.latency && self.stride == other.stride
    }

    /// Returns true if each frame gives an output.
    #[must_use]
    pub const fn is_every_frame(self) -> bool {
        self.latency == 0 && self.stride == 1
    }
}
