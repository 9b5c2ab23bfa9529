//! The derives, for layers and for classes.

mod class;
mod krate;
mod meaning;
mod parameters;

pub(crate) use class::class;
pub(crate) use parameters::parameters;
