//! Assertions about sliding windows and groups of channels, for sizes that are constants.

use crate::kernel::sliding::positions;
use crate::text::{Text, fail};

/// Fails to compile unless the window of a step fits into its padded axis, and does not skip all
/// but its first position: the size, the padding before and after, the span of the window and the
/// stride.
pub const fn assert_window(step: &str, axis: &str, [size, before, after, span, stride]: [usize; 5]) {
    let padded = before + size + after;
    if positions(size, [before, after], span, stride, false) == 0 {
        let text = Text::new().quoted(step).text(" has a kernel that spans ").number(span).text(", larger than its ");
        let text = text.text("padded input: the ").text(axis).text(" would be ");
        fail(&arithmetic(text, [size, before, after, span, stride]).text("; the kernel may span ").number(padded));
    }
    if stride > padded && padded > span {
        let text = Text::new().quoted(step).text(" has a stride of ").number(stride).text(", which skips everything ");
        let text = text.text("behind its first window: the ").text(axis).text(" would be ");
        fail(&arithmetic(text, [size, before, after, span, stride]));
    }
}

/// Appends the rule with its numbers: `(5 + 2·0 - 7)/1 + 1 = -1`.
const fn arithmetic(text: Text, [size, before, after, span, stride]: [usize; 5]) -> Text {
    let text = text.text("(").number(size).text(" + ");
    let text =
        if before == after { text.text("2·").number(before) } else { text.number(before).text(" + ").number(after) };
    let text = text.text(" - ").number(span).text(")/").number(stride).text(" + 1 = ");
    let padded = before + size + after;
    if span <= padded {
        return text.number((padded - span) / stride + 1);
    }
    // Rounded down, below zero as well.
    match (span - padded).div_ceil(stride) {
        0 | 1 => text.text("0"),
        steps => text.text("-").number(steps - 1),
    }
}

/// Fails to compile if a step pads more than a window bears: a convolution would see zeroes alone,
/// a pool more of them than of its input.
pub const fn assert_padding(step: &str, padding: usize, limit: usize) {
    if padding > limit {
        let text = Text::new().quoted(step).text(" has a padding of ").number(padding).text(", but its kernel bears ");
        fail(&text.text("at most ").number(limit));
    }
}

/// Fails to compile unless groups divide a number of channels.
pub const fn assert_divides(step: &str, what: &str, size: usize, groups: usize) {
    if groups == 0 || !size.is_multiple_of(groups) {
        let text = Text::new().quoted(step).text(" has ").number(groups).text(" groups, into which the ");
        fail(&text.number(size).text(" ").text(what).text(" cannot be divided"));
    }
}

#[cfg(test)]
mod tests {
    use super::{assert_divides, assert_padding, assert_window};

    #[test]
    #[should_panic = "`conv` has a kernel that spans 7, larger than its padded input: the height would be (5 + 2·0 - 7)/1 + 1 = -1; \
                      the kernel may span 5"]
    fn a_window_fits() {
        assert_window("conv", "height", [5, 1, 1, 7, 1]);
        assert_window("conv", "height", [5, 0, 0, 7, 1]);
    }

    #[test]
    #[should_panic = "`conv` has a stride of 40, which skips everything behind its first window: the width would be \
                      (28 + 2·0 - 5)/40 + 1 = 1"]
    fn a_stride_is_shorter_than_its_axis() {
        assert_window("conv", "width", [28, 0, 0, 28, 40]);
        assert_window("conv", "width", [28, 0, 0, 5, 40]);
    }

    #[test]
    #[should_panic = "`pool` has a padding of 2, but its kernel bears at most 1"]
    fn padding_has_a_limit() {
        assert_padding("pool", 1, 1);
        assert_padding("pool", 2, 1);
    }

    #[test]
    #[should_panic = "`conv` has 4 groups, into which the 6 output channels cannot be divided"]
    fn groups_divide() {
        assert_divides("conv", "output channels", 6, 3);
        assert_divides("conv", "output channels", 6, 4);
    }
}
