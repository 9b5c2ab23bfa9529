//! The reader of a layer's arguments, `<6, 5, Stride<2>, NoBias>`: it knows the kinds of arguments,
//! and words the mistakes in them.
//!
//! A layer asks first for its flags and options, which stand last, then for what stands in its
//! place, from left to right. Whatever is left then is one too many.

mod foreign;
pub(super) mod list;
pub(super) mod options;

pub(crate) use options::Choice;

use crate::model::assertion::{Assertion, Claim, NumberRange};
use crate::model::size::{KnownTo, Size};
use crate::model::text::{double, source_text};
use crate::parse::layer::{known_number, last_segment, literal_number, unbraced};
use crate::parse::size::{SizeParser, is_type, not_a_size};
use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use std::collections::VecDeque;
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, GenericArgument, Lit, PathArguments, PathSegment, Type};

/// A size among the arguments, in words.
pub(crate) struct SizeName {
    /// "the number of its outputs".
    pub(crate) what: &'static str,
    /// Its name in a form: `OUT`.
    pub(crate) short: &'static str,
    pub(crate) example: &'static str,
    /// The meaning of the example: "10 outputs".
    pub(crate) means: &'static str,
}

/// A number among the arguments, which is no size.
pub(crate) struct NumberName {
    pub(crate) range: NumberRange,
    pub(crate) help: &'static str,
}

/// An argument that a layer has asked for.
struct Asked {
    what: String,
    short: &'static str,
    example: &'static str,
    is_optional: bool,
    is_size: bool,
    /// The help on it, if it is not a form of the layer.
    help: Option<&'static str>,
}

