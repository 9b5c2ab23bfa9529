//! Sizes: numbers where the macro knows them, expressions where only the compiler does.

use super::shown::{guarded, shown};
use super::text::operand;
use core::fmt;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};

/// Stands in messages for a number that only the compiler finds out.
pub(crate) const HIDDEN: &str = "..";

/// One size of a shape.
#[derive(Clone)]
pub(crate) struct Size {
    kind: Kind,
    span: Span,
}

#[derive(Clone)]
enum Kind {
    /// A number.
    Known(usize),
    /// A constant expression, whose value only the compiler knows.
    Constant(TokenStream),
    /// A const parameter of the struct, which can be any number.
    Parameter(Ident),
    /// The output of a type of the user's: a type, `Const<N>` once the compiler has looked it up.
    Output(Output),
}

/// The size of what a layer gives that only the compiler knows.
#[derive(Clone)]
struct Output {
    /// The size as an expression.
    value: TokenStream,
    /// The size as a type, where there is one.
    dimension: Option<TokenStream>,
    /// The const parameter of the struct that it depends on. The compiler does not put such a size
    /// in the place of a number.
    parameter: Option<Ident>,
}

/// Who can know a size, from the most to the least that can be done with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum KnownTo {
    /// The macro: it is a number, with which the macro can compute.
    Macro,
    /// The compiler, where it checks the declaration: a constant expression.
    Compiler,
    /// Whoever gives this const parameter of the struct a value, which can be any. It can stand in
    /// a type, but Rust does not compute with it there.
    Parameter(Ident),
    /// As [`KnownTo::Parameter`], for a size that follows from the parameter: Rust does not accept
    /// it in the place of a number.
    Instance(Ident),
}

impl KnownTo {
    /// The weakest of several: whoever can know all sizes.
    pub(crate) fn all(all: impl IntoIterator<Item = KnownTo>) -> Self {
        all.into_iter().fold(KnownTo::Macro, KnownTo::and)
    }

    /// The weaker of two.
    pub(crate) fn and(self, other: KnownTo) -> Self {
        if other.weakness() > self.weakness() { other } else { self }
    }

    fn weakness(&self) -> usize {
        match self {
            KnownTo::Macro => 0,
            KnownTo::Compiler => 1,
            KnownTo::Parameter(_) => 2,
            KnownTo::Instance(_) => 3,
        }
    }

    /// The const parameter that the size is or follows from.
    pub(crate) fn parameter(&self) -> Option<&Ident> {
        match self {
            KnownTo::Parameter(name) | KnownTo::Instance(name) => Some(name),
            KnownTo::Macro | KnownTo::Compiler => None,
        }
    }

    /// The const parameter from which the size would have to be computed, to stand as a number in a
    /// type.
    pub(crate) fn obstacle(&self) -> Option<&Ident> {
        match self {
            KnownTo::Instance(name) => Some(name),
            _ => None,
        }
    }
}

/// The result of comparing two sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    Different,
    /// The compiler must check it.
    Later,
}

impl Size {
    /// The most elements that one value or one weight may have.
    pub(crate) const LIMIT: usize = 1 << 31;

    pub(crate) fn new(number: usize, span: Span) -> Self {
        Size { kind: Kind::Known(number), span }
    }

    pub(crate) fn constant(expression: TokenStream, span: Span) -> Self {
        Size { kind: Kind::Constant(expression), span }
    }

    pub(crate) fn parameter(name: Ident) -> Self {
        Size { span: name.span(), kind: Kind::Parameter(name) }
    }

    /// A size that a layer of someone else's says, as an expression and perhaps as a type.
    pub(crate) fn output(
        value: TokenStream,
        dimension: Option<TokenStream>,
        parameter: Option<Ident>,
        span: Span,
    ) -> Self {
        Size { kind: Kind::Output(Output { value, dimension, parameter }), span }
    }

