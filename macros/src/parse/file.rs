//! Names of files in the declaration.

use crate::model::text::source_text;
use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use std::env;
use std::path::Path;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, Ident, Lit, Token};

/// The form of the argument with a prefix.
const NAMED_FORM: &str = "weights(file = \"file.safetensors\", prefix = \"model.\")";

/// A file as it is named in the declaration, and what is read of it.
#[derive(Clone)]
pub(crate) struct FileArgument {
    /// The path: a text, or `concat!(env!("OUT_DIR"), "/file.safetensors")`.
    path: Expr,
    /// The beginning of the names of its tensors.
    prefix: Option<Expr>,
}

/// The path of a file.
#[derive(Clone)]
pub(crate) struct FilePath {
    /// As it is written.
    pub(crate) written: TokenStream,
    pub(crate) span: Span,
    pub(crate) text: String,
    /// True if it is meant relative to the folder of the crate.
    pub(crate) relative: bool,
}

impl Parse for FileArgument {
    /// Reads what stands behind `weights =`.
    fn parse(stream: ParseStream<'_>) -> syn::Result<Self> {
        Ok(FileArgument { path: stream.parse()?, prefix: None })
    }
}

impl FileArgument {
    /// Reads what stands in `weights(..)`.
    pub(crate) fn named(stream: ParseStream<'_>) -> syn::Result<Self> {
        let (mut path, mut prefix) = (None, None);
        while !stream.is_empty() {
            let name: Ident = stream.parse()?;
            let place = match name.to_string().as_str() {
                "file" => &mut path,
                "prefix" => &mut prefix,
                other => {
                    let message = format!("`{other}` is not an argument of `weights`\nhelp: write `{NAMED_FORM}`");
                    return Err(syn::Error::new(name.span(), message));
                }
            };
            stream.parse::<Token![=]>()?;
            if place.replace(stream.parse::<Expr>()?).is_some() {
                let message = format!("`{name}` is given twice\nhelp: remove one of the two");
                return Err(syn::Error::new(name.span(), message));
            }
            if !stream.is_empty() {
                stream.parse::<Token![,]>()?;
            }
        }
        let path = path.ok_or_else(|| {
            syn::Error::new(stream.span(), format!("the file is missing\nhelp: write `{NAMED_FORM}`"))
        })?;
        Ok(FileArgument { path, prefix })
    }

    /// The path; the error says what is wrong with it.
    pub(crate) fn path(&self) -> syn::Result<FilePath> {
        let text = text(&self.path).map_err(|problem| wrong(&self.path, "the path of a file", &problem))?;
        let relative = !Path::new(&text).is_absolute();
        Ok(FilePath { written: self.path.to_token_stream(), span: self.path.span(), text, relative })
    }

    /// The beginning of the names of the tensors, empty unless it is given.
    pub(crate) fn prefix(&self) -> syn::Result<String> {
        let Some(prefix) = &self.prefix else { return Ok(String::new()) };
        text(prefix).map_err(|problem| wrong(prefix, "the beginning of names", &problem))
    }
}

fn wrong(written: &Expr, what: &str, problem: &str) -> syn::Error {
    let help = "help: write it in quotes, or as `concat!(env!(\"OUT_DIR\"), \"/file.safetensors\")`";
    syn::Error::new_spanned(written, format!("{what} is a string, but {problem}\n{help}"))
}

/// The text that an expression is. The macro runs before the compiler, so that it has to compute by
/// itself what stands there.
fn text(written: &Expr) -> Result<String, String> {
    match written {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Ok(text.value()),
            _ => Err(format!("this is {}: `{}`", kind(written), source(written))),
        },
        Expr::Group(group) => text(&group.expr),
        Expr::Paren(group) => text(&group.expr),
        Expr::Macro(call) => {
            let arguments = call.mac.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated);
            let arguments: Vec<Expr> = arguments.map_err(|error| error.to_string())?.into_iter().collect();
            let name = call.mac.path.segments.last().map(|segment| segment.ident.to_string());
            match (name.as_deref(), &arguments[..]) {
                (Some("concat"), parts) => parts.iter().map(text).collect(),
                (Some("env"), [name]) => variable(&text(name)?),
                _ => Err(format!(
                    "`{}!` is not understood here: only `concat!` and `env!` are",
                    name.unwrap_or_default()
                )),
            }
        }
        _ => Err(format!("this is {}: `{}`", kind(written), source(written))),
    }
}

fn variable(name: &str) -> Result<String, String> {
    env::var(name).map_err(|_| {
        let why = if name == "OUT_DIR" { ": cargo sets it for a package with a `build.rs`" } else { "" };
        format!("the environment variable `{name}` is not set{why}")
    })
}

/// The kind of thing that stands in the source.
fn kind(written: &Expr) -> &'static str {
    match written {
        Expr::Lit(literal) => match literal.lit {
            Lit::Int(_) | Lit::Float(_) => "a number",
            Lit::Bool(_) => "a boolean",
            Lit::ByteStr(_) | Lit::CStr(_) | Lit::Byte(_) => "a byte string",
            _ => "no text",
        },
        Expr::Path(_) => "a name, whose value the macro does not see",
        Expr::Call(_) | Expr::MethodCall(_) => "a call, which only runs in the program",
        Expr::Array(_) => "a list",
        _ => "an expression, which the macro does not compute",
    }
}

fn source(written: &Expr) -> String {
    source_text(&written.to_token_stream())
}
