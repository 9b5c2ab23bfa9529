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

/// Fails to compile unless a transposed window leaves something of an axis: the size, the kernel,
/// the stride, the dilation, the padding and the output padding. What it adds must be less than the
/// stride or the dilation.
pub const fn assert_spread(step: &str, axis: &str, [size, kernel, stride, dilation, padding, more]: [usize; 6]) {
    if size == 0 || kernel == 0 || stride == 0 || dilation == 0 {
        // The size has an assertion of its own.
        return;
    }
    let most = if stride > dilation { stride } else { dilation } - 1;
    if more > most {
        let text = Text::new().quoted(step).text(" has an output padding of ").number(more).text(", but a stride of ");
        let text = text.number(stride).text(" and a dilation of ").number(dilation).text(" bear at most ");
        fail(&text.number(most));
    }
    let whole = (size - 1) * stride + (kernel - 1) * dilation + more + 1;
    if whole <= 2 * padding {
        let text =
            Text::new().quoted(step).text(" has a padding of ").number(padding).text(", which leaves nothing: the ");
        let text = text.text(axis).text(" would be (").number(size).text(" - 1)·").number(stride).text(" - 2·");
        let text = text.number(padding).text(" + (").number(kernel).text(" - 1)·").number(dilation).text(" + ");
        let text = text.number(more).text(" + 1 = ").text(if whole < 2 * padding { "-" } else { "" });
        fail(&text.number(2 * padding - whole).text("; use a padding of at most ").number((whole - 1) / 2));
    }
}

/// Fails to compile if a step pads an axis by more elements than it has to give.
pub const fn assert_pad(step: &str, elements: &str, pad: usize, most: usize) {
    if pad > most {
        let text = Text::new().quoted(step).text(" pads ").number(pad).text(" ").text(elements).text(", but has ");
        fail(&text.text("only ").number(most).text(" to repeat: pad fewer, or with `Replicate`"));
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
    use super::{assert_divides, assert_pad, assert_padding, assert_spread, assert_window};

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
    #[should_panic = "`up` has a padding of 4, which leaves nothing: the height would be (4 - 1)·1 - 2·4 + (3 - 1)·1 + 0 + 1 = -2; \
                      use a padding of at most 2"]
    fn a_transposed_window_leaves_something() {
        assert_spread("up", "height", [4, 3, 1, 1, 2, 0]);
        assert_spread("up", "height", [4, 3, 1, 1, 4, 0]);
    }

    #[test]
    #[should_panic = "`up` has an output padding of 2, but a stride of 2 and a dilation of 1 bear at most 1"]
    fn an_output_padding_has_a_limit() {
        assert_spread("up", "width", [4, 3, 2, 1, 0, 1]);
        assert_spread("up", "width", [4, 3, 2, 1, 0, 2]);
    }

    #[test]
    #[should_panic = "`pad` pads 28 rows, but has only 27 to repeat: pad fewer, or with `Replicate`"]
    fn a_pad_repeats_what_there_is() {
        assert_pad("pad", "rows", 27, 27);
        assert_pad("pad", "rows", 28, 27);
    }

    #[test]
    #[should_panic = "`conv` has 4 groups, into which the 6 output channels cannot be divided"]
    fn groups_divide() {
        assert_divides("conv", "output channels", 6, 3);
        assert_divides("conv", "output channels", 6, 4);
    }
}
