//! Colours that differ for colour-blind readers too.

use plotters::style::RGBColor;

/// The palette of Okabe and Ito without its yellow, which fades on white; black is the last.
pub(super) const CLASSES: [RGBColor; 7] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(204, 121, 167),
    RGBColor(0, 158, 115),
    RGBColor(230, 159, 0),
    RGBColor(86, 180, 233),
    RGBColor(0, 0, 0),
];

/// The line between two regions.
pub(super) const BORDER: RGBColor = RGBColor(90, 90, 90);

/// The lines of the grid behind points and curves.
pub(super) const GRID: RGBColor = RGBColor(225, 225, 225);

/// The colour of a class or curve; after the last the first comes again.
pub(super) fn class(number: usize) -> RGBColor {
    CLASSES[number % CLASSES.len()]
}

/// Mixes a share of a colour with white.
pub(super) fn tint(RGBColor(red, green, blue): RGBColor, share: f64) -> RGBColor {
    // A share from 0 to 1 of a byte is a byte.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let mix = |channel: u8| (255.0 - (255.0 - f64::from(channel)) * share.clamp(0.0, 1.0)).round() as u8;
    RGBColor(mix(red), mix(green), mix(blue))
}

/// The colour of a number from -1 to 1: vermilion below 0, blue above, white at 0. NaN is grey.
pub(super) fn diverging(number: f64) -> RGBColor {
    if number.is_nan() {
        return GRID;
    }
    tint(CLASSES[usize::from(number < 0.0)], number.abs())
}
