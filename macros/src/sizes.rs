//! Sizes as they are written: numbers, constants, expressions in braces, const parameters of the struct.

use crate::size::{Shape, Size};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Expr, Lit, Stmt, Type};

/// Reads sizes, knowing the const parameters of the struct.
pub(crate) struct Sizes {
    parameters: Vec<Ident>,
}

impl Sizes {
    pub(crate) fn new(parameters: Vec<Ident>) -> Self {
        Sizes { parameters }
    }

    /// A shape: `2`, `[1, 28, 28]`. `name` is what it is the shape of.
    pub(crate) fn shape(&self, name: &str, expression: &Expr) -> syn::Result<Shape> {
        let Expr::Array(array) = expression else { return self.size(expression).map(Shape::vector) };
        let rank = array.elems.len();
        if rank == 0 || rank > Shape::MAX_RANK {
            let message = format!(
                "a shape has one, two or three sizes, but `{name}` has {rank}\n\
                 help: write `{name} = 4` for features, `{name} = [channels, length]` or `{name} = [channels, height, width]`"
            );
            return Err(syn::Error::new(array.span(), message));
        }
        array.elems.iter().map(|size| self.size(size)).collect::<syn::Result<_>>().map(Shape::new)
    }

    /// A size as an argument that looks like a type: a path.
    pub(crate) fn size_of_type(&self, ty: &Type) -> syn::Result<Size> {
        match ty {
            Type::Path(path) if path.qself.is_none() => self.path(&path.path),
            _ => Err(not_a_size(ty)),
        }
    }

    /// One size.
    pub(crate) fn size(&self, expression: &Expr) -> syn::Result<Size> {
        match expression {
            Expr::Lit(literal) => number(&literal.lit),
            Expr::Path(path) if path.qself.is_none() => self.path(&path.path),
            Expr::Paren(inner) => self.size(&inner.expr),
            Expr::Group(inner) => self.size(&inner.expr),
            Expr::Block(block) if block.label.is_none() && block.attrs.is_empty() => match &block.block.stmts[..] {
                [Stmt::Expr(inner, None)] => self.size(inner),
                _ => self.constant(expression),
            },
            Expr::Unary(negative) if matches!(negative.op, syn::UnOp::Neg(_)) => Err(not_a_size(expression)),
            Expr::Binary(_) | Expr::Call(_) | Expr::MethodCall(_) | Expr::Unary(_) | Expr::If(_) | Expr::Match(_)
            | Expr::Index(_) | Expr::Field(_) | Expr::Cast(_) | Expr::Macro(_) | Expr::Block(_) => self.constant(expression),
            _ => Err(not_a_size(expression)),
        }
    }

    fn path(&self, path: &syn::Path) -> syn::Result<Size> {
        if let Some(name) = path.get_ident() {
            if self.parameters.contains(name) {
                return Ok(Size::parameter(name.clone()));
            }
        }
        if path.segments.first().is_some_and(|segment| segment.ident == "Self") {
            let message = "a size cannot be taken from the network itself (`Self`), which is only being declared\n\
                           help: use a constant outside the network";
            return Err(syn::Error::new(path.span(), message));
        }
        Ok(Size::constant(path.to_token_stream(), path.span()))
    }

    /// An expression that the compiler evaluates, which on stable Rust must not mention const parameters.
    fn constant(&self, expression: &Expr) -> syn::Result<Size> {
        let tokens = quote!(#expression);
        if let Some(name) = self.parameter_in(tokens.clone()) {
            let message = format!(
                "Rust cannot compute with the const parameter `{name}` here\n\
                 help: use `{name}` alone, or give the struct a further const parameter for the result"
            );
            return Err(syn::Error::new(expression.span(), message));
        }
        Ok(Size::constant(tokens, expression.span()))
    }

    fn parameter_in(&self, tokens: TokenStream) -> Option<Ident> {
        tokens.into_iter().find_map(|token| match token {
            TokenTree::Ident(name) => self.parameters.contains(&name).then_some(name),
            TokenTree::Group(group) => self.parameter_in(group.stream()),
            _ => None,
        })
    }
}

fn not_a_size(found: &impl ToTokens) -> syn::Error {
    let message = "this is not a size: sizes are whole numbers above zero\n\
                   help: write a number, the name of a constant, or an expression in braces";
    syn::Error::new_spanned(found, message)
}

fn number(literal: &Lit) -> syn::Result<Size> {
    let Lit::Int(number) = literal else { return Err(not_a_size(literal)) };
    if !matches!(number.suffix(), "" | "usize") {
        return Err(syn::Error::new(number.span(), format!("a size is a `usize`, not a `{}`\nhelp: leave out the suffix", number.suffix())));
    }
    match number.base10_parse::<usize>() {
        Ok(0) => Err(syn::Error::new(number.span(), "a size cannot be zero\nhelp: every value has at least one feature")),
        Ok(size) if size <= Size::LIMIT => Ok(Size::new(size, number.span())),
        _ => {
            let message = format!("{number} is too large: a value has at most {} features\nhelp: use a smaller size", Size::LIMIT);
            Err(syn::Error::new(number.span(), message))
        }
    }
}
