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
struct Statistics<T: Real> {
    #[statistic(1.0)]
    without_a_name: T,
    #[statistic(start = 1.0)]
    another_name: T,
    #[statistic(initial)]
    without_a_number: T,
    #[statistic(initial = "one")]
    no_number: T,
    #[statistic(initial = 1.0, 2.0)]
    two_numbers: [T; 2],
    #[statistic = 1.0]
    outside: T,
    #[statistic]
    #[fan_in(3)]
    bias: T,
    #[statistic]
    #[statistic]
    twice: T,
}

#[derive(Parameters)]
struct Factors<T: Real> {
    #[initial]
    without_a_number: T,
    #[initial("one")]
    no_number: T,
    #[initial(1)]
    #[statistic]
    statistic: T,
}

#[derive(Parameters)]
#[meaning(Probability)]
struct Unknown;

#[derive(Parameters)]
#[meaning]
struct Silent;

fn main() {}
