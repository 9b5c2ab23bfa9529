//! Networks that are saved and loaded by their own methods.

use super::{Load, LoadReport, Save};
use crate::error::Error;
use crate::network::Network;
use std::path::Path;
use std::prelude::rust_2024::*;

/// Saves and loads a network. Every [`Network`] has it.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// #[derive(Debug, PartialEq)]
/// struct Line(Linear<1>);
///
/// # let file = std::env::temp_dir().join(format!("netwright-persist-{}.safetensors", std::process::id()));
/// let net = Line::zeros();
/// net.save(&file)?;
/// assert_eq!(Line::load(&file)?, net);
/// # std::fs::remove_file(&file).unwrap();
/// # Ok::<(), netwright::Error>(())
/// ```
pub trait Persist: Network {
    /// Writes the parameters into a safetensors file, with PyTorch's names; [`Save`] also writes
    /// notes.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if the file cannot be written, and [`Error::Weights`] if some numbers are
    /// not finite or a variance is negative; an existing file is then left as it was.
    fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        Save::new().to_file(path, self)
    }

    /// Returns a network with the parameters of a safetensors file, which must match it completely;
    /// see [`Load`] for files with other names, and for existing networks.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if the file cannot be read or is not a safetensors file, and
    /// [`Error::Weights`] with all mismatches.
    fn load(path: impl AsRef<Path>) -> Result<Box<Self>, Error> {
        Load::new().file(path)
    }

    /// Loads the tensors of a safetensors file that fit, and reports the others.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if the file cannot be read or is not a safetensors file; the network is then
    /// unchanged.
    fn load_partial(&mut self, path: impl AsRef<Path>) -> Result<LoadReport, Error> {
        Load::new().partial_file(path, self)
    }
}

impl<N: Network> Persist for N {}
