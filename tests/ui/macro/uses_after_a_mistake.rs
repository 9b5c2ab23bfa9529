// Each declaration has one mistake, and using the networks is none.
use netwright::__private::Zeroable;
use netwright::prelude::*;

#[network()]
struct NoInput {
    hidden: Linear<100>,
    relu: Relu,
    logits: Linear<3>,
}

#[network(input = 4)]
struct WrongSize {
    hidden: Linear<8>,
    logits: Linear<9, 3>,
}

fn main() {
    let (no_input, wrong_size) = (NoInput::<f32>::zeroed(), WrongSize::<f32>::zeroed());
    println!("{}", no_input.hidden.bias);
    println!("{} {}", wrong_size.hidden.weight[(0, 0)], wrong_size.logits.bias);
    println!("{} {}", wrong_size.predict(&[0.0; 4]), wrong_size.classify(&[0.0; 4]));
    println!("{}", WrongSize::summary());
}

