//! `Reshape<C, H, W>`, `Reshape<C, L>` and `Reshape<N>`, one size of which may be `_`.

use super::arguments::Reader;
use super::arguments::list::{Listed, SizeList};
use crate::model::arithmetic::Incomputable;
use crate::model::layer::{DeclaredLayer, Form, Formulas, Fuses, Gain, Given, Outcome, Problem, Streams, TypeContext};
use crate::model::meaning::Rule;
use crate::model::shape::Shape;
use crate::model::size::{Comparison, KnownTo, Size};
use crate::model::text::join;
use proc_macro2::{Span, TokenStream};
use quote::quote;

const SIZES: SizeList = SizeList {
    what: "the shape that it gives",
    counts: &[1, 2, 3],
    takes: "one to three sizes",
    example: "16",
    help: "write `Reshape<C, H, W>` for an image, `Reshape<C, L>` for a signal or `Reshape<N>` for a flat vector; \
           one size may be `_`, which is computed",
};

struct Reshape {
    name: &'static str,
    sizes: Vec<Listed>,
}

pub(super) fn read(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let sizes = reader.open_list(&SIZES)?;
    Ok(Box::new(Reshape { name: reader.name(), sizes }))
}

impl Reshape {
    /// The shape with `open` in the place of `_`.
    fn shape(&self, open: &Size) -> Shape {
        let size = |size: &Listed| match size {
            Listed::Size(size) => size.clone(),
            Listed::Open(_) => open.clone(),
        };
        Shape::new(self.sizes.iter().map(size).collect())
    }

    /// The place of `_`.
    fn open(&self) -> Option<Span> {
        self.sizes.iter().find_map(|size| if let Listed::Open(span) = size { Some(*span) } else { None })
    }

    /// The product of the sizes that are written.
    fn written(&self) -> Result<Size, Incomputable> {
        let written = |size: &Listed| if let Listed::Size(size) = size { Some(size.clone()) } else { None };
        let written: Vec<_> = self.sizes.iter().filter_map(written).collect();
        if written.is_empty() { Ok(one(Span::call_site())) } else { Size::product(&written) }
    }

    /// The size in the place of `_`, if there is one, for so many features.
    fn computed(&self, given: &Given<'_>, features: &Size) -> Result<Size, Problem> {
        let Some(open) = self.open() else { return Ok(one(Span::call_site())) };
        let incomputable = |reason| Problem::incomputable(given, "features", &reason);
        let written = self.written().map_err(incomputable)?;
        let size = match (written.known(), features.known()) {
            (Some(written), Some(features)) if features % written != 0 => {
                return Err(self.indivisible(given, written, features).at(open));
            }
            _ if written.compare(features) == Comparison::Equal => one(open),
            _ => features.over(&written).map_err(incomputable)?,
        };
        Ok(size.located_at(open))
    }

    /// The sizes beside `_` do not divide the number of features.
    fn indivisible(&self, given: &Given<'_>, written: usize, features: usize) -> Problem {
        let (step, giver) = (given.step, &given.givers[0]);
        let sizes = self.sizes.iter().map(|size| match size {
            Listed::Size(size) => size.to_string(),
            Listed::Open(_) => "_".into(),
        });
        let product = product(self.sizes.iter().filter_map(|size| match size {
            Listed::Size(size) => Some(size),
            Listed::Open(_) => None,
        }));
        let (quotient, rest) = (features / written, features % written);
        Problem::new(
            format!(
                "`{step}` cannot give [{}]: `{giver}` gives {}, and {features} = {quotient}·{written} + {rest}",
                join(sizes, ", "),
                counted(&given.inputs[0])
            ),
            format!("`_` stands for a whole number if {product} divides {features}: change one of these sizes"),
            &[0],
        )
    }

    /// The shapes have different numbers of features.
    fn other_product(&self, given: &Given<'_>, shape: &Shape, features: &Size) -> Problem {
        let (step, giver) = (given.step, &given.givers[0]);
        let any = |size: &Size| matches!(size.known_to(), KnownTo::Parameter(_));
        let sizes = shape.sizes().iter().chain(given.inputs[0].sizes());
        let reason = sizes.into_iter().find(|size| any(size));
        let reason = reason.map_or_else(String::new, |parameter| format!(": `{parameter}` can be any number"));
        Problem::new(
            format!("`{step}` gives {}, but `{giver}` gives {}{reason}", counted(shape), counted(&given.inputs[0])),
            self.remedy(shape, features),
            &[0],
        )
    }

