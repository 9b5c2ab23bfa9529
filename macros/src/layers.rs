//! The type of a field as a layer: `Linear<100>`, `Dropout<0.5>`.

use crate::catalogue::{self, Arguments, Layer, ROWS};
use crate::nearest::nearest;
use crate::sizes::Sizes;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Expr, GenericArgument, Lit, PathArguments, PathSegment, Type, UnOp};

/// A layer that has been read, and where its name stands.
pub(crate) struct Read {
    pub(crate) layer: Layer,
    pub(crate) span: Span,
    /// A rate whose value only the compiler knows.
    pub(crate) unchecked_rate: bool,
}

/// Reads the layer of the step `step`.
pub(crate) fn read(step: &str, ty: &Type, sizes: &Sizes) -> syn::Result<Read> {
    let segment = match ty {
        Type::Path(path) if path.qself.is_none() => path.path.segments.last(),
        _ => None,
    };
    let Some(segment) = segment else {
        return Err(error(ty.span(), format!("the type of a step is a layer, but `{step}` has none\nhelp: {}", known_layers())));
    };
    let name = segment.ident.to_string();
    let row = catalogue::find(&name).ok_or_else(|| unknown(&name, segment.ident.span()))?;
    let mut read = Read { layer: Layer::new(row), span: segment.ident.span(), unchecked_rate: false };
    let arguments = arguments(segment)?;
    match row.arguments {
        Arguments::None => refuse_arguments(row.name, &arguments)?,
        Arguments::Sizes => read_sizes(step, &mut read.layer, &arguments, sizes, read.span)?,
        Arguments::Rate => read_rate(step, &mut read, &arguments)?,
    }
    Ok(read)
}

fn error(span: Span, message: String) -> syn::Error {
    syn::Error::new(span, message)
}

fn known_layers() -> String {
    let names: Vec<_> = ROWS.iter().map(|row| format!("`{}`", row.name)).collect();
    format!("the layers are {}", names.join(", "))
}

fn unknown(name: &str, span: Span) -> syn::Error {
    let help = match catalogue::nearest(name) {
        Some(row) => format!("did you mean `{}`?", row.name),
        None => known_layers(),
    };
    error(span, format!("there is no layer `{name}`\nhelp: {help}"))
}

fn arguments(segment: &PathSegment) -> syn::Result<Vec<GenericArgument>> {
    match &segment.arguments {
        PathArguments::None => Ok(Vec::new()),
        PathArguments::AngleBracketed(list) => Ok(list.args.iter().cloned().collect()),
        PathArguments::Parenthesized(list) => {
            let message = format!("the sizes of a layer stand in angle brackets\nhelp: write `{}<..>`", segment.ident);
            Err(error(list.span(), message))
        }
    }
}

fn refuse_arguments(name: &str, arguments: &[GenericArgument]) -> syn::Result<()> {
    match arguments.first() {
        None => Ok(()),
        Some(argument) => {
            let help = "its size is the size of what it takes";
            Err(error(argument.span(), format!("`{name}` has no arguments\nhelp: write `{name}`; {help}")))
        }
    }
}

fn read_sizes(step: &str, layer: &mut Layer, arguments: &[GenericArgument], sizes: &Sizes, span: Span) -> syn::Result<()> {
    let name = layer.name();
    let mut found = Vec::new();
    for (position, argument) in arguments.iter().enumerate() {
        if let Some(bias) = bias_option(argument)? {
            if position + 1 < arguments.len() {
                return Err(error(argument.span(), format!("options come behind the sizes\nhelp: write `{name}<10, NoBias>`")));
            }
            layer.bias = bias;
        } else if found.len() == 2 {
            let message = format!("`{name}` has at most two sizes, of its input and its output\nhelp: write `{name}<OUT>` or `{name}<IN, OUT>`");
            return Err(error(argument.span(), message));
        } else {
            found.push(size(argument, sizes)?);
        }
    }
    layer.gives = found.pop();
    layer.takes = found.pop();
    if layer.gives.is_none() {
        let message = format!("`{step}` needs the number of its outputs\nhelp: write `{name}<10>` for 10 outputs");
        return Err(error(span, message));
    }
    Ok(())
}

/// `NoBias` and `WithBias`, or a slip.
fn bias_option(argument: &GenericArgument) -> syn::Result<Option<bool>> {
    let GenericArgument::Type(Type::Path(path)) = argument else { return Ok(None) };
    let Some(last) = path.path.segments.last() else { return Ok(None) };
    let written = last.ident.to_string();
    match written.as_str() {
        "NoBias" => Ok(Some(false)),
        "WithBias" => Ok(Some(true)),
        _ => match nearest(&written, ["NoBias", "WithBias"]) {
            Some(meant) => Err(error(last.ident.span(), format!("there is no option `{written}`\nhelp: did you mean `{meant}`?"))),
            None => Ok(None),
        },
    }
}

fn size(argument: &GenericArgument, sizes: &Sizes) -> syn::Result<crate::size::Size> {
    match argument {
        GenericArgument::Const(expression) => sizes.size(expression),
        GenericArgument::Type(ty) => sizes.size_of_type(ty),
        _ => Err(error(argument.span(), "this is not a size\nhelp: write a number or the name of a constant".into())),
    }
}

fn read_rate(step: &str, read: &mut Read, arguments: &[GenericArgument]) -> syn::Result<()> {
    let help = "write the probability to leave a feature out, as in `Dropout<0.5>`";
    let argument = match arguments {
        [] => return Err(error(read.span, format!("`{step}` needs a rate\nhelp: {help}"))),
        [argument] => argument,
        [_, second, ..] => return Err(error(second.span(), format!("`Dropout` has one argument, its rate\nhelp: {help}"))),
    };
    let rate = match argument {
        GenericArgument::Const(expression) => literal_rate(expression)?,
        GenericArgument::Type(Type::Path(_)) => None,
        _ => return Err(error(argument.span(), format!("this is not a rate\nhelp: {help}"))),
    };
    if rate.is_some_and(|rate| !(0.0..1.0).contains(&rate)) {
        let message = "a dropout rate lies between 0 and 1, and 1 itself would leave nothing\nhelp: write a rate from 0.0 up to, but not 1.0";
        return Err(error(argument.span(), message.into()));
    }
    read.unchecked_rate = rate.is_none();
    read.layer.rate = Some(rate.map_or_else(|| argument.to_token_stream(), rate_tokens));
    Ok(())
}

fn rate_tokens(rate: f64) -> TokenStream {
    quote!(#rate).to_string().trim_end_matches("f64").parse().unwrap_or_else(|_| quote!(#rate))
}

/// The value of a rate that is written as a number; none if it is an expression.
fn literal_rate(expression: &Expr) -> syn::Result<Option<f64>> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Float(number) => number.base10_parse().map(Some),
            Lit::Int(number) => number.base10_parse().map(Some),
            other => Err(error(other.span(), "a rate is a number, as in `Dropout<0.5>`\nhelp: leave out the quotes".into())),
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => Ok(literal_rate(&unary.expr)?.map(|rate| -rate)),
        Expr::Block(block) => match &block.block.stmts[..] {
            [syn::Stmt::Expr(inner, None)] => literal_rate(inner),
            _ => Ok(None),
        },
        _ => Ok(None),
    }
}
