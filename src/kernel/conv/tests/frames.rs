//! Frames: the numbers that they hold of an image.

use crate::kernel::conv::Convolution;
use crate::kernel::simd::MAX_LANES;
use crate::kernel::window::Slide;

/// Returns the numbers of a frame of one channel, without those that a register may reach beyond.
fn frame(rows: Slide, columns: Slide) -> usize {
    let convolution = Convolution { channels: 1, filters: 1, groups: 1, rows, columns };
    convolution.scratch().saturating_sub(MAX_LANES)
}

#[test]
fn frames_hold_what_taps_read() {
    let slide = |size, kernel, stride, before| {
        let out = (size + 2 * before - kernel) / stride + 1;
        Slide { size, out, kernel, stride, dilation: 1, before }
    };
    // A quarter of the image, and a ninth.
    assert_eq!(frame(slide(32, 1, 2, 0), slide(32, 1, 2, 0)), 16 * 16);
    assert_eq!(frame(slide(31, 1, 3, 0), slide(31, 1, 3, 0)), 11 * 11);
    // Two phases of three, and every third row.
    assert_eq!(frame(slide(9, 1, 3, 0), slide(9, 2, 3, 0)), 3 * 2 * 3);
    // All phases and all rows, with padding.
    assert_eq!(frame(slide(32, 3, 2, 1), slide(32, 3, 2, 1)), 33 * 2 * 17);
    // Rows that are left out are no reason to copy an image.
    assert_eq!(frame(slide(32, 1, 2, 0), slide(32, 3, 1, 0)), 0);
}
