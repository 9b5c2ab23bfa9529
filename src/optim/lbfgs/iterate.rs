//! The iterations of a step, over slices: they do not depend on the network.

use super::LbfgsReport;
use super::line_search::{Point, strong_wolfe};
use super::memory::Memory;
use crate::error::Error;
use crate::kernel::abs_sum::abs_sum;
use crate::kernel::vectors::{add, dot};
use crate::optim::StateVisitor;
use crate::optim::settings::require;
use crate::optim::state::visit_numbers;
use crate::parameters::Schema;
use crate::scalar::Real;
use alloc::vec;
use alloc::vec::Vec;

/// The settings of a step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    pub(super) learning_rate: f64,
    pub(super) iterations: usize,
    pub(super) evaluations: Option<usize>,
    pub(super) gradient_tolerance: f64,
    pub(super) change_tolerance: f64,
    pub(super) history: usize,
    pub(super) is_step_fixed: bool,
}

impl Plan {
    pub(super) const DEFAULT: Plan = Plan {
        learning_rate: 1.0,
        iterations: 20,
        evaluations: None,
        gradient_tolerance: 1e-7,
        change_tolerance: 1e-9,
        history: 100,
        is_step_fixed: false,
    };

    fn evaluations(&self) -> usize {
        self.evaluations.unwrap_or(self.iterations.saturating_mul(5) / 4)
    }

    #[allow(clippy::cast_precision_loss)] // Only 0 is wrong.
    pub(super) fn validate(&self) -> Result<(), Error> {
        let least_one = |name, found: usize| require(name, "at least 1", found as f64, found > 0);
        least_one("the number of iterations", self.iterations)?;
        least_one("the number of evaluations", self.evaluations.unwrap_or(1))?;
        least_one("the history of L-BFGS", self.history)?;
        let tolerance = |name, found: f64| require(name, "at least 0", found, found >= 0.0);
        tolerance("the tolerance of the gradient", self.gradient_tolerance)?;
        tolerance("the tolerance of changes", self.change_tolerance)
    }
}

/// The loss as a function of parameters.
pub(super) trait Objective<T> {
    fn parameters(&mut self) -> &mut [T];

    /// Returns the loss and its gradient, which is zero where parameters are not trained.
    fn evaluate(&mut self) -> Result<(f64, Vec<T>), Error>;
}

/// Everything that the iterations so far have learned.
pub(super) struct Knowledge<T> {
    /// The number of iterations.
    count: u64,
    memory: Memory<T>,
    /// The direction of the last iteration, the gradient before it, and the length of its step.
    direction: Vec<T>,
    gradient: Vec<T>,
    length: f64,
}

impl<T: Real> Knowledge<T> {
    pub(super) fn new(parameters: usize) -> Self {
        let zeros = || vec![T::default(); parameters];
        Knowledge { count: 0, memory: Memory::new(), direction: zeros(), gradient: zeros(), length: 0.0 }
    }

    pub(super) fn visit(&mut self, visitor: &mut dyn StateVisitor, schema: &'static Schema) {
        visitor.counter("iterations", &mut self.count);
        visitor.number("length", &mut self.length);
        visit_numbers(visitor, "direction", schema, &mut self.direction);
        visit_numbers(visitor, "gradient", schema, &mut self.gradient);
        self.memory.visit(visitor, self.direction.len());
    }

    /// Begins an iteration at a point with this gradient: learns from the last one, and chooses a
    /// direction.
    fn begin(&mut self, gradient: &[T], plan: &Plan) {
        self.count += 1;
        if self.count > 1 {
            let length = T::from_double(self.length);
            let step = self.direction.iter().map(|d| *d * length).collect();
            let change = gradient.iter().zip(&self.gradient).map(|(new, old)| *new - *old).collect();
            self.memory.add(step, change, plan.history);
        }
        self.direction = self.memory.direction(gradient);
        self.gradient.copy_from_slice(gradient);
        // Without knowledge of the curvature, the first step is no longer than 1 in all.
        let share = if self.count == 1 { (1.0 / abs_sum(gradient)).min(1.0) } else { 1.0 };
        self.length = share * plan.learning_rate;
    }
}

