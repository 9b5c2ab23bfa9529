//! `ConvTranspose1d` and `ConvTranspose2d`.

use super::arguments::{Reader, SizeName};
use super::groups::Groups;
use super::window::takes_array;
use super::window::transposed::TransposedWindow;
use crate::model::layer::{DeclaredLayer, Formulas, Given, Outcome, Problem, Streams, TensorSpec, TypeContext};
use crate::model::layout::Layout;
use crate::model::meaning::{Kind, Rule};
use crate::model::shape::{Shape, Takes};
use crate::model::size::{KnownTo, Size};
use proc_macro2::TokenStream;
use quote::quote;

const FILTERS: SizeName =
    SizeName { what: "the number of its output channels", short: "OUT", example: "6", means: "6 output channels" };

struct ConvTranspose {
    name: &'static str,
    filters: Size,
    window: TransposedWindow,
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
    let (window, filters) = TransposedWindow::read(reader, rank, &FILTERS)?;
    Ok(Box::new(ConvTranspose { name: reader.name(), filters, window, groups, has_bias }))
}

impl ConvTranspose {
    /// The number of output channels into which each channel of the input goes.
    fn group(&self, channels: &Size) -> Option<Size> {
        self.filters.over(self.groups.number(channels)).ok()
    }

    fn spread(&self, given: &Given<'_>) -> Result<Outcome, Problem> {
        let slid = self.window.spread(given)?;
        let shape = Shape::new([self.filters.clone()].into_iter().chain(slid.positions).collect());
        let groups = self.groups.check(given, &self.filters)?;
        let channels = &given.inputs[0].sizes()[0];
        let incomputable = |what: &str, reason| Problem::incomputable(given, what, &reason);
        self.filters
            .over(self.groups.number(channels))
            .map_err(|reason| incomputable("channels of a group", reason))?;
        shape.try_features().map_err(|reason| incomputable("outputs", reason))?;
        let claims = slid.claims.into_iter().chain(groups).collect();
        Ok(Outcome { claims, ..Outcome::good(shape) })
    }
}

impl DeclaredLayer for ConvTranspose {
    fn name(&self) -> &str {
        self.name
    }

    fn takes(&self) -> Option<Takes> {
        Some(takes_array(self.window.rank()))
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        self.spread(given).unwrap_or_else(|problem| Outcome::bad(None, problem))
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (path, scalar, window) = (context.path(self.name), context.scalar, self.window.field_type(context));
        let channels = context.size(0, 0);
        let group = self.group(&channels).unwrap_or_else(|| self.filters.clone());
        let known_to = KnownTo::all([channels.known_to(), self.filters.known_to(), group.known_to()]);
        let scratch = if self.window.is_constant() && known_to.parameter().is_none() {
            let rt = context.rt();
            let [channels, filters, group] = [&channels, &self.filters, &group].map(Size::value);
            quote!({ #rt::transposed_scratch::<#window>(#channels, #filters, #filters / #group) })
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
            forward: "y[f] = Σ_c w[c, f] ∗ x[c] + b[f], each x spread over the taps of its window",
            backward: "dx[c] = Σ_f w[c, f] ⋆ dy[f],  dw[c, f] = Σ x[c]·dy[f] over positions,  db[f] = Σ dy[f]",
        }
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::not("gives another number of frames than it takes")
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Is(Kind::Logits)
    }

    fn has_parameters(&self) -> bool {
        true
    }

    fn tensors(&self, context: &TypeContext<'_>) -> Option<Vec<TensorSpec>> {
        let channels = context.size(0, 0);
        let group = self.group(&channels).unwrap_or_else(|| self.filters.clone());
        let shape = [channels, group].into_iter().chain(self.window.taps()).collect();
        let weight = TensorSpec::trained("weight", shape).laid_out(Layout::ColumnMajor);
        let bias = self.has_bias.then(|| TensorSpec::trained("bias", vec![self.filters.clone()]));
        Some([weight].into_iter().chain(bias).collect())
    }

    fn has_scratch(&self) -> bool {
        true
    }
}
