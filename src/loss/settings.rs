//! Rules that settings of losses must keep.

use crate::error::Error;
use crate::scalar::Real;
use core::any::type_name;

/// Refuses a setting that is not in its range.
pub(super) fn require(name: &'static str, expected: &'static str, found: f64, holds: bool) -> Result<(), Error> {
    if holds { Ok(()) } else { Err(Error::InvalidSetting { name, expected, found }) }
}

/// Refuses a factor that is negative, or not finite in `T`.
pub(super) fn require_size<T: Real>(name: &'static str, found: f64) -> Result<(), Error> {
    let holds = found.is_finite() && found >= 0.0;
    require(name, "a finite number that is not negative", found, holds)?;
    let rounded = T::from_double(found).to_double();
    if rounded.is_finite() {
        return Ok(());
    }
    Err(Error::RoundedSetting { name, found, rounded, scalar: type_name::<T>() })
}
