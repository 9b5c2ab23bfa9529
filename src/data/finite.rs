//! Data must be finite: one NaN makes all parameters NaN.

use crate::error::Error;
use crate::kernel::abs_sum::abs_sum;
use crate::scalar::Real;

/// Refuses samples, given as rows of `width` numbers, of which one is infinite or NaN.
pub(crate) fn require_finite_samples<T: Real>(rows: &[T], width: usize) -> Result<(), Error> {
    if abs_sum(rows).is_finite() {
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
