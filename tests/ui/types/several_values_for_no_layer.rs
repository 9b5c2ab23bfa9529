//! A type that is not a layer is reported once, even if it is given several values, and used.

use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;

#[derive(Parameters)]
struct Attention;

#[network(input = 4, output = 2)]
struct Net {
    a: Linear<3>,
    #[from(a, input)]
    attention: Attention,
    logits: Linear<2>,
}

fn main() -> Result<(), netwright::Error> {
    let mut rng = SmallRng::seed_from_u64(1);
    let mut net = Net::init(&mut rng);
    let mut workspace = Workspace::default();
    let pass = net.forward(&[0.0; 4], &mut workspace, &mut rng);
    pass.loss(&Mse, &[[0.0; 2]])?.backward(&mut *Net::zeros());
    Ok(())
}