    /// The size for arithmetic where it must not be zero: a constant that is zero has an assertion
    /// of its own, and must not cause a division by zero, or less than nothing, wherever it is
    /// computed with.
    pub(crate) fn at_least_one(&self) -> Self {
        match &self.kind {
            Kind::Constant(expression) if guarded(expression).is_none() => {
                let guarded = quote!(::core::primitive::usize::saturating_sub(#expression, 1) + 1);
                Size::constant(guarded, self.span)
            }
            _ => self.clone(),
        }
    }

    /// The size as it is written, whose assertion says whether it is zero.
    pub(crate) fn unguarded(&self) -> Self {
        match &self.kind {
            Kind::Constant(expression) => {
                let written = guarded(expression).unwrap_or_else(|| expression.clone());
                Size::constant(written, self.span)
            }
            _ => self.clone(),
        }
    }

    /// The number, where the macro knows it.
    pub(crate) fn known(&self) -> Option<usize> {
        match self.kind {
            Kind::Known(number) => Some(number),
            _ => None,
        }
    }

    /// Returns who can know the size.
    pub(crate) fn known_to(&self) -> KnownTo {
        match &self.kind {
            Kind::Known(_) => KnownTo::Macro,
            Kind::Constant(_) | Kind::Output(Output { parameter: None, .. }) => KnownTo::Compiler,
            Kind::Parameter(name) => KnownTo::Parameter(name.clone()),
            Kind::Output(Output { parameter: Some(name), .. }) => KnownTo::Instance(name.clone()),
        }
    }

    pub(crate) fn span(&self) -> Span {
        self.span
    }

    /// The size as if it stood at `span`.
    pub(crate) fn located_at(self, span: Span) -> Self {
        Size { span, ..self }
    }

    /// The size as an argument in angle brackets.
    pub(crate) fn argument(&self) -> TokenStream {
        match &self.kind {
            Kind::Constant(expression) => quote!({ #expression }),
            Kind::Output(Output { value, .. }) => quote!({ #value }),
            _ => self.value(),
        }
    }

    /// The size as a type, in code where the names of `module` are those of nalgebra.
    ///
    /// It is a number wherever it can be one: a private type of the user's must not show in the
    /// types of a network.
    pub(crate) fn dimension(&self, module: &impl ToTokens) -> TokenStream {
        match &self.kind {
            Kind::Output(Output { dimension: Some(dimension), parameter: Some(_), .. }) => dimension.clone(),
            _ => {
                let argument = self.argument();
                quote!(#module::Const<#argument>)
            }
        }
    }

    /// The size as an expression of type `usize`.
    pub(crate) fn value(&self) -> TokenStream {
        match &self.kind {
            Kind::Known(number) => {
                // With the user's span, so that an error of the compiler about the size points at
                // it.
                let mut literal = Literal::usize_unsuffixed(*number);
                literal.set_span(self.span);
                literal.into_token_stream()
            }
            Kind::Constant(expression) => operand(expression),
            Kind::Parameter(name) => name.to_token_stream(),
            Kind::Output(Output { value, .. }) => value.clone(),
        }
    }

    /// The text of a constant, guarded or not.
    fn written(&self) -> String {
        self.unguarded().value().to_string()
    }

    pub(crate) fn compare(&self, other: &Size) -> Comparison {
        let same = |equal| if equal { Comparison::Equal } else { Comparison::Different };
        match (&self.kind, &other.kind) {
            (Kind::Known(a), Kind::Known(b)) => same(a == b),
            (Kind::Parameter(a), Kind::Parameter(b)) => same(a == b),
            (Kind::Constant(_), Kind::Constant(_)) if self.written() == other.written() => Comparison::Equal,
            (Kind::Output(a), Kind::Output(b)) if a.value.to_string() == b.value.to_string() => Comparison::Equal,
            // Where a const parameter is involved, no constant can be asserted: the types of the
            // generated code say it.
            (Kind::Output(Output { parameter: Some(_), .. }), _)
            | (_, Kind::Output(Output { parameter: Some(_), .. })) => Comparison::Equal,
            // A const parameter can be any number, a constant cannot.
            (Kind::Parameter(_), _) | (_, Kind::Parameter(_)) => Comparison::Different,
            (Kind::Constant(_) | Kind::Output(_), _) | (_, Kind::Constant(_) | Kind::Output(_)) => Comparison::Later,
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Known(number) => write!(f, "{number}"),
            Kind::Constant(expression) => f.write_str(&shown(expression)),
            Kind::Parameter(name) => write!(f, "{name}"),
            Kind::Output(_) => f.write_str(HIDDEN),
        }
    }
}
