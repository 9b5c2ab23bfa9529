//! Meanings of the outputs of a layer.

use proc_macro2::TokenStream;

/// The rule for the meaning of the outputs of a layer.
pub(crate) enum Rule {
    /// The meaning of its input.
    Input,
    /// Always the same.
    Is(Kind),
    /// The joint meaning of its inputs, in one of two ways.
    Joint(Joint),
    /// This type, which the compiler looks up.
    Type(TokenStream),
    /// This type over the joint meaning of its inputs.
    Over(TokenStream),
}

/// The way in which one or several inputs have a joint meaning, by its name in the library's
/// `Meaning`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joint {
    Combined,
    Multiplied,
    Averaged,
    Concatenated,
    Negated,
}

impl Joint {
    /// In the order in which the library declares them.
    #[cfg(test)]
    pub(crate) const ALL: [Joint; 5] =
        [Joint::Combined, Joint::Multiplied, Joint::Averaged, Joint::Concatenated, Joint::Negated];
}

/// A meaning, by its name in the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Logits,
    Probabilities,
    LogProbabilities,
    Distances,
    Values,
}

impl Kind {
    /// In the order in which the library numbers them.
    pub(crate) const ALL: [Kind; 5] =
        [Kind::Logits, Kind::Probabilities, Kind::LogProbabilities, Kind::Distances, Kind::Values];
}