/// The arguments of one layer.
pub(crate) struct Reader<'a> {
    name: &'static str,
    step: &'a str,
    /// The layer's name in the source.
    span: Span,
    sizes: &'a SizeParser,
    /// The arguments that have not been asked for yet, with their positions.
    rest: VecDeque<(usize, GenericArgument)>,
    /// The names of flags and options.
    options: Vec<&'static str>,
    /// The flags and options that stand there.
    found: Vec<(usize, GenericArgument)>,
    asked: Vec<Asked>,
    /// The position of the last argument that is no option.
    behind: Option<usize>,
    assertions: Vec<Assertion>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        name: &'static str,
        step: &'a str,
        segment: &PathSegment,
        sizes: &'a SizeParser,
    ) -> syn::Result<Self> {
        let rest = written(segment)?.into_iter().enumerate().collect();
        let span = segment.ident.span();
        let (options, found, asked, assertions) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Ok(Reader { name, step, span, sizes, rest, options, found, asked, behind: None, assertions })
    }

    /// The name of the layer.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// The name of the layer with an argument that belongs to it: `Pointwise<Square>`.
    pub(crate) fn name_with(&self, argument: &TokenStream) -> String {
        format!("{}<{}>", self.name, source_text(argument))
    }

    /// Reads a size.
    pub(crate) fn size(&mut self, name: &'static SizeName) -> syn::Result<Size> {
        self.ask_size(name, false);
        match self.next()? {
            Some(argument) => self.read_size(&argument),
            None => Err(self.missing(name)),
        }
    }

    /// The message about a size that is not there.
    fn missing(&self, name: &'static SizeName) -> syn::Error {
        let (step, form) = (self.step, self.form(|asked| (!asked.is_optional).then_some(asked.example)));
        let message = format!("`{step}` needs {}\nhelp: write `{form}` for {}", name.what, name.means);
        syn::Error::new(self.span, message)
    }

    /// Reads the position of a feature, which may be zero.
    pub(crate) fn position(&mut self, name: &'static SizeName) -> syn::Result<Size> {
        self.ask_size(name, false);
        match self.next()? {
            Some(argument) => self.read_position(&argument),
            None => Err(self.missing(name)),
        }
    }

    /// Reads a size that is there if more arguments are than the `required` ones behind it.
    pub(crate) fn optional_size(&mut self, name: &'static SizeName, required: usize) -> syn::Result<Option<Size>> {
        self.ask_size(name, true);
        if self.rest.len() <= required {
            return Ok(None);
        }
        match self.next()? {
            Some(argument) => self.read_size(&argument).map(Some),
            None => Ok(None),
        }
    }

    fn ask_size(&mut self, name: &'static SizeName, is_optional: bool) {
        let SizeName { what, short, example, .. } = *name;
        self.asked.push(Asked { what: what.into(), short, example, is_optional, is_size: true, help: None });
    }

    /// Reads a number of a range: a literal, or a constant that the compiler checks.
    pub(crate) fn number(&mut self, name: &'static NumberName) -> syn::Result<TokenStream> {
        match self.ask_number(name, false)? {
            Some(argument) => self.read_number(name, &argument),
            None => {
                let NumberName { range: NumberRange { noun, .. }, help } = name;
                Err(syn::Error::new(self.span, format!("`{}` needs {}\nhelp: {help}", self.step, with_article(noun))))
            }
        }
    }

    /// Reads a number of a range, if there is another argument.
    pub(crate) fn optional_number(&mut self, name: &'static NumberName) -> syn::Result<Option<TokenStream>> {
        match self.ask_number(name, true)? {
            Some(argument) => self.read_number(name, &argument).map(Some),
            None => Ok(None),
        }
    }

    fn ask_number(
        &mut self,
        NumberName { range: NumberRange { noun, .. }, help }: &'static NumberName,
        is_optional: bool,
    ) -> syn::Result<Option<GenericArgument>> {
        let what = format!("its {noun}");
        let help = Some(*help);
        self.asked.push(Asked { what, short: noun, example: "0.5", is_optional, is_size: false, help });
        self.next()
    }

    fn read_number(&mut self, name: &'static NumberName, argument: &GenericArgument) -> syn::Result<TokenStream> {
        let NumberName { range, help } = name;
        let wrong = || {
            let (text, NumberRange { noun, is, .. }) = (source_text(&argument.to_token_stream()), range);
            let a_noun = with_article(noun);
            let message = format!("`{}` has the {noun} `{text}`: {a_noun} is {is}\nhelp: {help}", self.step);
            // A size that is filled in is what layers of the user's have.
            let own = match argument {
                GenericArgument::Type(Type::Infer(_)) => format!("\nhelp: {}", self.own()),
                _ => String::new(),
            };
            syn::Error::new_spanned(argument, message + &own)
        };
        let (number, tokens) = match argument {
            GenericArgument::Const(expression) => {
                let expression = unbraced(expression);
                (literal_number(expression), expression.to_token_stream())
            }
            GenericArgument::Type(Type::Path(path)) if !path.path.segments.iter().any(is_type) => {
                (None, path.to_token_stream())
            }
            _ => return Err(wrong()),
        };
        match number {
            Some(number) if range.range.contains(&number) => Ok(double(number)),
            None if self.sizes.parameter_in(tokens.clone()).is_none() => {
                self.sizes.constant(argument)?;
                let claim = Claim::Number { step: self.step.into(), range, number: tokens.clone() };
                self.assertions.push(Assertion { claim, span: self.span });
                Ok(tokens)
            }
            _ => Err(wrong()),
        }
    }

    /// Refuses bounds of which the first is not less than the second. What the macro does not know
    /// is left to the compiler.
    pub(crate) fn bounds(&mut self, low: &TokenStream, high: &TokenStream, help: &str) -> syn::Result<()> {
        match (known_number(low), known_number(high)) {
            (Some(first), Some(second)) if first < second => {}
            (Some(_), Some(_)) => {
                let (step, low, high) = (self.step, source_text(low), source_text(high));
                let what =
                    format!("`{step}` has the bounds `{low}` and `{high}`: the first must be less than the second");
                return Err(syn::Error::new(self.span, format!("{what}\nhelp: {help}")));
            }
            _ => {
                let claim = Claim::Bounds { step: self.step.into(), low: low.clone(), high: high.clone() };
                self.assertions.push(Assertion { claim, span: self.span });
            }
        }
        Ok(())
    }

    /// Reads the only argument: a type of the user's that implements this trait of the library.
    pub(crate) fn function(&mut self, implements: &'static str) -> syn::Result<TokenStream> {
        if let [(_, GenericArgument::Type(function))] = self.rest.make_contiguous() {
            let function = function.to_token_stream();
            self.rest.clear();
            return Ok(function);
        }
        let name = self.name;
        let message = format!(
            "`{name}` takes one argument, a function of yours\n\
             help: write `{name}<Square>`, where `Square` is a type that implements `{implements}`"
        );
        Err(syn::Error::new(self.span, message))
    }

    /// Refuses arguments that nobody has asked for, and returns the claims about the others that
    /// the compiler must check.
    pub(crate) fn finish(self) -> syn::Result<Vec<Assertion>> {
        if let Some((_, argument)) = self.rest.front() {
            self.refuse_option(argument)?;
            return Err(syn::Error::new(argument.span(), self.too_many()));
        }
        match self.found.iter().find(|(position, _)| self.behind.is_some_and(|other| *position < other)) {
            Some((_, option)) => {
                let form = self.form(|asked| (!asked.is_optional).then_some(asked.example));
                let text = option_text(option);
                let form = form.replace('>', &format!(", {text}>"));
                Err(syn::Error::new(option.span(), format!("options come after the sizes\nhelp: write `{form}`")))
            }
            None => Ok(self.assertions),
        }
    }

    /// The help on a layer of the user's that has the name of this one.
    fn own(&self) -> String {
        format!("for a custom layer with this name, write its path, `self::{}`", self.name)
    }

    /// The message about an argument too many.
    fn too_many(&self) -> String {
        let name = self.name;
        let own = self.own();
        let Some(last) = self.asked.last() else {
            let (takes, form) = match self.options[..] {
                [] => ("no arguments".into(), String::new()),
                [option, ..] => (format!("no arguments but `{option}`"), format!(" or `{name}<{option}>`")),
            };
            let help = format!("write `{name}`{form}; its sizes follow from its input");
            return format!("`{name}` takes {takes}\nhelp: {help}\nhelp: {own}");
        };
        if let Some((_, kernel)) =
            self.found.iter().find(|(_, option)| last_segment(option).is_some_and(|o| o.ident == "Kernel"))
        {
            let kernel = option_text(kernel);
            let help = format!("write the sizes of its kernel once, with `{kernel}` or without it");
            return format!("`{name}` has a kernel besides the option `{kernel}`\nhelp: {help}");
        }
        let most = if self.asked.iter().any(|asked| asked.is_optional) { "at most " } else { "" };
        let noun = if self.asked.iter().all(|asked| asked.is_size) { "size" } else { "argument" };
        let (count, plural) = (number_word(self.asked.len()), if self.asked.len() == 1 { "" } else { "s" });
        let whats: Vec<_> = self.asked.iter().map(|asked| asked.what.as_str()).collect();
        let follows = if most.is_empty() && noun == "size" { "; the size of its input is not written" } else { "" };
        let help = last.help.map_or_else(|| format!("write {}{follows}", self.forms()), str::to_owned);
        format!("`{name}` takes {most}{count} {noun}{plural}, {}\nhelp: {help}\nhelp: {own}", whats.join(" and "))
    }

    /// The forms of the layer: with its optional sizes, and without.
    fn forms(&self) -> String {
        let short = self.form(|asked| (!asked.is_optional).then_some(asked.short));
        let long = self.form(|asked| Some(asked.short));
        if short == long { format!("`{short}`") } else { format!("`{short}` or `{long}`") }
    }

    fn form(&self, text: impl Fn(&Asked) -> Option<&'static str>) -> String {
        let arguments: Vec<_> = self.asked.iter().filter_map(text).collect();
        format!("{}<{}>", self.name, arguments.join(", "))
    }

    /// The next argument that is no option.
    fn next(&mut self) -> syn::Result<Option<GenericArgument>> {
        let Some((position, argument)) = self.rest.pop_front() else { return Ok(None) };
        self.behind = Some(position);
        self.refuse_option(&argument)?;
        Ok(Some(argument))
    }

    fn read_size(&mut self, argument: &GenericArgument) -> syn::Result<Size> {
        let size = match argument {
            GenericArgument::Const(expression) => self.sizes.size(expression)?,
            GenericArgument::Type(ty) => self.sizes.size_of_type(ty)?,
            _ => return Err(not_a_size(argument)),
        };
        if size.known_to() == KnownTo::Compiler {
            let claim = Claim::Positive { step: self.step.into(), size: size.clone() };
            self.assertions.push(Assertion { claim, span: size.span() });
        }
        Ok(size)
    }

    /// Reads a size that may be zero, as a constant may be as well.
    fn read_position(&mut self, argument: &GenericArgument) -> syn::Result<Size> {
        if is_zero(argument) {
            return Ok(Size::new(0, argument.span()));
        }
        let claims = self.assertions.len();
        let size = self.read_size(argument);
        self.assertions.truncate(claims);
        size
    }
}

