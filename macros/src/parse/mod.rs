//! From tokens to syntax: the arguments of the attribute, the struct, its fields, and the types of
//! the fields.

pub(crate) mod attribute;
pub(crate) mod ends;
pub(crate) mod field;
pub(crate) mod file;
pub(crate) mod item;
pub(crate) mod layer;
pub(crate) mod size;
