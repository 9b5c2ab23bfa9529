//! The methods for files where the library reads and writes none: they fail to compile, with a
//! message that names the feature.

use crate::error::Error;
use crate::network::Network;

/// Saves and loads a network, with the feature `weights`.
#[doc(hidden)]
pub trait Persist: Network {
    /// Fails to compile.
    fn save<P>(&self, _: P) -> Result<(), Error>
    where
        Self: WeightsFiles,
    {
        Self::missing()
    }

    /// Fails to compile.
    fn load<P>(_: P) -> Result<Self, Error>
    where
        Self: WeightsFiles,
    {
        Self::missing()
    }

    /// Fails to compile.
    fn load_partial<P>(&mut self, _: P) -> Result<(), Error>
    where
        Self: WeightsFiles,
    {
        Self::missing()
    }
}

impl<N: Network> Persist for N {}

/// Never implemented: a bound of the methods.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`save`, `load` and `load_partial` need the feature `weights` of netwright",
    label = "the feature `weights` is off",
    note = "write `netwright = {{ version = \"..\", features = [\"weights\"] }}` in Cargo.toml"
)]
pub trait WeightsFiles {
    /// Never called.
    fn missing() -> !;
}
