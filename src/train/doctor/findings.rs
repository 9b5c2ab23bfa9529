//! Findings: faults of a network that hinder its training, with advice, in words.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// Something that hinders training. It prints as a sentence that says what to do.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Finding {
    /// There are infinite numbers or NaN.
    NotFinite {
        /// The first of them.
        first: String,
    },
    /// A feature of the input is not standardised.
    NotStandardised {
        /// Its place among the features.
        feature: usize,
        /// Its mean.
        mean: f64,
        /// Its deviation.
        deviation: f64,
    },
    /// All features of the input have small deviations.
    SmallInputs {
        /// The largest of them.
        deviation: f64,
    },
    /// Some features are constant. That is harmless.
    ConstantFeatures {
        /// Their places.
        features: Vec<usize>,
    },
    /// Units of a rectifier give 0 for every sample, and are not trained.
    Dead {
        /// The number of these units.
        units: usize,
        /// The number of all units.
        of: usize,
    },
    /// The derivative of units is nearly 0 for nearly all samples.
    Saturated {
        /// The number of these units.
        units: usize,
        /// The number of all units.
        of: usize,
    },
    /// The gradient of the parameters is 0.
    NoGradient,
    /// Gradients become smaller from layer to layer on their way back.
    Vanishing {
        /// The layer at which the gradient is largest.
        from: String,
        /// The layer before it at which it is smallest.
        to: String,
        /// The first divided by the second.
        factor: f64,
    },
    /// Gradients become larger from layer to layer on their way back.
    Exploding {
        /// The layer at which the gradient is smallest.
        from: String,
        /// The layer before it at which it is largest.
        to: String,
        /// The second divided by the first.
        factor: f64,
    },
    /// Steps of the optimiser hardly change the parameters.
    SmallUpdates {
        /// The ratio of updates to parameters.
        ratio: f64,
    },
    /// Steps of the optimiser change much of the parameters.
    LargeUpdates {
        /// The ratio of updates to parameters.
        ratio: f64,
    },
}

impl Finding {
    /// Returns true unless it may stay as it is.
    #[must_use]
    pub fn is_illness(&self) -> bool {
        !matches!(self, Finding::ConstantFeatures { .. })
    }

    /// The place in the order in which findings should be mended: causes come before effects.
    pub(super) fn rank(&self) -> u8 {
        match self {
            Finding::NotFinite { .. } => 0,
            Finding::NotStandardised { .. } | Finding::SmallInputs { .. } => 1,
            Finding::Dead { .. } => 2,
            Finding::Exploding { .. } => 3,
            Finding::LargeUpdates { .. } => 4,
            Finding::Saturated { .. } => 5,
            Finding::Vanishing { .. } => 6,
            Finding::SmallUpdates { .. } => 7,
            Finding::NoGradient => 8,
            Finding::ConstantFeatures { .. } => 9,
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Finding::NotFinite { first } => {
                write!(f, "not finite: {first}; lower the learning rate, clip gradients, or look for overflow there")
            }
            Finding::NotStandardised { feature, mean, deviation } => {
                write!(f, "not standardised: feature {feature} has mean {mean:.3} and deviation {deviation:.3}; ")?;
                f.write_str("use a `Standardizer`, or begin with `Normalize`")
            }
            Finding::SmallInputs { deviation } => {
                write!(f, "not standardised: no feature has a deviation above {deviation:.1e}; ")?;
                f.write_str("use a `Standardizer`, or begin with `Normalize`")
            }
            Finding::ConstantFeatures { features } => constant(f, features),
            Finding::Dead { units, of } => {
                write!(
                    f,
                    "{} dead: lower the learning rate, look at the biases, or use `LeakyRelu`",
                    Share(*units, *of)
                )
            }
            Finding::Saturated { units, of } => {
                write!(f, "{} saturated: lower the learning rate or the initial weights, ", Share(*units, *of))?;
                f.write_str("standardise what goes in, or normalise between the layers")
            }
            Finding::NoGradient => f.write_str("no gradient reaches its parameters: look at the steps behind it"),
            Finding::Vanishing { from, to, factor } => {
                write!(f, "gradients shrink {factor:.0}-fold from `{from}` to `{to}`: vanishing; ")?;
                f.write_str("use larger initial weights, rectifiers, normalisation or residual connections")
            }
            Finding::Exploding { from, to, factor } => {
                write!(f, "gradients grow {factor:.0}-fold from `{from}` to `{to}`: exploding; ")?;
                f.write_str("use smaller initial weights or normalisation, or clip gradients")
            }
            Finding::SmallUpdates { ratio } => {
                write!(f, "updates are {ratio:.0e} of the weights: the learning rate is too small, ")?;
                f.write_str("unless training has come to its end")
            }
            Finding::LargeUpdates { ratio } => {
                write!(f, "updates are {ratio:.1} of the weights: the learning rate is too large")
            }
        }
    }
}

/// A number of units out of all, with its verb.
struct Share(usize, usize);

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Share(1, 1) => f.write_str("the only unit is"),
            Share(units, of) if units == of => write!(f, "all {of} units are"),
            Share(1, of) => write!(f, "1 of {of} units is"),
            Share(units, of) => write!(f, "{units} of {of} units are"),
        }
    }
}

/// The constant features, the first of them by name.
fn constant(f: &mut fmt::Formatter<'_>, features: &[usize]) -> fmt::Result {
    const SHOWN: usize = 5;
    let (shown, rest) = features.split_at(features.len().min(SHOWN));
    f.write_str(if features.len() == 1 { "feature " } else { "features " })?;
    for (position, feature) in shown.iter().enumerate() {
        let separator = match position {
            0 => "",
            _ if position + 1 == features.len() => " and ",
            _ => ", ",
        };
        write!(f, "{separator}{feature}")?;
    }
    if !rest.is_empty() {
        write!(f, " and {} more", rest.len())?;
    }
    f.write_str(if features.len() == 1 { " is constant" } else { " are constant" })?;
    f.write_str(", which says nothing and does no harm")
}