    /// A shape of so many features that differs in one size, the last that there is.
    fn remedy(&self, shape: &Shape, features: &Size) -> String {
        let sizes = shape.sizes();
        let other = |position: usize| {
            let rest: Option<usize> = sizes
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != position)
                .map(|(_, size)| size.known())
                .product();
            let (rest, features) = (rest?, features.known()?);
            (features % rest == 0).then(|| (position, features / rest))
        };
        match (0..sizes.len()).rev().find_map(other) {
            Some((position, size)) => {
                let text = |other: usize| if other == position { size.to_string() } else { sizes[other].to_string() };
                let fitting = join((0..sizes.len()).map(text), ", ");
                format!(
                    "the number of features stays: write `{}<{fitting}>`, or another shape of {features}",
                    self.name
                )
            }
            None => format!("the number of features stays: write a shape of {features}"),
        }
    }
}

/// A shape with the number of its features: "[3, 4], 3·4 = 12 features".
fn counted(shape: &Shape) -> String {
    match shape.sizes() {
        [size] if size.known() == Some(1) => "1 feature".into(),
        [size] => format!("{size} features"),
        sizes => match shape.try_features().ok().and_then(|features| features.known()) {
            Some(features) => format!("{shape}, {} = {features} features", product(sizes)),
            None => format!("{shape}, {} features", product(sizes)),
        },
    }
}

/// A product in words: "3·4".
fn product<'a>(sizes: impl IntoIterator<Item = &'a Size>) -> String {
    join(sizes.into_iter().map(Size::to_string), "·")
}

fn one(span: Span) -> Size {
    Size::new(1, span)
}

impl DeclaredLayer for Reshape {
    fn name(&self) -> &str {
        self.name
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        let input = &given.inputs[0];
        if let Some(problem) = Problem::obstacle(given, &input.known_to()) {
            return Outcome::bad(self.declared_output(), problem);
        }
        let incomputable = |reason| Problem::incomputable(given, "features", &reason);
        let features = match input.try_features() {
            Ok(features) => features,
            Err(reason) => return Outcome::bad(self.declared_output(), incomputable(reason)),
        };
        let shape = match self.computed(given, &features) {
            Ok(open) => self.shape(&open),
            Err(problem) => return Outcome::bad(None, problem),
        };
        let product = match shape.try_features() {
            Ok(product) => product,
            Err(reason) => return Outcome::bad(None, incomputable(reason)),
        };
        match product.compare(&features) {
            Comparison::Equal => Outcome::good(shape),
            Comparison::Different => {
                let problem = self.other_product(given, &shape, &features);
                Outcome::bad(Some(shape), problem)
            }
            Comparison::Later => {
                let claim = given.reshaped_claim(0, shape.clone());
                Outcome { claims: vec![claim], ..Outcome::good(shape) }
            }
        }
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let path = context.path(self.name);
        let sizes = (0..self.sizes.len()).map(|position| context.output_size(position)).collect();
        let (shape, features) = (Shape::new(sizes).array(), context.output_features().argument());
        quote!(#path<#shape, #features>)
    }

    fn form(&self, context: &TypeContext<'_>) -> Form {
        // An assertion compares the numbers of features, which need not be reported as types that
        // differ as well.
        let is_asserted = context.features(0).compare(&context.output_features()) == Comparison::Later;
        if is_asserted { Form::Declared } else { Form::Pairs }
    }

    fn formulas(&self) -> Formulas {
        Formulas { forward: "y = x, in another shape", backward: "dx = dy" }
    }

    fn gain(&self) -> Gain {
        Gain::PassedOn
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::not("makes other frames of all of them")
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Input
    }

    fn copies_from(&self, context: &TypeContext<'_>) -> Option<Size> {
        Some(Size::new(0, context.span))
    }

    fn fuses(&self) -> Fuses {
        Fuses::Identity
    }

    fn keeps_axes(&self) -> bool {
        false
    }

    fn declared_output(&self) -> Option<Shape> {
        self.open().is_none().then(|| self.shape(&one(Span::call_site())))
    }
}
