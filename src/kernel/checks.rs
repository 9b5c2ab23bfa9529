//! Invariants of the library on which the safety of the kernels rests, checked where pointers are
//! made.
//!
//! Both macros return from the function in which they stand.

/// Returns from the function unless a condition holds. It always does; where it does not, a debug
/// build panics.
macro_rules! return_unless {
    ($condition:expr, $invariant:literal) => {
        if !$condition {
            debug_assert!(false, $invariant);
            return;
        }
    };
}

/// The value of an `Option`, or returns from the function. There always is one; where there is
/// none, a debug build panics.
macro_rules! or_return {
    ($option:expr) => {
        match $option {
            Some(value) => value,
            None => {
                debug_assert!(false, "out of bounds");
                return;
            }
        }
    };
}
