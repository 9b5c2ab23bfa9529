//! Files of data: how they are opened, and the parts of formats that several readers share.

#[cfg(feature = "train")]
mod open;

pub(crate) mod npy;
#[cfg(feature = "train")]
pub(crate) use open::{File, problem};
