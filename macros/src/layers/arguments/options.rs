//! Flags and options of a layer, which stand behind its sizes: `NoBias`, `Stride<2>`, `Same`.

use super::{Reader, is_zero, number_word, written};
use crate::model::size::Size;
use crate::model::text::source_text;
use crate::parse::layer::last_segment;
use core::ops::RangeInclusive;
use quote::ToTokens;
use syn::{GenericArgument, PathSegment};

/// An option of which a layer has one or none: `Padding<2>` or `Same`.
pub(crate) struct Choice {
    pub(crate) name: &'static str,
    /// The number of its sizes.
    pub(crate) count: RangeInclusive<usize>,
    /// True if a size may be zero.
    pub(crate) may_be_zero: bool,
}

impl Reader<'_> {
    /// Reads a flag, which has an opposite: `NoBias` and `WithBias`.
    pub(crate) fn flag(&mut self, flag: &'static str, opposite: &'static str) -> syn::Result<bool> {
        let found = self.take_option(&[flag, opposite])?;
        Ok(found.is_some_and(|segment| segment.ident == flag))
    }

    /// Reads an option without an opposite, which stands there or not: `PerChannel`.
    pub(crate) fn has_option(&mut self, option: &'static str) -> syn::Result<bool> {
        self.take_option(&[option]).map(|found| found.is_some())
    }

    /// Reads an option with sizes: `Stride<2>`, `Kernel<3, 5>`.
    pub(crate) fn option(
        &mut self,
        option: &'static str,
        count: RangeInclusive<usize>,
    ) -> syn::Result<Option<Vec<Size>>> {
        Ok(self.choice(&[Choice { name: option, count, may_be_zero: false }])?.map(|(_, sizes)| sizes))
    }

    /// Reads the one of several options that stands there: its name and its sizes.
    pub(crate) fn choice(&mut self, choices: &[Choice]) -> syn::Result<Option<(&'static str, Vec<Size>)>> {
        let names: Vec<_> = choices.iter().map(|choice| choice.name).collect();
        let Some(segment) = self.take_option(&names)? else { return Ok(None) };
        let chosen = choices.iter().find(|choice| segment.ident == choice.name);
        chosen.map(|choice| Ok((choice.name, self.option_sizes(choice, &segment)?))).transpose()
    }

    fn option_sizes(&mut self, choice: &Choice, segment: &PathSegment) -> syn::Result<Vec<Size>> {
        let (option, count, arguments) = (choice.name, &choice.count, written(segment)?);
        if !count.contains(&arguments.len()) {
            let (least, most) = (number_word(*count.start()), number_word(*count.end()));
            let counts = if count.start() == count.end() { most.to_owned() } else { format!("{least} or {most}") };
            let (plural, example) = match *count.end() {
                0 => ("s", option.to_owned()),
                1 => ("", format!("{option}<2>")),
                _ => ("s", example(option, count, &arguments)),
            };
            let message = format!("`{option}` takes {counts} size{plural}\nhelp: write `{example}`");
            return Err(syn::Error::new(segment.ident.span(), message));
        }
        for argument in &arguments {
            self.refuse_words(choice, argument)?;
            if !choice.may_be_zero && is_zero(argument) {
                let message = format!("`{option}` cannot be zero\nhelp: write at least 1, or leave `{option}` out");
                return Err(syn::Error::new_spanned(argument, message));
            }
        }
        let read = |argument: &GenericArgument| {
            if choice.may_be_zero { self.read_position(argument) } else { self.read_size(argument) }
        };
        arguments.iter().map(read).collect()
    }

    /// Takes the flag or option with one of the names.
    fn take_option(&mut self, names: &[&'static str]) -> syn::Result<Option<PathSegment>> {
        self.options.extend(names);
        let is_named = |argument: &GenericArgument| {
            last_segment(argument).is_some_and(|segment| names.iter().any(|name| segment.ident == name))
        };
        let (mut taken, rest): (Vec<_>, Vec<_>) =
            core::mem::take(&mut self.rest).into_iter().partition(|(_, argument)| is_named(argument));
        self.rest = rest.into();
        let found: Vec<_> = taken.iter().filter_map(|(_, argument)| last_segment(argument)).cloned().collect();
        if let [PathSegment { ident: first, .. }, PathSegment { ident: second, .. }, ..] = &found[..] {
            let message = if first == second {
                format!("`{first}` is given twice\nhelp: remove one of the two")
            } else {
                format!("`{first}` and `{second}` exclude each other\nhelp: remove one of them")
            };
            return Err(syn::Error::new(second.span(), message));
        }
        self.found.append(&mut taken);
        Ok(found.into_iter().next())
    }
}

/// The option with as many sizes as there may be: with the one that is written, where another is
/// missing.
fn example(option: &str, count: &RangeInclusive<usize>, written: &[GenericArgument]) -> String {
    let size = match written {
        [size] => source_text(&size.to_token_stream()),
        _ => "2".into(),
    };
    let all = format!("{option}<{}>", vec![size; *count.end()].join(", "));
    if count.start() == count.end() { all } else { format!("{option}<2>` or `{all}") }
}
