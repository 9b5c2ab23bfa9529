//! `Embedding<CLASSES, DIM>`.

use super::arguments::{Reader, SizeName};
use super::rules::{must_be_flat, not_flat};
use crate::model::layer::{DeclaredLayer, Formulas, Given, Outcome, Problem, Streams, TensorSpec, TypeContext};
use crate::model::layout::Layout;
use crate::model::meaning::{Kind, Rule};
use crate::model::shape::Shape;
use crate::model::size::Size;
use proc_macro2::TokenStream;
use quote::quote;

const CLASSES: SizeName =
    SizeName { what: "the number of classes", short: "CLASSES", example: "7", means: "vectors of 2 for 7 classes" };
const DIM: SizeName =
    SizeName { what: "the size of a vector", short: "DIM", example: "2", means: "vectors of 2 for 7 classes" };

/// The most classes: the indices of all of them are exact in single precision.
const MAX_CLASSES: usize = 1 << 24;

struct Embedding {
    name: &'static str,
    classes: Size,
    dim: Size,
}

pub(super) fn read(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let (classes, dim) = (reader.size(&CLASSES)?, reader.size(&DIM)?);
    if let Some(number) = classes.known().filter(|number| *number > MAX_CLASSES) {
        let message = format!(
            "{number} classes are too many: an index is a number of type `f32`, and these are exact up to {MAX_CLASSES}\n\
             help: use fewer classes"
        );
        return Err(syn::Error::new(classes.span(), message));
    }
    Ok(Box::new(Embedding { name: reader.name(), classes, dim }))
}

impl DeclaredLayer for Embedding {
    fn name(&self) -> &str {
        self.name
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        let [input] = given.inputs[0].sizes() else { return Outcome::bad(None, not_flat(given)) };
        if let Some(problem) = Problem::obstacle(given, &input.known_to()) {
            return Outcome::bad(None, problem);
        }
        let numbers = Size::product(&[self.classes.clone(), self.dim.clone()]);
        if let Err(reason @ crate::model::arithmetic::Incomputable::TooLarge(_)) = numbers {
            return Outcome::bad(None, Problem::incomputable(given, "weights", &reason));
        }
        match Size::product(&[input.clone(), self.dim.clone()]) {
            Ok(features) => Outcome { claims: must_be_flat(given, 0), ..Outcome::good(Shape::vector(features)) },
            Err(reason) => Outcome::bad(None, Problem::incomputable(given, "features", &reason)),
        }
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (path, scalar) = (context.path(self.name), context.scalar);
        let (inputs, output) = (context.features(0).argument(), context.output_features().argument());
        let (classes, dim) = (self.classes.argument(), self.dim.argument());
        quote!(#path<#scalar, #inputs, #classes, #dim, #output>)
    }

    fn formulas(&self) -> Formulas {
        Formulas { forward: "y = (w[x1]; w[x2]; …)", backward: "dw[xj] = dyj, summed over equal indices,  dx = 0" }
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::not("takes a vector")
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Is(Kind::Logits)
    }

    fn has_indices(&self) -> bool {
        true
    }

    fn has_parameters(&self) -> bool {
        true
    }

    fn has_own_init(&self) -> bool {
        true
    }

    fn tensors(&self, _: &TypeContext<'_>) -> Option<Vec<TensorSpec>> {
        let weight = TensorSpec::trained("weight", vec![self.classes.clone(), self.dim.clone()]);
        Some(vec![weight.laid_out(Layout::RowMajor)])
    }
}
