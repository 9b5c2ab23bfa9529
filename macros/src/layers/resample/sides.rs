//! Numbers of elements at the sides of each axis: the arguments of `Pad` and `Crop`.

use super::Axis;
use crate::layers::arguments::Reader;
use crate::layers::arguments::list::SizeList;
use crate::model::layer::{Given, Problem};
use crate::model::size::Size;
use core::ops::RangeInclusive;
use proc_macro2::Span;

/// The numbers as they are written.
pub(super) enum Sides {
    /// For all sides.
    All([Size; 1]),
    /// For rows and for columns, or for the front and the end of a signal.
    Two([Size; 2]),
    /// For left, right, top and bottom: PyTorch begins with the last axis.
    Four([Size; 4]),
}

impl Sides {
    /// Reads all arguments but options.
    pub(super) fn read(reader: &mut Reader<'_>, list: &SizeList) -> syn::Result<Self> {
        let sizes = reader.list_from_zero(list)?;
        let sides = match sizes.len() {
            1 => sizes.try_into().map(Sides::All),
            2 => sizes.try_into().map(Sides::Two),
            _ => sizes.try_into().map(Sides::Four),
        };
        sides.map_err(|_| syn::Error::new(Span::call_site(), list.help))
    }

    /// The numbers in front of an axis, and behind it.
    pub(super) fn of(&self, axis: Axis<'_>) -> [&Size; 2] {
        match self {
            Sides::All([all]) => [all, all],
            Sides::Two([front, behind]) if axis.of == 1 => [front, behind],
            Sides::Two([_, columns]) if axis.is_last() => [columns, columns],
            Sides::Two([rows, _]) => [rows, rows],
            Sides::Four([left, right, _, _]) if axis.is_last() => [left, right],
            Sides::Four([_, _, top, bottom]) => [top, bottom],
        }
    }

    /// The ranks of signals and images, or of images alone.
    pub(super) fn ranks(&self) -> RangeInclusive<usize> {
        if matches!(self, Sides::Four(_)) { 3..=3 } else { 2..=3 }
    }

    /// Four numbers are those of an image.
    pub(super) fn other_rank(&self, layer: &str, given: &Given<'_>) -> Option<Problem> {
        let (step, giver, input) = (given.step, &given.givers[0], &given.inputs[0]);
        match self {
            Sides::Four([left, right, _, _]) if input.rank() == 2 => {
                let what = format!("`{step}` has sizes for four sides, but `{giver}` gives the signal {input}");
                let help = format!("write `{layer}<{left}, {right}>` for the front and the end");
                Some(Problem::new(what, help, &[0]))
            }
            _ => None,
        }
    }
}

/// Returns true if neither side has elements.
pub(super) fn is_nothing(sides: [&Size; 2]) -> bool {
    sides.iter().all(|size| size.known() == Some(0))
}
