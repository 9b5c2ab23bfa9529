//! Counts that are derived from sizes: parameters, for one.

use super::size::Size;
use super::text::operand;
use core::fmt;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// A count that is derived from sizes.
#[derive(Clone)]
pub(crate) enum Quantity {
    Known(u64),
    Expression(TokenStream, String),
}

impl Quantity {
    pub(crate) const ZERO: Quantity = Quantity::Known(0);

    pub(crate) fn of(size: &Size) -> Self {
        match size.known() {
            Some(number) => Quantity::Known(number as u64),
            None => Quantity::Expression(size.value(), size.to_string()),
        }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Quantity::Known(a), Quantity::Known(b)) => Quantity::Known(a.saturating_add(b)),
            (a, b) => {
                let (left, right) = (a.value(), b.value());
                Quantity::Expression(quote!(#left + #right), format!("{a} + {b}"))
            }
        }
    }

    pub(crate) fn times(self, other: Self) -> Self {
        match (self, other) {
            (Quantity::Known(a), Quantity::Known(b)) => Quantity::Known(a.saturating_mul(b)),
            (a, b) => {
                let (left, right) = (operand(&a.value()), operand(&b.value()));
                Quantity::Expression(quote!(#left * #right), format!("{}·{}", a.factor(), b.factor()))
            }
        }
    }

    /// The text of the count as a part of a product.
    fn factor(&self) -> String {
        let text = self.to_string();
        if text.contains(' ') { format!("({text})") } else { text }
    }

    /// The count as an expression of type `usize`.
    pub(crate) fn value(&self) -> TokenStream {
        match self {
            Quantity::Known(number) => {
                let number = Literal::u64_unsuffixed(*number);
                quote!(#number)
            }
            Quantity::Expression(expression, _) => expression.clone(),
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Quantity::Known(number) => write!(f, "{number}"),
            Quantity::Expression(_, text) => f.write_str(text),
        }
    }
}
