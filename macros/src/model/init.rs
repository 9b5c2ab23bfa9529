//! Initial distributions of parameters, as `#[init(..)]` names them.

use super::layer::Gain;
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

/// The initial distribution of a layer's parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Init {
    variant: &'static str,
    number: Option<f64>,
}

/// A distribution that `#[init(..)]` can name.
pub(crate) struct Distribution {
    pub(crate) name: &'static str,
    /// The variant of the library's `Init`.
    variant: &'static str,
    argument: Argument,
}

/// The number in `#[init(name(number))]`.
enum Argument {
    /// There is none.
    None,
    /// It may be left out.
    Optional(Number, f64),
    /// It must be there.
    Required(Number, &'static str),
}

/// A number with the rule that it must keep.
#[derive(Clone, Copy)]
enum Number {
    Value,
    Deviation,
    Gain,
}

impl Number {
    fn name(self) -> &'static str {
        match self {
            Number::Value => "value",
            Number::Deviation => "standard deviation",
            Number::Gain => "gain",
        }
    }

    /// Returns what is wrong with `number`, if anything is.
    fn mistake(self, number: f64) -> Option<String> {
        let holds = matches!(self, Number::Value) || number > 0.0;
        (!holds).then(|| format!("the {} must be greater than 0, but it is {number}", self.name()))
    }
}

/// All of them, in the order of the library.
pub(crate) const DISTRIBUTIONS: [Distribution; 11] = [
    Distribution::named("default", "Default"),
    Distribution::named("kaiming_uniform", "KaimingUniform"),
    Distribution::named("kaiming_normal", "KaimingNormal"),
    Distribution::named("xavier_uniform", "XavierUniform"),
    Distribution::named("xavier_normal", "XavierNormal"),
    Distribution::named("lecun_uniform", "LecunUniform"),
    Distribution::named("lecun_normal", "LecunNormal"),
    Distribution {
        name: "truncated_normal",
        variant: "TruncatedNormal",
        argument: Argument::Required(Number::Deviation, "0.02"),
    },
    Distribution { name: "orthogonal", variant: "Orthogonal", argument: Argument::Optional(Number::Gain, 1.0) },
    Distribution { name: "constant", variant: "Constant", argument: Argument::Required(Number::Value, "0.1") },
    Distribution::named("zeros", "Zeros"),
];

impl Distribution {
    const fn named(name: &'static str, variant: &'static str) -> Self {
        Distribution { name, variant, argument: Argument::None }
    }

    /// Returns the distribution with its number.
    ///
    /// # Errors
    ///
    /// The message about a number that is missing, too many or out of range.
    pub(crate) fn with(&self, number: Option<f64>) -> Result<Init, String> {
        let name = self.name;
        let number = match (&self.argument, number) {
            (Argument::None, None) => None,
            (Argument::None, Some(_)) => {
                return Err(format!("`{name}` takes no number\nhelp: write `#[init({name})]`"));
            }
            (Argument::Optional(_, usual), None) => Some(*usual),
            (Argument::Required(number, example), None) => {
                let what = number.name();
                return Err(format!("`{name}` needs its {what}\nhelp: write `#[init({name}({example}))]`"));
            }
            (Argument::Optional(rule, _) | Argument::Required(rule, _), Some(number)) => {
                rule.mistake(number).map_or(Ok(Some(number)), |mistake| Err(format!("`{name}`: {mistake}")))?
            }
        };
        Ok(Init { variant: self.variant, number })
    }

    /// Returns it as the documentation writes it.
    pub(crate) fn written(&self) -> String {
        match self.argument {
            Argument::None | Argument::Optional(..) => self.name.to_owned(),
            Argument::Required(_, example) => format!("{}({example})", self.name),
        }
    }
}

impl Init {
    /// Returns the library's choice for a layer whose values are taken by one of this gain.
    pub(super) fn in_front_of(gain: Gain) -> Init {
        let variant = match gain {
            Gain::Linear | Gain::PassedOn => "Default",
            Gain::Saturating => "XavierUniform",
            Gain::SelfNormalizing => "LecunNormal",
            Gain::Rectifier => "KaimingUniform",
        };
        Init { variant, number: None }
    }

    /// Returns the name of the variant in the library's `Init`.
    #[cfg(test)]
    pub(crate) fn variant(self) -> &'static str {
        self.variant
    }
}

/// The variant with its number: what follows `Init::`.
impl ToTokens for Init {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let variant = format_ident!("{}", self.variant);
        let number = self.number.map(|number| quote!((#number)));
        tokens.extend(quote!(#variant #number));
    }
}
