//! The derives, for layers and for classes.

mod class;
mod krate;
mod meaning;
mod parameters;
mod role;

pub(crate) use class::class;
pub(crate) use parameters::parameters;
