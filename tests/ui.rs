//! What a user sees after a mistake: our own words, and those of the compiler.

/// The messages of the macro, which are the same on every compiler.
#[test]
fn mistakes_in_declarations() {
    trybuild::TestCases::new().compile_fail("tests/ui/macro/*.rs");
}

/// The messages of the compiler change with its releases: these are the words of one of them.
#[rustversion::attr(not(stable(1.95)), ignore = "recorded with Rust 1.95")]
#[test]
fn mistakes_in_types() {
    trybuild::TestCases::new().compile_fail("tests/ui/types/*.rs");
}

/// The messages name the feature that is missing.
#[cfg(not(feature = "weights"))]
#[rustversion::attr(not(stable(1.95)), ignore = "recorded with Rust 1.95")]
#[test]
fn mistakes_in_features() {
    trybuild::TestCases::new().compile_fail("tests/ui/features/*.rs");
}
