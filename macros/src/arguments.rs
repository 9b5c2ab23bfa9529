//! The grammar of the attribute: what stands in `#[network(..)]`.

use crate::diagnostics::Diagnostics;
use crate::nearest::nearest;
use crate::syntax::split_at_commas;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Expr, LitBool, LitStr, Path, Token};

/// The arguments of the attribute.
#[derive(Default)]
pub(crate) struct Arguments {
    pub(crate) input: Option<Expr>,
    pub(crate) output: Option<Expr>,
    pub(crate) krate: Option<Path>,
    pub(crate) train: Option<bool>,
    pub(crate) classes: Option<Path>,
    pub(crate) weights: Option<LitStr>,
    pub(crate) golden: Option<LitStr>,
    pub(crate) gradcheck: Option<Span>,
    pub(crate) budget: Vec<Limit>,
    /// The names that have been written, also where the value could not be read.
    written: Vec<&'static str>,
}

/// What a network may cost at most.
#[derive(Clone)]
pub(crate) struct Limit {
    /// What is limited, as a variant of the library's `Cost`.
    pub(crate) cost: &'static str,
    pub(crate) limit: Expr,
}

/// What can be limited: the name, and the variant.
const COSTS: [(&str, &str); 4] = [("params", "Params"), ("ram", "Ram"), ("flash", "Flash"), ("macs", "Macs")];

/// An argument: its name, how it is written, and how it is read.
struct Argument {
    name: &'static str,
    form: &'static str,
    reads: Reads,
}

