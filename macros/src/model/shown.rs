//! Expressions of sizes as people read them: without what only the compiler needs.

use super::text::{operand, source_text};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};

/// An expression without the guards against mistakes that other assertions report, without the long
/// path of a `usize`, of which the program may have another, and without the blanks that tokens are
/// printed with.
pub(super) fn shown(expression: &TokenStream) -> String {
    let shown = plain(expression);
    // The parentheses of a difference that is the whole.
    let mut tokens = shown.clone().into_iter();
    let shown = match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::Parenthesis => group.stream(),
        _ => shown,
    };
    [(":: core", "::core"), ("::core::primitive::", ""), ("div_ceil (", "div_ceil(")]
        .into_iter()
        .fold(source_text(&shown), |text, (from, to)| text.replace(from, to))
}

/// The expression behind a guard by which it cannot be zero, `saturating_sub(expression, 1) + 1`.
pub(super) fn guarded(expression: &TokenStream) -> Option<TokenStream> {
    let mut tokens: Vec<_> = expression.clone().into_iter().collect();
    let sum = tokens.split_off(tokens.len().checked_sub(2)?);
    let (inner, one) = difference(&tokens).filter(|_| tokens.len() == CALL)?;
    (text(&sum) == "+ 1" && one.to_string() == "1").then_some(inner)
}

/// The number of tokens of a call, with the group of its arguments.
const CALL: usize = 13;

/// The two sides of the difference with which tokens begin, which is not less than nothing.
fn difference(tokens: &[TokenTree]) -> Option<(TokenStream, TokenStream)> {
    let (path, [TokenTree::Group(arguments), ..]) = tokens.split_at_checked(CALL - 1)? else { return None };
    if text(path) != quote!(::core::primitive::usize::saturating_sub).to_string() {
        return None;
    }
    let arguments: Vec<_> = arguments.stream().into_iter().collect();
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
    let mut sides = arguments.split(is_comma).map(|side| side.iter().cloned().collect());
    Some((sides.next()?, sides.next()?))
}

fn text(tokens: &[TokenTree]) -> String {
    tokens.iter().cloned().collect::<TokenStream>().to_string()
}

/// The expression without its guards.
fn plain(expression: &TokenStream) -> TokenStream {
    if let Some(inner) = guarded(expression) {
        return plain(&operand(&inner));
    }
    let tokens: Vec<_> = expression.clone().into_iter().collect();
    let (mut rest, mut shown) = (&tokens[..], TokenStream::new());
    while let [token, behind @ ..] = rest {
        if let Some((left, right)) = difference(rest) {
            let (left, right) = (plain(&left), plain(&right));
            shown.extend(quote!((#left - #right)));
            rest = &rest[CALL..];
            continue;
        }
        match token {
            TokenTree::Group(group) => {
                let inner = plain(&group.stream());
                // A difference and a name need no parentheses of their own within others.
                let is_one = inner.clone().into_iter().count() == 1;
                match group.delimiter() {
                    Delimiter::Parenthesis if is_one => shown.extend(inner),
                    delimiter => shown.extend(Group::new(delimiter, inner).into_token_stream()),
                }
            }
            token => shown.extend(token.to_token_stream()),
        }
        rest = behind;
    }
    shown
}

#[cfg(test)]
mod tests {
    use crate::model::size::Size;
    use proc_macro2::Span;
    use quote::quote;

    #[test]
    fn guards_are_not_shown() {
        let [side, kernel, stride] = [quote!(SIDE), quote!(K), quote!(STRIDE)];
        let [side, kernel, stride] = [side, kernel, stride].map(|size| Size::constant(size, Span::call_site()));
        let steps = side.minus(&kernel.at_least_one()).and_then(|steps| steps.over(&stride)).expect("a size");
        assert_eq!(steps.to_string(), "(SIDE - K) / STRIDE");
        assert_eq!(side.minus(&kernel).expect("a size").at_least_one().to_string(), "SIDE - K");
        assert_eq!(Size::constant(quote!(f(A + 1)), Span::call_site()).at_least_one().to_string(), "f (A + 1)");
    }
}
