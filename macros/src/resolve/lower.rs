//! From syntax to the model: names are resolved, and shapes flow from step to step.
//!
//! It goes on after a mistake with the best guess, so that all mistakes are found at once and none is reported twice.

use crate::layers::rules::Later;
use crate::layers::{Inputs, Layer, UNKNOWN};
use crate::model::assertion::{Assertion, Claim, Given};
use crate::model::shape::Shape;
use crate::model::{Init, Network, Source, Step};
use crate::parse::attribute::Arguments;
use crate::parse::field::{FieldAttributes, Name};
use crate::parse::item::Declaration;
use crate::parse::layer;
use crate::parse::size::SizeParser;
use crate::report::diagnostics::Diagnostics;
use crate::report::findings::Finding;
use crate::report::nearest::nearest;
use crate::resolve::explain;
use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::{Expr, Field, Index, Member, Type};

/// A network, as far as it could be understood.
pub(crate) struct Lowered {
    pub(crate) network: Network,
    /// The mistakes in the graph so far.
    pub(crate) findings: Vec<Finding>,
    /// The declared shape of the output.
    pub(crate) output: Option<Shape>,
    /// Where the input is declared.
    pub(crate) input_span: Span,
    /// Whether the sources of every step are known.
    pub(crate) all_connected: bool,
}

pub(crate) fn lower(arguments: &Arguments, declaration: Declaration, diagnostics: &mut Diagnostics) -> Lowered {
    let sizes = SizeParser::new(declaration.parameters.iter().map(|parameter| parameter.ident.clone()).collect());
    let input = input_shape(arguments, &sizes, diagnostics);
    let output = arguments.output.as_ref().and_then(|output| shape("output", output, &sizes, diagnostics));
    let krate = arguments.krate.clone().unwrap_or_else(|| syn::parse_quote!(::netwright));
    let scalar = declaration.scalar(arguments);
    let Declaration { name, vis, attrs, cfgs, parameters, tuple, fields } = declaration;
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
        weights: None,
        golden: None,
    };
    let input_span = arguments.input.as_ref().map_or_else(Span::call_site, Spanned::span);
    let mut lowered = Lowered { network, findings: Vec::new(), output, input_span, all_connected: true };
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
        diagnostics
            .error(expression.span(), explain::incomputable(&format!("the number of features of `{name}`"), &reason));
        return None;
    }
    Some(shape)
}

fn step_name(position: usize, field: &Field) -> String {
    use syn::ext::IdentExt;
    field.ident.as_ref().map_or_else(|| position.to_string(), |name| name.unraw().to_string())
}

