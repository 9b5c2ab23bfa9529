use netwright::prelude::*;

#[network(input = 2)]
struct Spiral {
    logits: Linear<3>,
}

#[network(input = 2)]
struct Other {
    logits: Linear<3>,
}

fn main() {
    let (mut net, gradients, mut others) = (Spiral::zeros(), Spiral::zeros(), Other::zeros());
    let (mut workspace, mut rng) = (Workspace::default(), rand::rngs::ThreadRng::default());
    let labels = Label::<3>::from_indices([0]).unwrap();
    let scored = net.forward(&[[0.1, 0.2]], &mut workspace, &mut rng).loss(&CrossEntropy, &labels).unwrap();
    scored.backward(&mut others);

    let mut sgd = Sgd::new(0.1);
    sgd.step(&mut net, &gradients);
    sgd.step(&mut net, &others);
    sgd.step(&mut others, &others);
}
