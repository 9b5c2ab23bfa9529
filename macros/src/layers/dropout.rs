//! `Dropout<RATE>`.

use super::arguments::{NumberName, Reader};
use super::rules;
use crate::model::assertion::NumberRange;
use crate::model::layer::{DeclaredLayer, Formulas, Fuses, Gain, Given, Outcome, Streams, TypeContext};
use crate::model::meaning::Rule;
use proc_macro2::TokenStream;
use quote::quote;

const RATE: NumberName = NumberName {
    range: NumberRange { noun: "rate", range: 0.0..1.0, is: "a number from 0 up to, but not including, 1" },
    help: "write the probability of dropping a feature, as in `Dropout<0.5>`",
};

struct Dropout {
    name: &'static str,
    rate: TokenStream,
}

pub(super) fn read(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let rate = reader.number(&RATE)?;
    Ok(Box::new(Dropout { name: reader.name(), rate }))
}

impl DeclaredLayer for Dropout {
    fn name(&self) -> &str {
        self.name
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        rules::same(given)
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (path, size, rate) = (context.path(self.name), context.output_features().argument(), &self.rate);
        quote!(#path<#size, { ::core::primitive::f64::to_bits(#rate) }>)
    }

    fn formulas(&self) -> Formulas {
        Formulas {
            forward: "y = m ⊙ x in training, with m = 0 or 1/(1 - p) at random; y = x at inference",
            backward: "dx = m ⊙ dy",
        }
    }

    fn gain(&self) -> Gain {
        Gain::PassedOn
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::EveryFrame
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Input
    }

    fn fuses(&self) -> Fuses {
        Fuses::Identity
    }

    fn keeps_shape(&self) -> bool {
        true
    }
}
