//! The number of positions of a sliding window, and its padding: PyTorch's rules, and for `Same`
//! with a stride those of ONNX and TensorFlow.
//!
//! The macro has a link to this file, so that it computes sizes by the same rules.

/// The number of positions of a window of `span` elements from its first tap to its last, which
/// moves by `stride` along `size` elements with padding before and after them; 0 if it does not fit
/// once.
///
/// ```text
/// (size + before + after - span)/stride + 1     rounded down
/// ```
///
/// Where it is rounded up instead, a last window may begin within the elements or the padding
/// before them and end behind everything; one that would begin in the padding behind is left out.
pub(crate) const fn positions(
    size: usize,
    [before, after]: [usize; 2],
    span: usize,
    stride: usize,
    rounds_up: bool,
) -> usize {
    let Some(steps) = (before + size + after).checked_sub(span) else { return 0 };
    let whole = steps / stride + 1;
    let is_cut = !steps.is_multiple_of(stride);
    if rounds_up && is_cut && whole * stride < before + size { whole + 1 } else { whole }
}

/// The padding before and after an axis with which a window has `size/stride` positions, rounded
/// up. If it is odd, the larger part comes after.
#[allow(dead_code)] // For the macro, which sees the options.
pub(crate) const fn same_padding(size: usize, span: usize, stride: usize) -> [usize; 2] {
    let read = (size.div_ceil(stride) - 1) * stride + span;
    let padding = read.saturating_sub(size);
    [padding / 2, padding - padding / 2]
}

#[cfg(test)]
mod tests {
    use super::{positions, same_padding};

    #[test]
    fn positions_are_rounded_as_in_pytorch() {
        // size, kernel, stride, padding, rounded down, rounded up
        for (size, span, stride, padding, floor, ceil) in [
            (5, 2, 2, 1, 3, 3),
            (6, 1, 2, 0, 3, 3),
            (5, 3, 3, 1, 2, 2),
            (10, 3, 4, 0, 2, 3),
            (112, 3, 2, 1, 56, 57),
            (28, 5, 1, 2, 28, 28),
            (5, 5, 3, 0, 1, 1),
        ] {
            let found = [false, true].map(|rounds_up| positions(size, [padding; 2], span, stride, rounds_up));
            assert_eq!(found, [floor, ceil], "{size} elements, kernel {span}, stride {stride}, padding {padding}");
        }
        assert_eq!(positions(5, [0; 2], 7, 1, false), 0);
        assert_eq!(positions(5, [1; 2], 7, 1, false), 1);
    }

    #[test]
    fn same_padding_gives_a_position_for_each_stride() {
        assert_eq!(same_padding(6, 3, 2), [0, 1]);
        assert_eq!(same_padding(5, 3, 2), [1, 1]);
        assert_eq!(same_padding(28, 4, 1), [1, 2]);
        assert_eq!(same_padding(7, 1, 3), [0, 0]);
        for size in 1..20 {
            for span in 1..8 {
                for stride in 1..5 {
                    let padding = same_padding(size, span, stride);
                    assert_eq!(positions(size, padding, span, stride, false), size.div_ceil(stride));
                }
            }
        }
    }
}
