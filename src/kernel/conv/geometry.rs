//! The sizes of a convolution, and the working memory that follows from them.

use super::frame::Frame;
#[cfg(any(feature = "train", test))]
use super::weight_gradient::SLICES;
use crate::kernel::window::Slide;

/// The sizes of a convolution of images `[channels, height, width]` with
/// `[filters, channels / groups, kernel height, kernel width]` weights, which lie in memory as
/// `[channels / groups][kernel height][kernel width][filters]`.
///
/// A signal is an image of one row: [`Slide::NONE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Convolution {
    /// The channels of the input.
    pub(crate) channels: usize,
    /// The channels of the output.
    pub(crate) filters: usize,
    /// The groups into which channels and filters are divided; a filter sees those of its own. They
    /// divide both.
    pub(crate) groups: usize,
    /// The window along the rows of an image.
    pub(crate) rows: Slide,
    /// The window along the columns of an image, or along a signal.
    pub(crate) columns: Slide,
}

impl Convolution {
    /// The numbers of an input.
    pub(crate) const fn inputs(self) -> usize {
        self.channels * self.rows.size * self.columns.size
    }

    /// The numbers of an output.
    pub(crate) const fn outputs(self) -> usize {
        self.filters * self.positions()
    }

    /// The positions of the window.
    pub(crate) const fn positions(self) -> usize {
        self.rows.out * self.columns.out
    }

    /// The weights of all filters.
    pub(crate) const fn weights(self) -> usize {
        self.depth() * self.filters
    }

    /// The weights of one filter.
    pub(crate) const fn depth(self) -> usize {
        match self.channels.checked_div(self.groups) {
            Some(channels) => channels * self.rows.kernel * self.columns.kernel,
            None => 0,
        }
    }

    /// The multiplications for one sample, those with padding among them.
    pub(crate) const fn macs(self) -> usize {
        self.weights() * self.positions()
    }

    /// The scalars that [`forward`](super::forward) of one sample works in, whatever their type and
    /// the instruction set: a frame of zeros with the sample in it, where there is padding or a
    /// stride of columns.
    pub(crate) const fn scratch(self) -> usize {
        if self.has_frame() { Frame::of_input(&self).scalars() } else { 0 }
    }

    /// The scalars that each of the passes of training works in, for any number of samples: with a
    /// frame for each thread.
    #[cfg(any(feature = "train", test))]
    pub(crate) const fn training_scratch(self) -> usize {
        let forward = SLICES * self.scratch();
        let input = self.weights() + SLICES * self.gradient_frame();
        let weight = self.weight_gradient_scratch();
        let larger = if forward > input { forward } else { input };
        if larger > weight { larger } else { weight }
    }

    /// Returns `true` if a sample is copied into a frame.
    pub(super) const fn has_frame(self) -> bool {
        Frame::of_input(&self).is_needed((self.rows.out, self.columns.out), self.rows.stride)
    }
}
