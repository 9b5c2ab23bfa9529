//! `PRelu`, with one learned slope, and `PRelu<PerChannel>`, with one for each channel.

use super::arguments::Reader;
use super::rules;
use crate::model::layer::{DeclaredLayer, Formulas, Fuses, Gain, Given, Outcome, Streams, TensorSpec, TypeContext};
use crate::model::meaning::{Kind, Rule};
use crate::model::size::Size;
use proc_macro2::{Span, TokenStream};
use quote::quote;

struct PRelu {
    name: &'static str,
    is_per_channel: bool,
}

pub(super) fn read(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let is_per_channel = reader.has_option("PerChannel")?;
    Ok(Box::new(PRelu { name: reader.name(), is_per_channel }))
}

impl PRelu {
    /// The number of slopes.
    fn slopes(&self, context: &TypeContext<'_>) -> Size {
        if self.is_per_channel { context.channels(0) } else { Size::new(1, Span::call_site()) }
    }
}

impl DeclaredLayer for PRelu {
    fn name(&self) -> &str {
        if self.is_per_channel { "PRelu<PerChannel>" } else { self.name }
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        if self.is_per_channel { rules::same_channels(given) } else { rules::same(given) }
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (path, scalar) = (context.path(self.name), context.scalar);
        let (size, slopes) = (context.output_features().argument(), self.slopes(context).argument());
        quote!(#path<#scalar, #size, #slopes>)
    }

    fn formulas(&self) -> Formulas {
        Formulas {
            forward: "y = x where x > 0, else w ⊙ x",
            backward: "dx = dy where x > 0, else w ⊙ dy,  dw = Σ x ⊙ dy where x <= 0",
        }
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::EveryFrame
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Is(Kind::Values)
    }

    fn has_parameters(&self) -> bool {
        true
    }

    fn tensors(&self, context: &TypeContext<'_>) -> Option<Vec<TensorSpec>> {
        Some(vec![TensorSpec::trained("weight", vec![self.slopes(context)])])
    }

    fn fuses(&self) -> Fuses {
        // An epilogue does not know which channel it is at.
        if self.is_per_channel { Fuses::Not } else { Fuses::Activation { has_gradient_of_output: false } }
    }

    fn gain(&self) -> Gain {
        Gain::Rectifier
    }

    fn keeps_shape(&self) -> bool {
        true
    }
}
