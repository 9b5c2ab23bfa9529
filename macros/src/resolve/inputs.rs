//! The inputs of the network: their names, and their shapes.

use crate::model::Input;
use crate::model::assertion::{Assertion, Claim};
use crate::model::shape::Shape;
use crate::model::size::{KnownTo, Size};
use crate::parse::attribute::Arguments;
use crate::parse::ends::{End, Ends};
use crate::parse::size::SizeParser;
use crate::report::diagnostics::Diagnostics;
use proc_macro2::Span;
use syn::Expr;
use syn::ext::IdentExt;
use syn::spanned::Spanned;

/// The name of the only input, where none is declared.
const UNNAMED: &str = "input";
/// The largest number of inputs, which the library compares one by one.
const MAX_INPUTS: usize = 16;

/// Reads the inputs, of which there is at least one, also after a mistake.
pub(super) fn read(arguments: &Arguments, sizes: &SizeParser, diagnostics: &mut Diagnostics) -> Vec<Input> {
    let unnamed = |shape, span| vec![Input { name: UNNAMED.into(), field: None, shape, span }];
    let inputs: Vec<_> = match &arguments.input {
        Some(Ends::Shape(input)) => unnamed(shape(UNNAMED, input, sizes, diagnostics), input.span()),
        Some(Ends::Named(inputs)) => inputs.iter().map(|input| named(input, sizes, diagnostics)).collect(),
        None => Vec::new(),
    };
    if let Some(input) = inputs.get(MAX_INPUTS) {
        let message = format!(
            "the network has {} inputs, but at most {MAX_INPUTS} are possible\nhelp: make one input of several",
            inputs.len()
        );
        diagnostics.error(input.span, message);
    }
    if !arguments.mentions("input") {
        let message = "the network needs the shape of its input\n\
                       help: write `#[network(input = 4)]` for four features, or `#[network(input = [1, 28, 28])]` for an image";
        diagnostics.error(Span::call_site(), message);
    }
    if inputs.is_empty() { unnamed(Shape::unknown(), Span::call_site()) } else { inputs }
}

fn named(input: &End<Expr>, sizes: &SizeParser, diagnostics: &mut Diagnostics) -> Input {
    let (name, span) = (input.name.unraw().to_string(), input.value.span());
    let shape = shape(&name, &input.value, sizes, diagnostics);
    Input { name, field: Some(input.name.clone()), shape, span }
}

fn shape(name: &str, input: &Expr, sizes: &SizeParser, diagnostics: &mut Diagnostics) -> Shape {
    let shape = super::lower::shape(name, input, sizes, diagnostics).unwrap_or_else(Shape::unknown);
    shape.at_least_one()
}

/// The shape of a sample: that of the only input, or all features of several.
pub(super) fn sample(inputs: &[Input], diagnostics: &mut Diagnostics) -> Shape {
    if let [input] = inputs {
        return input.shape.clone();
    }
    if !inputs.iter().all(|input| input.shape.is_known()) {
        return Shape::unknown();
    }
    let features: Vec<Size> = inputs.iter().map(|input| input.shape.features()).collect();
    Size::sum(&features).map(Shape::vector).unwrap_or_else(|reason| {
        let (what, help) = reason.explain("the number of features of all inputs");
        let of_parameter = |input: &&Input| input.shape.known_to().parameter().is_some();
        let place =
            inputs.iter().find(of_parameter).or(inputs.first()).map_or_else(Span::call_site, |input| input.span);
        diagnostics.error(place, format!("{what}\nhelp: {help}"));
        Shape::unknown()
    })
}

/// The claims that constants in the shapes are not zero.
pub(super) fn assertions(inputs: &[Input]) -> Vec<Assertion> {
    let sizes = inputs.iter().flat_map(|input| input.shape.sizes().iter().map(move |size| (input, size)));
    let constants = sizes.filter(|(_, size)| size.known_to() == KnownTo::Compiler);
    let positive = constants.map(|(input, size)| Assertion {
        claim: Claim::Positive { step: input.name.clone(), size: size.unguarded() },
        span: size.span(),
    });
    positive.collect()
}
