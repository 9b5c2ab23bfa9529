//! Normalisations of groups of channels of each sample: `GroupNorm<GROUPS>`, and `InstanceNorm`, of
//! which each channel is a group.

use super::arguments::{NumberName, Reader, SizeName};
use super::norm::{EPSILON_RANGE, bits};
use super::rules;
use crate::model::assertion::Claim;
use crate::model::layer::{DeclaredLayer, Formulas, Gain, Given, Outcome, Problem, Streams, TensorSpec, TypeContext};
use crate::model::meaning::{Kind, Rule};
use crate::model::shape::Takes;
use crate::model::size::{KnownTo, Size};
use proc_macro2::TokenStream;
use quote::quote;

const GROUPS: SizeName =
    SizeName { what: "the number of its groups", short: "GROUPS", example: "4", means: "4 groups of channels" };

const GROUP_EPSILON: NumberName = NumberName {
    range: EPSILON_RANGE,
    help: "write the number of groups and the number that is added to the variance, as in `GroupNorm<4, 1e-3>`, or \
           `GroupNorm<4>` for 1e-5",
};

const INSTANCE_EPSILON: NumberName = NumberName {
    range: EPSILON_RANGE,
    help: "write the number that is added to the variance, as in `InstanceNorm<1e-3>`, or `InstanceNorm` for 1e-5",
};

/// The values whose channels have more than one number.
const PLANES: Takes = Takes {
    ranks: 2..=3,
    words: "signals `[C, L]` or images `[C, H, W]`",
    instead: "write `LayerNorm`, which normalises the features of a vector",
};

struct GroupNorm {
    name: &'static str,
    /// The number of groups; none if each channel is one.
    groups: Option<Size>,
    /// The bits of the epsilon, an expression of type `u64`.
    epsilon: TokenStream,
    is_affine: bool,
}

pub(super) fn group_norm(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let groups = Some(reader.size(&GROUPS)?.at_least_one());
    let epsilon = bits(&reader.optional_number(&GROUP_EPSILON)?.unwrap_or_else(|| quote!(1e-5)));
    Ok(Box::new(GroupNorm { name: reader.name(), groups, epsilon, is_affine: true }))
}

pub(super) fn instance_norm(reader: &mut Reader<'_>) -> syn::Result<Box<dyn DeclaredLayer>> {
    let is_affine = reader.has_option("Affine")?;
    let epsilon = bits(&reader.optional_number(&INSTANCE_EPSILON)?.unwrap_or_else(|| quote!(1e-5)));
    Ok(Box::new(GroupNorm { name: reader.name(), groups: None, epsilon, is_affine }))
}

impl DeclaredLayer for GroupNorm {
    fn name(&self) -> &str {
        self.name
    }

    fn takes(&self) -> Option<Takes> {
        if self.groups.is_none() { rules::to_be_known(&PLANES) } else { None }
    }

    fn output(&self, given: &Given<'_>) -> Outcome {
        let (outcome, groups) = match &self.groups {
            Some(groups) => (rules::same_channels(given), groups),
            None => (rules::same_of(&PLANES, given), &given.inputs[0].sizes()[0]),
        };
        if outcome.problem.is_some() {
            return outcome;
        }
        let problem = divided(given, groups).or_else(|| single_numbers(given, groups));
        let claim = self.groups.as_ref().and_then(|groups| claim(given, groups));
        Outcome { problem, claims: outcome.claims.into_iter().chain(claim).collect(), ..outcome }
    }

    fn field_type(&self, context: &TypeContext<'_>) -> TokenStream {
        let (path, scalar, epsilon) = (context.path(self.name), context.scalar, &self.epsilon);
        let (size, channels) = (context.output_features().argument(), context.channels(0).argument());
        if let Some(groups) = self.groups.as_ref().map(Size::argument) {
            return quote!(#path<#scalar, #size, #channels, #groups, #epsilon>);
        }
        let affine = context.library(if self.is_affine { "Affine" } else { "NoAffine" });
        quote!(#path<#scalar, #size, #channels, #epsilon, #affine>)
    }

    fn formulas(&self) -> Formulas {
        Formulas {
            forward: "y = z ⊙ w + b, with z = (x - mean x) / s and s = √(var x + ε), for each group of channels of a \
                      sample; w = 1 and b = 0 if they are not learned",
            backward: "dx = (g - mean g - z·mean(g ⊙ z)) / s with g = dy ⊙ w,  dw = Σ dy ⊙ z,  db = Σ dy",
        }
    }

    fn gain(&self) -> Gain {
        Gain::PassedOn
    }

    fn streams(&self, _: &TypeContext<'_>) -> Streams {
        Streams::not("normalizes the numbers of all frames together")
    }

    fn meaning(&self, _: &TypeContext<'_>) -> Rule {
        Rule::Is(Kind::Logits)
    }

    fn has_parameters(&self) -> bool {
        self.is_affine
    }

    fn tensors(&self, context: &TypeContext<'_>) -> Option<Vec<TensorSpec>> {
        let names: &[_] = if self.is_affine { &["weight", "bias"] } else { &[] };
        let channels = context.channels(0);
        Some(names.iter().map(|name| TensorSpec::trained(name, vec![channels.clone()])).collect())
    }

    fn keeps_shape(&self) -> bool {
        true
    }
}

/// The groups do not divide the channels.
fn divided(given: &Given<'_>, groups: &Size) -> Option<Problem> {
    let (step, count, channels) = (given.step, groups.known()?, given.inputs[0].channels()?.known()?);
    let rest = channels.checked_rem(count)?;
    if rest == 0 {
        return None;
    }
    let what = format!(
        "`{step}` has {count} groups, into which the {channels} channels of its input cannot be divided: \
         {channels}/{count} leaves {rest}"
    );
    let divisors = (1..=channels).filter(|divisor| channels.is_multiple_of(*divisor));
    let nearest = divisors.min_by_key(|divisor| divisor.abs_diff(count)).unwrap_or(1);
    let help = format!("write a number of groups that divides {channels}, such as `GroupNorm<{nearest}>`");
    Some(Problem::new(what, help, &[0]).at(groups.span()))
}

/// Each group is a single number, which is its own mean.
fn single_numbers(given: &Given<'_>, groups: &Size) -> Option<Problem> {
    let (step, giver, input) = (given.step, &given.givers[0], &given.inputs[0]);
    if input.try_features().ok()?.known()? != groups.known()? {
        return None;
    }
    let what = format!(
        "`{step}` normalises single numbers: `{giver}` gives {input}, {groups} numbers in {groups} groups, and a number \
         less its mean is always 0"
    );
    Some(Problem::new(what, "use fewer groups, or `LayerNorm` over all features", &[0]))
}

/// The claim that the groups divide the channels, where only the compiler knows the numbers. The
/// library checks it where a const parameter has a part in it.
fn claim(given: &Given<'_>, groups: &Size) -> Option<Claim> {
    let channels = given.inputs[0].channels()?;
    let is_left = groups.known_to().and(channels.known_to()) == KnownTo::Compiler;
    is_left.then(|| Claim::Divides {
        step: given.step.to_owned(),
        what: "channels of its input",
        size: channels,
        groups: groups.clone(),
    })
}
