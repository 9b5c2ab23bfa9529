//! Settings of optimisers, and the rules that they must keep.
//!
//! They are given in double precision and used in the type of the network's numbers, so that both
//! must make sense.

use crate::error::Error;
use crate::scalar::Real;
use core::any::type_name;
use core::fmt::Arguments;

/// The settings of an optimiser.
pub trait Settings {
    /// Returns the step size.
    fn learning_rate(&self) -> f64;

    /// Changes the step size, as a schedule does.
    fn set_learning_rate(&mut self, learning_rate: f64);

    /// Checks that the settings make sense, also in the type that the network computes with;
    /// [`Trainer::fit`](crate::train::Trainer::fit) does so before it begins.
    ///
    /// ```
    /// use netwright::optim::Settings;
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 2)]
    /// struct Net(Linear<3>);
    ///
    /// let error = Adam::<Net>::new(1e-3).epsilon(1e-50).validate().unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "the epsilon of Adam is 1e-50, but the network computes with f32, which rounds it to 0"
    /// );
    /// assert!(Adam::<Net<f64>>::new(1e-3).epsilon(1e-50).validate().is_ok());
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidSetting`] names the setting, what it must be, and what it is;
    /// [`Error::RoundedSetting`] what the type makes of it.
    fn validate(&self) -> Result<(), Error> {
        Ok(())
    }

    /// Shows each setting but the learning rate, by its name and as text. A checkpoint keeps them,
    /// and does not go on with others. By default there are none.
    ///
    /// ```
    /// use netwright::optim::Settings;
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 2)]
    /// struct Net(Linear<3>);
    ///
    /// let mut settings = Vec::new();
    /// Sgd::<Net>::new(0.1).momentum(0.9).describe(&mut |name, value| settings.push(format!("{name} {value}")));
    /// assert!(settings.contains(&"momentum 0.9".to_owned()));
    /// ```
    fn describe(&self, show: &mut dyn FnMut(&str, Arguments<'_>)) {
        let _ = show;
    }
}

impl<S: Settings + ?Sized> Settings for &mut S {
    fn learning_rate(&self) -> f64 {
        (**self).learning_rate()
    }

    fn set_learning_rate(&mut self, learning_rate: f64) {
        (**self).set_learning_rate(learning_rate);
    }

    fn validate(&self) -> Result<(), Error> {
        (**self).validate()
    }

    fn describe(&self, show: &mut dyn FnMut(&str, Arguments<'_>)) {
        (**self).describe(show);
    }
}

/// Refuses a setting that is not in its range.
pub(super) fn require(name: &'static str, expected: &'static str, found: f64, holds: bool) -> Result<(), Error> {
    if holds { Ok(()) } else { Err(Error::InvalidSetting { name, expected, found }) }
}

/// Refuses a setting that `T` rounds to something of another meaning: to zero, or to infinity.
pub(super) fn require_kept<T: Real>(name: &'static str, found: f64) -> Result<(), Error> {
    let rounded = T::from_double(found).to_double();
    kept::<T>(name, found, rounded.is_finite() && (rounded == 0.0) == (found == 0.0))
}

fn kept<T: Real>(name: &'static str, found: f64, holds: bool) -> Result<(), Error> {
    let rounded = T::from_double(found).to_double();
    if holds { Ok(()) } else { Err(Error::RoundedSetting { name, found, rounded, scalar: type_name::<T>() }) }
}

pub(super) fn require_rate<T: Real>(learning_rate: f64) -> Result<(), Error> {
    require_size::<T>("the learning rate", learning_rate)
}

pub(super) fn require_decay<T: Real>(weight_decay: f64) -> Result<(), Error> {
    require_size::<T>("the weight decay", weight_decay)
}

pub(super) fn require_size<T: Real>(name: &'static str, found: f64) -> Result<(), Error> {
    let holds = found.is_finite() && found >= 0.0;
    require(name, "a finite number that is not negative", found, holds)?;
    require_kept::<T>(name, found)
}

/// Refuses what cannot be the factor of a running mean.
pub(super) fn require_factor<T: Real>(name: &'static str, factor: f64) -> Result<(), Error> {
    require(name, "at least 0 and less than 1", factor, (0.0..1.0).contains(&factor))?;
    require_kept::<T>(name, factor)?;
    kept::<T>(name, factor, T::from_double(factor) < T::one())
}

/// Refuses what cannot keep a divisor from being zero.
pub(super) fn require_epsilon<T: Real>(name: &'static str, epsilon: f64) -> Result<(), Error> {
    require(name, "a finite number above 0", epsilon, epsilon.is_finite() && epsilon > 0.0)?;
    require_kept::<T>(name, epsilon)
}
