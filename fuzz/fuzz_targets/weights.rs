//! Whatever the bytes are, loading them gives a network or an error.
//!
//! `cargo fuzz run weights` from the root, with the files of `tests/fixtures/weights` as a beginning; or without cargo-fuzz as in CONTRIBUTING.md.
#![no_main]

use libfuzzer_sys::fuzz_target;
use netwright::prelude::*;
use netwright::weights::Load;

#[network(input = 4)]
struct Sequential(Linear<8>, Tanh, Linear<3>);

fuzz_target!(|bytes: &[u8]| {
    let strictly = Load::new().bytes::<Sequential>(bytes);
    if let Ok(mut net) = strictly {
        let report = Load::new().partial_bytes(bytes, &mut *net);
        assert!(report.is_ok_and(|report| report.mismatches().is_empty()));
    }
});
