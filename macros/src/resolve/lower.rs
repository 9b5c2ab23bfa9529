//! From syntax to the model: names are resolved, and shapes flow from step to step.
//!
//! It goes on after a mistake with the best guess, so that all mistakes are found at once and none
//! is reported twice. What is wrong with shapes is only recorded: it is explained when the network
//! is complete.

use super::parameters;
use super::sources::Sources;
use crate::layers::{Declared, Scope, words};
use crate::model::assertion::{Assertion, Claim};
use crate::model::layer::{Given, Outcome, Problem, TypeContext};
use crate::model::shape::Shape;
use crate::model::size::KnownTo;
use crate::model::{Network, Source, Step};
use crate::parse::attribute::Arguments;
use crate::parse::field::FieldAttributes;
use crate::parse::item::Declaration;
use crate::parse::size::SizeParser;
use crate::report::diagnostics::Diagnostics;
use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Expr, Field, Index, Member, Type};

/// A network, as far as it could be understood.
pub(crate) struct Lowered {
    pub(crate) network: Network,
    /// Mistakes in the inputs of steps, in the order of the steps.
    pub(crate) problems: Vec<(usize, Problem)>,
    /// The declared shape of the output.
    pub(crate) output: Option<Shape>,
    /// Where the input is declared.
    pub(crate) input_span: Span,
    /// True if the sources of every step are known.
    pub(crate) all_connected: bool,
}

pub(crate) fn lower(arguments: &Arguments, declaration: Declaration, diagnostics: &mut Diagnostics) -> Lowered {
    let sizes = SizeParser::new(declaration.parameters.iter().map(|parameter| parameter.ident.clone()).collect());
    let input = input_shape(arguments, &sizes, diagnostics);
    let output = arguments.output.as_ref().and_then(|output| shape("output", output, &sizes, diagnostics));
    let krate = arguments.krate.clone().unwrap_or_else(|| syn::parse_quote!(::netwright));
    let scalar = declaration.scalar(arguments);
    let Declaration { name, vis, attrs, cfgs, parameters, tuple, fields } = declaration;
    if fields.is_empty() {
        let help = format!("give it fields whose types are layers, as in `{}`", words::STEP);
        let message = format!("`{name}` has no steps: a network needs at least one\nhelp: {help}");
        diagnostics.error(name.span(), message);
    }
    let network = Network {
        name,
        vis,
        attrs,
        cfgs,
        parameters,
        scalar,
        krate,
        tuple,
        train: arguments.train != Some(false),
        input,
        steps: Vec::new(),
        assertions: Vec::new(),
        declared: None,
        classes: arguments.classes.clone(),
        budget: arguments.budget.clone(),
        gradcheck: arguments.gradcheck.is_some(),
        has_weights: arguments.mentions("weights"),
    };
    let input_span = arguments.input.as_ref().map_or_else(Span::call_site, Spanned::span);
    let mut lowered = Lowered { network, problems: Vec::new(), output, input_span, all_connected: true };
    lowered.assert_positive_input();
    let names = fields.iter().enumerate().map(|(position, field)| step_name(position, field)).collect();
    let mut steps = Steps { lowered, sizes, names, diagnostics };
    for (position, field) in fields.into_iter().enumerate() {
        steps.add(position, field);
    }
    steps.lowered
}

fn input_shape(arguments: &Arguments, sizes: &SizeParser, diagnostics: &mut Diagnostics) -> Shape {
    let Some(input) = &arguments.input else {
        if !arguments.mentions("input") {
            let message = "the network needs the shape of its input\n\
                           help: write `#[network(input = 4)]` for four features, or `#[network(input = [1, 28, 28])]` for an image";
            diagnostics.error(Span::call_site(), message);
        }
        return Shape::unknown();
    };
    shape("input", input, sizes, diagnostics).unwrap_or_else(Shape::unknown)
}

fn shape(name: &str, expression: &Expr, sizes: &SizeParser, diagnostics: &mut Diagnostics) -> Option<Shape> {
    let shape = sizes.shape(name, expression).map_err(|error| diagnostics.parser(error)).ok()?;
    if let Err(reason) = shape.try_features() {
        let (what, help) = reason.explain(&format!("the number of features of `{name}`"));
        diagnostics.error(expression.span(), format!("{what}\nhelp: {help}"));
        return None;
    }
    Some(shape)
}

fn step_name(position: usize, field: &Field) -> String {
    field.ident.as_ref().map_or_else(|| position.to_string(), |name| name.unraw().to_string())
}

impl Lowered {
    fn assert_positive_input(&mut self) {
        for size in self.network.input.sizes() {
            if size.known_to() == KnownTo::Compiler {
                let claim = Claim::Positive { step: "input".into(), size: size.clone() };
                self.network.assertions.push(Assertion { claim, span: size.span() });
            }
        }
    }
}

