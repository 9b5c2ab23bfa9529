//! `Dropout<RATE>`, and `Dropout1d<RATE>` and `Dropout2d<RATE>`, which leave out whole channels.

use super::arguments::{NumberName, Reader};
use super::rules;
use crate::model::assertion::NumberRange;
use crate::model::layer::{DeclaredLayer, Formulas, Fuses, Gain, Given, Outcome, Streams, TypeContext};
use crate::model::meaning::Rule;
use crate::model::shape::Takes;
use proc_macro2::TokenStream;
use quote::quote;

const RATE: NumberName = NumberName {
    range: NumberRange { noun: "rate", range: 0.0..1.0, is: "a number from 0 up to, but not including, 1" },
    help: "write the probability of dropping a feature, as in `Dropout<0.5>`",
};

const RATE_OF_SIGNALS: NumberName =
    NumberName { range: RATE.range, help: "write the probability of dropping a channel, as in `Dropout1d<0.5>`" };

const RATE_OF_IMAGES: NumberName =
    NumberName { range: RATE.range, help: "write the probability of dropping a channel, as in `Dropout2d<0.5>`" };

struct Dropout {
    name: &'static str,
    rate: TokenStream,
    /// The values whose channels are left out; none if features are.
    channels_of: Option<Takes>,
}

pub(super) fn read(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let rate = reader.number(&RATE)?;
    Ok(Box::new(Dropout { name: reader.name(), rate, channels_of: None }))
}

pub(super) fn read_1d(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let rate = reader.number(&RATE_OF_SIGNALS)?;
    let signals = Takes {
        ranks: 2..=2,
        words: "signals `[C, L]`",
        instead: "write `Dropout2d` to drop channels of images, or `Dropout` to drop single features",
    };
    Ok(Box::new(Dropout { name: reader.name(), rate, channels_of: Some(signals) }))
}

pub(super) fn read_2d(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let rate = reader.number(&RATE_OF_IMAGES)?;
    let images = Takes {
        ranks: 3..=3,
        words: "images `[C, H, W]`",
        instead: "write `Dropout1d` to drop channels of signals, or `Dropout` to drop single features",
    };
    Ok(Box::new(Dropout { name: reader.name(), rate, channels_of: Some(images) }))
}

impl DeclaredLayer for Dropout {
    fn name(&self) -> &str {
        self.name
    }

    fn takes(&self) -> Option<Takes> {
        self.channels_of.as_ref().and_then(rules::to_be_known)
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        self.channels_of.as_ref().map_or_else(|| rules::same(given), |takes| rules::same_of(takes, given))
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (path, size, rate) = (context.path(self.name), context.output_features().argument(), &self.rate);
        let channels = self.channels_of.as_ref().map(|_| context.size(0, 0).argument());
        let channels = channels.map(|channels| quote!(, #channels));
        quote!(#path<#size, { ::core::primitive::f64::to_bits(#rate) } #channels>)
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
