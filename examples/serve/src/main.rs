//! Serves the network of `embed-iris`: `cargo run --release`.

use embed_iris::Iris;
use serve::{Served, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    run(Served::new(Iris::EMBEDDED, Iris::WEIGHTS_SHA256))
}
