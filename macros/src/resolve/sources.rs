//! The values that a step takes: the names in its `#[from(..)]`, or the step above.

use crate::layers::{Declared, InputCount, words};
use crate::model::Source;
use crate::parse::field::Name;
use crate::report::diagnostics::Diagnostics;
use crate::report::nearest::nearest;
use proc_macro2::Span;

/// The context in which the sources of a step are looked up.
pub(super) struct Sources<'a> {
    /// The names of the network's inputs.
    pub(super) inputs: &'a [String],
    /// The names of all steps.
    pub(super) names: &'a [String],
    /// The step.
    pub(super) position: usize,
    /// True if steps have numbers.
    pub(super) tuple: bool,
}

impl Sources<'_> {
    /// The sources of the step with this layer; none after a mistake, which is reported.
    pub(super) fn find(
        &self,
        declared: &Declared,
        from: Option<&(Span, Vec<Name>)>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Vec<Source>> {
        let sources = match from {
            // The names could not be read, which has been reported.
            Some((_, names)) if names.is_empty() => None,
            Some((_, names)) => names.iter().map(|name| self.source(name, diagnostics)).collect(),
            None => self.above(declared, diagnostics).map(|source| vec![source]),
        };
        sources.filter(|sources| self.check_count(declared, from, sources.len(), diagnostics))
    }

    /// The value above the step: of the step there, or the network's only input.
    fn above(&self, declared: &Declared, diagnostics: &mut Diagnostics) -> Option<Source> {
        match (self.position.checked_sub(1), self.inputs) {
            (Some(above), _) => Some(Source::Step(above)),
            (None, [_]) => Some(Source::Input(0)),
            (None, inputs) => {
                let message = format!(
                    "`{}` has no step above it, and the network has {} inputs\n\
                     help: name what it takes, as in `#[from({})]`; the inputs are {}",
                    self.names[self.position],
                    inputs.len(),
                    inputs[0],
                    quoted(inputs),
                );
                diagnostics.error(declared.span, message);
                None
            }
        }
    }

    fn source(&self, name: &Name, diagnostics: &mut Diagnostics) -> Option<Source> {
        if let Some(input) = self.inputs.iter().position(|input| *input == name.text) {
            return Some(Source::Input(input));
        }
        let (step, position) = (&self.names[self.position], self.position);
        let found = self.names.iter().position(|other| *other == name.text);
        let message = match found {
            Some(found) if found < position => return Some(Source::Step(found)),
            Some(found) if found == position => {
                format!("`{step}` cannot take its own value\nhelp: name a step above it, or {}", self.an_input())
            }
            Some(_) => format!(
                "`{step}` cannot take the value of `{0}`, which is computed after it\nhelp: move `{0}` above `{step}`",
                name.text
            ),
            None => {
                let kind = if self.inputs.len() == 1 { "step" } else { "step or input" };
                format!("there is no {kind} `{}`\nhelp: {}", name.text, self.guess(&name.text))
            }
        };
        diagnostics.error(name.span, message);
        None
    }

    /// Guesses what was meant by the name of a source that does not exist.
    fn guess(&self, name: &str) -> String {
        let above = self.names[..self.position].iter().chain(self.inputs).map(String::as_str);
        // One number is as near as any other.
        let is_number = name.starts_with(|first: char| first.is_ascii_digit());
        match nearest(name, above).filter(|_| !is_number) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if self.tuple => {
                format!("name {} or the number of a step above it, counted from 0", self.an_input())
            }
            None => format!("name a step above it, or {}", self.an_input()),
        }
    }

    /// The only input, or a choice of several, for a message.
    fn an_input(&self) -> String {
        match self.inputs {
            [input] => format!("`{input}`"),
            inputs => format!("an input, {}", quoted(inputs)),
        }
    }

    /// Returns true if a layer takes this many values, and reports it otherwise.
    fn check_count(
        &self,
        declared: &Declared,
        from: Option<&(Span, Vec<Name>)>,
        count: usize,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let (step, layer, span) = (&self.names[self.position], declared.layer.name(), declared.span);
        let number = if declared.inputs == InputCount::Two { "two" } else { "two or more" };
        let (span, what, help) = match (declared.inputs, from) {
            (InputCount::Any, _) => return true,
            (InputCount::One, _) if count == 1 => return true,
            (InputCount::Two, _) if count == 2 => return true,
            (InputCount::Several, _) if count >= 2 => return true,
            (InputCount::One, from) => (
                from.map_or(span, |(span, _)| *span),
                format!("`{step}` takes one value, but is given {count}"),
                format!("`{layer}` has one input; join several first, with {}", words::JOINS),
            ),
            (InputCount::Two | InputCount::Several, None) => (
                span,
                format!("`{step}` takes {number} values, which must be named"),
                format!("write `#[from(a, b)]` above it, with the names of the steps whose values `{layer}` takes"),
            ),
            (InputCount::Two, Some((span, _))) => (
                *span,
                format!("`{step}` takes two values, but is given {count}"),
                format!("name both values that `{layer}` takes, as in `#[from(a, b)]`"),
            ),
            (InputCount::Several, Some((span, _))) => (
                *span,
                format!("`{step}` takes two or more values, but is given {count}"),
                format!("name all values that `{layer}` takes, as in `#[from(a, b)]`"),
            ),
        };
        diagnostics.error(span, format!("{what}\nhelp: {help}"));
        false
    }
}

/// Names for a message.
fn quoted(names: &[String]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match &names[..] {
        [one, other] => format!("{one} and {other}"),
        _ => names.join(", "),
    }
}
