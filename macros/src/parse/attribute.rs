//! The grammar of the attribute: what stands in `#[network(..)]`.

use super::ends::{self, Ends};
use super::file::FileArgument;
use crate::model::Limit;
use crate::model::text::source_text;
use crate::parse::field::{Name, split_at_commas};
use crate::report::diagnostics::Diagnostics;
use crate::report::nearest::nearest;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Expr, LitBool, Path, Token};

/// The arguments of the attribute.
#[derive(Default)]
pub(crate) struct Arguments {
    pub(crate) input: Option<Ends<Expr>>,
    pub(crate) output: Option<Ends<Name>>,
    pub(crate) krate: Option<Path>,
    pub(crate) train: Option<bool>,
    pub(crate) classes: Option<Path>,
    pub(crate) weights: Option<FileArgument>,
    pub(crate) golden: Option<FileArgument>,
    /// The place where batch normalisations are said to be folded into the steps before them.
    pub(crate) fold: Option<Span>,
    pub(crate) gradcheck: Option<Span>,
    /// True if the network is to run frame by frame.
    pub(crate) stream: bool,
    pub(crate) budget: Vec<Limit>,
    /// The names that have been written, also where the value could not be read.
    written: Vec<&'static str>,
}

/// The costs that can be limited: the name, and the variant.
pub(crate) const COSTS: [(&str, &str); 4] =
    [("params", "Params"), ("ram", "Ram"), ("flash", "Flash"), ("macs", "Macs")];

/// An argument: its name, how it is written, and how it is read.
struct Argument {
    name: &'static str,
    form: &'static str,
    /// The description of its value.
    is: &'static str,
    reads: Reads,
}

