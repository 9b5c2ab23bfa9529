//! Trained parameters in the declaration: `weights = ".."` and `golden = ".."`.

mod archive;
mod file;
mod golden;
mod half;
mod layout;
mod verify;

use crate::arguments::Arguments;
use crate::diagnostics::Diagnostics;
use crate::model::Network;
use file::File;
pub(crate) use golden::Golden;
use syn::LitStr;

/// The trained parameters of a network.
pub(crate) struct Weights {
    /// The file.
    pub(crate) path: Path,
    /// Its checksum, in hexadecimal digits.
    pub(crate) sha256: String,
    /// Its tensors.
    pub(crate) stored: Vec<Stored>,
    /// The steps whose tensors only the compiler knows.
    pub(crate) asserted: Vec<usize>,
}

/// A file as it is named in the declaration.
#[derive(Clone)]
pub(crate) struct Path {
    pub(crate) literal: LitStr,
    /// Whether it is meant relative to the folder of the crate.
    pub(crate) relative: bool,
}

/// A tensor as the library takes it.
pub(crate) struct Stored {
    /// The step that it belongs to.
    pub(crate) step: usize,
    pub(crate) name: String,
    pub(crate) shape: Vec<usize>,
    /// The order of the elements, as a variant of the library's `Layout`.
    pub(crate) layout: &'static str,
    /// The elements, little endian.
    pub(crate) bytes: Vec<u8>,
}

/// Reads the files that the arguments name, and verifies them against the network, unless there are other mistakes already.
pub(crate) fn attach(network: &mut Network, arguments: &Arguments, diagnostics: &mut Diagnostics) {
    let is_right = diagnostics.is_empty();
    if let Some(literal) = &arguments.weights
        && let Some(file) = open(literal, diagnostics)
        && is_right
    {
        network.weights = verify::verify(file, network, diagnostics);
    }
    if let Some(literal) = &arguments.golden {
        if !arguments.mentions("weights") {
            let message =
                "`golden` is about trained weights\nhelp: name their file, with `weights = \"file.safetensors\"`";
            diagnostics.error(literal.span(), message);
        }
        if let Some(file) = open(literal, diagnostics)
            && is_right
        {
            network.golden = Golden::read(file, network, diagnostics);
        }
    }
}

fn open(literal: &LitStr, diagnostics: &mut Diagnostics) -> Option<File> {
    File::open(literal).map_err(|message| diagnostics.error(literal.span(), message)).ok()
}
