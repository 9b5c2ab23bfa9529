//! `Group`: settings of some of the tensors.

use crate::error::Error;
use crate::optim::pattern::{names, nearest_name};
use crate::optim::settings::{require, require_decay, require_kept, require_rate, require_size};
use crate::parameters::{Schema, TensorSpec};
use crate::scalar::Real;
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Arguments, Display};

/// Settings of the tensors that a pattern names; the others are those of the optimiser.
///
/// ```
/// use netwright::optim::{Group, pattern};
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Net {
///     hidden: Linear<3>,
///     tanh: Tanh,
///     out: Linear<1>,
/// }
///
/// let mut sgd = Sgd::new(0.5)
///     .weight_decay(0.1)
///     .group(pattern!(Net, "*.bias"), Group::new().weight_decay(0.0)) // decays weights only
///     .group(pattern!(Net, "hidden.*"), Group::new().rate_factor(0.1))
///     .freeze(pattern!(Net, "hidden.bias"));
///
/// let (mut net, mut gradients) = (Net::zeros(), Net::zeros());
/// gradients.as_mut_slice().fill(1.0);
/// sgd.step(&mut net, &gradients);
/// assert_eq!((net.hidden.weight[(0, 0)], net.hidden.bias[0]), (-0.05, 0.0));
/// assert_eq!((net.out.weight[(0, 0)], net.out.bias[0]), (-0.5, -0.5));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Group {
    rate: Option<Rate>,
    weight_decay: Option<f64>,
    l1: Option<f64>,
    max_norm: Option<f64>,
    frozen: Option<bool>,
}

/// The learning rate of a group.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Rate {
    /// Times that of the optimiser.
    Factor(f64),
    /// A rate of its own, as long as the optimiser's is what it was at first.
    Own(f64),
}

impl Group {
    /// No settings of its own.
    #[must_use]
    pub const fn new() -> Self {
        Group { rate: None, weight_decay: None, l1: None, max_norm: None, frozen: None }
    }

    /// Multiplies the learning rate of the optimiser, at every step.
    #[must_use]
    pub const fn rate_factor(self, factor: f64) -> Self {
        Group { rate: Some(Rate::Factor(factor)), ..self }
    }

    /// Has a learning rate of its own, PyTorch's `lr` of a group. A schedule that multiplies the
    /// optimiser's multiplies this one by the same factor.
    #[must_use]
    pub const fn learning_rate(self, learning_rate: f64) -> Self {
        Group { rate: Some(Rate::Own(learning_rate)), ..self }
    }

    /// Sets the weight decay, which is 0 for none.
    #[must_use]
    pub const fn weight_decay(self, weight_decay: f64) -> Self {
        Group { weight_decay: Some(weight_decay), ..self }
    }

    /// Sets the factor of the L1 penalty, which is 0 for none.
    #[must_use]
    pub const fn l1(self, factor: f64) -> Self {
        Group { l1: Some(factor), ..self }
    }

    /// Sets the largest norm of a unit's incoming weights, which is infinite for none.
    #[must_use]
    pub const fn max_norm(self, norm: f64) -> Self {
        Group { max_norm: Some(norm), ..self }
    }

    /// Leaves the tensors as they are, or trains them again.
    #[must_use]
    pub const fn frozen(self, frozen: bool) -> Self {
        Group { frozen: Some(frozen), ..self }
    }

    /// The settings of a group that comes after this one, and those of this one that it lacks.
    fn then(self, later: Group) -> Group {
        Group {
            rate: later.rate.or(self.rate),
            weight_decay: later.weight_decay.or(self.weight_decay),
            l1: later.l1.or(self.l1),
            max_norm: later.max_norm.or(self.max_norm),
            frozen: later.frozen.or(self.frozen),
        }
    }
}

/// The settings of each tensor, after all groups.
pub(super) struct Groups {
    /// The settings of a tensor that no group names.
    pub(super) base: Group,
    /// The settings of each tensor that are not those above; empty without groups.
    tensors: Vec<Group>,
    /// The first learning rate of the optimiser.
    first_rate: f64,
    /// Patterns that name nothing.
    unknown: Vec<String>,
}

/// The settings of one tensor.
#[derive(Clone, Copy, Debug)]
pub(super) struct TensorSettings {
    pub(super) learning_rate: f64,
    pub(super) weight_decay: f64,
    pub(super) l1: f64,
    pub(super) max_norm: f64,
    pub(super) frozen: bool,
}

impl Groups {
    pub(super) fn new(first_rate: f64) -> Self {
        Groups { base: Group::new(), tensors: Vec::new(), first_rate, unknown: Vec::new() }
    }

    /// Adds a group, whose settings take the place of those of earlier ones.
    pub(super) fn add(&mut self, schema: &'static Schema, pattern: &str, group: Group) {
        let mut is_known = false;
        self.tensors.resize(schema.tensors().len(), Group::new());
        for (settings, tensor) in self.tensors.iter_mut().zip(schema.tensors()) {
            if names(pattern, &tensor) {
                *settings = settings.then(group);
                is_known = true;
            }
        }
        if !is_known {
            self.unknown.push(pattern.to_owned());
        }
    }

