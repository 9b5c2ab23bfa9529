//! Lets the linker of the shared library refuse names that are defined nowhere, as the linkers of
//! programs do: the panic handler has one.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux") {
        println!("cargo::rustc-cdylib-link-arg=-Wl,--no-undefined");
    }
}
