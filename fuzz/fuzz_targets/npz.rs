//! Loading any archive gives a network or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use netwright::prelude::*;
use netwright::weights::Load;

#[network(input = 4)]
struct Sequential(Linear<8>, Tanh, Linear<3>);

fuzz_target!(|bytes: &[u8]| {
    // Other files are the matter of the target `safetensors`.
    if !bytes.starts_with(b"PK") {
        return;
    }
    if let Ok(mut net) = Load::new().bytes::<Sequential>(bytes) {
        let report = Load::new().partial_bytes(bytes, &mut *net);
        assert!(report.is_ok_and(|report| report.mismatches().is_empty()));
    }
});
