//! Attributes on a field of a layer that say what its tensors are: `#[fan_in(..)]`,
//! `#[initial(..)]`, `#[statistic]`.

use crate::report::diagnostics::Diagnostics;
use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, Ident, Lit, Meta, Token};

const FAN_IN_HELP: &str = "help: write the number of inputs of one output, as in `#[fan_in(IN)]`";

const INITIAL_HELP: &str = "help: write the number that the field begins with, as in `#[initial(1.0)]`";

const STATISTIC_HELP: &str = "help: write `#[statistic]` for one that begins at 0, else `#[statistic(initial = 1.0)]`";

/// The role that the attributes of a field give to its tensors.
pub(super) enum FieldRole {
    /// A bias, which is added where so many inputs meet.
    Bias(Expr),
    /// An elementwise parameter, and the number that it begins with.
    Elementwise(Expr),
    /// A statistic, and the number that it begins with.
    Statistic(Expr),
}

impl FieldRole {
    pub(super) fn read(attributes: &[Attribute], diagnostics: &mut Diagnostics) -> Option<Self> {
        let of_roles = attributes.iter().filter_map(|attribute| {
            let name = attribute.path().get_ident()?.to_string();
            matches!(name.as_str(), "fan_in" | "initial" | "statistic").then_some((attribute, name))
        });
        let mut role: Option<(String, Self)> = None;
        for (attribute, name) in of_roles {
            if let Some((before, _)) = &role {
                diagnostics.error(attribute.path().span(), second(before, &name));
                continue;
            }
            let read = match name.as_str() {
                "fan_in" => fan_in(attribute),
                "initial" => initial(attribute),
                _ => statistic(attribute),
            };
            role = read.map_err(|error| diagnostics.parser(error)).ok().map(|read| (name, read));
        }
        role.map(|(_, role)| role)
    }
}

/// The message about a second attribute.
fn second(first: &str, second: &str) -> String {
    if first == second {
        format!("`#[{second}]` stands here twice\nhelp: remove one of the two")
    } else if [first, second].contains(&"initial") {
        format!(
            "`#[{first}]` and `#[{second}]` exclude each other: each says what the field begins with\n\
             help: remove one of the two"
        )
    } else {
        "a statistic is not trained, and a bias is: a field is one or the other\nhelp: remove one of the two".into()
    }
}

/// The number in `#[fan_in(..)]`.
fn fan_in(attribute: &Attribute) -> syn::Result<FieldRole> {
    let wrong = |error: syn::Error| syn::Error::new(error.span(), format!("`#[fan_in]` needs a number\n{FAN_IN_HELP}"));
    attribute.parse_args().map(FieldRole::Bias).map_err(wrong)
}

/// The number in `#[initial(..)]`.
fn initial(attribute: &Attribute) -> syn::Result<FieldRole> {
    let wrong = |span: Span| {
        syn::Error::new(span, format!("`#[initial]` takes the number that the field begins with\n{INITIAL_HELP}"))
    };
    let number = attribute.parse_args().map_err(|error: syn::Error| wrong(error.span()))?;
    as_double(number).map(FieldRole::Elementwise).map_err(wrong)
}

/// The number that `#[statistic(initial = ..)]` begins with; 0 where nothing is said.
fn statistic(attribute: &Attribute) -> syn::Result<FieldRole> {
    if matches!(attribute.meta, Meta::Path(_)) {
        return Ok(FieldRole::Statistic(syn::parse_quote_spanned!(attribute.span()=> 0.0)));
    }
    let initial = |stream: ParseStream<'_>| {
        let span = stream.span();
        let name = stream.parse::<Ident>().map_err(|error| wrong_statistic(error.span()))?;
        if name != "initial" {
            return Err(wrong_statistic(span));
        }
        stream.parse::<Token![=]>().map_err(|error| wrong_statistic(error.span()))?;
        let number: Expr = stream.parse().map_err(|error| wrong_statistic(error.span()))?;
        if stream.is_empty() { Ok(number) } else { Err(wrong_statistic(stream.span())) }
    };
    let initial = match &attribute.meta {
        Meta::List(_) => attribute.parse_args_with(initial)?,
        other => return Err(wrong_statistic(other.span())),
    };
    as_double(initial).map(FieldRole::Statistic).map_err(wrong_statistic)
}

/// An expression of type `f64`, where a whole number may be written for one; the place of a literal
/// that is no number.
fn as_double(number: Expr) -> Result<Expr, Span> {
    match number {
        Expr::Lit(ExprLit { lit: Lit::Int(written), .. }) => {
            let mut number = Literal::f64_unsuffixed(written.base10_parse().map_err(|_| written.span())?);
            number.set_span(written.span());
            Ok(syn::parse_quote!(#number))
        }
        Expr::Lit(ExprLit { lit: Lit::Float(_), .. }) => Ok(number),
        Expr::Lit(_) => Err(number.span()),
        _ => Ok(number),
    }
}

fn wrong_statistic(span: Span) -> syn::Error {
    syn::Error::new(span, format!("`#[statistic]` takes the number that it begins with\n{STATISTIC_HELP}"))
}

impl ToTokens for FieldRole {
    /// The call that gives a described field its role.
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            FieldRole::Bias(inputs) => quote_spanned!(inputs.span()=> .bias(#inputs)),
            FieldRole::Elementwise(initial) => quote_spanned!(initial.span()=> .elementwise(#initial)),
            FieldRole::Statistic(initial) => quote_spanned!(initial.span()=> .statistic(#initial)),
        });
    }
}
