//! The grammar: what stands in `#[network(..)]`, and on and in the fields of the struct.

use crate::diagnostics::Diagnostics;
use crate::nearest::nearest;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, Field, LitStr, Path, Token};

/// The arguments of the attribute.
#[derive(Default)]
pub(crate) struct Arguments {
    pub(crate) input: Option<Expr>,
    pub(crate) output: Option<Expr>,
    pub(crate) krate: Option<Path>,
}

/// The names of the arguments.
const ARGUMENTS: [&str; 3] = ["input", "output", "crate"];

impl Arguments {
    /// Reads all arguments; those that cannot be read are reported and passed over.
    pub(crate) fn parse(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Self {
        let mut arguments = Arguments::default();
        for argument in split_at_commas(tokens) {
            let read = |stream: ParseStream<'_>| arguments.read(stream, diagnostics);
            if let Err(error) = read.parse2(argument) {
                diagnostics.parser(error);
            }
        }
        arguments
    }

    fn read(&mut self, stream: ParseStream<'_>, diagnostics: &mut Diagnostics) -> syn::Result<()> {
        use syn::ext::IdentExt;

        let name = Ident::parse_any(stream)?;
        let written = name.to_string();
        if !ARGUMENTS.contains(&written.as_str()) {
            diagnostics.error(name.span(), unknown_argument(&written));
            return stream.parse::<TokenStream>().map(|_| ());
        }
        if !stream.peek(Token![=]) {
            let message = format!("`{written}` needs a value\nhelp: write `{written} = ..`");
            return Err(syn::Error::new(name.span(), message));
        }
        stream.parse::<Token![=]>()?;
        let doubled = match written.as_str() {
            "input" => self.input.replace(stream.parse()?).is_some(),
            "output" => self.output.replace(stream.parse()?).is_some(),
            _ => self.krate.replace(stream.call(Path::parse_mod_style)?).is_some(),
        };
        if doubled {
            diagnostics.error(name.span(), format!("`{written}` is given twice\nhelp: remove one of the two"));
        }
        Ok(())
    }
}

fn unknown_argument(written: &str) -> String {
    let known = "the arguments are `input`, `output` and `crate`";
    match nearest(written, ARGUMENTS) {
        Some(meant) => format!("`{written}` is not an argument of `network`\nhelp: did you mean `{meant}`? {known}"),
        None => format!("`{written}` is not an argument of `network`\nhelp: {known}"),
    }
}

/// The tokens between commas, so that a mistake in one argument does not hide the next.
fn split_at_commas(tokens: TokenStream) -> Vec<TokenStream> {
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

/// What the attributes of a field say about its step.
#[derive(Default)]
pub(crate) struct FieldAttributes {
    /// Attributes of others, which stay on the field.
    pub(crate) others: Vec<Attribute>,
    pub(crate) from: Option<(Span, Vec<Name>)>,
    pub(crate) init: Option<Ident>,
    pub(crate) freeze: Option<Span>,
    pub(crate) key: Option<LitStr>,
}

/// The names of the attributes.
const ATTRIBUTES: [&str; 4] = ["from", "init", "freeze", "key"];

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
            "from" => self.from.replace((name.span(), names(attribute)?)).is_some(),
            "init" => self.init.replace(init(attribute)?).is_some(),
            "freeze" => {
                attribute.meta.require_path_only().map_err(|error| {
                    syn::Error::new(error.span(), "`#[freeze]` takes no arguments\nhelp: write `#[freeze]`")
                })?;
                self.freeze.replace(name.span()).is_some()
            }
            "key" => self.key.replace(key(attribute)?).is_some(),
            "cfg" => {
                diagnostics.error(
                    attribute.span(),
                    "a step cannot depend on a `cfg`: the shapes of all steps below would depend on it\n\
                     help: write two structs, each with its own `#[cfg(..)]`",
                );
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
        const COMMON: [&str; 9] = ["doc", "allow", "warn", "deny", "forbid", "expect", "cfg_attr", "deprecated", "serde"];
        match nearest(name, ATTRIBUTES) {
            Some(meant) if !COMMON.contains(&name) => diagnostics.error(
                attribute.path().span(),
                format!("`#[{name}]` is not an attribute of a step\nhelp: did you mean `#[{meant}(..)]`?").replace("freeze(..)", "freeze"),
            ),
            _ => self.others.push(attribute.clone()),
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
        let span = part.span();
        let mut tokens = part.into_iter();
        let text = match (tokens.next(), tokens.next()) {
            (Some(TokenTree::Ident(name)), None) => name.to_string(),
            (Some(TokenTree::Literal(number)), None) if number.to_string().parse::<usize>().is_ok() => number.to_string(),
            _ => return Err(syn::Error::new(span, format!("this is not the name of a step\n{help}"))),
        };
        found.push(Name { text, span });
    }
    if found.is_empty() {
        return Err(syn::Error::new(attribute.span(), format!("`#[from()]` names no step\n{help}")));
    }
    Ok(found)
}

fn init(attribute: &Attribute) -> syn::Result<Ident> {
    let help = "help: write `#[init(xavier_uniform)]`, or another of `default`, `kaiming_uniform`, `kaiming_normal`, \
                `xavier_uniform`, `xavier_normal`, `zeros`";
    attribute
        .parse_args_with(|stream: ParseStream<'_>| {
            use syn::ext::IdentExt;
            Ident::parse_any(stream)
        })
        .map_err(|error| syn::Error::new(error.span(), format!("`#[init]` needs the name of a distribution\n{help}")))
}

fn key(attribute: &Attribute) -> syn::Result<LitStr> {
    let help = "help: write the name of the step in weights files, as in `#[key = \"features.0\"]`";
    let value = &attribute.meta.require_name_value().map_err(|error| {
        syn::Error::new(error.span(), format!("`#[key]` needs a text\n{help}"))
    })?;
    let text = match &value.value {
        Expr::Lit(literal) => match &literal.lit {
            syn::Lit::Str(text) => Some(text),
            _ => None,
        },
        _ => None,
    };
    let text = text.ok_or_else(|| syn::Error::new(value.value.span(), format!("a key is a text in quotes\n{help}")))?;
    let name = text.value();
    if name.is_empty() || name.split('.').any(str::is_empty) {
        let message = format!("{name:?} is not a name in a weights file: there must be letters around every dot\n{help}");
        return Err(syn::Error::new(text.span(), message));
    }
    Ok(text.clone())
}
