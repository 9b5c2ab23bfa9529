use netwright::prelude::Parameters;
use netwright::scalar::Real;

#[derive(Parameters)]
enum Choice {
    A,
}

#[derive(Parameters)]
struct Borrows<'a, T: Real> {
    weight: &'a T,
}

#[derive(Parameters)]
struct Fixed {
    weight: f32,
}

#[derive(Parameters)]
struct Two<T: Real, U: Real> {
    a: T,
    b: U,
}

#[derive(Parameters)]
struct Bias<T: Real> {
    #[fan_in]
    bias: T,
}

#[derive(Parameters)]
#[meaning(Probability)]
struct Unknown;

#[derive(Parameters)]
#[meaning]
struct Silent;

fn main() {}
