//! `Descent`: an optimiser made of a rule for one tensor.

use crate::error::Error;
use crate::kernel::abs_sum::abs_sum;
use crate::network::Network;
use crate::optim::clip::Clipping;
use crate::optim::group::{Group, Groups};
use crate::optim::penalty::penalty;
use crate::optim::rule::{MAX_MOMENTS, Rule};
use crate::optim::step::DescentStep;
use crate::optim::{Magnitudes, Optimizer, Settings, State, StateVisitor, visit_network};
use alloc::boxed::Box;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt::Arguments;

/// An optimiser of the network `N` that moves each tensor by the rule `R`.
///
/// [`Sgd`](crate::optim::Sgd), [`Adam`](crate::optim::Adam) and the others are such optimisers;
/// with a [`Rule`] of your own [`with_rule`](Self::with_rule) makes another one.
///
/// The moments of the rule have the type of the network, so that those of one network cannot be
/// applied to another.
///
/// # One step
///
/// For all tensors that are trained, with the learning rate `r` of the tensor:
///
/// 1. the gradient is clipped, by [norm](Self::clip_norm) and then by [value](Self::clip_value);
/// 2. [weight decay](Self::weight_decay), where it is decoupled: `w = (1 - r·d)·w`;
/// 3. the rule moves the parameters, and adds other weight decay to the gradient;
/// 4. the [L1 penalty](Self::l1): each parameter moves towards 0 by `r·l1`, at most to 0;
/// 5. the rows of weights are [bounded](Self::max_norm).
///
/// # Groups
///
/// Decay and penalties hold for **all** parameters, biases too, as PyTorch's `weight_decay`; the
/// bound of rows is for weights only. A [`group`](Self::group) has settings of its own for the
/// tensors that a pattern names.
pub struct Descent<R, N> {
    rule: R,
    learning_rate: f64,
    is_decoupled: bool,
    groups: Groups,
    clipping: Clipping,
    steps: u64,
    /// The number of steps that each tensor has taken, by its number.
    tensor_steps: Vec<u64>,
    moments: Vec<Box<N>>,
    memory: StepMemory<N>,
}

/// Memory that steps work in.
struct StepMemory<N> {
    /// The gradients after clipping.
    clipped: Option<Box<N>>,
    /// A number for each row of a weight.
    rows: Vec<f64>,
}

impl<R: Rule, N: Network> Descent<R, N> {
    /// Creates an optimiser with the rule `rule`. Its moments are allocated here.
    #[must_use]
    pub fn with_rule(learning_rate: f64, rule: R) -> Self {
        let descent = Descent {
            rule,
            learning_rate,
            is_decoupled: R::DECOUPLED,
            groups: Groups::new(learning_rate),
            clipping: Clipping::NONE,
            steps: 0,
            tensor_steps: vec![0; N::SCHEMA.tensors().len()],
            moments: Vec::new(),
            memory: StepMemory { clipped: None, rows: Vec::new() },
        };
        descent.map_rule(|rule| rule)
    }

    /// Sets the weight decay of all parameters.
    ///
    /// It is the factor `d` of the L2 penalty `d/2·|w|²` on the loss, whose gradient `d·w` the rule
    /// takes with that of the loss. For [`AdamW`](crate::optim::AdamW),
    /// [`Lion`](crate::optim::Lion), and with [`decoupled`](Self::decoupled), parameters are
    /// multiplied by `1 - r·d` instead.
    #[must_use]
    pub fn weight_decay(self, weight_decay: f64) -> Self {
        self.map_base(|base| base.weight_decay(weight_decay))
    }

