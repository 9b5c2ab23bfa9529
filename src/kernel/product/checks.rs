//! Bounds that the library itself keeps, and on which the safety of the kernels rests.
//!
//! A program without an operating system must not contain a panic, and for sizes that are known at run time alone the optimiser cannot show that a bound holds. So
//! builds without optimisation panic where one does not, which would be a mistake of the library's, and others compute nothing then.

/// Goes on if a condition holds, as it always does.
macro_rules! return_unless {
    ($condition:expr, $bound:literal) => {
        if !$condition {
            debug_assert!(false, $bound);
            return;
        }
    };
}

/// What lies within its bounds, as it always does.
macro_rules! or_return {
    ($value:expr) => {
        match $value {
            Some(value) => value,
            None => {
                debug_assert!(false, "out of bounds");
                return;
            }
        }
    };
}
