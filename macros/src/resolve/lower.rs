//! From syntax to the model: names are resolved, and shapes flow from step to step.
//!
//! The fields have been read when this begins. It goes on after a mistake with the best guess, so
//! that all mistakes are found at once and none is reported twice. What is wrong with shapes is
//! only recorded: it is explained when the network is complete.

use super::fields::{self, ReadStep};
use super::inputs;
use super::outputs;
use super::sources::Sources;
use crate::layers::{Declared, Scope, words};
use crate::model::assertion::{Assertion, Claim};
use crate::model::layer::{Given, Outcome, Problem, TypeContext};
use crate::model::shape::Shape;
use crate::model::{Network, Source, Step};
use crate::parse::attribute::Arguments;
use crate::parse::ends::Ends;
use crate::parse::item::Declaration;
use crate::parse::size::SizeParser;
use crate::report::diagnostics::Diagnostics;
use syn::Expr;
use syn::spanned::Spanned;

/// A network, as far as it could be understood.
pub(crate) struct Lowered {
    pub(crate) network: Network,
    /// Mistakes in the inputs of steps, in the order of the steps.
    pub(crate) problems: Vec<(usize, Problem)>,
    /// The declared shape of the output.
    pub(crate) output: Option<Shape>,
    /// True if the sources of every step are known.
    pub(crate) all_connected: bool,
}

pub(crate) fn lower(arguments: &Arguments, declaration: Declaration, diagnostics: &mut Diagnostics) -> Lowered {
    let sizes = SizeParser::new(declaration.parameters.iter().map(|parameter| parameter.ident.clone()).collect());
    let inputs = inputs::read(arguments, &sizes, diagnostics);
    let input = inputs::sample(&inputs, diagnostics);
    let output = match &arguments.output {
        Some(Ends::Shape(output)) => shape("output", output, &sizes, diagnostics),
        _ => None,
    };
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
        // A folded network has another function in training than the one that was trained.
        train: arguments.train != Some(false) && arguments.fold.is_none(),
        assertions: inputs::assertions(&inputs),
        inputs,
        input,
        steps: Vec::new(),
        outputs: Vec::new(),
        declared: None,
        classes: arguments.classes.clone(),
        budget: arguments.budget.clone(),
        streams: arguments.stream,
        gradcheck: arguments.gradcheck.is_some(),
        has_weights: arguments.mentions("weights"),
    };
    let mut lowered = Lowered { network, problems: Vec::new(), output, all_connected: true };
    let Network { name, krate, inputs, .. } = &lowered.network;
    let inputs: Vec<_> = inputs.iter().map(|input| input.name.clone()).collect();
    let steps = fields::read(fields, &inputs, &Scope { network: name, krate, sizes: &sizes }, diagnostics);
    let names: Vec<_> = steps.iter().map(|step| step.name.clone()).collect();
    for (position, step) in steps.into_iter().enumerate() {
        let sources = Sources { inputs: &inputs, names: &names, position, tuple };
        let from = sources.find(&step.declared, step.attributes.from.as_ref(), diagnostics);
        lowered.add(step, from);
    }
    if let Some(Ends::Named(outputs)) = &arguments.output {
        let sources = outputs::sources(&mut lowered.network, outputs, &names, diagnostics);
        let joined = sources.and_then(|sources| outputs::join(&lowered.network, sources, diagnostics));
        lowered.all_connected &= joined.is_some();
        if let Some((step, from)) = joined {
            lowered.add(step, Some(from));
        }
    }
    lowered
}

/// Reads a shape; none after a mistake.
pub(super) fn shape(name: &str, expression: &Expr, sizes: &SizeParser, diagnostics: &mut Diagnostics) -> Option<Shape> {
    let shape = sizes.shape(name, expression).map_err(|error| diagnostics.parser(error)).ok()?;
    if let Err(reason) = shape.try_features() {
        let (what, help) = reason.explain(&format!("the number of features of `{name}`"));
        diagnostics.error(expression.span(), format!("{what}\nhelp: {help}"));
        return None;
    }
    Some(shape)
}

impl Lowered {
    /// Adds a step with its sources; none after a mistake.
    fn add(&mut self, step: ReadStep, from: Option<Vec<Source>>) {
        self.all_connected &= from.is_some();
        let from = from.unwrap_or_default();
        let ReadStep { member, name, vis, attributes, key, init, declared } = step;
        let Declared { layer, span, assertions, .. } = declared;

        let mut inputs: Vec<Shape> = from.iter().map(|source| self.network.shape(*source).clone()).collect();
        let mut claims_of_ranks = Vec::new();
        let is_given = !inputs.is_empty() && inputs.iter().all(Shape::is_known);
        let givers: Vec<_> = from.iter().map(|source| self.network.giver(*source).to_owned()).collect();
        if let ([input], Some(takes)) = (&mut inputs[..], layer.takes())
            && let Some(shape) = input.of_ranks(&takes.ranks)
        {
            let seen = Some(shape.rank());
            let gives = core::mem::replace(input, shape);
            claims_of_ranks.push(Claim::Rank { taker: name.clone(), takes, seen, giver: givers[0].clone(), gives });
        }
        let outcome = if is_given {
            layer.output(&Given { step: &name, givers: &givers, inputs: &inputs, is_stream: self.network.streams })
        } else {
            Outcome::good(layer.declared_output().unwrap_or_else(Shape::unknown))
        };
        let Outcome { mut output, problem, claims, late } = outcome;
        if let ([input, ..], true) = (&inputs[..], layer.keeps_axes()) {
            output = output.named_as(input);
        }
        let network = &mut self.network;
        network.assertions.extend(assertions);
        network.assertions.extend(claims_of_ranks.into_iter().chain(claims).map(|claim| Assertion { claim, span }));
        self.problems.extend(problem.map(|problem| (network.steps.len(), problem)));

        let context = TypeContext::new(&network.krate, &network.scalar, (&name, span), &inputs, &output);
        let (ty, written, items) = (layer.field_type(&context), layer.written(&context), layer.items(&context));
        let (form, meaning) = (layer.form(&context), layer.meaning(&context));
        let (streams, copies_from) = (layer.streams(&context), layer.copies_from(&context));
        let (tensors, params) = (layer.tensors(&context), layer.params(&context));
        network.steps.push(Step {
            member,
            name,
            vis,
            attrs: attributes.others,
            key,
            layer,
            span,
            from,
            inputs,
            output,
            init,
            freeze: attributes.freeze.is_some(),
            ty,
            written,
            items,
            form,
            streams,
            copies_from,
            tensors,
            params,
            late,
            meaning,
        });
    }
}