    /// Decouples weight decay from the gradient: before each step, parameters are multiplied by
    /// `1 - r·d`, with the learning rate `r`, so that running means of the gradient do not see it.
    ///
    /// Source: I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", 2019.
    ///
    /// ```
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 1)]
    /// struct Line(Linear<1>);
    ///
    /// let mut sgd = Sgd::new(0.5).weight_decay(0.1).decoupled(); // SGDW
    /// let (mut line, gradients) = (Line::zeros(), Line::zeros());
    /// line.0.bias[0] = 1.0;
    /// sgd.step(&mut line, &gradients);
    /// assert_eq!(line.0.bias[0], 0.95);
    /// ```
    #[must_use]
    pub fn decoupled(self) -> Self {
        Descent { is_decoupled: true, ..self }
    }

    /// Adds the penalty `factor·Σ |w|` of all parameters to the loss.
    ///
    /// Its step is proximal: parameters move towards 0 by `r·factor` after the step of the rule,
    /// with the learning rate `r`, and become exactly 0 where that would go beyond.
    ///
    /// ```
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 2)]
    /// struct Line(Linear<1, NoBias>);
    ///
    /// let mut sgd = Sgd::new(0.5).l1(0.5);
    /// let (mut line, gradients) = (Line::zeros(), Line::zeros());
    /// line.as_mut_slice().copy_from_slice(&[1.0, -0.125]);
    /// assert_eq!(sgd.penalty(&line), 0.5 * 1.125);
    /// sgd.step(&mut line, &gradients);
    /// assert_eq!(line.as_slice(), [0.75, 0.0]);
    /// ```
    #[must_use]
    pub fn l1(self, factor: f64) -> Self {
        self.map_base(|base| base.l1(factor))
    }

    /// Bounds the Euclidean norm of the incoming weights of each unit: after a step, rows of
    /// weights that are longer than `norm` are scaled down to it.
    ///
    /// A row has the first index of a weight `[out, in, ..]` fixed. Biases and other tensors are
    /// not bounded.
    #[must_use]
    pub fn max_norm(self, norm: f64) -> Self {
        self.map_base(|base| base.max_norm(norm))
    }

    /// Gives settings of their own to the parameters that a pattern names, `*.bias`, in which `*`
    /// stands for any text. The macro [`pattern!`](macro@crate::optim::pattern) has the compiler
    /// check that there are any; [`validate`](Settings::validate) finds it out otherwise.
    ///
    /// Where several groups name one tensor, the last one holds, for each setting on its own.
    /// Settings that no group has are those of the optimiser.
    #[must_use]
    pub fn group(mut self, pattern: &str, group: Group) -> Self {
        self.groups.add(N::SCHEMA, pattern, group);
        self
    }

    /// Leaves the parameters as they are that a pattern names: a [group](Self::group) that is
    /// [`frozen`](Group::frozen). Their moments and steps stay as they are too, and their gradients
    /// do not count for clipping.
    ///
    /// A tensor that is declared with `#[freeze]` stays frozen in any case, and costs no gradient.
    #[must_use]
    pub fn freeze(self, pattern: &str) -> Self {
        self.group(pattern, Group::new().frozen(true))
    }

    /// Trains the parameters again that a pattern names, after [`freeze`](Self::freeze).
    #[must_use]
    pub fn unfreeze(self, pattern: &str) -> Self {
        self.group(pattern, Group::new().frozen(false))
    }

    /// Clips the gradients of a step by their norm, over all tensors that are trained: PyTorch's
    /// `clip_grad_norm_`. See [`Clip`](crate::optim::Clip) for the equation. The gradients
    /// themselves are left as they are.
    #[must_use]
    pub fn clip_norm(self, max_norm: f64) -> Self {
        self.clip(|clipping| Clipping { norm: max_norm, ..clipping })
    }

    /// Clips each number of the gradients of a step to the range from `-max` to `max`: PyTorch's
    /// `clip_grad_value_`. The gradients themselves are left as they are.
    #[must_use]
    pub fn clip_value(self, max: f64) -> Self {
        self.clip(|clipping| Clipping { value: max, ..clipping })
    }

    /// Returns the number of steps taken.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Returns the moments of the rule, a number for each parameter of the network.
    #[must_use]
    pub fn moments(&self) -> &[Box<N>] {
        &self.moments
    }

    /// Changes settings of the rule, which may then have another number of moments.
    #[must_use]
    pub(super) fn map_rule(mut self, change: impl FnOnce(R) -> R) -> Self {
        self.rule = change(self.rule);
        let count = self.rule.moments();
        debug_assert!(count <= MAX_MOMENTS, "a rule has at most {MAX_MOMENTS} moments");
        self.moments.resize_with(count.min(MAX_MOMENTS), bytemuck::zeroed_box);
        self
    }

    fn map_base(mut self, change: impl FnOnce(Group) -> Group) -> Self {
        self.groups.base = change(self.groups.base);
        self
    }

    fn clip(mut self, change: impl FnOnce(Clipping) -> Clipping) -> Self {
        self.clipping = change(self.clipping);
        self.memory.clipped.get_or_insert_with(bytemuck::zeroed_box);
        self
    }

    /// The factor of the L2 penalty where the weight decay is `weight_decay`.
    fn l2(&self, weight_decay: f64) -> f64 {
        if self.is_decoupled { 0.0 } else { weight_decay }
    }
}

