//! `MaxPool1d`, `MaxPool2d`, `AvgPool1d` and `AvgPool2d`.

use super::{Function, MEANING};
use crate::layers::arguments::Reader;
use crate::layers::window::{Options, Use, Window, takes_array};
use crate::model::layer::{DeclaredLayer, Formulas, Fuses, Gain, Given, Outcome, Problem, Streams, TypeContext};
use crate::model::meaning::Rule;
use crate::model::shape::{Shape, Takes};
use proc_macro2::TokenStream;
use quote::quote;

struct Sliding {
    name: &'static str,
    window: Window,
    function: Function,
    counts_padding: bool,
}

pub(in crate::layers) fn max_pool1d(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    read(reader, 1, Function::Greatest)
}

pub(in crate::layers) fn max_pool2d(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    read(reader, 2, Function::Greatest)
}

pub(in crate::layers) fn avg_pool1d(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    read(reader, 1, Function::Average)
}

pub(in crate::layers) fn avg_pool2d(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    read(reader, 2, Function::Average)
}

fn read(reader: &mut Reader<'_>, rank: usize, function: Function) -> syn::Result<Box<dyn DeclaredLayer>> {
    let counts_padding = function == Function::Average && !reader.flag("CountExcludePad", "CountIncludePad")?;
    if function == Function::Average
        && let Some(sizes) = reader.option("Dilation", 1..=rank)?
    {
        let message = "an average pool has no `Dilation`, as in PyTorch: each window averages elements side by side\n\
                       help: remove it, or use a convolution with the same weights everywhere";
        return Err(syn::Error::new(sizes[0].span(), message));
    }
    let options = Options::read(reader, rank, Use::Pool)?;
    let window = options.window(reader)?;
    Ok(Box::new(Sliding { name: reader.name(), window, function, counts_padding }))
}

impl DeclaredLayer for Sliding {
    fn name(&self) -> &str {
        self.name
    }

    fn takes(&self) -> Option<Takes> {
        Some(takes_array(self.window.rank()))
    }

    /// As many channels, each with as many numbers as the window has positions.
    fn output(&self, given: &Given<'_>) -> Outcome {
        let slid = match self.window.slide(given) {
            Ok(slid) => slid,
            Err(problem) => return Outcome::bad(None, problem),
        };
        let channels = given.inputs[0].sizes().first().cloned();
        let shape = Shape::new(channels.into_iter().chain(slid.positions).collect());
        if self.counts_padding && self.window.is_same() {
            return Outcome::bad(Some(shape), self.counts_same(given));
        }
        match shape.try_features() {
            Ok(_) => Outcome { claims: slid.claims, ..Outcome::good(shape) },
            Err(reason) => Outcome::bad(None, Problem::incomputable(given, "features", &reason)),
        }
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (path, window) = (context.path(self.name), self.window.field_type(context));
        let sizes = [context.features(0), context.output_features(), context.size(0, 0)];
        let sizes = sizes.each_ref().map(|size| size.argument());
        let counts_padding = (self.function == Function::Average).then(|| {
            let counts_padding = self.counts_padding;
            quote!(, #counts_padding)
        });
        quote!(#path<#(#sizes,)* #window #counts_padding>)
    }

    fn formulas(&self) -> Formulas {
        self.function.formulas()
    }

    fn fuses(&self) -> Fuses {
        if self.window.shares_no_rows() { Fuses::Pool } else { Fuses::Not }
    }

    fn gain(&self) -> Gain {
        Gain::PassedOn
    }

    fn streams(&self, context: &TypeContext<'_>) -> Streams {
        self.window.streams(context)
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        MEANING
    }
}

impl Sliding {
    /// Libraries agree on the padding of `Same`, and not on whether it is averaged.
    fn counts_same(&self, given: &Given<'_>) -> Problem {
        Problem::new(
            format!(
                "`{}` would average the padding of `Same` too, of which there may be more behind the input than in \
                 front of it",
                given.step
            ),
            format!(
                "write `CountExcludePad` behind `Same`, so that `{}` averages the elements of the input alone",
                self.name
            ),
            &[],
        )
    }
}
