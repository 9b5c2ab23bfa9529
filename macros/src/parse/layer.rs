//! The type of a field as syntax: `Linear<100>`, `layer::Dropout<{ RATE }>`.

use proc_macro2::TokenStream;
use syn::{Expr, GenericArgument, Lit, PathSegment, Stmt, Type, TypePath, UnOp};

/// The path that a type is written as, if it is one.
pub(crate) fn path(ty: &Type) -> Option<&TypePath> {
    match ty {
        Type::Group(inner) => path(&inner.elem),
        Type::Path(path) => Some(path),
        _ => None,
    }
}

/// The last name of an argument that is a path.
pub(crate) fn last_segment(argument: &GenericArgument) -> Option<&PathSegment> {
    match argument {
        GenericArgument::Type(Type::Path(path)) => path.path.segments.last(),
        _ => None,
    }
}

/// The value of a number that is written as one; none if it is an expression.
pub(crate) fn literal_number(expression: &Expr) -> Option<f64> {
    match expression {
        Expr::Lit(literal) => Some(match &literal.lit {
            Lit::Float(number) => number.base10_parse().unwrap_or(f64::NAN),
            Lit::Int(number) => number.base10_parse().unwrap_or(f64::NAN),
            // Another literal is out of every range.
            _ => f64::NAN,
        }),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => literal_number(&unary.expr).map(|number| -number),
        _ => None,
    }
}

/// The value of tokens that are a number.
pub(crate) fn known_number(tokens: &TokenStream) -> Option<f64> {
    syn::parse2(tokens.clone()).ok().as_ref().and_then(literal_number)
}

/// The expression in braces, which where it goes would be superfluous and draw a warning.
pub(crate) fn unbraced(expression: &Expr) -> &Expr {
    match expression {
        Expr::Group(inner) => unbraced(&inner.expr),
        Expr::Block(block) => match &block.block.stmts[..] {
            [Stmt::Expr(inner, None)] => unbraced(inner),
            _ => expression,
        },
        _ => expression,
    }
}
