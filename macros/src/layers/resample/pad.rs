//! `Pad<2>`, `Pad<1, 2>` and `Pad<1, 2, 3, 4>`, of zeros, or with `Reflect`, `Replicate` or
//! `Circular`.

use super::sides::{Sides, is_nothing};
use super::{Axis, Layer, Resampled, Resampling};
use crate::layers::arguments::Reader;
use crate::layers::arguments::list::SizeList;
use crate::layers::arguments::options::Choice;
use crate::model::assertion::Claim;
use crate::model::layer::{DeclaredLayer, Formulas, Given, Problem, TypeContext};
use crate::model::size::{Comparison, KnownTo, Size};
use core::ops::RangeInclusive;
use proc_macro2::TokenStream;
use quote::quote;

const SIDES: SizeList = SizeList {
    what: "the number of elements that it adds at each side",
    counts: &[1, 2, 4],
    takes: "one, two or four sizes",
    example: "1",
    help: "write `Pad<1>` for all sides, `Pad<1, 2>` for rows and columns of an image, or for the front and the end \
           of a signal, or `Pad<LEFT, RIGHT, TOP, BOTTOM>`",
};

/// The option that is not written where a `Pad` adds zeros.
const ZEROS: &str = "Zeros";
const MODES: [Choice; 4] = [mode(ZEROS), mode("Reflect"), mode("Replicate"), mode("Circular")];

const fn mode(name: &'static str) -> Choice {
    Choice { name, count: 0..=0, may_be_zero: false }
}

struct Pad {
    sides: Sides,
    mode: &'static str,
}

pub(crate) fn read(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let mode = reader.choice(&MODES)?.map_or(ZEROS, |(mode, _)| mode);
    let sides = Sides::read(reader, &SIDES)?;
    Ok(Box::new(Layer { name: reader.name(), rule: Pad { sides, mode } }))
}

impl Pad {
    /// The most elements at one side of an axis of so many, if that is not any number.
    fn most(&self, size: usize) -> Option<usize> {
        match self.mode {
            "Reflect" => Some(size - 1),
            "Circular" => Some(size),
            _ => None,
        }
    }

    /// More elements than the axis has to give.
    fn too_many(&self, axis: Axis<'_>, given: &Given<'_>, pad: &Size, most: usize) -> Problem {
        let (step, giver, elements) = (given.step, &given.givers[0], axis.elements());
        let reason = match self.mode {
            "Reflect" => format!("the first and the last are not repeated, so that {} - 1 = {most} can be", axis.size),
            _ => format!("each can be repeated once, which is {most}"),
        };
        Problem::new(
            format!("`{step}` pads {pad} {elements} with `{}`, but `{giver}` gives {}", self.mode, axis.size),
            format!("{reason}: pad at most {most}, or with `Replicate`"),
            &[0],
        )
        .at(pad.span())
    }
}

impl Pad {
    /// The claims about constants; where a const parameter has a part in it, the library checks it.
    fn claims(&self, axis: Axis<'_>, given: &Given<'_>, sides: [&Size; 2]) -> Vec<Claim> {
        let size = axis.size.value();
        let most = match self.mode {
            "Reflect" => quote!(::core::primitive::usize::saturating_sub(#size, 1)),
            "Circular" => size,
            _ => return Vec::new(),
        };
        let is_left = |pad: &&Size| axis.size.known_to().and(pad.known_to()) == KnownTo::Compiler;
        let [front, behind] = sides;
        // One message is enough where both sides have the same number.
        let behind = Some(behind).filter(|behind| behind.compare(front) != Comparison::Equal);
        let claim = |pad: &Size| Claim::Pad {
            step: given.step.to_owned(),
            elements: axis.elements(),
            pad: pad.clone(),
            most: most.clone(),
        };
        [Some(front), behind].into_iter().flatten().filter(is_left).map(claim).collect()
    }
}

impl Resampling for Pad {
    fn along(&self, axis: Axis<'_>, given: &Given<'_>) -> Result<Resampled, Problem> {
        let sides = self.sides.of(axis);
        if is_nothing(sides) {
            return Ok(Resampled { size: axis.size.clone(), claims: Vec::new() });
        }
        if let Some(most) = axis.size.known().and_then(|size| self.most(size))
            && let Some(pad) = sides.into_iter().find(|pad| pad.known().is_some_and(|pad| pad > most))
        {
            return Err(self.too_many(axis, given, pad, most));
        }
        match Size::sum(&[axis.size.clone(), sides[0].clone(), sides[1].clone()]) {
            Ok(size) => Ok(Resampled { size, claims: self.claims(axis, given, sides) }),
            Err(reason) => Err(Problem::incomputable(given, axis.elements(), &reason)),
        }
    }

    fn axis_type(&self, axis: Axis<'_>, output: &Size, context: &TypeContext<'_>) -> TokenStream {
        let (path, mode) = (context.library("Padded"), context.library(self.mode));
        let [front, _] = self.sides.of(axis);
        let (input, output, front) = (axis.size.argument(), output.argument(), front.argument());
        quote!(#path<#input, #output, #front, #mode>)
    }

    fn ranks(&self) -> RangeInclusive<usize> {
        self.sides.ranks()
    }

    fn other_rank(&self, given: &Given<'_>) -> Option<Problem> {
        self.sides.other_rank("Pad", given)
    }

    fn formulas(&self) -> Formulas {
        match self.mode {
            ZEROS => Formulas { forward: "y = x, and 0 around it", backward: "dx = dy within" },
            _ => Formulas { forward: "y = x, and elements of x around it", backward: "dx = Σ dy of its copies" },
        }
    }
}
