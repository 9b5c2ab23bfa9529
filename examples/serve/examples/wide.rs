//! Serves another network, with the arguments of `serve`: a wide one, which shows when batches of
//! concurrent requests pay. Its weights are made up.

use bytemuck::zeroed_box;
use netwright::prelude::*;
use netwright::weights::Save;
use serve::{Served, run};
use sha2::{Digest, Sha256};
use std::process::ExitCode;

/// Reads 2.1 MB of weights for each sample, or for each batch of them.
#[network(input = 64, output = 10)]
struct Wide {
    up: Linear<512>,
    relu1: Relu,
    wide: Linear<512>,
    relu2: Relu,
    wider: Linear<448>,
    relu3: Relu,
    logits: Linear<10>,
}

fn main() -> ExitCode {
    let mut net = zeroed_box::<Wide>();
    for (position, weight) in net.as_mut_slice().iter_mut().enumerate() {
        *weight = (position as f32 * 0.7).sin() * 0.05;
    }
    let file = match Save::new().to_bytes(&*net) {
        Ok(file) => file,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let sha256: String = Sha256::digest(&file).iter().map(|byte| format!("{byte:02x}")).collect();
    run(Served::new(&*Box::leak(net), sha256))
}