/// The ways in which arguments are read.
enum Reads {
    /// `name = value`.
    Value(fn(&mut Arguments, ParseStream<'_>) -> syn::Result<()>),
    /// `name = shape` or `name = { name = value, .. }`.
    Ends {
        shape: fn(&mut Arguments, ParseStream<'_>) -> syn::Result<()>,
        named: fn(&mut Arguments, &Group, &mut Diagnostics),
    },
    /// The name alone.
    Flag(fn(&mut Arguments, Span)),
    /// `name(limits)`.
    Limits,
    /// `name = file` or `name(file = file, ..)`.
    File(fn(&mut Arguments, FileArgument)),
}

const ARGUMENTS: [Argument; 11] = [
    Argument {
        name: "input",
        form: "input = 4",
        is: "a size, or the sizes of an image",
        reads: Reads::Ends {
            shape: |arguments, value| value.parse().map(|input| arguments.input = Some(Ends::Shape(input))),
            named: ends::inputs,
        },
    },
    Argument {
        name: "output",
        form: "output = 3",
        is: "a size, or the sizes of an image",
        reads: Reads::Ends {
            shape: |arguments, value| value.parse().map(|output| arguments.output = Some(Ends::Shape(output))),
            named: ends::outputs,
        },
    },
    Argument {
        name: "classes",
        form: "classes = Species",
        is: "the name of an enum",
        reads: Reads::Value(|arguments, value| {
            value.call(Path::parse_mod_style).map(|classes| arguments.classes = Some(classes))
        }),
    },
    Argument {
        name: "weights",
        form: "weights = \"file.safetensors\"",
        is: "the path of a file, in quotes",
        reads: Reads::File(|arguments, weights| arguments.weights = Some(weights)),
    },
    Argument {
        name: "golden",
        form: "golden = \"file.golden.safetensors\"",
        is: "the path of a file, in quotes",
        reads: Reads::Value(|arguments, value| value.parse().map(|golden| arguments.golden = Some(golden))),
    },
    Argument { name: "fold", form: "fold", is: "", reads: Reads::Flag(|arguments, span| arguments.fold = Some(span)) },
    Argument {
        name: "gradcheck",
        form: "gradcheck",
        is: "",
        reads: Reads::Flag(|arguments, span| arguments.gradcheck = Some(span)),
    },
    Argument { name: "stream", form: "stream", is: "", reads: Reads::Flag(|arguments, _| arguments.stream = true) },
    Argument { name: "budget", form: "budget(params <= 20_000, ram <= 4096)", is: "", reads: Reads::Limits },
    Argument {
        name: "train",
        form: "train = false",
        is: "`true` or `false`",
        reads: Reads::Value(|arguments, value| value.parse().map(|train: LitBool| arguments.train = Some(train.value))),
    },
    Argument {
        name: "crate",
        form: "crate = path",
        is: "the path of the library",
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

    /// Returns true if an argument has been written, be it with a mistake.
    pub(crate) fn mentions(&self, name: &str) -> bool {
        self.written.contains(&name)
    }

    fn read(&mut self, tokens: TokenStream, diagnostics: &mut Diagnostics) -> syn::Result<()> {
        let mut rest = tokens.clone().into_iter();
        let Some(TokenTree::Ident(name)) = rest.next() else {
            let message = format!("an argument starts with its name\nhelp: {}", known_arguments());
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
            Reads::Ends { shape, named } => {
                let value = rest.collect();
                match ends::braces(&value) {
                    Some((group, left)) => {
                        named(self, &group, diagnostics);
                        left
                    }
                    None => self.value(argument, &name, value, shape)?,
                }
            }
            Reads::Flag(read) => {
                read(self, name.span());
                rest.collect()
            }
            Reads::Limits => self.limits(argument, &name, rest.collect(), diagnostics)?,
            Reads::File(take) => self.file(argument, &name, rest.collect(), take)?,
        };
        if left.is_empty() {
            return Ok(());
        }
        let has_value = matches!(argument.reads, Reads::Value(_) | Reads::Ends { .. } | Reads::File(_));
        let what = if has_value { "the value of " } else { "" };
        let message = format!("{what}`{}` ends before this\nhelp: put a comma between two arguments", argument.name);
        Err(syn::Error::new_spanned(left, message))
    }

    /// Reads `= value`, and gives what is left behind it.
    fn value(
        &mut self,
        argument: &Argument,
        name: &Ident,
        tokens: TokenStream,
        read: impl FnOnce(&mut Arguments, ParseStream<'_>) -> syn::Result<()>,
    ) -> syn::Result<TokenStream> {
        let Argument { name: known, form, is, .. } = argument;
        let help = format!("help: write it as in `{form}`");
        let mut tokens = tokens.into_iter();
        if !matches!(tokens.next(), Some(TokenTree::Punct(mark)) if mark.as_char() == '=') {
            return Err(syn::Error::new(name.span(), format!("`{known}` needs a value\n{help}")));
        }
        let value: TokenStream = tokens.collect();
        if value.is_empty() {
            return Err(syn::Error::new(name.span(), format!("a value is missing after `{known} =`\n{help}")));
        }
        let read = |stream: ParseStream<'_>| {
            read(self, stream)?;
            // Tokens after the value are another mistake.
            stream.parse::<TokenStream>()
        };
        read.parse2(value.clone()).map_err(|_| {
            let found = source_text(&value);
            syn::Error::new_spanned(value, format!("`{known}` is {is}, but this is `{found}`\n{help}"))
        })
    }

    /// Reads `= file` or `(file = file, ..)`, and gives what is left behind it.
    fn file(
        &mut self,
        argument: &Argument,
        name: &Ident,
        tokens: TokenStream,
        take: fn(&mut Arguments, FileArgument),
    ) -> syn::Result<TokenStream> {
        let mut rest = tokens.clone().into_iter();
        if let Some(TokenTree::Group(group)) = rest.next()
            && group.delimiter() == Delimiter::Parenthesis
        {
            take(self, FileArgument::named.parse2(group.stream())?);
            return Ok(rest.collect());
        }
        self.value(argument, name, tokens, |arguments, value| value.parse().map(|file| take(arguments, file)))
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
                    let message = format!(
                        "this is not a limit: write one of {}, then `<=` and a number\n{help}",
                        names.join(", ")
                    );
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
