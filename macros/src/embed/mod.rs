//! Trained parameters in the declaration: `weights = ".."` and `golden = ".."`.

mod file;
// A link to that of the library.
mod fit;
mod fold;
mod golden;
mod half;
mod needed;
mod prefix;
mod table;
mod verify;

use crate::model::Network;
use crate::model::layout::Layout;
use crate::parse::attribute::Arguments;
use crate::parse::file::{FileArgument, FilePath};
use crate::report::diagnostics::Diagnostics;
use file::File;
pub(crate) use fold::fold;
pub(crate) use golden::Golden;

/// The trained parameters of a network.
pub(crate) struct Weights {
    /// The file.
    pub(crate) path: FilePath,
    /// Its checksum, in hexadecimal digits.
    pub(crate) sha256: String,
    /// Its tensors.
    pub(crate) tensors: Vec<EmbeddedTensor>,
    /// The names of the classes, if it has them.
    pub(crate) classes: Option<Vec<String>>,
    /// The steps whose tensors only the compiler knows.
    pub(crate) asserted: Vec<usize>,
}

/// A tensor as the library takes it.
pub(crate) struct EmbeddedTensor {
    /// The step that it belongs to.
    pub(crate) step: usize,
    pub(crate) name: String,
    pub(crate) shape: Vec<usize>,
    /// The order of the elements.
    pub(crate) layout: Layout,
    /// The elements, little endian.
    pub(crate) bytes: Vec<u8>,
}

/// The contents of the files that the arguments name.
#[derive(Default)]
pub(crate) struct Embedded {
    /// The trained parameters; none after a mistake.
    pub(crate) weights: Option<Weights>,
    /// Outputs that were computed elsewhere.
    pub(crate) golden: Option<Golden>,
}

/// Reads the files that the arguments name, and verifies them against the network, unless there are
/// other mistakes already.
pub(crate) fn read(network: &Network, arguments: &Arguments, diagnostics: &mut Diagnostics) -> Embedded {
    let is_right = diagnostics.is_empty();
    let mut embedded = Embedded::default();
    if let Some(argument) = &arguments.weights
        && let Some(file) = open(argument, diagnostics)
        && is_right
    {
        embedded.weights = verify::verify(file, network, diagnostics);
    }
    if let Some(argument) = &arguments.golden {
        let file = open(argument, diagnostics);
        if let Some(file) = &file
            && !arguments.mentions("weights")
        {
            let message =
                "`golden` needs trained weights\nhelp: name their file, with `weights = \"file.safetensors\"`";
            diagnostics.error(file.path.span, message);
        }
        if let Some(file) = file.filter(|_| is_right) {
            embedded.golden = Golden::read(file, network, diagnostics);
        }
    }
    embedded
}

fn open(argument: &FileArgument, diagnostics: &mut Diagnostics) -> Option<File> {
    let file = argument.path().and_then(|path| File::open(path, &argument.prefix()?));
    file.map_err(|error| diagnostics.parser(error)).ok()
}
