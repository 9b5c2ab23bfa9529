//! The grammar: what stands in `#[network(..)]`, and on and in the fields of the struct.

use crate::diagnostics::Diagnostics;
use crate::nearest::nearest;
use crate::size::source_text;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, Field, LitBool, LitStr, Path, Token};

/// The arguments of the attribute.
#[derive(Default)]
pub(crate) struct Arguments {
    pub(crate) input: Option<Expr>,
    pub(crate) output: Option<Expr>,
    pub(crate) krate: Option<Path>,
    pub(crate) train: Option<bool>,
    /// The names that have been written, also where the value could not be read.
    written: Vec<&'static str>,
}

/// An argument: its name, how it is written, and how its value is read.
struct Argument {
    name: &'static str,
    form: &'static str,
    read: fn(&mut Arguments, ParseStream<'_>) -> syn::Result<()>,
}

const ARGUMENTS: [Argument; 4] = [
    Argument {
        name: "input",
        form: "input = 4",
        read: |arguments, value| value.parse().map(|input| arguments.input = Some(input)),
    },
    Argument {
        name: "output",
        form: "output = 3",
        read: |arguments, value| value.parse().map(|output| arguments.output = Some(output)),
    },
    Argument {
        name: "crate",
        form: "crate = path",
        read: |arguments, value| value.call(Path::parse_mod_style).map(|krate| arguments.krate = Some(krate)),
    },
    Argument {
        name: "train",
        form: "train = false",
        read: |arguments, value| value.parse().map(|train: LitBool| arguments.train = Some(train.value)),
    },
];

impl Arguments {
    /// Reads all arguments; those that cannot be read are reported and passed over.
    pub(crate) fn parse(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Self {
        let mut arguments = Arguments::default();
        for argument in split_at_commas(tokens) {
            if let Err(error) = arguments.read(argument) {
                diagnostics.parser(error);
            }
        }
        arguments
    }

    /// Whether an argument has been written, be it with a mistake.
    pub(crate) fn mentions(&self, name: &str) -> bool {
        self.written.contains(&name)
    }

    fn read(&mut self, tokens: TokenStream) -> syn::Result<()> {
        let mut rest = tokens.clone().into_iter();
        let Some(TokenTree::Ident(name)) = rest.next() else {
            let message = format!("an argument begins with its name\nhelp: {}", known_arguments());
            return Err(syn::Error::new_spanned(tokens, message));
        };
        let argument = ARGUMENTS
            .iter()
            .find(|argument| name == argument.name)
            .ok_or_else(|| syn::Error::new(name.span(), unknown_argument(&name.to_string())))?;
        let Argument { name: known, form, read } = argument;
        if self.mentions(known) {
            return Err(syn::Error::new(name.span(), format!("`{known}` is given twice\nhelp: remove one of the two")));
        }
        self.written.push(known);
        let value = |stream: ParseStream<'_>| {
            stream.parse::<Token![=]>()?;
            read(self, stream)?;
            // What is left after the value is a mistake of its own.
            stream.parse::<TokenStream>()
        };
        let left = value.parse2(rest.collect()).map_err(|_| {
            syn::Error::new(name.span(), format!("`{known}` needs a value\nhelp: write it as in `{form}`"))
        })?;
        if left.is_empty() {
            return Ok(());
        }
        let message = format!("the value of `{known}` ends before this\nhelp: put a comma between two arguments");
        Err(syn::Error::new_spanned(left, message))
    }
}

fn unknown_argument(written: &str) -> String {
    let nearest = nearest(written, ARGUMENTS.iter().map(|argument| argument.name));
    let help = nearest.map_or_else(known_arguments, |meant| format!("did you mean `{meant}`?"));
    format!("`{written}` is not an argument of `#[network]`\nhelp: {help}")
}

fn known_arguments() -> String {
    let forms: Vec<_> = ARGUMENTS.iter().map(|argument| format!("`{}`", argument.form)).collect();
    format!("the arguments are written {}", forms.join(", "))
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
    /// The place and the names of `#[from(..)]`; no names after a mistake.
    pub(crate) from: Option<(Span, Vec<Name>)>,
    pub(crate) init: Option<Ident>,
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
fn name(tokens: &TokenStream) -> Option<String> {
    let mut tokens = tokens.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(name)), None) => Some(name.unraw().to_string()),
        (Some(TokenTree::Literal(number)), None) => {
            Some(number.to_string()).filter(|text| text.parse::<usize>().is_ok())
        }
        _ => None,
    }
}

fn init(attribute: &Attribute) -> syn::Result<Ident> {
    let help = "help: write `#[init(xavier_uniform)]`, or another of `default`, `kaiming_uniform`, `kaiming_normal`, \
                `xavier_uniform`, `xavier_normal`, `zeros`";
    attribute
        .parse_args_with(Ident::parse_any)
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
        let problem = if name.is_empty() { "is empty" } else { "has a dot with nothing before or behind it" };
        let message = format!("the key {name:?} {problem}\n{help}");
        return Err(syn::Error::new(text.span(), message));
    }
    Ok(text.clone())
}
