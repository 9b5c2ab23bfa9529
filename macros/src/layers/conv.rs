//! `Conv1d` and `Conv2d`.

use super::arguments::{Reader, SizeName};
use super::groups::Groups;
use super::window::{Options, Use, Window, takes_array};
use crate::model::layer::{
    DeclaredLayer, Folding, Formulas, Fuses, Given, Outcome, Problem, Streams, TensorSpec, Then, TypeContext,
};
use crate::model::layout::Layout;
use crate::model::meaning::{Kind, Rule};
use crate::model::shape::{Shape, Takes};
use crate::model::size::Size;
use proc_macro2::{Span, TokenStream};
use quote::quote;

const FILTERS: SizeName =
    SizeName { what: "the number of its output channels", short: "OUT", example: "6", means: "6 output channels" };

#[derive(Clone)]
struct Convolution {
    name: &'static str,
    filters: Size,
    window: Window,
    groups: Groups,
    has_bias: bool,
}

pub(super) fn conv1d(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    read(reader, 1)
}

pub(super) fn conv2d(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    read(reader, 2)
}

fn read(reader: &mut Reader<'_>, rank: usize) -> syn::Result<Box<dyn DeclaredLayer>> {
    let has_bias = !reader.flag("NoBias", "WithBias")?;
    let groups = Groups::read(reader)?;
    let options = Options::read(reader, rank, Use::Convolution)?;
    let filters = reader.size(&FILTERS)?;
    let window = options.window(reader)?;
    Ok(Box::new(Convolution { name: reader.name(), filters, window, groups, has_bias }))
}

impl Convolution {
    /// The number of channels that each filter takes.
    fn group(&self, channels: &Size) -> Option<Size> {
        match &self.groups {
            Groups::Number(groups) => channels.over(groups).ok(),
            Groups::Depthwise => Some(Size::new(1, Span::call_site())),
        }
    }
}

impl DeclaredLayer for Convolution {
    fn name(&self) -> &str {
        self.name
    }

    fn takes(&self) -> Option<Takes> {
        Some(takes_array(self.window.rank()))
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        let slid = match self.window.slide(given) {
            Ok(slid) => slid,
            Err(problem) => return Outcome::bad(None, problem),
        };
        let sizes = [self.filters.clone()].into_iter().chain(slid.positions).collect();
        let shape = Shape::new(sizes);
        let groups = match self.groups.check(given, &self.filters) {
            Ok(claims) => claims,
            Err(problem) => return Outcome::bad(Some(shape), problem),
        };
        let channels = &given.inputs[0].sizes()[0];
        if let Groups::Number(groups) = &self.groups
            && let Err(reason) = channels.over(groups)
        {
            return Outcome::bad(Some(shape), Problem::incomputable(given, "channels of a group", &reason));
        }
        match shape.try_features() {
            Ok(_) => {
                let claims = slid.claims.into_iter().chain(groups).collect();
                Outcome { claims, ..Outcome::good(shape) }
            }
            Err(reason) => Outcome::bad(None, Problem::incomputable(given, "outputs", &reason)),
        }
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (path, scalar, window) = (context.path(self.name), context.scalar, self.window.field_type(context));
        let channels = context.size(0, 0);
        let group = self.group(&channels).unwrap_or_else(|| channels.clone());
        let scratch = if self.window.is_constant() && channels.known_to().parameter().is_none() {
            let (rt, channels) = (context.rt(), channels.value());
            quote!({ #rt::convolution_scratch::<#window>(#channels) })
        } else {
            quote!(0)
        };
        let sizes = [context.features(0), context.output_features(), channels, group, self.filters.clone()];
        let sizes = sizes.each_ref().map(Size::argument);
        let no_bias = (!self.has_bias).then(|| {
            let no_bias = context.library("NoBias");
            quote!(, #no_bias)
        });
        quote!(#path<#scalar, #(#sizes,)* #scratch, #window #no_bias>)
    }

    fn formulas(&self) -> Formulas {
        Formulas {
            forward: "y[f] = Σ_c w[f, c] ⋆ x[c] + b[f], sums over the taps of each window",
            backward: "dx[c] = Σ_f w[f, c] ∗ dy[f],  dw[f, c] = Σ x[c]·dy[f] over positions,  db[f] = Σ dy[f]",
        }
    }

    fn streams(&self, context: &TypeContext<'_>) -> Streams {
        self.window.streams(context)
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Is(Kind::Logits)
    }

    fn has_parameters(&self) -> bool {
        true
    }

    fn tensors(&self, context: &TypeContext<'_>) -> Option<Vec<TensorSpec>> {
        let channels = context.size(0, 0);
        let group = self.group(&channels).unwrap_or(channels);
        let shape = [self.filters.clone(), group].into_iter().chain(self.window.taps()).collect();
        let weight = TensorSpec::trained("weight", shape).laid_out(Layout::ColumnMajor);
        let bias = self.has_bias.then(|| TensorSpec::trained("bias", vec![self.filters.clone()]));
        Some([weight].into_iter().chain(bias).collect())
    }

    fn has_scratch(&self) -> bool {
        true
    }

    fn folding(&self) -> Folding {
        Folding::Takes(Box::new(Convolution { has_bias: true, ..self.clone() }))
    }

    fn fuses(&self) -> Fuses {
        let then = if self.window.rank() == 2 { Then::Pool } else { Then::Nothing };
        Fuses::Epilogue { then }
    }
}
