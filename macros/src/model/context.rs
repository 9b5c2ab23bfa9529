//! The shapes around a layer, in which the type of its field is written.

use super::shape::Shape;
use super::size::Size;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::Path;

/// The context in which the type of a field is written, and everything else that depends on the
/// shapes of a layer.
///
/// Where a mistake hides a size the type is written all the same, for the code that uses the field:
/// sizes are handed out by methods, which give 1 then.
pub(crate) struct TypeContext<'a> {
    pub(crate) krate: &'a Path,
    pub(crate) scalar: &'a Ident,
    /// The layer's name in the source.
    pub(crate) span: Span,
    /// The name of the step.
    pub(crate) step: &'a str,
    inputs: &'a [Shape],
    output: &'a Shape,
}

impl<'a> TypeContext<'a> {
    pub(crate) fn new(
        krate: &'a Path,
        scalar: &'a Ident,
        (step, span): (&'a str, Span),
        inputs: &'a [Shape],
        output: &'a Shape,
    ) -> Self {
        TypeContext { krate, scalar, span, step, inputs, output }
    }

    /// The number of inputs.
    pub(crate) fn count(&self) -> usize {
        self.inputs.len()
    }

    /// The shapes of the inputs; some may be unknown.
    pub(crate) fn inputs(&self) -> &'a [Shape] {
        self.inputs
    }

    /// The number of features of an input, if it can stand in a type.
    pub(crate) fn writable_features(&self, input: usize) -> Option<Size> {
        self.inputs.get(input).and_then(Shape::writable_features)
    }

    /// The number of features of an input.
    pub(crate) fn features(&self, input: usize) -> Size {
        self.writable_features(input).unwrap_or_else(one)
    }

    /// The shape of an input, or `[1]` where there is none that can stand in a type.
    pub(crate) fn stand_in(&self, input: usize) -> Shape {
        let shape = self.inputs.get(input).filter(|shape| shape.writable_features().is_some());
        shape.cloned().unwrap_or_else(|| Shape::vector(one()))
    }

    /// A size of an input.
    pub(crate) fn size(&self, input: usize, position: usize) -> Size {
        self.inputs.get(input).map_or_else(one, |shape| writable_size(shape, position))
    }

    /// The number of channels of an input, whatever its rank is.
    pub(crate) fn channels(&self, input: usize) -> Size {
        let channels = self.inputs.get(input).and_then(Shape::channels);
        channels.filter(|size| size.known_to().obstacle().is_none()).unwrap_or_else(one)
    }

    /// The number of features of the output.
    pub(crate) fn output_features(&self) -> Size {
        self.output.writable_features().unwrap_or_else(one)
    }

    /// A size of the output.
    pub(crate) fn output_size(&self, position: usize) -> Size {
        writable_size(self.output, position)
    }

    /// The name of a layer in the library with the user's span, so that editors find its
    /// documentation.
    pub(crate) fn path(&self, name: &str) -> TokenStream {
        let (krate, name) = (self.krate, Ident::new(name, self.span));
        quote!(#krate::layer::#name)
    }

    /// The module of the library for generated code.
    pub(crate) fn rt(&self) -> TokenStream {
        let krate = self.krate;
        quote!(#krate::__private)
    }

    /// The name of a type of the library that the user has not written.
    pub(crate) fn library(&self, name: &str) -> TokenStream {
        let (krate, name) = (self.krate, Ident::new(name, Span::call_site()));
        quote!(#krate::layer::#name)
    }
}

fn writable_size(shape: &Shape, position: usize) -> Size {
    let size = shape.sizes().get(position).filter(|size| size.known_to().obstacle().is_none());
    size.cloned().unwrap_or_else(one)
}

fn one() -> Size {
    Size::new(1, Span::call_site())
}
