//! Windows that slide along an axis: the arithmetic of convolutions and pools.

/// A window that slides along one axis of a value, in elements of that axis.
///
/// The window at position `o` reads the elements `o·stride + t·dilation - before` for its taps `t`,
/// of which those outside of `0..size` are padding.
///
/// ```
/// use netwright::layer::Slide;
///
/// // A kernel of 5 over 28 elements with 2 padded on either side.
/// let slide = Slide { size: 28, out: 28, kernel: 5, stride: 1, dilation: 1, before: 2 };
/// assert_eq!((slide.span(), slide.padded(), slide.after()), (5, 32, 2));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slide {
    /// The number of elements of the axis.
    pub size: usize,
    /// The number of positions of the window.
    pub out: usize,
    /// The number of taps of the window.
    pub kernel: usize,
    /// The distance from one position to the next.
    pub stride: usize,
    /// The distance from one tap to the next.
    pub dilation: usize,
    /// The number of padded elements in front of the axis.
    pub before: usize,
}

impl Slide {
    /// The only position of a window of one tap over one element: the rows of a signal `[C, L]`.
    pub const NONE: Self = Slide { size: 1, out: 1, kernel: 1, stride: 1, dilation: 1, before: 0 };

    /// The number of elements from the first tap of a window to the last.
    #[must_use]
    pub const fn span(self) -> usize {
        (self.kernel - 1) * self.dilation + 1
    }

    /// The number of elements from the first tap of the first window to the last tap of the last
    /// one: those of the padded axis that are read.
    #[must_use]
    pub const fn padded(self) -> usize {
        (self.out - 1) * self.stride + self.span()
    }

    /// The number of padded elements behind the axis; 0 if the last windows do not reach its end.
    #[must_use]
    pub const fn after(self) -> usize {
        self.padded().saturating_sub(self.before + self.size)
    }

    /// The taps of the window at a position that lie within the axis, from the first to the one
    /// behind the last.
    #[must_use]
    pub const fn taps(self, position: usize) -> (usize, usize) {
        let start = position * self.stride;
        let first = self.before.saturating_sub(start).div_ceil(self.dilation);
        let end = (self.before + self.size).saturating_sub(start).div_ceil(self.dilation);
        let end = if end < self.kernel { end } else { self.kernel };
        (if first < end { first } else { end }, end)
    }
}

#[cfg(test)]
mod tests {
    use super::Slide;

    #[test]
    fn taps_are_those_within_the_axis() {
        for (size, kernel, stride, dilation, before, out) in
            [(5, 2, 2, 1, 1, 3), (10, 3, 4, 1, 0, 3), (7, 3, 1, 2, 2, 7), (4, 1, 3, 1, 0, 2), (1, 5, 1, 1, 2, 1)]
        {
            let slide = Slide { size, out, kernel, stride, dilation, before };
            for position in 0..out {
                let inside = |tap: &usize| (before..before + size).contains(&(position * stride + tap * dilation));
                let expected: std::vec::Vec<_> = (0..kernel).filter(inside).collect();
                let (first, end) = slide.taps(position);
                assert_eq!((first..end).collect::<std::vec::Vec<_>>(), expected, "{slide:?} at {position}");
            }
            let last = (out - 1) * stride + (kernel - 1) * dilation;
            assert_eq!(slide.padded(), last + 1);
            assert_eq!(slide.after(), (last + 1).saturating_sub(before + size));
        }
    }
}
