//! `#[derive(Class)]` needs no other trait.

use netwright::data::Dataset;
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;

#[derive(Class, Clone)]
enum Sign {
    Negative,
    Positive,
}

#[network(input = 1, classes = Sign)]
struct Signs(Linear<2>);

#[derive(Class, Clone, Copy)]
enum Parity {
    Even,
    Odd,
}

#[network(input = 1, classes = Parity)]
struct Parities(Linear<2>);

#[test]
fn an_enum_that_derives_class_alone_is_trained_with() -> Result<(), netwright::Error> {
    let mut rng = SmallRng::seed_from_u64(1);
    let samples = vec![[-2.0], [-1.0], [1.0], [2.0]];
    let signs = vec![Sign::Negative, Sign::Negative, Sign::Positive, Sign::Positive];
    let data = Dataset::new(samples, signs)?;
    let mut net = Signs::init(&mut rng);
    Trainer::new(CrossEntropy, Sgd::new(0.5)).epochs(50).fit(&mut net, &data)?;
    assert!(matches!(net.classify(&[-1.5]), Sign::Negative));
    assert_eq!(net.classify(&[1.5]).to_string(), "Positive");
    assert_eq!(net.confusion(data.samples(), data.targets())?.counts(), &[[2, 0], [0, 2]]);
    Ok(())
}

#[test]
fn an_enum_that_is_copied_but_not_compared_is_a_class() {
    let mut net = Parities::zeros();
    net.0.bias[1] = 1.0;
    let parity = net.classify(&[0.0]);
    assert_eq!([parity, parity].map(Parity::index), [1, 1]);
    assert!(matches!(parity, Parity::Odd));
    assert_eq!(Parity::iter().map(Parity::name).collect::<Vec<_>>(), ["Even", "Odd"]);
}
