//! Rules that settings of losses must keep.

use crate::error::Error;
use crate::scalar::Real;
use core::any::type_name;

/// Refuses a setting that is not in its range.
pub(super) fn require(name: &'static str, expected: &'static str, found: f64, holds: bool) -> Result<(), Error> {
    if holds { Ok(()) } else { Err(Error::InvalidSetting { name, expected, found }) }
}

/// Refuses a number that is negative, or not finite in `T`.
pub(super) fn require_size<T: Real>(name: &'static str, found: f64) -> Result<(), Error> {
    let holds = found.is_finite() && found >= 0.0;
    require(name, "a finite number that is not negative", found, holds)?;
    require_kept::<T>(name, found, |rounded| rounded.is_finite())
}

/// Refuses a number that is not greater than 0, or not finite, also in `T`.
pub(super) fn require_positive<T: Real>(name: &'static str, found: f64) -> Result<(), Error> {
    require(name, "a finite number greater than 0", found, found.is_finite() && found > 0.0)?;
    require_kept::<T>(name, found, |rounded| rounded.is_finite() && rounded > 0.0)
}

/// Refuses a number that is not finite, also in `T`.
pub(super) fn require_number<T: Real>(name: &'static str, found: f64) -> Result<(), Error> {
    require(name, "a finite number", found, found.is_finite())?;
    require_kept::<T>(name, found, f64::is_finite)
}

/// Refuses a number that is none from 0 to 1.
pub(super) fn require_share(name: &'static str, found: f64) -> Result<(), Error> {
    require(name, "a number from 0 to 1", found, (0.0..=1.0).contains(&found))
}

fn require_kept<T: Real>(name: &'static str, found: f64, holds: impl Fn(f64) -> bool) -> Result<(), Error> {
    let rounded = T::from_double(found).to_double();
    if holds(rounded) { Ok(()) } else { Err(Error::RoundedSetting { name, found, rounded, scalar: type_name::<T>() }) }
}
