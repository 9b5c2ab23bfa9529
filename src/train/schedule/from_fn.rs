//! Any function as a schedule.

use crate::train::schedule::Schedule;

/// A function of the count (`LambdaLR`).
///
/// ```
/// use netwright::train::schedule::{FromFn, Schedule};
///
/// let schedule = FromFn(|epoch| if epoch < 3 { 1.0 } else { 0.1 }).warm_up(2);
/// assert_eq!(schedule.simulate(6), [0.5, 1.0, 1.0, 1.0, 1.0, 0.1]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct FromFn<F>(pub F);

impl<F: Fn(usize) -> f64> Schedule for FromFn<F> {
    fn factor(&self, count: usize) -> f64 {
        (self.0)(count)
    }
}
