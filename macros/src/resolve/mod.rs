//! From syntax to the model: names and shapes are resolved, checked, and mistakes explained.

pub(crate) mod check;
pub(crate) mod explain;
mod fields;
mod inputs;
pub(crate) mod lower;
mod outputs;
mod parameters;
mod sources;
mod stream;
