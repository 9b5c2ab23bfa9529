//! Tokens as text, the names in them, and numbers as tokens.

use proc_macro2::{Ident, Literal, TokenStream, TokenTree};
use quote::quote;

/// The tokens as a person writes them: their own text may have spaces around all punctuation.
pub(crate) fn source_text(tokens: &TokenStream) -> String {
    const TIGHTER: [(&str, &str); 6] =
        [(" :: ", "::"), (" . ", "."), (" ,", ","), (" ;", ";"), ("( ", "("), (" )", ")")];
    let text = TIGHTER.iter().fold(tokens.to_string(), |text, (loose, tight)| text.replace(loose, tight));
    text.strip_prefix("- ").map(|number| format!("-{number}")).unwrap_or(text)
}

/// An expression as part of a larger one: in parentheses, unless it is a path.
pub(super) fn operand(expression: &TokenStream) -> TokenStream {
    let is_path = expression.clone().into_iter().all(|token| match token {
        TokenTree::Ident(_) | TokenTree::Literal(_) => true,
        TokenTree::Punct(punct) => punct.as_char() == ':',
        TokenTree::Group(_) => false,
    });
    if is_path { expression.clone() } else { quote!((#expression)) }
}

/// A finite number of double precision as an expression.
pub(crate) fn double(number: f64) -> TokenStream {
    let size = Literal::f64_unsuffixed(number.abs());
    if number.is_sign_negative() { quote!(-#size) } else { quote!(#size) }
}

pub(crate) fn join(words: impl Iterator<Item = String>, separator: &str) -> String {
    words.collect::<Vec<_>>().join(separator)
}

/// Returns `true` if a name stands in the tokens.
pub(crate) fn mentions(tokens: &TokenStream, name: &Ident) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(other) => other == *name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        _ => false,
    })
}
