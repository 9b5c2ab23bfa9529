//! Targets must be valid: one NaN makes all parameters NaN.

use crate::error::Error;
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