/// The loss and its gradient at the parameters.
struct Here<T> {
    loss: f64,
    gradient: Vec<T>,
}

/// Takes a step.
pub(super) fn iterate<T: Real>(
    plan: &Plan,
    known: &mut Knowledge<T>,
    objective: &mut dyn Objective<T>,
) -> Result<LbfgsReport, Error> {
    let (loss, gradient) = objective.evaluate()?;
    let mut here = Here { loss, gradient };
    let mut report = LbfgsReport { first_loss: loss, loss, iterations: 0, evaluations: 1, is_converged: false };
    report.is_converged = largest(&here.gradient) <= plan.gradient_tolerance;
    while !report.is_converged {
        report.iterations += 1;
        known.begin(&here.gradient, plan);
        let slope = dot(&here.gradient, &known.direction);
        if slope > -plan.change_tolerance {
            report.is_converged = true;
            break;
        }
        let is_last = report.iterations == plan.iterations;
        let start = objective.parameters().to_vec();
        let moved = if plan.is_step_fixed {
            go(known, objective, &start, is_last)
        } else {
            search(known, objective, &start, &here, slope, plan)
        };
        let (now, evaluations) = moved.inspect_err(|_| objective.parameters().copy_from_slice(&start))?;
        report.evaluations += evaluations;
        if let Some(now) = now {
            let moved = largest(&known.direction) * known.length.abs();
            report.is_converged = largest(&now.gradient) <= plan.gradient_tolerance
                || moved <= plan.change_tolerance
                || (now.loss - here.loss).abs() < plan.change_tolerance;
            here = now;
            report.loss = here.loss;
        }
        if is_last || report.evaluations >= plan.evaluations() {
            break;
        }
    }
    Ok(report)
}

/// The loss where an iteration has gone, unless it was not evaluated, and the number of
/// evaluations.
type Moved<T> = Result<(Option<Here<T>>, usize), Error>;

/// Goes by the fixed length. After the last iteration the loss is not needed.
fn go<T: Real>(known: &Knowledge<T>, objective: &mut dyn Objective<T>, start: &[T], is_last: bool) -> Moved<T> {
    place(objective, start, known.length, &known.direction);
    if is_last {
        return Ok((None, 0));
    }
    let (loss, gradient) = objective.evaluate()?;
    Ok((Some(Here { loss, gradient }), 1))
}

/// Goes by the length that a search finds, and keeps it.
fn search<T: Real>(
    known: &mut Knowledge<T>,
    objective: &mut dyn Objective<T>,
    start: &[T],
    here: &Here<T>,
    slope: f64,
    plan: &Plan,
) -> Moved<T> {
    let mut evaluations = 0;
    let direction = &known.direction;
    let mut evaluate = |step: f64| {
        evaluations += 1;
        place(objective, start, step, direction);
        let (loss, gradient) = match objective.evaluate() {
            Err(Error::LossNotFinite { .. }) => (f64::INFINITY, Vec::new()),
            result => result?,
        };
        let slope = dot(&gradient, direction);
        // A gradient that is not finite is as useless as a loss that is not.
        let loss = if slope.is_finite() { loss } else { f64::INFINITY };
        Ok(Point { step, loss, slope, gradient })
    };
    let first = Point { step: 0.0, loss: here.loss, slope, gradient: here.gradient.clone() };
    let found = strong_wolfe(&first, known.length, largest(direction), plan.change_tolerance, &mut evaluate)?;
    place(objective, start, found.step, direction);
    known.length = found.step;
    Ok((Some(Here { loss: found.loss, gradient: found.gradient }), evaluations))
}

/// Sets the parameters to `start + step·direction`.
fn place<T: Real>(objective: &mut dyn Objective<T>, start: &[T], step: f64, direction: &[T]) {
    let parameters = objective.parameters();
    parameters.copy_from_slice(start);
    add(step, direction, parameters);
}

/// The largest absolute value.
fn largest<T: Real>(values: &[T]) -> f64 {
    values.iter().fold(0.0, |most, value| value.to_double().abs().max(most))
}
