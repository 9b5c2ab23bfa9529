use netwright::prelude::*;

#[network(input = 2)]
struct Spiral {
    hidden: Linear<100>,
    relu: Relu,
    logits: Linear<3>,
}

fn main() {
    let mut net = Spiral::zeros();
    let mut rng = rand::rngs::ThreadRng::default();
    net.forward(&[[0.1, 0.2, 0.3]], &mut Workspace::default(), &mut rng);
}
