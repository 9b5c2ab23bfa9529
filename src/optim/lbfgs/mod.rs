//! `Lbfgs`: a quasi-Newton method for full batches.

mod iterate;
mod line_search;
mod memory;

use crate::error::Error;
use crate::network::Network;
use crate::optim::group::{Group, Groups};
use crate::optim::{Settings, State, StateVisitor};
use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::marker::PhantomData;
use iterate::{Knowledge, Objective, Plan, iterate};

/// L-BFGS, as PyTorch's: from the last steps and what they changed in the gradient, it learns how
/// the loss curves, and steps to where it expects the minimum.
///
/// It is for a loss that is the same function of the parameters at each evaluation, that of all
/// samples, and converges in tens of steps where descent takes thousands. It looks at the loss
/// several times in a step, and so it is no [`Optimizer`](crate::optim::Optimizer): a step has a
/// function that computes the loss and its gradient.
/// [`minimize`](crate::train::Trainable::minimize) is that for a loss and a data set.
///
/// With the gradient `g` and the approximation `H` of the inverse Hessian, which the last
/// [`history`](Self::history) pairs of steps `s` and changes of the gradient `y` define, an
/// iteration is
///
/// ```text
/// d = -H·g            w = w + t·d        s = t·d         y = g_new - g
/// ```
///
/// where the length `t` fulfils the strong Wolfe conditions, or is the learning rate with
/// [`fixed_step`](Self::fixed_step). The first iteration, which knows nothing about curvature, goes
/// along `-g` with `t = rate·min(1, 1/Σ|g|)`, or begins its search there.
///
/// PyTorch's default is the fixed step; ours is the search, since a fixed step need not make the
/// loss smaller.
///
/// Sources: D. Liu and J. Nocedal, "On the limited memory BFGS method for large scale
/// optimization", 1989; J. Nocedal and S. Wright, "Numerical optimization", 2nd edition, 2006,
/// chapters 3 and 7.
///
/// ```
/// use netwright::optim::Lbfgs;
/// use netwright::prelude::*;
///
/// #[network(input = 1)]
/// struct Line(Linear<1>);
///
/// let data = Dataset::new(&[[0.0], [1.0], [2.0]], &[[1.0], [3.0], [5.0]])?; // y = 2·x + 1
/// let mut line = Line::<f64>::zeros();
/// let report = line.minimize(&mut Lbfgs::new(), &Mse, &data)?;
/// assert!(report.loss < 1e-8 && report.evaluations < 25);
/// assert!((line.predict(&[10.0])[0] - 21.0).abs() < 1e-3);
/// # Ok::<(), netwright::Error>(())
/// ```
pub struct Lbfgs<N: Network> {
    plan: Plan,
    groups: Groups,
    known: Knowledge<N::Scalar>,
    network: PhantomData<fn(N)>,
}

/// The course of a step of [`Lbfgs`].
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct LbfgsReport {
    /// The loss at the beginning.
    pub first_loss: f64,
    /// The loss at the last evaluation: that of the network now, except with a fixed step.
    pub loss: f64,
    /// The number of iterations.
    pub iterations: usize,
    /// The number of evaluations of the loss.
    pub evaluations: usize,
    /// True if there was nothing more to gain: the gradient is 0, or the last iteration changed
    /// nothing, within the tolerances.
    pub is_converged: bool,
}

impl<N: Network> Lbfgs<N> {
    /// L-BFGS of 20 iterations a step and a history of 100, with a line search, a learning rate of
    /// 1, and PyTorch's tolerances.
    #[must_use]
    pub fn new() -> Self {
        Lbfgs {
            plan: Plan::DEFAULT,
            groups: Groups::new(Plan::DEFAULT.learning_rate),
            known: Knowledge::new(N::LEN),
            network: PhantomData,
        }
    }

    /// Sets the learning rate: the length of a fixed step, or the first one that is tried.
    #[must_use]
    pub fn learning_rate(self, learning_rate: f64) -> Self {
        self.plan(|plan| Plan { learning_rate, ..plan })
    }

    /// Sets the most iterations of a step, PyTorch's `max_iter`.
    #[must_use]
    pub fn iterations(self, iterations: usize) -> Self {
        self.plan(|plan| Plan { iterations, ..plan })
    }

    /// Sets the number of evaluations after which a step begins no other iteration, PyTorch's
    /// `max_eval`; 5/4 of the iterations at first.
    #[must_use]
    pub fn evaluations(self, evaluations: usize) -> Self {
        self.plan(|plan| Plan { evaluations: Some(evaluations), ..plan })
    }

    /// Sets the number of past iterations that are remembered, PyTorch's `history_size`. Each takes
    /// the memory of two networks.
    #[must_use]
    pub fn history(self, history: usize) -> Self {
        self.plan(|plan| Plan { history, ..plan })
    }

    /// Ends a step where no number of the gradient is larger: PyTorch's `tolerance_grad`.
    #[must_use]
    pub fn gradient_tolerance(self, tolerance: f64) -> Self {
        self.plan(|plan| Plan { gradient_tolerance: tolerance, ..plan })
    }