/// How an argument is read.
enum Reads {
    /// `name = value`.
    Value(fn(&mut Arguments, ParseStream<'_>) -> syn::Result<()>),
    /// The name alone.
    Flag(fn(&mut Arguments, Span)),
    /// `name(limits)`.
    Limits,
}

const ARGUMENTS: [Argument; 9] = [
    Argument {
        name: "input",
        form: "input = 4",
        reads: Reads::Value(|arguments, value| value.parse().map(|input| arguments.input = Some(input))),
    },
    Argument {
        name: "output",
        form: "output = 3",
        reads: Reads::Value(|arguments, value| value.parse().map(|output| arguments.output = Some(output))),
    },
    Argument {
        name: "classes",
        form: "classes = Species",
        reads: Reads::Value(|arguments, value| {
            value.call(Path::parse_mod_style).map(|classes| arguments.classes = Some(classes))
        }),
    },
    Argument {
        name: "weights",
        form: "weights = \"file.safetensors\"",
        reads: Reads::Value(|arguments, value| value.parse().map(|weights| arguments.weights = Some(weights))),
    },
    Argument {
        name: "golden",
        form: "golden = \"file.golden.safetensors\"",
        reads: Reads::Value(|arguments, value| value.parse().map(|golden| arguments.golden = Some(golden))),
    },
    Argument {
        name: "gradcheck",
        form: "gradcheck",
        reads: Reads::Flag(|arguments, span| arguments.gradcheck = Some(span)),
    },
    Argument { name: "budget", form: "budget(params <= 20_000, ram <= 4096)", reads: Reads::Limits },
    Argument {
        name: "train",
        form: "train = false",
        reads: Reads::Value(|arguments, value| value.parse().map(|train: LitBool| arguments.train = Some(train.value))),
    },
    Argument {
        name: "crate",
        form: "crate = path",
        reads: Reads::Value(|arguments, value| {
            value.call(Path::parse_mod_style).map(|krate| arguments.krate = Some(krate))
        }),
    },
];

impl Arguments {
    /// Reads all arguments; those that cannot be read are reported and passed over.
    pub(crate) fn parse(tokens: TokenStream, diagnostics: &mut Diagnostics) -> Self {
        let mut arguments = Arguments::default();
        for argument in split_at_commas(tokens) {
            if let Err(error) = arguments.read(argument, diagnostics) {
                diagnostics.parser(error);
            }
        }
        arguments
    }

    /// Whether an argument has been written, be it with a mistake.
    pub(crate) fn mentions(&self, name: &str) -> bool {
        self.written.contains(&name)
    }

    fn read(&mut self, tokens: TokenStream, diagnostics: &mut Diagnostics) -> syn::Result<()> {
        let mut rest = tokens.clone().into_iter();
        let Some(TokenTree::Ident(name)) = rest.next() else {
            let message = format!("an argument begins with its name\nhelp: {}", known_arguments());
            return Err(syn::Error::new_spanned(tokens, message));
        };
        let argument = ARGUMENTS
            .iter()
            .find(|argument| name == argument.name)
            .ok_or_else(|| syn::Error::new(name.span(), unknown_argument(&name.to_string())))?;
        if self.mentions(argument.name) {
            let message = format!("`{}` is given twice\nhelp: remove one of the two", argument.name);
            return Err(syn::Error::new(name.span(), message));
        }
        self.written.push(argument.name);
        let left = match argument.reads {
            Reads::Value(read) => self.value(argument, &name, rest.collect(), read)?,
            Reads::Flag(read) => {
                read(self, name.span());
                rest.collect()
            }
            Reads::Limits => self.limits(argument, &name, rest.collect(), diagnostics)?,
        };
        if left.is_empty() {
            return Ok(());
        }
        let what = if matches!(argument.reads, Reads::Value(_)) { "the value of " } else { "" };
        let message = format!("{what}`{}` ends before this\nhelp: put a comma between two arguments", argument.name);
        Err(syn::Error::new_spanned(left, message))
    }

    /// Reads `= value`, and gives what is left behind it.
    fn value(
        &mut self,
        argument: &Argument,
        name: &Ident,
        tokens: TokenStream,
        read: fn(&mut Arguments, ParseStream<'_>) -> syn::Result<()>,
    ) -> syn::Result<TokenStream> {
        let value = |stream: ParseStream<'_>| {
            stream.parse::<Token![=]>()?;
            read(self, stream)?;
            // What is left after the value is a mistake of its own.
            stream.parse::<TokenStream>()
        };
        value.parse2(tokens).map_err(|_| {
            let Argument { name: known, form, .. } = argument;
            syn::Error::new(name.span(), format!("`{known}` needs a value\nhelp: write it as in `{form}`"))
        })
    }

    /// Reads `(what <= limit, ..)`, and gives what is left behind it.
    fn limits(
        &mut self,
        argument: &Argument,
        name: &Ident,
        tokens: TokenStream,
        diagnostics: &mut Diagnostics,
    ) -> syn::Result<TokenStream> {
        let help = format!("help: write it as in `{}`", argument.form);
        let mut tokens = tokens.into_iter();
        let limits = match tokens.next() {
            Some(TokenTree::Group(group)) if !group.stream().is_empty() => split_at_commas(group.stream()),
            _ => return Err(syn::Error::new(name.span(), format!("`{}` needs limits\n{help}", argument.name))),
        };
        for limit in limits {
            match read_limit.parse2(limit.clone()) {
                Ok(limit) => self.budget.push(limit),
                Err(_) => {
                    let names: Vec<_> = COSTS.iter().map(|(name, _)| format!("`{name}`")).collect();
                    let message = format!("this is no limit: {} can be limited, with `<=`\n{help}", names.join(", "));
                    diagnostics.error(limit.span(), message);
                }
            }
        }
        Ok(tokens.collect())
    }
}

/// `params <= 20_000`.
fn read_limit(stream: ParseStream<'_>) -> syn::Result<Limit> {
    let name: Ident = stream.parse()?;
    let cost = COSTS.iter().find(|(known, _)| name == known);
    let (_, cost) = cost.ok_or_else(|| syn::Error::new(name.span(), "nothing that a network costs"))?;
    stream.parse::<Token![<=]>()?;
    Ok(Limit { cost, limit: stream.parse()? })
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
