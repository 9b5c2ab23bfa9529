//! The search for a step that fulfils the strong Wolfe conditions.

use crate::error::Error;
use nalgebra::ComplexField;

/// The share of the decrease that the slope promises, which the loss must make.
const SUFFICIENT_DECREASE: f64 = 1e-4;

/// The share of the first slope that may be left.
const CURVATURE: f64 = 0.9;

/// The most evaluations after the first one.
const MAX_EVALUATIONS: usize = 25;

/// A point on the line that is searched, with the gradient `G` there.
#[derive(Clone)]
pub(super) struct Point<G> {
    /// The length of the step, in units of the direction.
    pub(super) step: f64,
    pub(super) loss: f64,
    /// The derivative of the loss along the direction.
    pub(super) slope: f64,
    pub(super) gradient: G,
}

/// Returns a point whose loss is at most `start.loss + 1e-4·step·start.slope` and whose slope is at
/// most 0.9 times the first one in absolute value, or the best point that was found.
///
/// `first` is the first step that is tried, and `longest` the largest number of the direction. As
/// in PyTorch: steps grow until a minimum must be between two of them, and then the interval is
/// made smaller by cubic interpolation. A loss that is infinite or NaN is too large.
///
/// Source: J. Nocedal and S. Wright, "Numerical optimization", 2nd edition, 2006, algorithms 3.5
/// and 3.6, in the form of M. Schmidt's minFunc.
pub(super) fn strong_wolfe<G: Clone>(
    start: &Point<G>,
    first: f64,
    longest: f64,
    tolerance: f64,
    evaluate: &mut dyn FnMut(f64) -> Result<Point<G>, Error>,
) -> Result<Point<G>, Error> {
    let conditions = Conditions { loss: start.loss, slope: start.slope };
    let mut evaluations = 0;
    let (mut previous, mut new) = (start.clone(), evaluate(first)?);
    let (mut low, mut high) = loop {
        if evaluations == MAX_EVALUATIONS {
            return Ok(ordered(start.clone(), new).0);
        }
        if !conditions.decrease(&new) || (evaluations > 1 && new.loss >= previous.loss) {
            break ordered(previous, new);
        }
        if conditions.flat(&new) {
            return Ok(new);
        }
        if new.slope >= 0.0 {
            break ordered(previous, new);
        }
        let bounds = (new.step + 0.01 * (new.step - previous.step), 10.0 * new.step);
        let step = minimum_of_cubic(&previous, &new, bounds);
        previous = core::mem::replace(&mut new, evaluate(step)?);
        evaluations += 1;
    };
    let mut near_end = false;
    while evaluations < MAX_EVALUATIONS && (high.step - low.step).abs() * longest >= tolerance {
        let (least, most) = (low.step.min(high.step), low.step.max(high.step));
        let step = minimum_of_cubic(&low, &high, (least, most));
        let step = away_from_ends(step, least, most, &mut near_end);
        let new = evaluate(step)?;
        evaluations += 1;
        if !conditions.decrease(&new) || new.loss >= low.loss {
            (low, high) = ordered(low, new);
            continue;
        }
        if conditions.flat(&new) {
            return Ok(new);
        }
        if new.slope * (high.step - low.step) >= 0.0 {
            high = low;
        }
        low = new;
    }
    Ok(low)
}

/// The strong Wolfe conditions, by the loss and the slope at the beginning.
struct Conditions {
    loss: f64,
    slope: f64,
}

impl Conditions {
    /// NaN is no decrease.
    fn decrease<G>(&self, point: &Point<G>) -> bool {
        point.loss <= self.loss + SUFFICIENT_DECREASE * point.step * self.slope
    }

    fn flat<G>(&self, point: &Point<G>) -> bool {
        point.slope.abs() <= -CURVATURE * self.slope
    }
}

/// The point with the lower loss, and the other one.
fn ordered<G>(first: Point<G>, second: Point<G>) -> (Point<G>, Point<G>) {
    // NaN is not lower.
    if second.loss < first.loss { (second, first) } else { (first, second) }
}

/// Keeps a step from the ends of an interval, towards which it has gone twice, or at which it is.
fn away_from_ends(step: f64, least: f64, most: f64, near_end: &mut bool) -> f64 {
    let margin = 0.1 * (most - least);
    if (most - step).min(step - least) >= margin {
        *near_end = false;
        return step;
    }
    *near_end = !(*near_end || step >= most || step <= least);
    if *near_end {
        step
    } else if (step - most).abs() < (step - least).abs() {
        most - margin
    } else {
        least + margin
    }
}

/// Returns the place between two bounds where the cubic through two points, with their slopes, is
/// least; the middle of the bounds if there is none.
fn minimum_of_cubic<G>(first: &Point<G>, second: &Point<G>, (least, most): (f64, f64)) -> f64 {
    let (left, right) = if first.step <= second.step { (first, second) } else { (second, first) };
    let width = right.step - left.step;
    let mean = left.slope + right.slope - 3.0 * (left.loss - right.loss) / (left.step - right.step);
    let square = mean * mean - left.slope * right.slope;
    let middle = (least + most) / 2.0;
    if square.is_nan() || square < 0.0 {
        return middle;
    }
    let root = ComplexField::sqrt(square);
    let step = right.step - width * ((right.slope + root - mean) / (right.slope - left.slope + 2.0 * root));
    if step.is_nan() { middle } else { step.max(least).min(most) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(first: f64, loss: impl Fn(f64) -> f64, slope: impl Fn(f64) -> f64) -> (Point<()>, usize) {
        let mut count = 0;
        let at = |step: f64| Point { step, loss: loss(step), slope: slope(step), gradient: () };
        let mut evaluate = |step: f64| {
            count += 1;
            Ok(at(step))
        };
        let found = strong_wolfe(&at(0.0), first, 1.0, 1e-9, &mut evaluate).expect("no error");
        (found, count)
    }

    #[test]
    fn a_parabola_is_minimised_from_both_sides() {
        for first in [1e-6, 0.1, 3.0, 5.9, 1e4] {
            let (found, count) = search(first, |t| (t - 3.0) * (t - 3.0), |t| 2.0 * (t - 3.0));
            assert!(found.loss <= 9.0 - 1e-4 * 6.0 * found.step, "{first}: {}", found.step);
            assert!(found.slope.abs() <= 0.9 * 6.0, "{first}: {}", found.step);
            assert!(count < 20, "{first}: {count}");
        }
    }

    #[test]
    fn an_infinite_loss_is_too_large() {
        let wall = |wrong: f64| move |t: f64| if t > 1.0 { wrong } else { -t };
        for wrong in [f64::INFINITY, f64::NAN] {
            // The slope never becomes flat, so that the best point before the wall is found.
            let (found, _) = search(64.0, wall(wrong), move |t| if t > 1.0 { wrong } else { -1.0 });
            assert!(found.loss < -0.9 && found.step <= 1.0, "{wrong}: {}", found.step);
        }
    }

    #[test]
    fn without_a_decrease_the_start_is_the_best() {
        let (found, count) = search(1.0, |t| t, |_| -1.0);
        assert_eq!((found.step, found.loss), (0.0, 0.0));
        assert!(count <= MAX_EVALUATIONS + 1);
    }
}
