//! Stands for a layer that could not be read, which has been reported.

use crate::model::layer::{DeclaredLayer, Formulas, Given, Outcome, TypeContext};
use crate::model::meaning::{Kind, Rule};
use crate::model::shape::Shape;
use proc_macro2::TokenStream;
use quote::quote;

pub(crate) struct Unread;

impl DeclaredLayer for Unread {
    fn name(&self) -> &str {
        "?"
    }

    fn output(&self, _: &Given<'_>) -> Outcome {
        Outcome::good(Shape::unknown())
    }

    fn field_type(&self, _: &TypeContext<'_>) -> TokenStream {
        quote!(())
    }

    fn formulas(&self) -> Formulas {
        Formulas { forward: "", backward: "" }
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Is(Kind::Logits)
    }

    /// It may have some, so that nothing is said about attributes for them.
    fn has_parameters(&self) -> bool {
        true
    }
}
