//! Calls an embedded network, with the library without features.

use netwright::prelude::*;
use std::error::Error;
use std::path::Path;
use std::{env, fs};

#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    First,
    Second,
    Third,
}

#[network(input = 4, classes = Class, weights = "../../fixtures/weights/sequential.safetensors")]
struct Teacher(Linear<8>, Tanh, Linear<3>);

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let answer = Teacher::EMBEDDED.classify(&[0.1, 0.2, 0.3, 0.4]);
    let path = Path::new(&env::var("OUT_DIR")?).join("answer.rs");
    Ok(fs::write(path, format!("const ANSWER: Class = Class::{answer:?};\n"))?)
}
