//! Each output of a network has a loss that fits it, and a target.

use netwright::prelude::*;

#[network(input = 4, output = { digit = logits, years = estimate, side = tanh })]
struct Face {
    hidden: Linear<8>,
    tanh: Tanh,
    logits: Linear<10>,
    #[from(tanh)]
    estimate: Linear<1>,
}

fn train<Y: Clone>(loss: impl LossFor<Face, Y>, target: Y) {
    let data = Dataset::new(vec![[0.0; 4]], vec![target]).unwrap();
    Trainer::new(loss, Sgd::new(0.1)).fit(&mut *Face::zeros(), &data).unwrap();
}

fn main() {
    let (class, other) = (Label::<10>::new(0).unwrap(), Label::<8>::new(0).unwrap());
    // The loss of scores on plain values, and on a single number.
    let target_of_side = FaceTarget { digit: class, years: [0.3], side: other };
    train(FaceLoss { digit: CrossEntropy, years: Mse, side: CrossEntropy }, target_of_side);
    // A target of another size.
    train(FaceLoss { digit: Mse, years: Mse, side: Mse }, FaceTarget { digit: [0.0; 3], years: [0.3], side: [0.0; 8] });
    // One loss for all.
    train(CrossEntropy, Label::<19>::new(0).unwrap());
    // A network with several outputs is no classifier, and an output of plain values is none.
    Face::zeros().classify(&[0.0; 4]);
    Face::zeros().side().classify(&[0.0; 4]);
    // There is no such output.
    let _ = Face::zeros().predict(&[0.0; 4]).age;
}
