//! A network that the build script has trained, in a program without training.

use netwright::prelude::*;

include!("side.rs");
include!(concat!(env!("OUT_DIR"), "/xor.rs"));

fn main() {
    for (point, side) in [([0.0, 0.0], Side::Equal), ([1.0, 0.0], Side::Different)] {
        assert_eq!(Xor::EMBEDDED.classify(&point), side);
    }
    println!("trained by the build script, embedded in the program");
}
