use netwright::layer::Linear;
use netwright::prelude::Parameters;
use netwright::scalar::Real;

#[derive(Parameters)]
struct Ensemble<const N: usize, T: Real = f32> {
    members: [Linear<T, N, N>; 3],
}

fn main() {}