impl Lowered {
    fn assert_positive_input(&mut self) {
        for size in self.network.input.sizes() {
            if size.is_constant() {
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
        let (layer, span) = self.layer(position, &field);
        self.check_name(position, &field);
        let from = self.sources(position, &layer, span, attributes.from.as_ref());
        let member = match &field.ident {
            Some(name) => Member::Named(name.clone()),
            None => {
                Member::Unnamed(Index { index: u32::try_from(position).unwrap_or(u32::MAX), span: field.ty.span() })
            }
        };
        let name = self.names[position].clone();
        let key = attributes.key.as_ref().map_or_else(|| name.clone(), syn::LitStr::value);
        let init = attributes.init.as_ref().and_then(|init| self.init(init, &name, &layer));
        self.check_freeze(attributes.freeze, &name, &layer);
        self.check_key(attributes.key.as_ref(), &name, &layer);
        let (attrs, vis, freeze) = (attributes.others, field.vis, attributes.freeze.is_some());
        let (inputs, output) = self.shapes(position, &layer, span, &from);
        let step = Step { member, name, vis, attrs, key, layer, span, from, inputs, output, init, freeze };
        self.lowered.network.steps.push(step);
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

    /// Whether the type of a field is the network itself, which would never end; reports it.
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

    fn layer(&mut self, position: usize, field: &Field) -> (Layer, Span) {
        if self.is_itself(position, field) {
            return (Layer::new(&UNKNOWN), field.ty.span());
        }
        match layer::read(&self.lowered.network, &self.names[position], &field.ty, &self.sizes) {
            Ok(layer::Read { layer, span, unchecked_rate }) => {
                self.assert_layer(position, &layer, span, unchecked_rate);
                (layer, span)
            }
            Err(error) => {
                self.diagnostics.parser(error);
                (Layer::new(&UNKNOWN), field.ty.span())
            }
        }
    }

    /// What the compiler must check of the arguments of a layer.
    fn assert_layer(&mut self, position: usize, layer: &Layer, span: Span, unchecked_rate: bool) {
        let step = || self.names[position].clone();
        let sizes = layer.takes.iter().chain(&layer.gives).filter(|size| size.is_constant());
        let positive = sizes.map(|size| (Claim::Positive { step: step(), size: size.clone() }, size.span()));
        let rate = layer
            .rate
            .iter()
            .filter(|_| unchecked_rate)
            .map(|rate| (Claim::Rate { step: step(), rate: rate.clone() }, span));
        let assertions: Vec<_> = positive.chain(rate).map(|(claim, span)| Assertion { claim, span }).collect();
        self.lowered.network.assertions.extend(assertions);
    }

    /// The sources of a step; none after a mistake.
    fn sources(&mut self, position: usize, layer: &Layer, span: Span, from: Option<&(Span, Vec<Name>)>) -> Vec<Source> {
        let sources = match from {
            // The names could not be read, which has been reported.
            Some((_, names)) if names.is_empty() => None,
            Some((_, names)) => names.iter().map(|name| self.source(position, name)).collect::<Option<Vec<_>>>(),
            None => Some(vec![position.checked_sub(1).map_or(Source::Input, Source::Step)]),
        };
        let fits = sources.filter(|sources| self.check_count(position, layer, span, from, sources.len()));
        self.lowered.all_connected &= fits.is_some();
        fits.unwrap_or_default()
    }

    fn source(&mut self, position: usize, name: &Name) -> Option<Source> {
        if name.text == "input" {
            return Some(Source::Input);
        }
        let step = &self.names[position];
        let found = self.names.iter().position(|other| *other == name.text);
        let message = match found {
            Some(found) if found < position => return Some(Source::Step(found)),
            Some(found) if found == position => {
                format!("`{step}` cannot take its own value\nhelp: name a step above it, or `input`")
            }
            Some(_) => format!(
                "`{step}` cannot take the value of `{0}`, which is computed after it\nhelp: move `{0}` above `{step}`",
                name.text
            ),
            None => {
                format!("there is no step `{}`\nhelp: {}", name.text, self.guess(position, &name.text))
            }
        };
        self.diagnostics.error(name.span, message);
        None
    }

    /// What may have been meant by the name of a source that does not exist.
    fn guess(&self, position: usize, name: &str) -> String {
        let above = self.names[..position].iter().map(String::as_str).chain(["input"]);
        // One number is as near as any other.
        let is_number = name.starts_with(|first: char| first.is_ascii_digit());
        match nearest(name, above).filter(|_| !is_number) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if self.lowered.network.tuple => {
                "name `input` or the number of a step above it, counted from 0".into()
            }
            None => "name a step above it, or `input`".into(),
        }
    }

    /// Whether a layer takes this many values; reports it otherwise.
    fn check_count(
        &mut self,
        position: usize,
        layer: &Layer,
        span: Span,
        from: Option<&(Span, Vec<Name>)>,
        count: usize,
    ) -> bool {
        let (step, name) = (&self.names[position], layer.name());
        let (span, what, help) = match (layer.row.inputs, from) {
            (Inputs::Any, _) => return true,
            (Inputs::One, _) if count == 1 => return true,
            (Inputs::Equal | Inputs::Several, _) if count >= 2 => return true,
            (Inputs::One, from) => (
                from.map_or(span, |(span, _)| *span),
                format!("`{step}` takes one value, but is given {count}"),
                format!("`{name}` has one input; join several first, with `Add` or `Concat`"),
            ),
            (_, None) => (
                span,
                format!("`{step}` takes two or more values, which must be named"),
                format!("write `#[from(a, b)]` above it, with the names of the steps whose values `{name}` takes"),
            ),
            (_, Some((span, _))) => (
                *span,
                format!("`{step}` takes two or more values, but is given {count}"),
                format!("name all values that `{name}` takes, as in `#[from(a, b)]`"),
            ),
        };
        self.diagnostics.error(span, format!("{what}\nhelp: {help}"));
        false
    }

    fn init(&mut self, init: &Ident, step: &str, layer: &Layer) -> Option<Init> {
        if !layer.has_parameters() && !layer.is_unknown() {
            let message = format!("`{step}` has no parameters to initialise\nhelp: remove `#[init(..)]`");
            self.diagnostics.error(init.span(), message);
            return None;
        }
        let written = init.to_string();
        let found = Init::NAMES.iter().find(|(name, _)| *name == written);
        if found.is_none() {
            let names = Init::NAMES.map(|(name, _)| name);
            let help = nearest(&written, names).map_or_else(
                || format!("the distributions are `{}`", names.join("`, `")),
                |meant| format!("did you mean `{meant}`?"),
            );
            self.diagnostics.error(init.span(), format!("there is no initial distribution `{written}`\nhelp: {help}"));
        }
        found.map(|(_, init)| *init)
    }

    fn check_freeze(&mut self, freeze: Option<Span>, step: &str, layer: &Layer) {
        if let Some(span) = freeze.filter(|_| !layer.has_parameters() && !layer.is_unknown()) {
            self.diagnostics.error(span, format!("`{step}` has no parameters to freeze\nhelp: remove `#[freeze]`"));
        }
    }

    fn check_key(&mut self, key: Option<&syn::LitStr>, step: &str, layer: &Layer) {
        if let Some(key) = key.filter(|_| !layer.has_parameters() && !layer.is_unknown()) {
            let message =
                format!("`{step}` has no parameters, so weights files do not contain it\nhelp: remove `#[key = ..]`");
            self.diagnostics.error(key.span(), message);
        }
    }

    /// The shapes that a step takes and gives.
    fn shapes(&mut self, position: usize, layer: &Layer, span: Span, from: &[Source]) -> (Vec<Shape>, Shape) {
        let network = &self.lowered.network;
        let inputs: Vec<Shape> = from
            .iter()
            .map(|source| match source {
                Source::Input => network.input.clone(),
                Source::Step(step) => network.steps[*step].output.clone(),
            })
            .collect();
        if inputs.is_empty() || !inputs.iter().all(Shape::is_known) {
            let own = layer.gives.clone().map_or_else(Shape::unknown, Shape::vector);
            return (inputs, own);
        }
        let outcome = (layer.row.rule)(layer, &inputs);
        if let Some(problem) = outcome.problem {
            let scene = explain::Scene {
                lowered: &self.lowered,
                step: &self.names[position],
                position,
                layer,
                span,
                from,
                inputs: &inputs,
            };
            let finding = scene.finding(&problem);
            self.lowered.findings.push(finding);
        }
        for later in outcome.later {
            self.assert_equal(position, span, from, later);
        }
        self.assert_inputs(position, layer, from, &inputs);
        (inputs, outcome.output)
    }

    fn giver(&self, source: Source) -> String {
        match source {
            Source::Input => "input".to_owned(),
            Source::Step(step) => self.names[step].clone(),
        }
    }

    fn assert_equal(&mut self, position: usize, span: Span, from: &[Source], later: Later) {
        let (taker, giver) = (self.names[position].clone(), self.giver(from[later.input]));
        let claim = Claim::Equal { taker, takes: later.takes, giver, gives: later.gives };
        self.lowered.network.assertions.push(Assertion { claim, span });
    }

    /// What a layer takes that is not built in is known to the compiler only.
    fn assert_inputs(&mut self, position: usize, layer: &Layer, from: &[Source], inputs: &[Shape]) {
        let Some(foreign) = &layer.foreign else { return };
        let span = foreign.span;
        // Nothing can be asserted about const parameters: the types of the generated code say it.
        if foreign.depends_on(inputs).is_some() {
            if foreign.parameter_with(inputs).is_none() {
                let claim = Claim::Sizes { step: self.names[position].clone(), layer: foreign.ty(inputs) };
                self.lowered.network.assertions.push(Assertion { claim, span });
            }
            return;
        }
        let givers = from.iter().zip(inputs).map(|(source, input)| (self.giver(*source), input.features())).collect();
        let taker = self.names[position].clone();
        let claim = Claim::Given(Given { taker, layer: foreign.ty(inputs), span, givers });
        self.lowered.network.assertions.push(Assertion { claim, span });
    }
}
