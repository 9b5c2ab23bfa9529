//! A program that trains a network on the answers of its build script.

use netwright::data::Dataset;
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::StdRng;

include!(concat!(env!("OUT_DIR"), "/answer.rs"));

#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code)]
enum Class {
    First,
    Second,
    Third,
}

#[network(input = 4, classes = Class, gradcheck)]
struct Student(Linear<8>, Tanh, Linear<3>);

fn main() -> Result<(), netwright::Error> {
    let mut net = Student::init(&mut StdRng::seed_from_u64(1));
    let sample = [0.1, 0.2, 0.3, 0.4];
    let data = Dataset::new(vec![sample], vec![ANSWER])?;
    Trainer::new(CrossEntropy, Adam::new(0.05)).epochs(50).fit(&mut net, &data)?;
    assert_eq!(net.classify(&sample), ANSWER);

    let path = std::env::temp_dir().join(format!("netwright-student-{}.safetensors", std::process::id()));
    net.save(&path)?;
    let loaded = Student::load(&path);
    std::fs::remove_file(&path).expect("the file was written");
    assert_eq!(loaded?.classify(&sample), ANSWER);
    println!("embedded in the build script, trained by the program");
    Ok(())
}
