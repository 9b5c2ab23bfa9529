//! Prints the species of an iris: `cargo run --release -- 5.1 3.5 1.4 0.2`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let numbers: Result<Vec<f32>, _> = std::env::args().skip(1).map(|number| number.parse()).collect();
    let lengths: Option<[f32; 4]> = numbers.ok().and_then(|numbers| numbers.try_into().ok());
    let Some(lengths) = lengths else {
        eprintln!("four lengths in cm are needed: of the sepals, their width, of the petals, their width");
        return ExitCode::FAILURE;
    };
    let (species, probability) = embed_iris::classify(&lengths);
    println!("Iris {species}, with probability {probability:.2}");
    ExitCode::SUCCESS
}
