//! The grammar of `input` and `output`: a shape, or several with names in braces.

use super::attribute::Arguments;
use super::field::{Name, name, split_at_commas};
use crate::model::text::source_text;
use crate::report::diagnostics::Diagnostics;
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Expr, parse2};

/// The ends of a network on one side.
pub(crate) enum Ends<V> {
    /// One without a name, whose shape this is.
    Shape(Expr),
    /// Each with its name, `{ image = [1, 8, 8], age = 1 }`; those that could be read.
    Named(Vec<End<V>>),
}

/// An end with a name.
pub(crate) struct End<V> {
    pub(crate) name: Ident,
    pub(crate) value: V,
}

/// The words of messages about one side.
struct Side {
    /// The argument.
    argument: &'static str,
    /// The words for the value behind a name.
    value: &'static str,
    example: &'static str,
}

const INPUT: Side = Side { argument: "input", value: "its shape", example: "input = { image = [1, 28, 28], age = 1 }" };
const OUTPUT: Side = Side {
    argument: "output",
    value: "the step that gives it",
    example: "output = { digit = logits, years = estimate }",
};

impl<V: ToTokens> ToTokens for Ends<V> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Ends::Shape(shape) => shape.to_tokens(tokens),
            Ends::Named(ends) => ends.iter().for_each(|end| {
                end.name.to_tokens(tokens);
                end.value.to_tokens(tokens);
            }),
        }
    }
}

/// Reads the inputs in `group`.
pub(super) fn inputs(arguments: &mut Arguments, group: &Group, diagnostics: &mut Diagnostics) {
    let shape = |tokens: TokenStream| {
        parse2(tokens.clone()).map_err(|_| {
            let found = source_text(&tokens);
            let message = format!("`{found}` is not a shape\nhelp: write it as in `{}`", INPUT.example);
            syn::Error::new_spanned(tokens, message)
        })
    };
    arguments.input = Some(Ends::Named(INPUT.read(group, shape, diagnostics)));
}

/// Reads the outputs in `group`.
pub(super) fn outputs(arguments: &mut Arguments, group: &Group, diagnostics: &mut Diagnostics) {
    let step = |tokens: TokenStream| match name(&tokens) {
        Some(text) => Ok(Name { text, span: tokens.span() }),
        None => {
            let found = source_text(&tokens);
            let message = format!("`{found}` is not the name of a step\nhelp: write it as in `{}`", OUTPUT.example);
            Err(syn::Error::new_spanned(tokens, message))
        }
    };
    let written = split_at_commas(group.stream()).len();
    let outputs = OUTPUT.read(group, step, diagnostics);
    // Without one of them, steps would seem to be unused.
    let is_complete = outputs.len() == written;
    arguments.output = Some(Ends::Named(if is_complete { outputs } else { Vec::new() }));
}

/// The braces after `=`, and what is left behind them, if there are names in them. Braces may also
/// hold a size, `{ 2 * WIDTH }`.
pub(super) fn braces(value: &TokenStream) -> Option<(Group, TokenStream)> {
    let mut tokens = value.clone().into_iter();
    let (Some(TokenTree::Punct(equals)), Some(TokenTree::Group(group))) = (tokens.next(), tokens.next()) else {
        return None;
    };
    let has_names = equals.as_char() == '=' && group.delimiter() == Delimiter::Brace && has_names(group.stream());
    has_names.then(|| (group, tokens.collect()))
}

/// Returns true if tokens are empty, or begin with a name and a mark that follows names.
fn has_names(tokens: TokenStream) -> bool {
    let mut tokens = tokens.into_iter();
    match (tokens.next(), tokens.next(), tokens.next()) {
        (None, ..) => true,
        (Some(TokenTree::Ident(_)), Some(TokenTree::Punct(mark)), next) => {
            let is_doubled = matches!(&next, Some(TokenTree::Punct(next)) if next.as_char() == mark.as_char());
            matches!(mark.as_char(), '=' | ':' | ',') && !is_doubled
        }
        _ => false,
    }
}

impl Side {
    /// Reads `name = value, ..`; what cannot be read is reported and passed over.
    fn read<V>(
        &self,
        group: &Group,
        value: impl Fn(TokenStream) -> syn::Result<V>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<End<V>> {
        let Side { argument, example, .. } = self;
        let parts = split_at_commas(group.stream());
        if parts.is_empty() {
            let message = format!("`{argument} = {{}}` names no {argument}\nhelp: write it as in `{example}`");
            diagnostics.error(group.span(), message);
        }
        let mut ends: Vec<End<V>> = Vec::new();
        for part in parts {
            match self.end(part, &value) {
                Ok(end) if ends.iter().any(|above| above.name.unraw() == end.name.unraw()) => {
                    let message =
                        format!("there are two {argument}s with the name `{}`\nhelp: rename one of them", end.name);
                    diagnostics.error(end.name.span(), message);
                }
                Ok(end) => ends.push(end),
                Err(error) => diagnostics.parser(error),
            }
        }
        ends
    }

    fn end<V>(&self, part: TokenStream, value: impl Fn(TokenStream) -> syn::Result<V>) -> syn::Result<End<V>> {
        let Side { argument, value: wanted, example } = self;
        let help = format!("help: write it as in `{example}`");
        let mut tokens = part.clone().into_iter();
        let Some(TokenTree::Ident(name)) = tokens.next() else {
            let message = format!("an {argument} starts with its name\n{help}");
            return Err(syn::Error::new_spanned(part, message));
        };
        if parse2::<Ident>(name.to_token_stream()).is_err() {
            let message = format!("`{name}` is a word of Rust's, and cannot be the name of an {argument}\n{help}");
            return Err(syn::Error::new(name.span(), message));
        }
        let is_equals = matches!(tokens.next(), Some(TokenTree::Punct(mark)) if mark.as_char() == '=');
        let rest: TokenStream = tokens.collect();
        if !is_equals || rest.is_empty() {
            let message = format!("the {argument} `{name}` needs {wanted}, after `=`\n{help}");
            return Err(syn::Error::new(name.span(), message));
        }
        Ok(End { name, value: value(rest)? })
    }
}