/// The steps, as they are added one after the other.
struct Steps<'a> {
    lowered: Lowered,
    sizes: SizeParser,
    names: Vec<String>,
    diagnostics: &'a mut Diagnostics,
}

impl Steps<'_> {
    fn add(&mut self, position: usize, field: Field) {
        let attributes = FieldAttributes::parse(&field, self.diagnostics);
        let Declared { layer, inputs: count, span, assertions } = self.layer(position, &field);
        self.lowered.network.assertions.extend(assertions);
        self.check_name(position, &field);
        let sources = Sources { names: &self.names, position, tuple: self.lowered.network.tuple };
        let from = sources.find((layer.name(), span), count, attributes.from.as_ref(), self.diagnostics);
        self.lowered.all_connected &= from.is_some();
        let from = from.unwrap_or_default();
        let name = self.names[position].clone();
        let key = attributes.key.as_ref().map_or_else(|| name.clone(), syn::LitStr::value);
        let init = parameters::check(&attributes, &name, layer.has_parameters(), self.diagnostics);
        let member = member(position, &field);
        let (attrs, vis, freeze) = (attributes.others, field.vis, attributes.freeze.is_some());

        let inputs: Vec<Shape> = from.iter().map(|source| self.shape(*source)).collect();
        let is_given = !inputs.is_empty() && inputs.iter().all(Shape::is_known);
        let givers: Vec<_> = from.iter().map(|source| self.giver(*source)).collect();
        let outcome = if is_given {
            layer.output(&Given { step: &name, givers: &givers, inputs: &inputs })
        } else {
            Outcome::good(layer.declared_output().unwrap_or_else(Shape::unknown))
        };
        let Outcome { output, problem, claims, late } = outcome;
        let network = &mut self.lowered.network;
        network.assertions.extend(claims.into_iter().map(|claim| Assertion { claim, span }));
        self.lowered.problems.extend(problem.map(|problem| (position, problem)));

        let context = TypeContext::new(&network.krate, &network.scalar, (&name, span), &inputs, &output);
        let (ty, written, items) = (layer.field_type(&context), layer.written(&context), layer.items(&context));
        let (form, meaning) = (layer.form(&context), layer.meaning(&context));
        let (tensors, params) = (layer.tensors(&context), layer.params(&context));
        network.steps.push(Step {
            member,
            name,
            vis,
            attrs,
            key,
            layer,
            span,
            from,
            inputs,
            output,
            init,
            freeze,
            ty,
            written,
            items,
            form,
            tensors,
            params,
            late,
            meaning,
        });
    }

    /// Steps are known by their names, which must be different.
    fn check_name(&mut self, position: usize, field: &Field) {
        let name = &self.names[position];
        let message = if name == "input" {
            "a step cannot be called `input`: that is the name of the network's input\nhelp: rename the step".to_owned()
        } else if self.names[..position].contains(name) {
            format!("there are two steps with the name `{name}`\nhelp: rename one of them")
        } else {
            return;
        };
        self.diagnostics.error(field.ident.span(), message);
    }

    /// Returns true if the type of a field is the network itself, which would never end, and reports
    /// it.
    fn is_itself(&mut self, position: usize, field: &Field) -> bool {
        let name = &self.lowered.network.name;
        let is_itself = matches!(&field.ty, Type::Path(path) if path.path.is_ident(name) || path.path.is_ident("Self"));
        if is_itself {
            let message = format!(
                "`{}` cannot be `{name}` itself: a network within itself has no end\n\
                 help: declare the part that repeats as a network of its own, and use it several times",
                self.names[position]
            );
            self.diagnostics.error(field.ty.span(), message);
        }
        is_itself
    }

    fn layer(&mut self, position: usize, field: &Field) -> Declared {
        if self.is_itself(position, field) {
            return Declared::unread(field.ty.span());
        }
        let Network { name, krate, .. } = &self.lowered.network;
        let scope = Scope { network: name, krate, sizes: &self.sizes };
        scope.read(&self.names[position], &field.ty).unwrap_or_else(|error| {
            self.diagnostics.parser(error);
            Declared::unread(field.ty.span())
        })
    }

    /// The shape of a value.
    fn shape(&self, source: Source) -> Shape {
        match source {
            Source::Input => self.lowered.network.input.clone(),
            Source::Step(step) => self.lowered.network.steps[step].output.clone(),
        }
    }

    /// The name of a value.
    fn giver(&self, source: Source) -> String {
        match source {
            Source::Input => "input".to_owned(),
            Source::Step(step) => self.names[step].clone(),
        }
    }
}

fn member(position: usize, field: &Field) -> Member {
    match &field.ident {
        Some(name) => Member::Named(name.clone()),
        None => Member::Unnamed(Index { index: u32::try_from(position).unwrap_or(u32::MAX), span: field.ty.span() }),
    }
}
