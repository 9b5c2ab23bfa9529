//! Arithmetic with sizes: numbers are computed, constants become expressions, and const parameters
//! cannot be computed with.

use super::size::Size;
use super::text::join;
use proc_macro2::{Span, TokenStream};
use quote::quote;

/// The reason why a size cannot be computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Incomputable {
    /// Stable Rust does not compute with const parameters in types.
    Parameter(String),
    /// The number, in words, is too large.
    TooLarge(String),
    /// The number, in words, is below zero, or a quotient by zero.
    NoSize(String),
}

impl Incomputable {
    /// Says what is wrong with a number, and what to do.
    pub(crate) fn explain(&self, number: &str) -> (String, String) {
        match self {
            Incomputable::TooLarge(words) => {
                (format!("{number} is {words}, which is more than {}", Size::LIMIT), "use smaller sizes".into())
            }
            Incomputable::NoSize(words) => {
                (format!("{number} is {words}, which is not a size"), "change one of these sizes".into())
            }
            Incomputable::Parameter(name) => (
                format!(
                    "{number} would have to be computed from the const parameter `{name}`, which Rust cannot do here"
                ),
                format!("use a number or a constant instead of `{name}`"),
            ),
        }
    }
}

/// The four operations.
#[derive(Clone, Copy)]
enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

impl Operator {
    fn tokens(self) -> TokenStream {
        match self {
            Operator::Plus => quote!(+),
            Operator::Minus => quote!(-),
            Operator::Times => quote!(*),
            Operator::Over => quote!(/),
        }
    }

    fn apply(self, left: usize, right: usize) -> Option<usize> {
        match self {
            Operator::Plus => left.checked_add(right),
            Operator::Minus => left.checked_sub(right),
            Operator::Times => left.checked_mul(right),
            Operator::Over => left.checked_div(right),
        }
    }

    /// The reason if an operation, in words, has no result.
    fn failure(self, words: String) -> Incomputable {
        match self {
            Operator::Plus | Operator::Times => Incomputable::TooLarge(words),
            Operator::Minus | Operator::Over => Incomputable::NoSize(words),
        }
    }
}

impl Size {
    /// Multiplies sizes.
    pub(crate) fn product(sizes: &[Size]) -> Result<Size, Incomputable> {
        // A factor 1 changes nothing, and a const parameter beside it need not be computed with.
        let factors: Vec<_> = sizes.iter().filter(|size| size.known() != Some(1)).cloned().collect();
        let sizes = if factors.is_empty() { &sizes[..sizes.len().min(1)] } else { &factors };
        Self::combine(sizes, Operator::Times)
    }

    /// Adds sizes.
    pub(crate) fn sum(sizes: &[Size]) -> Result<Size, Incomputable> {
        Self::combine(sizes, Operator::Plus)
    }

    /// Subtracts a size.
    pub(crate) fn minus(&self, other: &Size) -> Result<Size, Incomputable> {
        Self::combine(&[self.clone(), other.clone()], Operator::Minus)
    }

    /// Divides by a size, rounding down.
    pub(crate) fn over(&self, other: &Size) -> Result<Size, Incomputable> {
        if other.known() == Some(1) {
            Ok(self.clone())
        } else {
            Self::combine(&[self.clone(), other.at_least_one()], Operator::Over)
        }
    }

    fn combine(sizes: &[Size], operator: Operator) -> Result<Size, Incomputable> {
        let span = sizes.first().map_or_else(Span::call_site, Size::span);
        if let [size] = sizes {
            let fits = size.known().is_none_or(|number| number <= Self::LIMIT);
            return if fits { Ok(size.clone()) } else { Err(Incomputable::TooLarge(size.to_string())) };
        }
        if let Some(numbers) = sizes.iter().map(Size::known).collect::<Option<Vec<_>>>() {
            let mut numbers = numbers.into_iter();
            let first = numbers.next().unwrap_or(0);
            let result = numbers.try_fold(first, |left, right| operator.apply(left, right));
            let words = || join(sizes.iter().map(Size::to_string), &format!(" {} ", operator.tokens()));
            return match result {
                Some(number) if number <= Self::LIMIT => Ok(Size::new(number, span)),
                Some(_) => Err(Incomputable::TooLarge(words())),
                None => Err(operator.failure(words())),
            };
        }
        for size in sizes {
            if let Some(name) = size.known_to().parameter() {
                return Err(Incomputable::Parameter(name.to_string()));
            }
        }
        // Less than nothing has an assertion of its own, and must not cause another mistake.
        if let (Operator::Minus, [left, right]) = (operator, sizes) {
            let (left, right) = (left.value(), right.value());
            return Ok(Size::constant(quote!(::core::primitive::usize::saturating_sub(#left, #right)), span));
        }
        let mut expression = TokenStream::new();
        for (position, size) in sizes.iter().enumerate() {
            if position > 0 {
                expression.extend(operator.tokens());
            }
            expression.extend(size.value());
        }
        Ok(Size::constant(expression, span))
    }
}

#[cfg(test)]
mod tests {
    use super::Incomputable;
    use crate::model::size::Size;
    use proc_macro2::Span;
    use quote::{format_ident, quote};

    fn number(number: usize) -> Size {
        Size::new(number, Span::call_site())
    }

    #[test]
    fn numbers_are_computed() {
        let padded = Size::sum(&[number(28), number(2)]).expect("a sum");
        let steps = padded.minus(&number(5)).and_then(|rest| rest.over(&number(2))).expect("a size");
        assert_eq!(steps.known(), Some(12), "rounded down");
        assert_eq!(number(2).minus(&number(5)).err(), Some(Incomputable::NoSize("2 - 5".into())));
    }

    #[test]
    fn constants_become_expressions() {
        let constant = Size::constant(quote!(A + 1), Span::call_site());
        let size = constant.minus(&number(5)).and_then(|rest| rest.over(&number(2))).expect("a size");
        assert_eq!(size.value().to_string(), "((:: core :: primitive :: usize :: saturating_sub ((A + 1) , 5)) / 2)");
        let divisor = number(8).over(&constant).expect("a size");
        assert_eq!(divisor.to_string(), "8 / (A + 1)", "a guard against zero is not shown");
        assert_eq!(
            divisor.value().to_string(),
            "(8 / (:: core :: primitive :: usize :: saturating_sub (A + 1 , 1) + 1))"
        );
    }

    #[test]
    fn const_parameters_are_refused() {
        let parameter = Size::parameter(format_ident!("H"));
        let refused = Some(Incomputable::Parameter("H".into()));
        assert_eq!(parameter.minus(&number(5)).err(), refused);
        assert_eq!(number(8).over(&parameter).err(), refused);
        assert!(parameter.over(&number(1)).is_ok(), "nothing is computed");
    }
}
