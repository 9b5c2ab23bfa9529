//! There are as many classes as outputs also where these are a const parameter.

use netwright::prelude::*;

#[derive(Class, Clone, Copy, PartialEq, Eq)]
enum Species {
    Setosa,
    Versicolor,
    Virginica,
}

#[network(input = 4, classes = Species)]
struct Iris<const OUT: usize = 3>(Linear<OUT>);

#[network(input = 4, classes = Species)]
struct Outer<const OUT: usize = 3>(Iris<OUT>);

fn needs_a_classifier<N: Classifier>(_: &N) {}

fn main() {
    let _ = Iris::<3>::zeros().classify(&[1.0; 4]);
    let _ = Outer::<3>::zeros().classify(&[1.0; 4]);
    let _ = Iris::<5>::zeros().classify(&[1.0; 4]);
    needs_a_classifier(&*Iris::<2>::zeros());
    needs_a_classifier(&*Outer::<4>::zeros());
}
