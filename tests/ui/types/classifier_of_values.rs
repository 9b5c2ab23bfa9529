//! Values that are not scores of classes within a network are not at its end either.

use netwright::prelude::*;

#[network(input = 2)]
struct Rates(Linear<3>, Sigmoid);

#[network(input = 2)]
struct Outer(Rates, Dropout<0.5>);

#[derive(Class, Clone, Copy, PartialEq, Eq)]
enum Species {
    Setosa,
    Versicolor,
    Virginica,
}

#[network(input = 2, classes = Species)]
struct Named(Rates, Flatten);

fn needs_a_classifier<N: Classifier>(_: &N) {}

fn main() {
    needs_a_classifier(&*Outer::zeros());
    let _ = Outer::zeros().classify(&[1.0, 2.0]);
}
