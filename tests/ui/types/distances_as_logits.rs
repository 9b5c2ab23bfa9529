//! The largest distance is no largest score: a loss of logits takes their negatives.

use netwright::prelude::*;
use rand::{SeedableRng, rngs::SmallRng};

#[network(input = 2)]
struct Nearest(Distance<3>);

fn main() {
    let net = Nearest::zeros();
    let (mut workspace, mut rng) = (Workspace::default(), SmallRng::seed_from_u64(1));
    let pass = net.forward_shared(&[[1.0, 2.0]], &mut workspace, &mut rng);
    let _ = pass.loss(&CrossEntropy, &[Label::<3>::new(0).unwrap()]);
}
