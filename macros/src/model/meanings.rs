//! The meaning of the outputs of a network, followed from step to step, through those that keep
//! what they are given.

use super::meaning::{Kind, Rule};
use super::{Network, Source, Step};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// The meaning of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The meaning of the network's input, which is logits unless it is within another network.
    Input,
    Is(Kind),
    /// The meaning of the value of a step, which only the compiler finds out.
    Later(usize),
}

/// Requirements for a network to be a classifier, as far as only the compiler can check them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Conditions {
    /// The outputs must be scores.
    pub(crate) scores: bool,
    /// There must be two or more outputs.
    pub(crate) several: bool,
}

/// The meanings of the values of all steps.
pub(crate) struct Meanings<'a> {
    network: &'a Network,
    steps: Vec<Meaning>,
}

impl<'a> Meanings<'a> {
    pub(crate) fn of(network: &'a Network) -> Self {
        let mut meanings = Meanings { network, steps: Vec::new() };
        for (position, step) in network.steps.iter().enumerate() {
            let meaning = meanings.of_step(position, step);
            meanings.steps.push(meaning);
        }
        meanings
    }

    fn of_step(&self, position: usize, step: &Step) -> Meaning {
        match &step.meaning {
            Rule::Is(kind) => Meaning::Is(*kind),
            Rule::Type(_) | Rule::Over(_) => Meaning::Later(position),
            Rule::Input => step.from.first().map_or(Meaning::Is(Kind::Logits), |source| self.of_source(*source)),
            // Whatever the others are.
            Rule::Joint(_) if self.is_any_logits(step) => Meaning::Is(Kind::Logits),
            Rule::Joint(_) => Meaning::Later(position),
        }
    }

    fn is_any_logits(&self, step: &Step) -> bool {
        step.from.iter().any(|source| self.of_source(*source) == Meaning::Is(Kind::Logits))
    }

    fn of_source(&self, source: Source) -> Meaning {
        match source {
            Source::Input(_) => Meaning::Input,
            Source::Step(position) => self.steps[position],
        }
    }

    /// Returns the meaning of the value of a step.
    pub(crate) fn of_value(&self, step: usize) -> Meaning {
        self.steps.get(step).copied().unwrap_or(Meaning::Is(Kind::Values))
    }

    /// Returns the meaning of the outputs of the network.
    pub(crate) fn output(&self) -> Meaning {
        self.steps.last().copied().unwrap_or(Meaning::Input)
    }

    /// Returns true if the outputs of the network can be scores of classes.
    pub(crate) fn can_classify(&self) -> bool {
        self.classifier().is_some()
    }

    /// Returns the requirements for the network to be a classifier; `None` if it cannot be one.
    pub(crate) fn classifier(&self) -> Option<Conditions> {
        if self.network.has_named_outputs() {
            return None;
        }
        let (output, meaning) = (self.network.output(), self.output());
        let number = output.features().known();
        let is_possible = output.rank() == 1 && number != Some(1) && meaning != Meaning::Is(Kind::Values);
        let by_parameter = output.sizes().iter().any(|size| size.known_to().parameter().is_some());
        let conditions = Conditions {
            scores: matches!(meaning, Meaning::Later(_)),
            // A size by a const parameter is compared with the classes.
            several: number.is_none() && !by_parameter,
        };
        is_possible.then_some(conditions)
    }

    /// The type of a meaning, in the module `rt` of the library, where the network's input means
    /// `input`.
    pub(crate) fn tokens(&self, meaning: Meaning, rt: &Ident, input: &TokenStream) -> TokenStream {
        match meaning {
            Meaning::Input => input.clone(),
            Meaning::Is(kind) => {
                let kind = format_ident!("{kind:?}");
                quote!(#rt::#kind)
            }
            Meaning::Later(position) => self.later(&self.network.steps[position], rt, input),
        }
    }

    fn later(&self, step: &Step, rt: &Ident, input: &TokenStream) -> TokenStream {
        let joined = || {
            let meanings = step.from.iter().map(|source| self.tokens(self.of_source(*source), rt, input));
            let join = |one: TokenStream, other: TokenStream| quote!(<#one as #rt::Meaning>::Joined<#other>);
            meanings.reduce(join).unwrap_or_else(|| quote!(#rt::Logits))
        };
        match &step.meaning {
            Rule::Joint(joint) => {
                let (joined, name) = (joined(), format_ident!("{joint:?}"));
                quote!(<#joined as #rt::Meaning>::#name)
            }
            Rule::Over(given) => {
                let joined = joined();
                quote!(#given<#joined>)
            }
            Rule::Type(meaning) => meaning.clone(),
            Rule::Is(kind) => self.tokens(Meaning::Is(*kind), rt, input),
            Rule::Input => joined(),
        }
    }
}
