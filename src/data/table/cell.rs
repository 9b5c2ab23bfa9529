//! Numbers in cells of a table.

use crate::scalar::Real;
use std::borrow::Cow;
use std::format;
use std::prelude::rust_2024::*;

/// The character in front of the decimals of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decimal {
    Point,
    Comma,
}

impl Decimal {
    /// Reads a number; an error is what was expected of the cell.
    pub(super) fn number<T: Real>(self, cell: &str) -> Result<T, String> {
        let text = match self {
            Decimal::Point => Cow::Borrowed(cell),
            Decimal::Comma if cell.contains('.') => return Err("a number with a decimal comma".into()),
            Decimal::Comma => Cow::Owned(cell.replace(',', ".")),
        };
        let expected = match self {
            Decimal::Point => "a number",
            Decimal::Comma => "a number with a decimal comma",
        };
        let number: f64 = text.parse().map_err(|_| expected)?;
        let rounded = T::from_double(number);
        if rounded.is_finite() {
            return Ok(rounded);
        }
        Err(format!("a finite number of type {}", core::any::type_name::<T>()))
    }
}

/// The text of a cell as errors show it.
pub(super) fn shown(cell: &str) -> String {
    if cell.is_empty() { "an empty cell".into() } else { quoted(cell) }
}

/// A text in quotes, of which the beginning is shown.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}..`", &text[..end]),
        None => format!("`{text}`"),
    }
}
