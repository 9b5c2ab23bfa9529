//! The grammar of fields: what stands in the attributes of a step.

use crate::model::init::DISTRIBUTIONS;
use crate::model::text::source_text;
use crate::report::diagnostics::Diagnostics;
use crate::report::nearest::nearest;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, Field, Lit, LitStr, Token};

/// The tokens between commas, so that a mistake in one argument does not hide the next.
pub(crate) fn split_at_commas(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = vec![TokenStream::new()];
    for token in tokens {
        match (&token, parts.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => parts.push(TokenStream::new()),
            (_, Some(part)) => part.extend([token]),
            (_, None) => {}
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// The name of a step in `#[from(..)]`: of a field, or its number.
#[derive(Clone)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) span: Span,
}

impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.text.parse::<TokenStream>());
    }
}

/// The attributes of a field, as far as they are about its step.
#[derive(Default)]
pub(crate) struct FieldAttributes {
    /// Attributes of others, which stay on the field.
    pub(crate) others: Vec<Attribute>,
    /// The place and the names of `#[from(..)]`; no names after a mistake.
    pub(crate) from: Option<(Span, Vec<Name>)>,
    pub(crate) init: Option<WrittenInit>,
    pub(crate) freeze: Option<Span>,
    pub(crate) key: Option<LitStr>,
}

/// The names of the attributes, and how they are written.
const ATTRIBUTES: [(&str, &str); 4] =
    [("from", "#[from(..)]"), ("init", "#[init(..)]"), ("freeze", "#[freeze]"), ("key", "#[key = \"..\"]")];

impl FieldAttributes {
    pub(crate) fn parse(field: &Field, diagnostics: &mut Diagnostics) -> Self {
        let mut attributes = FieldAttributes::default();
        for attribute in &field.attrs {
            if let Err(error) = attributes.read(attribute, diagnostics) {
                diagnostics.parser(error);
            }
        }
        attributes
    }

    fn read(&mut self, attribute: &Attribute, diagnostics: &mut Diagnostics) -> syn::Result<()> {
        let Some(name) = attribute.path().get_ident() else {
            self.others.push(attribute.clone());
            return Ok(());
        };
        let doubled = match name.to_string().as_str() {
            "from" => {
                let names = names(attribute).unwrap_or_else(|error| {
                    diagnostics.parser(error);
                    Vec::new()
                });
                self.from.replace((name.span(), names)).is_some()
            }
            "init" => self.init.replace(init(attribute)?).is_some(),
            "freeze" => {
                attribute.meta.require_path_only().map_err(|error| {
                    syn::Error::new(error.span(), "`#[freeze]` takes no arguments\nhelp: write `#[freeze]`")
                })?;
                self.freeze.replace(name.span()).is_some()
            }
            "key" => self.key.replace(key(attribute)?).is_some(),
            "cfg" => {
                let message = "a step cannot depend on a `cfg`: the shapes of all steps below would depend on it\n\
                               help: write two structs, each with its own `#[cfg(..)]`";
                diagnostics.parser(syn::Error::new_spanned(attribute, message));
                false
            }
            other => {
                self.pass_on(attribute, other, diagnostics);
                false
            }
        };
        if doubled {
            diagnostics.error(name.span(), format!("`#[{name}]` is given twice\nhelp: remove one of the two"));
        }
        Ok(())
    }

    /// Attributes of others stay on the field, unless they are slips.
    fn pass_on(&mut self, attribute: &Attribute, name: &str, diagnostics: &mut Diagnostics) {
        const COMMON: [&str; 9] =
            ["doc", "allow", "warn", "deny", "forbid", "expect", "cfg_attr", "deprecated", "serde"];
        let meant = nearest(name, ATTRIBUTES.map(|(known, _)| known)).filter(|_| !COMMON.contains(&name));
        match ATTRIBUTES.iter().find(|(known, _)| meant.as_deref() == Some(known)) {
            Some((_, form)) => diagnostics.error(
                attribute.path().span(),
                format!("`#[{name}]` is not an attribute of a step\nhelp: did you mean `{form}`?"),
            ),
            None => self.others.push(attribute.clone()),
        }
    }
}

