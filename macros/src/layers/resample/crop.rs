//! `Crop<2>`, `Crop<1, 2>` and `Crop<1, 2, 3, 4>`.

use super::sides::{Sides, is_nothing};
use super::{Axis, Layer, Resampled, Resampling};
use crate::layers::arguments::Reader;
use crate::layers::arguments::list::SizeList;
use crate::model::arithmetic::Incomputable;
use crate::model::assertion::Claim;
use crate::model::layer::{DeclaredLayer, Formulas, Given, Problem, TypeContext};
use crate::model::size::Size;
use core::ops::RangeInclusive;
use proc_macro2::TokenStream;
use quote::quote;

const SIDES: SizeList = SizeList {
    what: "the number of elements that it cuts off at each side",
    counts: &[1, 2, 4],
    takes: "one, two or four sizes",
    example: "1",
    help: "write `Crop<1>` for all sides, `Crop<1, 2>` for rows and columns of an image, or for the front and the end \
           of a signal, or `Crop<LEFT, RIGHT, TOP, BOTTOM>`",
};

struct Crop {
    sides: Sides,
}

pub(crate) fn read(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let sides = Sides::read(reader, &SIDES)?;
    Ok(Box::new(Layer { name: reader.name(), rule: Crop { sides } }))
}

impl Crop {
    /// Nothing is left of an axis.
    fn nothing_left(axis: Axis<'_>, given: &Given<'_>, [front, behind]: [&Size; 2]) -> Problem {
        let (step, giver, elements, size) = (given.step, &given.givers[0], axis.elements(), axis.size);
        Problem::new(
            format!("`{step}` cuts off {front} + {behind} {elements}, but `{giver}` gives {size}: none would be left"),
            "cut off fewer",
            &[0],
        )
        .at(front.span())
    }
}

impl Resampling for Crop {
    fn along(&self, axis: Axis<'_>, given: &Given<'_>) -> Result<Resampled, Problem> {
        let sides @ [front, behind] = self.sides.of(axis);
        if is_nothing(sides) {
            return Ok(Resampled { size: axis.size.clone(), claims: Vec::new() });
        }
        let end = axis.size.minus(behind);
        let size = end.as_ref().map_err(Clone::clone).and_then(|end| end.minus(front));
        match (size, end) {
            (Ok(size), _) if size.known() == Some(0) => Err(Self::nothing_left(axis, given, sides)),
            (Err(Incomputable::NoSize(_)), _) => Err(Self::nothing_left(axis, given, sides)),
            (Err(reason), _) | (_, Err(reason)) => Err(Problem::incomputable(given, axis.elements(), &reason)),
            (Ok(size), Ok(end)) => {
                let size = size.at_least_one();
                let claim = size.known().is_none().then(|| Claim::Range {
                    step: given.step.to_owned(),
                    range: [front.clone(), end],
                    giver: given.givers[0].clone(),
                    size: axis.size.clone(),
                });
                Ok(Resampled { size, claims: claim.into_iter().collect() })
            }
        }
    }

    fn axis_type(&self, axis: Axis<'_>, output: &Size, context: &TypeContext<'_>) -> TokenStream {
        let path = context.library("Cropped");
        let [front, _] = self.sides.of(axis);
        let (input, output, front) = (axis.size.argument(), output.argument(), front.argument());
        quote!(#path<#input, #output, #front>)
    }

    fn ranks(&self) -> RangeInclusive<usize> {
        self.sides.ranks()
    }

    fn other_rank(&self, given: &Given<'_>) -> Option<Problem> {
        self.sides.other_rank("Crop", given)
    }

    fn formulas(&self) -> Formulas {
        Formulas { forward: "y = x without its sides", backward: "dx = dy within, else 0" }
    }
}
