//! Messages after a mistake: our own, and those of the compiler.

/// The messages of the macro, which do not depend on the compiler.
#[test]
fn mistakes_in_declarations() {
    trybuild::TestCases::new().compile_fail("tests/ui/macro/*.rs");
}

/// The messages of the compiler, which change with its releases: these are recorded with one.
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
