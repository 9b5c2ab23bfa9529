use netwright::prelude::*;

#[network(input = 2)]
struct Spiral {
    hidden: Linear<100>,
    relu: Relu,
    logits: Linear<3>,
}

fn main() {
    let mut net = Spiral::zeros();
    let (mut workspace, mut rng) = (Workspace::default(), rand::rngs::ThreadRng::default());
    let four_classes = Label::<4>::from_indices([0]).unwrap();
    let _ = net.forward(&[[0.1, 0.2]], &mut workspace, &mut rng).loss(&CrossEntropy, &four_classes);
    let _ = net.forward(&[[0.1, 0.2]], &mut workspace, &mut rng).loss(&CrossEntropy, &[0_usize]);
    let _ = net.forward(&[[0.1, 0.2]], &mut workspace, &mut rng).loss(&Mse, &[[1.0, 2.0]]);
}
