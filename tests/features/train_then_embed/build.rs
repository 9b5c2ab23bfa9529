//! Trains the network of the program, and writes its declaration with the path of the weights.

use netwright::data::Dataset;
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

include!("src/side.rs");

#[network(input = 2, classes = Side)]
struct Xor(Linear<8>, Tanh, Linear<2>);

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/side.rs");
    let mut net = Xor::init(&mut StdRng::seed_from_u64(1));
    let points = vec![[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
    let sides = vec![Side::Equal, Side::Different, Side::Different, Side::Equal];
    let data = Dataset::new(points, sides)?;
    Trainer::new(CrossEntropy, Adam::new(0.05)).epochs(200).fit(&mut net, &data)?;
    assert_eq!(net.accuracy(data.samples(), data.targets())?, 1.0);

    let folder = env::var("OUT_DIR")?;
    let weights = Path::new(&folder).join("xor.safetensors");
    net.save(&weights)?;
    let declaration = format!(
        "#[network(input = 2, classes = Side, weights = {weights:?})]\n\
         struct Xor(Linear<8>, Tanh, Linear<2>);\n"
    );
    fs::write(Path::new(&folder).join("xor.rs"), declaration)?;
    Ok(())
}
