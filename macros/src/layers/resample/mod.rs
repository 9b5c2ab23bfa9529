//! Layers that lay the elements of each channel out anew, axis by axis: `Upsample`, `Pad`, `Crop`.

mod crop;
mod pad;
mod sides;
mod upsample;

pub(super) use crop::read as crop;
pub(super) use pad::read as pad;
pub(super) use upsample::read as upsample;

use super::rules::wrong_rank;
use crate::model::assertion::Claim;
use crate::model::layer::{DeclaredLayer, Formulas, Given, Outcome, Problem, Streams, TypeContext};
use crate::model::meaning::{Joint, Rule};
use crate::model::shape::{Shape, Takes};
use crate::model::size::Size;
use core::ops::RangeInclusive;
use proc_macro2::TokenStream;
use quote::quote;

/// The rule of one of these layers along an axis.
trait Resampling {
    /// Returns the size of an axis of the output, given that of the input, or says what is wrong.
    fn along(&self, axis: Axis<'_>, given: &Given<'_>) -> Result<Resampled, Problem>;

    /// Returns the type of an axis in the library: its sizes before and after are given.
    fn axis_type(&self, axis: Axis<'_>, output: &Size, context: &TypeContext<'_>) -> TokenStream;

    /// Returns the numbers of sizes of the inputs for which the arguments are made.
    fn ranks(&self) -> RangeInclusive<usize>;

    /// Returns the problem if the arguments are made for another number of axes.
    fn other_rank(&self, given: &Given<'_>) -> Option<Problem>;

    fn formulas(&self) -> Formulas;
}

/// An axis of the input.
#[derive(Clone, Copy)]
struct Axis<'a> {
    /// Its number among all that are not channels: 0 for the rows of an image, or for a signal.
    number: usize,
    /// The number of these axes.
    of: usize,
    size: &'a Size,
}

/// An axis of the output.
struct Resampled {
    size: Size,
    /// Claims that only the compiler can check.
    claims: Vec<Claim>,
}

impl Axis<'_> {
    /// The elements along the axis in words.
    fn elements(self) -> &'static str {
        match (self.of, self.number) {
            (1, _) => "elements",
            (_, 0) => "rows",
            _ => "columns",
        }
    }

    /// True for the columns of an image, and for a signal.
    fn is_last(self) -> bool {
        self.number + 1 == self.of
    }
}

/// A layer that resamples, built from its rule.
struct Layer<R> {
    name: &'static str,
    rule: R,
}

impl<R: Resampling> Layer<R> {
    fn resampled(&self, given: &Given<'_>) -> Result<Outcome, Problem> {
        let input = &given.inputs[0];
        if input.is_hidden() || input.rank() < 2 {
            return Err(wrong_rank(given, &[2, 3], None));
        }
        if let Some(problem) = self.rule.other_rank(given) {
            return Err(problem);
        }
        let (mut sizes, mut claims) = (vec![input.sizes()[0].clone()], Vec::new());
        let of = input.rank() - 1;
        for (number, size) in input.sizes()[1..].iter().enumerate() {
            let Resampled { size, claims: of_axis } = self.rule.along(Axis { number, of, size }, given)?;
            sizes.push(size);
            claims.extend(of_axis);
        }
        let output = Shape::new(sizes);
        match output.try_features() {
            Ok(_) => Ok(Outcome { claims, ..Outcome::good(output) }),
            Err(reason) => Err(Problem::incomputable(given, "features", &reason)),
        }
    }
}

impl<R: Resampling> DeclaredLayer for Layer<R> {
    fn name(&self) -> &str {
        self.name
    }

    fn takes(&self) -> Option<Takes> {
        let ranks = self.rule.ranks();
        let (words, instead) = match (*ranks.start(), *ranks.end()) {
            (_, 2) => ("a signal `[C, L]`", "a step `Reshape<C, L>` in front of it makes one of another value"),
            (3, _) => ("an image `[C, H, W]`", "a step `Reshape<C, H, W>` in front of it makes one of another value"),
            _ => (
                "a signal `[C, L]` or an image `[C, H, W]`",
                "a step `Reshape<C, L>` or `Reshape<C, H, W>` in front of it makes one of a vector",
            ),
        };
        Some(Takes { ranks, words, instead })
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        self.resampled(given).unwrap_or_else(|problem| Outcome::bad(None, problem))
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let path = context.path(self.name);
        let (input, output) = (context.features(0).argument(), context.output_features().argument());
        let of = context.inputs().first().map_or(1, Shape::rank).saturating_sub(1).max(1);
        let axes = (0..of).map(|number| {
            let (size, resampled) = (context.size(0, number + 1), context.output_size(number + 1));
            self.rule.axis_type(Axis { number, of, size: &size }, &resampled, context)
        });
        quote!(#path<#input, #output, (#(#axes,)*)>)
    }

    fn formulas(&self) -> Formulas {
        self.rule.formulas()
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::not("gives another number of frames than it takes")
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Joint(Joint::Combined)
    }
}
