//! A loss with weights has one for each class, or for each output.

use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;

#[network(input = 2)]
struct Plain(Linear<3>);

fn main() {
    let mut rng = SmallRng::seed_from_u64(1);
    let (labels, samples) = ([Label::<3>::new(0).unwrap()], [[0.1, 0.2]]);
    let two = CrossEntropy::default().class_weights([1.0, 2.0]);
    let _ = Plain::zeros().forward(&samples, &mut Workspace::default(), &mut rng).loss(&two, &labels);
    let four = BinaryCrossEntropyWithLogits::default().pos_weight([1.0; 4]);
    let _ = Plain::zeros().forward(&samples, &mut Workspace::default(), &mut rng).loss(&four, &[[true; 3]]);
}
