//! Targets must be finite: one NaN makes all parameters NaN.

use crate::error::Error;
use crate::loss::Loss;
use crate::scalar::Real;
use nalgebra::DimName;

/// Refuses targets with a number that is infinite or NaN.
pub(crate) fn require_finite_targets<T: Real, D: DimName, Y>(
    loss: &impl Loss<T, D, Y>,
    targets: &[Y],
) -> Result<(), Error> {
    for (row, target) in targets.iter().enumerate() {
        let numbers = loss.target_numbers(target);
        if let Some(column) = numbers.iter().position(|t| !t.is_finite()) {
            return Err(Error::TargetNotFinite { row, column, found: numbers[column].to_double() });
        }
    }
    Ok(())
}
