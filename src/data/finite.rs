//! Data must be finite: one NaN makes all parameters NaN.

use crate::error::Error;
use crate::kernel::magnitude::magnitude;
use crate::loss::Loss;
use crate::scalar::Real;
use nalgebra::DimName;

/// Refuses samples, given as rows of `width` numbers, of which one is infinite or NaN.
pub(crate) fn require_finite_samples<T: Real>(rows: &[T], width: usize) -> Result<(), Error> {
    if magnitude(rows).is_finite() {
        return Ok(());
    }
    // The sum of finite numbers may leave their range.
    match rows.iter().position(|x| !x.is_finite()) {
        None => Ok(()),
        Some(place) => {
            let found = rows[place].to_double();
            Err(Error::NotFinite { row: place / width, column: place % width, found })
        }
    }
}

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
