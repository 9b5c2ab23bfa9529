//! Loading any bytes gives a network, which can be saved and loaded again, or an error.
//!
//! `cargo fuzz run safetensors` from the root, with the files of `tests/fixtures/weights` as a
//! beginning; or without cargo-fuzz by `tools/check/fuzz.sh`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use netwright::layer::Plain;
use netwright::prelude::*;
use netwright::weights::{Load, Metadata, Save};

#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
enum Species {
    Versicolor,
    Setosa,
    Virginica,
}

#[network(input = 4, classes = Species)]
struct Sequential(Linear<8>, Tanh, Linear<3>);

fuzz_target!(|bytes: &[u8]| {
    let metadata = Metadata::from_bytes(bytes);
    let Ok(mut net) = Load::new().bytes::<Sequential>(bytes) else {
        // The error is listed; names that begin with something are looked for.
        let error = Load::new().prefix("0.").bytes::<Sequential>(bytes).err().map(|error| error.to_string());
        assert!(error.is_some_and(|error| !error.is_empty()));
        return;
    };
    let again = Save::new().to_bytes(&*net).and_then(|bytes| Load::new().bytes::<Sequential>(&bytes));
    assert!(metadata.is_ok() && again.is_ok_and(|again| again.as_slice() == net.as_slice()));
    let report = Load::new().partial_bytes(bytes, &mut *net);
    assert!(report.is_ok_and(|report| report.mismatches().is_empty()));
});
