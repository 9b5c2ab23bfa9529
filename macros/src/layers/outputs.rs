//! The layer without a field that joins the outputs of a network, one after the other.

use super::join::concat_type;
use crate::layers::{Declared, InputCount};
use crate::model::layer::{DeclaredLayer, Formulas, Given, Outcome, TypeContext};
use crate::model::meaning::{Joint, Rule};
use crate::model::shape::Shape;
use proc_macro2::{Span, TokenStream};

/// The features of several values, whatever their shapes are: a `Concat` of the library's.
struct Outputs {
    /// The number of all features.
    shape: Shape,
}

/// The layer that joins values into one of this shape.
pub(crate) fn join(shape: Shape, span: Span) -> Declared {
    Declared { layer: Box::new(Outputs { shape }), inputs: InputCount::Any, span, assertions: Vec::new() }
}

impl DeclaredLayer for Outputs {
    fn name(&self) -> &str {
        "Concat"
    }

    fn output(&self, _: &Given<'_>) -> Outcome {
        Outcome::good(self.shape.clone())
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        concat_type(&context.library("Concat"), context)
    }

    fn formulas(&self) -> Formulas {
        Formulas { forward: "", backward: "" }
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Joint(Joint::Concatenated)
    }
}