    /// The settings of a tensor by its number, at a learning rate of the optimiser.
    pub(super) fn settings(&self, tensor: usize, learning_rate: f64) -> TensorSettings {
        let group = self.base.then(self.tensors.get(tensor).copied().unwrap_or_default());
        let rate = match group.rate {
            None => learning_rate,
            Some(Rate::Factor(factor)) => factor * learning_rate,
            // Not rounded, and not a quotient of zeros.
            Some(Rate::Own(rate)) if learning_rate == self.first_rate => rate,
            Some(Rate::Own(rate)) => rate * (learning_rate / self.first_rate),
        };
        TensorSettings {
            learning_rate: rate,
            weight_decay: group.weight_decay.unwrap_or(0.0),
            l1: group.l1.unwrap_or(0.0),
            max_norm: group.max_norm.unwrap_or(f64::INFINITY),
            frozen: group.frozen.unwrap_or(false),
        }
    }

    /// The tensors that are trained, by their numbers, with their settings.
    pub(super) fn trained(
        &self,
        schema: &'static Schema,
        learning_rate: f64,
    ) -> impl Iterator<Item = (usize, TensorSpec, TensorSettings)> {
        schema
            .tensors()
            .enumerate()
            .filter(|(_, tensor)| tensor.is_trainable())
            .map(move |(number, tensor)| (number, tensor, self.settings(number, learning_rate)))
            .filter(|(_, _, settings)| !settings.frozen)
    }

    /// The settings that differ from each other: those of the optimiser, and those of all groups.
    pub(super) fn all(&self, learning_rate: f64) -> impl Iterator<Item = TensorSettings> {
        // Behind the last tensor there is none of a group.
        (0..=self.tensors.len()).map(move |number| self.settings(number, learning_rate))
    }

    /// Shows each setting: that of the optimiser, and those of tensors that a group has changed.
    /// Groups are equal if they give each tensor the same, in whatever patterns.
    pub(super) fn describe(&self, schema: &'static Schema, show: &mut dyn FnMut(&str, Arguments<'_>)) {
        for (name, text) in SETTINGS {
            show(name, format_args!("{}", OfAll { groups: self, schema, text }));
        }
    }

    /// Refuses patterns that name nothing, and settings that make no sense.
    pub(super) fn validate<T: Real>(
        &self,
        schema: &'static Schema,
        network: &'static str,
        learning_rate: f64,
    ) -> Result<(), Error> {
        if let Some(pattern) = self.unknown.first() {
            let nearest = nearest_name(pattern, schema);
            return Err(Error::NoSuchTensor { pattern: pattern.clone(), network, nearest });
        }
        self.all(learning_rate).try_for_each(|settings| settings.validate::<T>())
    }
}

/// The settings of a group by name, each as a text.
const SETTINGS: [(&str, SettingText); 5] = [
    ("rate", |group, f| match group.rate {
        None => f.write_str("that of the optimiser"),
        Some(Rate::Factor(factor)) => write!(f, "{factor:?} times that of the optimiser"),
        Some(Rate::Own(rate)) => write!(f, "{rate:?}"),
    }),
    ("weight_decay", |group, f| write!(f, "{:?}", group.weight_decay.unwrap_or(0.0))),
    ("l1", |group, f| write!(f, "{:?}", group.l1.unwrap_or(0.0))),
    ("max_norm", |group, f| write!(f, "{:?}", group.max_norm.unwrap_or(f64::INFINITY))),
    ("frozen", |group, f| write!(f, "{}", group.frozen.unwrap_or(false))),
];

/// Writes one setting of a group.
type SettingText = fn(&Group, &mut fmt::Formatter<'_>) -> fmt::Result;

/// One setting of all tensors, as text: `0.1 (hidden.bias: 0.0, out.bias: 0.0)`.
struct OfAll<'g> {
    groups: &'g Groups,
    schema: &'static Schema,
    text: SettingText,
}

/// One setting of some tensors, as text.
struct OfGroup<'g>(&'g Group, SettingText);

impl Display for OfGroup<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.1)(self.0, f)
    }
}

impl Display for OfAll<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let OfAll { groups: Groups { base, tensors, .. }, schema, text } = *self;
        let general = OfGroup(base, text).to_string();
        f.write_str(&general)?;
        let mut separator = " (";
        for (tensor, group) in schema.tensors().zip(tensors).filter(|(tensor, _)| tensor.is_trainable()) {
            let special = OfGroup(&base.then(*group), text).to_string();
            if special != general {
                write!(f, "{separator}{}: {special}", tensor.path())?;
                separator = ", ";
            }
        }
        f.write_str(if separator == ", " { ")" } else { "" })
    }
}

impl TensorSettings {
    fn validate<T: Real>(&self) -> Result<(), Error> {
        require_rate::<T>(self.learning_rate)?;
        require_decay::<T>(self.weight_decay)?;
        require_size::<T>("the factor of the L1 penalty", self.l1)?;
        require("the largest norm of weights", "above 0", self.max_norm, self.max_norm > 0.0)?;
        if self.max_norm.is_finite() { require_kept::<T>("the largest norm of weights", self.max_norm) } else { Ok(()) }
    }
}