    /// Ends a step where an iteration has moved no parameter by more, or has changed the loss by
    /// less: PyTorch's `tolerance_change`.
    #[must_use]
    pub fn change_tolerance(self, tolerance: f64) -> Self {
        self.plan(|plan| Plan { change_tolerance: tolerance, ..plan })
    }

    /// Goes by the learning rate in each iteration, without a search.
    #[must_use]
    pub fn fixed_step(self) -> Self {
        self.plan(|plan| Plan { is_step_fixed: true, ..plan })
    }

    /// Leaves the parameters as they are that a pattern names, as
    /// [`Descent::freeze`](crate::optim::Descent::freeze) does.
    #[must_use]
    pub fn freeze(mut self, pattern: &str) -> Self {
        self.groups.add(N::SCHEMA, pattern, Group::new().frozen(true));
        self
    }

    /// Takes a step: some iterations, from what earlier steps have learned.
    ///
    /// `evaluate` returns the loss of a network and **adds** its gradient to another one, which is
    /// zero before. It must be the same function each time: a loss of all samples, without dropout
    /// that is drawn anew.
    ///
    /// ```
    /// use netwright::optim::Lbfgs;
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 1)]
    /// struct Pair(Linear<1>);
    ///
    /// /// Rosenbrock's valley, whose minimum is at (1, 1).
    /// fn valley(net: &Pair<f64>, gradients: &mut Pair<f64>) -> Result<f64, netwright::Error> {
    ///     let (a, b) = (net.as_slice()[0], net.as_slice()[1]);
    ///     let (one, two) = (1.0 - a, b - a * a);
    ///     gradients.as_mut_slice().copy_from_slice(&[-2.0 * one - 400.0 * a * two, 200.0 * two]);
    ///     Ok(one * one + 100.0 * two * two)
    /// }
    ///
    /// let mut net = Pair::<f64>::zeros();
    /// let mut lbfgs = Lbfgs::new().iterations(100);
    /// assert!(lbfgs.step(&mut *net, valley)?.is_converged);
    /// assert!(net.as_slice().iter().all(|w| (w - 1.0).abs() < 1e-6));
    /// # Ok::<(), netwright::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`validate`](Settings::validate) and of `evaluate`, after which the network is as
    /// it was before the iteration. In a line search, [`Error::LossNotFinite`] is no error, but a
    /// step that was too long.
    pub fn step(
        &mut self,
        network: &mut N,
        evaluate: impl FnMut(&N, &mut N) -> Result<f64, Error>,
    ) -> Result<LbfgsReport, Error> {
        self.validate()?;
        let gradients = bytemuck::zeroed_box();
        let mut objective = LossOf { network, gradients, evaluate, groups: &self.groups };
        iterate(&self.plan, &mut self.known, &mut objective)
    }

    fn plan(self, change: impl FnOnce(Plan) -> Plan) -> Self {
        Lbfgs { plan: change(self.plan), ..self }
    }
}

impl<N: Network> Default for Lbfgs<N> {
    fn default() -> Self {
        Self::new()
    }
}

/// The loss as a function of the parameters of a network.
struct LossOf<'a, N, E> {
    network: &'a mut N,
    gradients: Box<N>,
    evaluate: E,
    groups: &'a Groups,
}

impl<N: Network, E: FnMut(&N, &mut N) -> Result<f64, Error>> Objective<N::Scalar> for LossOf<'_, N, E> {
    fn parameters(&mut self) -> &mut [N::Scalar] {
        self.network.as_mut_slice()
    }

    fn evaluate(&mut self) -> Result<(f64, Vec<N::Scalar>), Error> {
        self.gradients.zero();
        let loss = (self.evaluate)(self.network, &mut self.gradients)?;
        let mut gradient = vec![N::Scalar::default(); N::LEN];
        for (_, tensor, _) in self.groups.trained(N::SCHEMA, 1.0) {
            gradient[tensor.range()].copy_from_slice(self.gradients.values(&tensor));
        }
        Ok((loss, gradient))
    }
}

/// The learning rate, the number of iterations, and what they have learned.
impl<N: Network> State for Lbfgs<N> {
    fn visit(&mut self, visitor: &mut dyn StateVisitor) {
        visitor.label("rule", "Lbfgs");
        visitor.number("learning_rate", &mut self.plan.learning_rate);
        self.known.visit(visitor, N::SCHEMA);
    }
}

impl<N: Network> Settings for Lbfgs<N> {
    fn learning_rate(&self) -> f64 {
        self.plan.learning_rate
    }

    fn set_learning_rate(&mut self, learning_rate: f64) {
        self.plan.learning_rate = learning_rate;
    }

    fn validate(&self) -> Result<(), Error> {
        self.groups.validate::<N::Scalar>(N::SCHEMA, N::NAME, self.plan.learning_rate)?;
        self.plan.validate()
    }
}
