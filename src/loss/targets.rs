//! Targets must be valid: one NaN makes all parameters NaN.

use crate::error::Error;
use crate::kernel::sum::CompensatedSum;
use crate::loss::Loss;
use crate::scalar::Real;
use nalgebra::DimName;

/// Refuses targets that a loss does not take.
pub(crate) fn require_valid_targets<T: Real, D: DimName, Y>(
    loss: &impl Loss<T, D, Y>,
    targets: &[Y],
) -> Result<(), Error> {
    targets.iter().enumerate().try_for_each(|(row, target)| loss.check_target(row, target))
}

/// Refuses what a loss cannot be trained with: settings that make no sense, targets that it does
/// not take, and targets of which none counts.
pub(crate) fn require_trainable<T: Real, D: DimName, Y>(loss: &impl Loss<T, D, Y>, targets: &[Y]) -> Result<(), Error> {
    loss.validate()?;
    require_valid_targets(loss, targets)?;
    require_weight(loss, targets)
}

/// Refuses samples of which none counts.
pub(crate) fn require_weight<T: Real, D: DimName, Y>(loss: &impl Loss<T, D, Y>, targets: &[Y]) -> Result<(), Error> {
    if loss.total_weight(targets) == 0.0 { Err(Error::NoWeight) } else { Ok(()) }
}

/// Refuses the target of a sample, `row`, if one of its numbers is infinite or NaN.
///
/// # Errors
///
/// [`Error::TargetNotFinite`] with the position of the number.
pub fn require_finite<T: Real>(row: usize, target: &[T]) -> Result<(), Error> {
    match target.iter().position(|number| !number.is_finite()) {
        None => Ok(()),
        Some(column) => Err(Error::TargetNotFinite { row, column, found: target[column].to_double() }),
    }
}

/// Refuses a target that holds a number which is not as expected.
fn require_each<T: Real>(
    row: usize,
    target: &[T],
    expected: &'static str,
    holds: impl Fn(f64) -> bool,
) -> Result<(), Error> {
    require_finite(row, target)?;
    match target.iter().position(|number| !holds(number.to_double())) {
        None => Ok(()),
        Some(column) => {
            Err(Error::InvalidTarget { row, column: Some(column), expected, found: target[column].to_double() })
        }
    }
}

/// Refuses a target that is not made of counts.
pub(super) fn require_counts<T: Real>(row: usize, target: &[T]) -> Result<(), Error> {
    require_each(row, target, "a number that is not negative", |number| number >= 0.0)
}

/// Refuses a target that is not made of probabilities.
pub(super) fn require_probabilities<T: Real>(row: usize, target: &[T]) -> Result<(), Error> {
    require_each(row, target, "a probability, from 0 to 1,", |number| (0.0..=1.0).contains(&number))
}

/// Refuses a target that is not made of zeroes and ones.
pub(super) fn require_zeros_and_ones<T: Real>(row: usize, target: &[T]) -> Result<(), Error> {
    require_each(row, target, "0 or 1", |number| number == 0.0 || number == 1.0)
}

/// The difference from 1 that the sum of probabilities may have, which are rounded to numbers of
/// single precision or to a few digits of a file.
const SUM_TOLERANCE: f64 = 1e-3;

/// Refuses a target that is no distribution.
pub(super) fn require_distribution<T: Real>(row: usize, target: &[T]) -> Result<(), Error> {
    require_probabilities(row, target)?;
    let mut sum = CompensatedSum::default();
    target.iter().for_each(|number| sum.add(number.to_double()));
    let sum: f64 = sum.mean(1);
    if (sum - 1.0).abs() <= SUM_TOLERANCE {
        return Ok(());
    }
    Err(Error::InvalidTarget { row, column: None, expected: "the sum 1: the probabilities of all classes", found: sum })
}