/// The names in `#[from(a, 1, input)]`.
fn names(attribute: &Attribute) -> syn::Result<Vec<Name>> {
    let help = "help: name the steps whose values this one takes, as in `#[from(a, b)]`";
    let list = attribute
        .meta
        .require_list()
        .map_err(|error| syn::Error::new(error.span(), format!("`#[from]` needs names\n{help}")))?;
    let mut found = Vec::new();
    for part in split_at_commas(list.tokens.clone()) {
        let (text, span) = (name(&part), part.span());
        let Some(text) = text else {
            let message = format!("`{}` is not the name of a step\n{help}", source_text(&part));
            return Err(syn::Error::new_spanned(part, message));
        };
        found.push(Name { text, span });
    }
    if found.is_empty() {
        return Err(syn::Error::new_spanned(attribute, format!("`#[from()]` names no step\n{help}")));
    }
    Ok(found)
}

/// The name of a step, or its number.
pub(super) fn name(tokens: &TokenStream) -> Option<String> {
    let mut tokens = tokens.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(name)), None) => Some(name.unraw().to_string()),
        (Some(TokenTree::Literal(number)), None) => {
            Some(number.to_string()).filter(|text| text.parse::<usize>().is_ok())
        }
        _ => None,
    }
}

/// A distribution as it is written in `#[init(name)]` or `#[init(name(number))]`.
pub(crate) struct WrittenInit {
    pub(crate) name: Ident,
    pub(crate) number: Option<(f64, Span)>,
}

impl Parse for WrittenInit {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = Ident::parse_any(input)?;
        let number = if input.peek(syn::token::Paren) {
            let content;
            syn::parenthesized!(content in input);
            Some(finite_number(&content)?)
        } else {
            None
        };
        Ok(WrittenInit { name, number })
    }
}

/// Reads a number, perhaps with a sign.
fn finite_number(input: ParseStream<'_>) -> syn::Result<(f64, Span)> {
    let span = input.span();
    let negative = input.parse::<Option<Token![-]>>()?.is_some();
    let number: f64 = match input.parse()? {
        Lit::Float(number) => number.base10_parse()?,
        Lit::Int(number) => number.base10_parse()?,
        other => return Err(syn::Error::new(other.span(), "a number is expected")),
    };
    if !number.is_finite() {
        return Err(syn::Error::new(span, "the number must be finite"));
    }
    Ok((if negative { -number } else { number }, span))
}

fn init(attribute: &Attribute) -> syn::Result<WrittenInit> {
    let written = DISTRIBUTIONS.each_ref().map(|distribution| distribution.written());
    let others = written.iter().filter(|name| *name != "xavier_uniform");
    let help = format!(
        "help: write `#[init(xavier_uniform)]`, or another of `{}`",
        others.cloned().collect::<Vec<_>>().join("`, `")
    );
    attribute
        .parse_args()
        .map_err(|error| syn::Error::new(error.span(), format!("`#[init]` needs the name of a distribution\n{help}")))
}

fn key(attribute: &Attribute) -> syn::Result<LitStr> {
    let help = "help: write the name of the step in weights files, as in `#[key = \"features.0\"]`";
    let value = &attribute
        .meta
        .require_name_value()
        .map_err(|error| syn::Error::new(error.span(), format!("`#[key]` needs a name\n{help}")))?;
    let text = match &value.value {
        Expr::Lit(literal) => match &literal.lit {
            syn::Lit::Str(text) => Some(text),
            _ => None,
        },
        _ => None,
    };
    let text = text.ok_or_else(|| syn::Error::new(value.value.span(), format!("a key is a name in quotes\n{help}")))?;
    let name = text.value();
    if name.is_empty() || name.split('.').any(str::is_empty) {
        let problem = if name.is_empty() { "is empty" } else { "has a dot with nothing before or after it" };
        let message = format!("the key {name:?} {problem}\n{help}");
        return Err(syn::Error::new(text.span(), message));
    }
    Ok(text.clone())
}
