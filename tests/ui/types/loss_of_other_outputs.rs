//! A loss states which outputs it takes: their meaning, and their number.

use netwright::data::Dataset;
use netwright::gradcheck::gradcheck;
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;

#[network(input = 2)]
struct Doubled(Linear<3>, Softmax, Flatten, Dropout<0.5>);

#[network(input = 2)]
struct Nested(Doubled, Keeps);

#[network(input = 3)]
struct Keeps(Flatten);

#[network(input = 2)]
struct Twice(Linear<3>, LogSoftmax);

#[network(input = 2)]
struct Plain(Linear<3>);

#[network(input = 2)]
struct Bounded(Linear<3>, Tanh);

#[network(input = 2)]
struct One(Linear<1>);

const OUTPUTS: usize = 1;

#[network(input = 2)]
struct Constant(Linear<OUTPUTS>);

fn main() {
    let mut rng = SmallRng::seed_from_u64(1);
    let (labels, samples) = ([Label::<3>::new(0).unwrap()], [[0.1, 0.2]]);
    let data = Dataset::new(samples.to_vec(), labels.to_vec()).unwrap();
    let _ = Trainer::new(CrossEntropy, Sgd::new(0.1)).fit(&mut Doubled::zeros(), &data);
    let _ = gradcheck(&*Nested::<f64>::zeros(), &[[0.1, 0.2]], &CrossEntropy, &labels, &mut rng);
    let _ = Trainer::new(CrossEntropy.label_smoothing(0.1), Sgd::new(0.1)).fit(&mut Twice::zeros(), &data);
    let _ = Plain::zeros().forward(&samples, &mut Workspace::default(), &mut rng).loss(&Nll, &labels);
    let _ = Bounded::zeros().forward(&samples, &mut Workspace::default(), &mut rng).loss(&CrossEntropy, &labels);
    let one = [Label::<1>::new(0).unwrap()];
    let _ = One::zeros().forward(&samples, &mut Workspace::default(), &mut rng).loss(&CrossEntropy, &one);
    let _ = Constant::zeros().forward(&samples, &mut Workspace::default(), &mut rng).loss(&Nll, &one);
    let two = [Label::<2>::new(0).unwrap()];
    let _ = One::zeros().forward(&samples, &mut Workspace::default(), &mut rng).loss(&CrossEntropy, &two);
}
