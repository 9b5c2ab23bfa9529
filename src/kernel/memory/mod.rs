//! Plain memory: types that are contiguous scalars, scratch memory, and the elements of views.

pub(crate) mod elements;
pub(crate) mod plain;
pub(crate) mod rows;
pub(crate) mod scratch;
pub(crate) mod slots;
