use netwright::layer::Linear;
use netwright::prelude::Parameters;
use netwright::scalar::Real;

#[derive(Parameters)]
struct Counting<const IN: usize, const OUT: usize, T: Real = f32> {
    linear: Linear<T, IN, OUT>,
    seen: Vec<T>,
}

fn main() {}
