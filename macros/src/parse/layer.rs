//! The type of a field as a layer: `Linear<100>`, `Dropout<0.5>`.

use crate::layers::custom::Foreign;
use crate::layers::{self, Arguments, Layer, ROWS, Row};
use crate::model::Network;
use crate::model::size::Size;
use crate::model::text::source_text;
use crate::parse::size::{SizeParser, is_type, not_a_size};
use crate::report::nearest::nearest;
use proc_macro2::{Literal, Span};
use quote::{ToTokens, format_ident};
use syn::spanned::Spanned;
use syn::{Expr, GenericArgument, Lit, PathArguments, PathSegment, Stmt, Type, TypePath, UnOp};

/// A layer that has been read, and where its name stands.
pub(crate) struct Read {
    pub(crate) layer: Layer,
    pub(crate) span: Span,
    /// A rate whose value only the compiler knows.
    pub(crate) unchecked_rate: bool,
}

/// Reads the layer of the step `step` of `network`.
pub(crate) fn read(network: &Network, step: &str, ty: &Type, sizes: &SizeParser) -> syn::Result<Read> {
    let path = match ty {
        Type::Group(inner) => return self::read(network, step, &inner.elem, sizes),
        Type::Path(path) => path,
        _ => {
            let found = source_text(&ty.to_token_stream());
            let message = format!("`{step}` must be a layer, but `{found}` is not one\nhelp: {}", known_layers());
            return Err(syn::Error::new_spanned(ty, message));
        }
    };
    match built_in(path)? {
        Some((row, segment)) => read_built_in(step, row, segment, sizes),
        None => Ok(read_foreign(network, step, path, sizes)),
    }
}

/// The row of a built-in layer: by its name alone, or by its path in the library, `layer::Linear`. Any other path is that of someone else's layer.
fn built_in(path: &TypePath) -> syn::Result<Option<(&'static Row, &PathSegment)>> {
    let mut backwards = path.path.segments.iter().rev();
    let (Some(segment), module) = (backwards.next(), backwards.next()) else { return Ok(None) };
    let (name, is_alone) = (segment.ident.to_string(), module.is_none());
    let is_ours = is_alone || module.is_some_and(|module| module.ident == "layer" || module.ident == "prelude");
    match layers::find(&name).filter(|_| is_ours && path.qself.is_none()) {
        Some(row) => Ok(Some((row, segment))),
        None if is_alone => layers::nearest(&name).map_or(Ok(None), |row| Err(unknown(&name, row, segment))),
        None => Ok(None),
    }
}

fn read_foreign(network: &Network, step: &str, path: &TypePath, sizes: &SizeParser) -> Read {
    let foreign = Foreign::new(path, sizes, &network.krate, format_ident!("__{}_{step}", network.name));
    Read { span: foreign.span, layer: Layer::foreign(foreign), unchecked_rate: false }
}

fn read_built_in(step: &str, row: &'static Row, segment: &PathSegment, sizes: &SizeParser) -> syn::Result<Read> {
    let mut read = Read { layer: Layer::new(row), span: segment.ident.span(), unchecked_rate: false };
    let arguments = arguments(segment)?;
    match row.arguments {
        Arguments::None => refuse_arguments(row.name, &arguments)?,
        Arguments::Sizes => read_sizes(step, &mut read.layer, &arguments, sizes, read.span)?,
        Arguments::Rate => read_rate(step, &mut read, &arguments, sizes)?,
        Arguments::Function => read.layer = read_function(row, &arguments, read.span)?,
    }
    Ok(read)
}

/// `Pointwise<Square>`.
fn read_function(row: &'static Row, arguments: &[GenericArgument], span: Span) -> syn::Result<Layer> {
    match arguments {
        [GenericArgument::Type(function)] => Ok(Layer::of_function(row, function.to_token_stream())),
        _ => {
            let name = row.name;
            let message = format!(
                "`{name}` takes one argument, a function of yours\n\
                 help: write `{name}<Square>`, where `Square` is a type that implements `{}`",
                if name == "Pointwise" { "Activation" } else { "ColumnFunction" }
            );
            Err(error(span, message))
        }
    }
}

fn error(span: Span, message: String) -> syn::Error {
    syn::Error::new(span, message)
}

fn known_layers() -> String {
    let names: Vec<_> = ROWS.iter().map(|row| format!("`{}`", row.name)).collect();
    format!("a layer is one of {}, or the path of a type that implements `Layer`", names.join(", "))
}

fn unknown(name: &str, row: &Row, segment: &PathSegment) -> syn::Error {
    let meant = row.name;
    let help = if row.is_known_as(name) {
        format!("the layer is called `{meant}` here")
    } else {
        format!("did you mean `{meant}`?")
    };
    let own = format!("for a custom layer with this name, write its path, `self::{name}`");
    error(segment.ident.span(), format!("there is no layer `{name}`\nhelp: {help}\nhelp: {own}"))
}

