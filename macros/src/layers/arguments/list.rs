//! Lists of sizes among the arguments of a layer, such as `<6, 4, 4>`: all arguments but its
//! options.

use super::{Asked, Reader};
use crate::model::size::Size;
use crate::model::text::source_text;
use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Expr, GenericArgument, Type, UnOp};

/// A list of sizes, in words.
pub(crate) struct SizeList {
    /// "the shape of its output".
    pub(crate) what: &'static str,
    /// The numbers of sizes that there may be.
    pub(crate) counts: &'static [usize],
    /// These numbers in words: "one to three sizes".
    pub(crate) takes: &'static str,
    /// A shortest list: `2`.
    pub(crate) example: &'static str,
    /// The forms of the layer.
    pub(crate) help: &'static str,
}

/// A size of a list.
#[derive(Clone)]
pub(crate) enum Listed {
    Size(Size),
    /// `_`: to be computed.
    Open(Span),
}

impl Reader<'_> {
    /// Reads a list of sizes, of which one may be `_`.
    pub(crate) fn open_list(&mut self, list: &SizeList) -> syn::Result<Vec<Listed>> {
        let arguments = self.listed(list)?;
        let read = |argument: &GenericArgument| match argument {
            GenericArgument::Type(Type::Infer(open)) => Ok(Listed::Open(open.span())),
            GenericArgument::Const(Expr::Unary(negative)) if matches!(negative.op, UnOp::Neg(_)) => {
                let text = source_text(&argument.to_token_stream());
                let message = format!("`{text}` is not a size\nhelp: write `_` for the size that is to be computed");
                Err(syn::Error::new_spanned(argument, message))
            }
            _ => self.read_size(argument).map(Listed::Size),
        };
        let sizes = arguments.iter().map(read).collect::<syn::Result<Vec<_>>>()?;
        let mut open = sizes.iter().filter_map(|size| if let Listed::Open(span) = size { Some(*span) } else { None });
        match (open.next(), open.next()) {
            (Some(_), Some(second)) => {
                let message = "only one size can be computed\nhelp: write a number for one of the two `_`";
                Err(syn::Error::new(second, message))
            }
            _ => Ok(sizes),
        }
    }

    /// Reads a list of sizes, each of which may be zero.
    pub(crate) fn list_from_zero(&mut self, list: &SizeList) -> syn::Result<Vec<Size>> {
        let arguments = self.listed(list)?;
        arguments.iter().map(|argument| self.read_position(argument)).collect()
    }

    /// The arguments of a list, as many as there may be.
    fn listed(&mut self, list: &SizeList) -> syn::Result<Vec<GenericArgument>> {
        let SizeList { what, counts, takes, example, help } = *list;
        self.asked.push(Asked {
            what: what.into(),
            short: example,
            example,
            is_optional: false,
            is_size: true,
            help: Some(help),
        });
        let mut arguments = Vec::new();
        while let Some(argument) = self.next()? {
            arguments.push(argument);
        }
        let (name, step) = (self.name, self.step);
        let (place, message) = match arguments.get(counts.iter().copied().max().unwrap_or(0)) {
            Some(first_too_many) => (first_too_many.span(), format!("`{name}` takes {takes}, {what}")),
            None if arguments.is_empty() => (self.span, format!("`{step}` needs {what}")),
            None if !counts.contains(&arguments.len()) => (self.span, format!("`{name}` takes {takes}, {what}")),
            None => return Ok(arguments),
        };
        Err(syn::Error::new(place, format!("{message}\nhelp: {help}\nhelp: {}", self.own())))
    }
}
