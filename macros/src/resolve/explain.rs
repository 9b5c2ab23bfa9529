//! What is wrong with the inputs of a step, in words: expected, found, where it came from, what to do.

use crate::layers::Layer;
use crate::layers::rules::Problem;
use crate::model::shape::Shape;
use crate::model::size::{Incomputable, Size};
use crate::model::{Network, Source};
use crate::report::findings::Finding;
use crate::resolve::lower::Lowered;
use proc_macro2::Span;

/// A step and what it is given.
pub(crate) struct Scene<'a> {
    pub(crate) lowered: &'a Lowered,
    pub(crate) step: &'a str,
    pub(crate) position: usize,
    pub(crate) layer: &'a Layer,
    pub(crate) span: Span,
    pub(crate) from: &'a [Source],
    pub(crate) inputs: &'a [Shape],
}

impl Scene<'_> {
    pub(crate) fn finding(&self, problem: &Problem) -> Finding {
        match problem {
            Problem::Mismatch { takes } => self.mismatch(takes),
            Problem::NotFlat => self.not_flat(),
            Problem::Unequal { first, input } => self.unequal(*first, *input),
            Problem::Unjoinable { input } => self.unjoinable(*input),
            Problem::Output(reason) => self.incomputable("features", reason),
            Problem::Weight(reason) => self.incomputable("weights", reason),
            Problem::Input(reason) => self.incomputable("inputs", reason),
            Problem::Holes { written, help } => self.holes(*written, help),
        }
    }

    /// A finding whose further places are the steps that gave the inputs at `givers`.
    fn shape_finding(&self, what: String, help: String, givers: &[usize]) -> Finding {
        let places = givers.iter().map(|&input| self.giver(input)).collect();
        Finding { step: self.position, span: self.span, what, help, table: true, places }
    }

    fn name(&self, input: usize) -> &str {
        match self.from[input] {
            Source::Input => "input",
            Source::Step(step) => &self.lowered.network.steps[step].name,
        }
    }

    /// The place that an input comes from, with what it gives.
    fn giver(&self, input: usize) -> (Span, String) {
        let span = match self.from[input] {
            Source::Input => self.lowered.input_span,
            Source::Step(step) => self.lowered.network.steps[step].span,
        };
        (span, format!("`{}` gives {} here", self.name(input), amount(&self.inputs[input])))
    }

    fn mismatch(&self, takes: &str) -> Finding {
        let (step, giver) = (self.step, self.name(0));
        let gives = self.inputs[0].features();
        let reason = [self.layer.takes.as_ref(), Some(&gives)].into_iter().flatten().find(|size| size.is_parameter());
        let reason = reason.map_or_else(String::new, |parameter| format!(": `{parameter}` can be any number"));
        let plural = if takes == "1" { "" } else { "s" };
        let what = format!("`{step}` takes {takes} feature{plural}, but `{giver}` gives {gives}{reason}");
        let drop = "drop the explicit input size".to_owned();
        let help = match origin(&self.lowered.network, self.from[0]) {
            Origin::Linear(name) => format!("{drop}, or make `{name}` a Linear<{takes}>"),
            Origin::Input => format!("{drop}, or declare `input = {takes}`"),
            Origin::Elsewhere => drop,
        };
        self.shape_finding(what, help, &[0])
    }

    fn not_flat(&self) -> Finding {
        let (step, giver, shape) = (self.step, self.name(0), &self.inputs[0]);
        let what = format!("`{step}` takes a flat vector, but `{giver}` gives {shape}");
        let help = format!("put a step `flatten: Flatten` between `{giver}` and `{step}`");
        self.shape_finding(what, help, &[0])
    }

    fn unequal(&self, first: usize, input: usize) -> Finding {
        let what = format!(
            "`{}` takes values of one shape, but `{}` gives {} and `{}` gives {}",
            self.step,
            self.name(first),
            self.inputs[first],
            self.name(input),
            self.inputs[input],
        );
        let help = format!("give both the same size, or join them with `Concat` instead of `{}`", self.layer.name());
        self.shape_finding(what, help, &[first, input])
    }

    fn holes(&self, written: usize, help: &str) -> Finding {
        let what = format!("the type of `{}` has {written} `_`, more than can be filled in", self.step);
        Finding { step: self.position, span: self.span, what, help: help.into(), table: true, places: Vec::new() }
    }

    fn unjoinable(&self, input: usize) -> Finding {
        let what = format!(
            "`{}` joins values along their first size, so the others must agree, but `{}` gives {} and `{}` gives {}",
            self.step,
            self.name(0),
            self.inputs[0],
            self.name(input),
            self.inputs[input],
        );
        self.shape_finding(what, "flatten both first, or make the other sizes equal".into(), &[0, input])
    }

    fn incomputable(&self, what: &str, reason: &Incomputable) -> Finding {
        let text = incomputable(&format!("the number of {what} of `{}`", self.step), reason);
        let (what, help) = text.split_once("\nhelp: ").unwrap_or((&text, "use smaller sizes"));
        Finding {
            step: self.position,
            span: self.span,
            what: what.into(),
            help: help.into(),
            table: true,
            places: Vec::new(),
        }
    }
}

/// Where the size of a value is said.
pub(crate) enum Origin {
    /// In the arguments of the step with this name.
    Linear(String),
    /// In the arguments of the network.
    Input,
    /// It follows from several sizes.
    Elsewhere,
}

/// The place where the size of a value is said: steps that keep the size are passed over.
pub(crate) fn origin(network: &Network, source: Source) -> Origin {
    let Source::Step(step) = source else { return Origin::Input };
    let step = &network.steps[step];
    match step.from[..] {
        _ if step.layer.gives.is_some() => Origin::Linear(step.name.clone()),
        [from] if step.layer.row.keeps_size() => origin(network, from),
        _ => Origin::Elsewhere,
    }
}

fn amount(shape: &Shape) -> String {
    match shape.sizes() {
        [size] if size.known() == Some(1) => "1 feature".into(),
        [size] => format!("{size} features"),
        _ => shape.to_string(),
    }
}

/// Why a number cannot be computed, and what to do.
pub(crate) fn incomputable(what: &str, reason: &Incomputable) -> String {
    match reason {
        Incomputable::TooLarge(number) => {
            format!("{what} is {number}, which is more than {}\nhelp: use smaller sizes", Size::LIMIT)
        }
        Incomputable::Parameter(name) => format!(
            "{what} would have to be computed from the const parameter `{name}`, which Rust cannot do here\n\
             help: use a number or a constant instead of `{name}`"
        ),
    }
}
