use netwright::prelude::Parameters;
use netwright::scalar::Real;

const COUNT: usize = 1;

#[derive(Parameters)]
struct Running<T: Real = f32> {
    #[statistic(initial = COUNT)]
    variance: T,
}

fn main() {}