impl<R: Rule, N: Network> Optimizer<N> for Descent<R, N> {
    fn step(&mut self, network: &mut N, gradients: &N) {
        self.steps += 1;
        let mut moments: [&mut [N::Scalar]; MAX_MOMENTS] = Default::default();
        for (slice, moment) in moments.iter_mut().zip(&mut self.moments) {
            *slice = moment.as_mut_slice();
        }
        let step = DescentStep {
            rule: &self.rule,
            learning_rate: self.learning_rate,
            is_decoupled: self.is_decoupled,
            groups: &self.groups,
            clipping: self.clipping,
            tensor_steps: &mut self.tensor_steps,
            gradients: gradients.as_slice(),
            clipped: self.memory.clipped.as_mut().map_or(&mut [], |clipped| clipped.as_mut_slice()),
            parameters: network.as_mut_slice(),
            moments,
            rows: &mut self.memory.rows,
        };
        step.take(N::SCHEMA);
    }

    fn penalty(&self, network: &N) -> f64 {
        let trained = self.groups.trained(N::SCHEMA, self.learning_rate);
        let penalties = trained
            .map(|(_, tensor, settings)| penalty(self.l2(settings.weight_decay), settings.l1, network.values(&tensor)));
        penalties.sum()
    }

    fn state_magnitude(&self) -> f64 {
        self.moments.iter().fold(0.0, |most, moment| most.max(abs_sum(moment.as_slice())))
    }

    fn foresee(&self, now: Magnitudes) -> Magnitudes {
        // The largest settings of any tensor bound the step of each.
        let (mut rate, mut l2, mut growth) = (0.0_f64, 0.0_f64, 1.0_f64);
        for settings in self.groups.all(self.learning_rate) {
            rate = rate.max(settings.learning_rate);
            l2 = l2.max(self.l2(settings.weight_decay));
            if self.is_decoupled {
                growth = growth.max((1.0 - settings.learning_rate * settings.weight_decay).abs());
            }
        }
        // Clipping, the L1 penalty and bounds of rows make numbers smaller.
        let parameter = growth * now.parameter;
        let gradient = now.gradient + l2 * now.parameter;
        let then = self.rule.foresee(rate, Magnitudes { gradient, parameter, ..now });
        Magnitudes { gradient: now.gradient, ..then }
    }
}

/// Lets an optimiser of `N` step a `Box<N>`, which is what `init` returns:
/// `sgd.step(&mut net, &gradients)`.
impl<R: Rule, N: Network> Optimizer<Box<N>> for Descent<R, N> {
    fn step(&mut self, network: &mut Box<N>, gradients: &Box<N>) {
        Optimizer::<N>::step(self, network, gradients);
    }

    fn penalty(&self, network: &Box<N>) -> f64 {
        Optimizer::<N>::penalty(self, network)
    }
}

/// The kind of the rule, its learning rate, which schedules move, steps and moments.
impl<R: Rule, N: Network> State for Descent<R, N> {
    fn visit(&mut self, visitor: &mut dyn StateVisitor) {
        visitor.label("rule", R::NAME);
        visitor.number("learning_rate", &mut self.learning_rate);
        visitor.counter("steps", &mut self.steps);
        for (tensor, steps) in N::SCHEMA.tensors().zip(&mut self.tensor_steps) {
            if tensor.is_trainable() {
                visitor.counter(&format!("steps.{}", tensor.path()), steps);
            }
        }
        for (number, moment) in (1..).zip(&mut self.moments) {
            visit_network(visitor, &format!("moment{number}"), &mut **moment);
        }
    }
}

impl<R: Rule, N: Network> Settings for Descent<R, N> {
    fn learning_rate(&self) -> f64 {
        self.learning_rate
    }

    fn set_learning_rate(&mut self, learning_rate: f64) {
        self.learning_rate = learning_rate;
    }

    fn validate(&self) -> Result<(), Error> {
        self.groups.validate::<N::Scalar>(N::SCHEMA, N::NAME, self.learning_rate)?;
        self.clipping.validate::<N::Scalar>()?;
        let mut rates = self.groups.all(self.learning_rate).map(|settings| settings.learning_rate);
        rates.try_for_each(|rate| self.rule.validate::<N::Scalar>(rate))
    }

    fn describe(&self, show: &mut dyn FnMut(&str, Arguments<'_>)) {
        self.rule.describe(show);
        show("decoupled", format_args!("{}", self.is_decoupled));
        self.groups.describe(N::SCHEMA, show);
        self.clipping.describe(show);
    }
}
