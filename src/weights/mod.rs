//! Parameters in files: safetensors, with the names and layouts of PyTorch (feature `weights`).
//!
//! A tensor is called as in PyTorch's `state_dict`: `hidden.weight` for a field `hidden`,
//! `0.weight` for the first step of a tuple struct, as in `nn.Sequential`; a `weight` is `[out,
//! in]`. Files are read strictly: a file that does not fit gives one error with all that is wrong
//! with it, and nothing is loaded. [`Load`] reads files with other names, [`Save`] writes notes
//! besides, [`Metadata`] reads them. The format: <https://huggingface.co/docs/safetensors>. NumPy's
//! `.npz` files, compressed or not, are read too with the feature `npz`.
//!
//! ```
//! use netwright::prelude::*;
//! use rand::SeedableRng;
//!
//! #[network(input = 2)]
//! struct Spiral {
//!     hidden: Linear<100>,
//!     relu: Relu,
//!     logits: Linear<3>,
//! }
//!
//! # let folder = std::env::temp_dir().join(format!("netwright-doc-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! # let file = folder.join("spiral.safetensors");
//! let net = Spiral::init(&mut rand::rngs::StdRng::seed_from_u64(1));
//! net.save(&file)?;
//!
//! let again = Spiral::load(&file)?;
//! assert_eq!(again.predict(&[0.5, -0.5]), net.predict(&[0.5, -0.5]));
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod archive;
mod head;
mod load;
mod metadata;
mod names;
#[cfg(feature = "npz")]
mod npz;
mod numbers;
mod persist;
mod report;
mod save;
mod source;
// A link to the folder of the macro's.
mod table;
mod tensors;
mod write;

pub use crate::error::Mismatch;
pub use load::Load;
pub use metadata::Metadata;
pub use persist::Persist;
pub use report::LoadReport;
pub use save::Save;
#[cfg(feature = "train")]
pub(crate) use tensors::{Tensor, read_all, with_table};
#[cfg(feature = "train")]
pub(crate) use write::PARTIAL;
#[cfg(any(feature = "train", feature = "plot"))]
pub(crate) use write::write;