fn arguments(segment: &PathSegment) -> syn::Result<Vec<GenericArgument>> {
    match &segment.arguments {
        PathArguments::None => Ok(Vec::new()),
        PathArguments::AngleBracketed(list) => Ok(list.args.iter().cloned().collect()),
        PathArguments::Parenthesized(list) => {
            let message = format!("the sizes of a layer go in angle brackets\nhelp: write `{}<..>`", segment.ident);
            Err(error(list.span(), message))
        }
    }
}

fn refuse_arguments(name: &str, arguments: &[GenericArgument]) -> syn::Result<()> {
    match arguments.first() {
        None => Ok(()),
        Some(argument) => {
            let help = "its output has the size of its input";
            Err(error(argument.span(), format!("`{name}` takes no arguments\nhelp: write `{name}`; {help}")))
        }
    }
}

fn read_sizes(
    step: &str,
    layer: &mut Layer,
    arguments: &[GenericArgument],
    sizes: &SizeParser,
    span: Span,
) -> syn::Result<()> {
    let name = layer.row.name;
    let mut found = Vec::new();
    for (position, argument) in arguments.iter().enumerate() {
        if let Some(bias) = bias_option(argument)? {
            if position + 1 < arguments.len() {
                return Err(error(
                    argument.span(),
                    format!("options come after the sizes\nhelp: write `{name}<10, NoBias>`"),
                ));
            }
            layer.bias = bias;
        } else if found.len() == 2 {
            let message = format!(
                "`{name}` takes at most two sizes, those of its input and its output\nhelp: write `{name}<OUT>` or `{name}<IN, OUT>`"
            );
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
            Some(meant) => {
                Err(error(last.ident.span(), format!("there is no option `{written}`\nhelp: did you mean `{meant}`?")))
            }
            None => Ok(None),
        },
    }
}

fn size(argument: &GenericArgument, sizes: &SizeParser) -> syn::Result<Size> {
    match argument {
        GenericArgument::Const(expression) => sizes.size(expression),
        GenericArgument::Type(ty) => sizes.size_of_type(ty),
        _ => Err(not_a_size(argument)),
    }
}

fn read_rate(step: &str, read: &mut Read, arguments: &[GenericArgument], sizes: &SizeParser) -> syn::Result<()> {
    let argument = match arguments {
        [] => return Err(error(read.span, format!("`{step}` needs a rate\nhelp: {RATE_HELP}"))),
        [argument] => argument,
        [_, second, ..] => {
            return Err(error(second.span(), format!("`Dropout` takes one argument, its rate\nhelp: {RATE_HELP}")));
        }
    };
    let (number, tokens) = match argument {
        GenericArgument::Const(expression) => {
            let expression = unbraced(expression);
            (literal_rate(expression), expression.to_token_stream())
        }
        GenericArgument::Type(Type::Path(path)) if !path.path.segments.iter().any(is_type) => {
            (None, path.to_token_stream())
        }
        _ => return Err(not_a_rate(step, argument)),
    };
    let is_wrong =
        number.map_or_else(|| sizes.parameter_in(tokens.clone()).is_some(), |rate| !(0.0..1.0).contains(&rate));
    if is_wrong {
        return Err(not_a_rate(step, argument));
    }
    read.unchecked_rate = number.is_none();
    read.layer.rate = Some(match number {
        Some(rate) => Literal::f64_unsuffixed(rate).to_token_stream(),
        None => sizes.constant(argument).map(|_| tokens)?,
    });
    Ok(())
}

const RATE_HELP: &str = "write the probability of dropping a feature, as in `Dropout<0.5>`";

fn not_a_rate(step: &str, found: &GenericArgument) -> syn::Error {
    let text = source_text(&found.to_token_stream());
    let message = format!(
        "`{step}` has the rate `{text}`: a rate is a number from 0 up to, but not including, 1\nhelp: {RATE_HELP}"
    );
    syn::Error::new_spanned(found, message)
}

/// The value of a rate that is written as a number; none if it is an expression.
fn literal_rate(expression: &Expr) -> Option<f64> {
    match expression {
        Expr::Lit(literal) => Some(match &literal.lit {
            Lit::Float(number) => number.base10_parse().unwrap_or(f64::NAN),
            Lit::Int(number) => number.base10_parse().unwrap_or(f64::NAN),
            // Another literal is out of every range, as a rate must not be.
            _ => f64::NAN,
        }),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => literal_rate(&unary.expr).map(|rate| -rate),
        _ => None,
    }
}

/// The expression in braces, which where it goes would be superfluous and draw a warning.
fn unbraced(expression: &Expr) -> &Expr {
    match expression {
        Expr::Group(inner) => unbraced(&inner.expr),
        Expr::Block(block) => match &block.block.stmts[..] {
            [Stmt::Expr(inner, None)] => unbraced(inner),
            _ => expression,
        },
        _ => expression,
    }
}
