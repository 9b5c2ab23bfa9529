//! The windows along one axis: which elements they cover, and what an average divides by.

use crate::kernel::window::Slide;
use core::ops::Range;

/// The elements of an axis that a window covers: `start`, `start + step` and so on.
///
/// Those that the axis does not have are padding. Elements in front of the axis have negative
/// numbers, which wrap around.
#[derive(Clone, Copy)]
pub(super) struct Window {
    pub(super) start: usize,
    pub(super) taps: usize,
    pub(super) step: usize,
}

impl Window {
    /// The number of the element at a tap.
    #[inline(always)]
    pub(super) fn element(self, tap: usize) -> usize {
        self.start.wrapping_add(tap.wrapping_mul(self.step))
    }

    /// The elements, if they lie side by side.
    #[inline(always)]
    pub(super) fn run(self) -> Option<Range<usize>> {
        (self.step == 1).then(|| self.start..self.start.wrapping_add(self.taps))
    }
}

/// The windows along an axis.
pub(super) trait Positions: Copy {
    /// The number of elements of the axis.
    fn size(self) -> usize;

    /// The number of windows.
    fn out(self) -> usize;

    /// The window at a position.
    fn window(self, position: usize) -> Window;

    /// The number of elements by which the average of a window is divided.
    fn count(self, position: usize) -> usize;

    /// That number, if it is the same at all positions.
    fn uniform_count(self) -> Option<usize>;

    /// The windows as one that slides, if they are all alike.
    fn slide(self) -> Option<Slide>;
}

impl Positions for Slide {
    #[inline(always)]
    fn size(self) -> usize {
        self.size
    }

    #[inline(always)]
    fn out(self) -> usize {
        self.out
    }

    #[inline(always)]
    fn window(self, position: usize) -> Window {
        let start = position.wrapping_mul(self.stride).wrapping_sub(self.before);
        Window { start, taps: self.kernel, step: self.dilation }
    }

    #[inline(always)]
    fn count(self, _: usize) -> usize {
        self.kernel
    }

    #[inline(always)]
    fn uniform_count(self) -> Option<usize> {
        Some(self.kernel)
    }

    #[inline(always)]
    fn slide(self) -> Option<Slide> {
        Some(self)
    }
}

/// A window that slides, over whose elements is averaged.
#[derive(Clone, Copy)]
pub(super) struct Averaged {
    pub(super) slide: Slide,
    /// True if padding counts as elements, which are zero.
    pub(super) counts_padding: bool,
}

impl Positions for Averaged {
    #[inline(always)]
    fn size(self) -> usize {
        self.slide.size
    }

    #[inline(always)]
    fn out(self) -> usize {
        self.slide.out
    }

    #[inline(always)]
    fn window(self, position: usize) -> Window {
        self.slide.window(position)
    }

    /// As in PyTorch: what lies behind the padding, where `CeilMode` puts the last window, is not
    /// counted. There is as much padding behind the axis as in front of it.
    #[inline(always)]
    fn count(self, position: usize) -> usize {
        let Slide { size, kernel, stride, before, .. } = self.slide;
        let start = position * stride;
        if self.counts_padding {
            (start + kernel).min(size + 2 * before).saturating_sub(start)
        } else {
            (start + kernel).min(size + before).saturating_sub(start.max(before))
        }
    }

    #[inline(always)]
    fn uniform_count(self) -> Option<usize> {
        let Slide { kernel, before, .. } = self.slide;
        let uncounted =
            if self.counts_padding { self.slide.after().saturating_sub(before) } else { before + self.slide.after() };
        (uncounted == 0).then_some(kernel)
    }

    #[inline(always)]
    fn slide(self) -> Option<Slide> {
        Some(self.slide)
    }
}

/// Regions of an axis, as even as they can be: region `i` goes from `⌊i·size / out⌋` up to, but not
/// including, `⌈(i + 1)·size / out⌉`.
///
/// Where the sizes do not divide, neighbours share an element; where there are more regions than
/// elements, elements are repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regions {
    pub(crate) size: usize,
    pub(crate) out: usize,
}

impl Regions {
    /// One region for the only row of a signal.
    pub(crate) const NONE: Self = Regions { size: 1, out: 1 };

    pub(crate) const fn new(size: usize, out: usize) -> Self {
        assert!(size > 0 && out > 0 && size.checked_mul(out).is_some(), "sizes are at least 1, and can be multiplied");
        Regions { size, out }
    }

    /// The first element of a region, and the one behind its last.
    const fn range(self, position: usize) -> (usize, usize) {
        let Regions { size, out } = self;
        if out == 0 {
            return (0, 0);
        }
        (position * size / out, ((position + 1) * size).div_ceil(out))
    }
}

impl Positions for Regions {
    #[inline(always)]
    fn size(self) -> usize {
        self.size
    }

    #[inline(always)]
    fn out(self) -> usize {
        self.out
    }

    #[inline(always)]
    fn window(self, position: usize) -> Window {
        let (start, end) = self.range(position);
        Window { start, taps: end - start, step: 1 }
    }

    #[inline(always)]
    fn count(self, position: usize) -> usize {
        self.window(position).taps
    }

    #[inline(always)]
    fn uniform_count(self) -> Option<usize> {
        self.slide().map(|slide| slide.kernel)
    }

    #[inline(always)]
    fn slide(self) -> Option<Slide> {
        let Regions { size, out } = self;
        let kernel = size.checked_div(out)?;
        let slide = Slide { size, out, kernel, stride: kernel, dilation: 1, before: 0 };
        (kernel * out == size).then_some(slide)
    }
}

/// The positions at which no tap of the window is padding.
#[inline(always)]
pub(super) fn inside(slide: Slide) -> Range<usize> {
    let Slide { size, out, stride, before, .. } = slide;
    // Divisions take long, and mostly there is nothing to divide.
    let start = if before == 0 { 0 } else { (before + stride - 1).checked_div(stride).unwrap_or(out) };
    let end = match (before + size).checked_sub(slide.span()) {
        _ if slide.after() == 0 => out,
        Some(last) => last.checked_div(stride).map_or(0, |last| out.min(last + 1)),
        None => 0,
    };
    start.min(end)..end
}

/// Returns true if the windows cut the axis into parts that lie side by side, and nothing is left:
/// those of several rows are then those of one long row.
#[inline(always)]
pub(super) fn tiles(slide: Slide) -> bool {
    let Slide { size, out, kernel, stride, dilation, before } = slide;
    before == 0 && (dilation == 1 || kernel == 1) && kernel == stride && kernel * out == size
}

/// The elements from the first to the last that some windows cover.
pub(super) fn reads(positions: impl Positions, windows: Range<usize>) -> Range<usize> {
    let size = positions.size();
    let covered = windows.flat_map(|position| {
        let window = positions.window(position);
        (0..window.taps).map(move |tap| window.element(tap))
    });
    let ranges = covered.filter(|&element| element < size).map(|element| element..element + 1);
    ranges.reduce(|all, one| all.start.min(one.start)..all.end.max(one.end)).unwrap_or(0..0)
}