/// The arguments in the angle brackets.
fn written(segment: &PathSegment) -> syn::Result<Vec<GenericArgument>> {
    match &segment.arguments {
        PathArguments::None => Ok(Vec::new()),
        PathArguments::AngleBracketed(list) => Ok(list.args.iter().cloned().collect()),
        PathArguments::Parenthesized(list) => {
            let message = format!("the sizes of a layer go in angle brackets\nhelp: write `{}<..>`", segment.ident);
            Err(syn::Error::new(list.span(), message))
        }
    }
}

/// An option as it is written: `Stride<2>`.
fn option_text(option: &GenericArgument) -> String {
    source_text(&option.to_token_stream()).replace(" < ", "<").replace(" >", ">")
}

/// Returns true for a zero, however it is written.
fn is_zero(argument: &GenericArgument) -> bool {
    let GenericArgument::Const(expression) = argument else { return false };
    matches!(unbraced(expression), Expr::Lit(ExprLit { lit: Lit::Int(number), .. })
        if matches!(number.suffix(), "" | "usize") && matches!(number.base10_parse(), Ok(0_usize)))
}

/// A noun behind its article: "a rate", "an epsilon".
fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {noun}")
}

fn number_word(number: usize) -> &'static str {
    ["no", "one", "two", "three", "four", "five", "six"].get(number).copied().unwrap_or("several")
}
