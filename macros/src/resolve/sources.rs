//! The values that a step takes: the names in its `#[from(..)]`, or the step above.

use crate::layers::{Declared, InputCount, words};
use crate::model::Source;
use crate::parse::field::Name;
use crate::report::diagnostics::Diagnostics;
use crate::report::nearest::nearest;
use proc_macro2::Span;

/// The context in which the sources of a step are looked up.
pub(super) struct Sources<'a> {
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
            None => Some(vec![self.position.checked_sub(1).map_or(Source::Input, Source::Step)]),
        };
        sources.filter(|sources| self.check_count(declared, from, sources.len(), diagnostics))
    }

    fn source(&self, name: &Name, diagnostics: &mut Diagnostics) -> Option<Source> {
        if name.text == "input" {
            return Some(Source::Input);
        }
        let (step, position) = (&self.names[self.position], self.position);
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
                format!("there is no step `{}`\nhelp: {}", name.text, self.guess(&name.text))
            }
        };
        diagnostics.error(name.span, message);
        None
    }

    /// Guesses what was meant by the name of a source that does not exist.
    fn guess(&self, name: &str) -> String {
        let above = self.names[..self.position].iter().map(String::as_str).chain(["input"]);
        // One number is as near as any other.
        let is_number = name.starts_with(|first: char| first.is_ascii_digit());
        match nearest(name, above).filter(|_| !is_number) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if self.tuple => "name `input` or the number of a step above it, counted from 0".into(),
            None => "name a step above it, or `input`".into(),
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
