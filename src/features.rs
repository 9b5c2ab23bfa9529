//! Generated code that needs a feature of the library.
//!
//! The macro crate must not depend on features. It runs on the host, where cargo builds it once: a
//! program that embeds a network, with a build script that trains it, has this library twice with
//! different features, but the macro crate once with all of them. These macros belong to the
//! library, and so follow its features.

/// Expands to what it is given if the library has the feature `train`, else to nothing.
#[cfg(feature = "train")]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_train {
    ($($code:tt)*) => { $($code)* };
}

/// Expands to what it is given if the library has the feature `train`, else to nothing.
#[cfg(not(feature = "train"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_train {
    ($($code:tt)*) => {};
}

/// Expands to what it is given if the library has the feature `weights`, else to nothing.
#[cfg(feature = "weights")]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_weights {
    ($($code:tt)*) => { $($code)* };
}

/// Expands to what it is given if the library has the feature `weights`, else to nothing.
#[cfg(not(feature = "weights"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_weights {
    ($($code:tt)*) => {};
}

/// Expands to what it is given if the library has the feature `alloc`, else to nothing.
#[cfg(feature = "alloc")]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_alloc {
    ($($code:tt)*) => { $($code)* };
}

/// Expands to what it is given if the library has the feature `alloc`, else to nothing.
#[cfg(not(feature = "alloc"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __if_alloc {
    ($($code:tt)*) => {};
}
