//! Sizes as they are written: numbers, constants, expressions in braces, const parameters of the
//! struct.

use crate::model::shape::Shape;
use crate::model::size::Size;
use crate::model::text::{join, source_text};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Expr, ExprArray, Lit, PathArguments, PathSegment, Stmt, Type};

/// Reads sizes, knowing the const parameters of the struct.
pub(crate) struct SizeParser {
    parameters: Vec<Ident>,
}

impl SizeParser {
    pub(crate) fn new(parameters: Vec<Ident>) -> Self {
        SizeParser { parameters }
    }

    /// A shape: `2`, `[1, 28, 28]`. `name` is what it is the shape of.
    pub(crate) fn shape(&self, name: &str, expression: &Expr) -> syn::Result<Shape> {
        let array = match expression {
            Expr::Group(inner) => return self.shape(name, &inner.expr),
            Expr::Array(array) => array,
            Expr::Tuple(tuple) => {
                let sizes = join(tuple.elems.iter().map(|size| source_text(&size.to_token_stream())), ", ");
                let found = source_text(&tuple.to_token_stream());
                let message = format!("`{found}` is not a shape\nhelp: write `{name} = [{sizes}]`");
                return Err(syn::Error::new_spanned(tuple, message));
            }
            _ => return self.size(expression).map(Shape::vector),
        };
        let found = match array.elems.len() {
            0 => "has no sizes".to_owned(),
            rank if rank > Shape::MAX_RANK => format!("has {rank} sizes, but a shape has at most {}", Shape::MAX_RANK),
            _ => return self.sizes(array),
        };
        let message = format!(
            "`{name}` {found}\n\
             help: write `{name} = 4` for features, `{name} = [channels, length]` or `{name} = [channels, height, width]`"
        );
        Err(syn::Error::new_spanned(array, message))
    }

    /// The sizes of a shape, all of them with the names of their axes, or none.
    fn sizes(&self, array: &ExprArray) -> syn::Result<Shape> {
        const HELP: &str = "help: write `[channels = 1, height = 28, width = 28]`, or the sizes alone";
        let (mut names, mut sizes) = (Vec::<String>::new(), Vec::new());
        for (position, element) in array.elems.iter().enumerate() {
            let size = match element {
                Expr::Assign(axis) => {
                    let name = match &*axis.left {
                        Expr::Path(path) => path.path.get_ident(),
                        _ => None,
                    };
                    let Some(name) = name else {
                        let found = source_text(&axis.left.to_token_stream());
                        let message = format!("`{found}` is not the name of an axis\n{HELP}");
                        return Err(syn::Error::new_spanned(&axis.left, message));
                    };
                    let text = name.unraw().to_string();
                    if names.contains(&text) {
                        let message = format!("there are two axes with the name `{text}`\n{HELP}");
                        return Err(syn::Error::new(name.span(), message));
                    }
                    if names.len() < position {
                        let message = format!("the axis `{text}` has a name, but those before it have none\n{HELP}");
                        return Err(syn::Error::new(name.span(), message));
                    }
                    names.push(text);
                    &*axis.right
                }
                size if names.is_empty() => size,
                size => {
                    let message = format!("this axis has no name, but those before it have some\n{HELP}");
                    return Err(syn::Error::new_spanned(size, message));
                }
            };
            sizes.push(self.size(size)?);
        }
        Ok(Shape::new(sizes).named(names))
    }

    /// A size as an argument that looks like a type: a path.
    pub(crate) fn size_of_type(&self, ty: &Type) -> syn::Result<Size> {
        match ty {
            Type::Group(inner) => self.size_of_type(&inner.elem),
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
            Expr::Binary(_)
            | Expr::Call(_)
            | Expr::MethodCall(_)
            | Expr::Unary(_)
            | Expr::If(_)
            | Expr::Match(_)
            | Expr::Index(_)
            | Expr::Field(_)
            | Expr::Cast(_)
            | Expr::Macro(_)
            | Expr::Block(_) => self.constant(expression),
            _ => Err(not_a_size(expression)),
        }
    }

    fn path(&self, path: &syn::Path) -> syn::Result<Size> {
        if let Some(name) = path.get_ident().filter(|name| self.parameters.contains(name)) {
            return Ok(Size::parameter(name.clone()));
        }
        if path.segments.iter().any(is_type) {
            return Err(not_a_size(path));
        }
        self.constant(path)
    }

    /// An expression that the compiler evaluates, which on stable Rust must not mention const
    /// parameters.
    pub(crate) fn constant(&self, expression: &impl ToTokens) -> syn::Result<Size> {
        let tokens = expression.to_token_stream();
        if name_in(tokens.clone(), &|name| name == "Self").is_some() {
            let message = "`Self` cannot be used here: the network is only being declared\n\
                           help: use a constant outside the network";
            return Err(syn::Error::new_spanned(expression, message));
        }
        if let Some(name) = self.parameter_in(tokens.clone()) {
            let message = format!(
                "Rust cannot compute with the const parameter `{name}` here\n\
                 help: use `{name}` alone, or give the struct a further const parameter for the result"
            );
            return Err(syn::Error::new_spanned(expression, message));
        }
        Ok(Size::constant(tokens.clone(), tokens.span()))
    }

    /// The first const parameter in an expression.
    pub(crate) fn parameter_in(&self, tokens: TokenStream) -> Option<Ident> {
        name_in(tokens, &|name| self.parameters.contains(name))
    }
}

/// Returns true if a part of a path has arguments as only types have them: expressions write
/// `::<..>`.
pub(crate) fn is_type(segment: &PathSegment) -> bool {
    match &segment.arguments {
        PathArguments::None => false,
        PathArguments::AngleBracketed(arguments) => arguments.colon2_token.is_none(),
        PathArguments::Parenthesized(_) => true,
    }
}

/// The first of the wanted names in an expression. Names behind `::` are those of other modules.
fn name_in(tokens: TokenStream, wanted: &dyn Fn(&Ident) -> bool) -> Option<Ident> {
    let mut behind_colon = false;
    for token in tokens {
        let found = match &token {
            TokenTree::Ident(name) => Some(name.clone()).filter(|name| !behind_colon && wanted(name)),
            TokenTree::Group(group) => name_in(group.stream(), wanted),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        behind_colon = matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':');
    }
    None
}

/// The message about something else in the place of a size.
pub(crate) fn not_a_size(found: &impl ToTokens) -> syn::Error {
    let message = format!(
        "`{}` is not a size: sizes are whole numbers above zero\n\
         help: write a number, the name of a constant, or an expression in braces",
        source_text(&found.to_token_stream())
    );
    syn::Error::new_spanned(found, message)
}

fn number(literal: &Lit) -> syn::Result<Size> {
    let number = match literal {
        Lit::Int(number) if !number.to_string().starts_with('-') => number,
        _ => return Err(not_a_size(literal)),
    };
    if !matches!(number.suffix(), "" | "usize") {
        return Err(syn::Error::new(
            number.span(),
            format!("a size is a `usize`, not a `{}`\nhelp: leave out the suffix", number.suffix()),
        ));
    }
    match number.base10_parse::<usize>() {
        Ok(0) => Err(syn::Error::new(number.span(), "a size cannot be zero\nhelp: write a number of at least 1")),
        Ok(size) if size <= Size::LIMIT => Ok(Size::new(size, number.span())),
        _ => {
            let message = format!(
                "{number} is too large: a value has at most {} features\nhelp: use a smaller size",
                Size::LIMIT
            );
            Err(syn::Error::new(number.span(), message))
        }
    }
}
