//! There are as many classes as outputs, also where the number of outputs is a constant.

use netwright::prelude::*;

#[derive(Class, Clone, Copy, PartialEq, Eq)]
enum Species {
    Setosa,
    Versicolor,
    Virginica,
}

const CLASSES: usize = 2;

#[network(input = 4, classes = Species)]
struct Literal {
    logits: Linear<4>,
}

#[network(input = 4, classes = Species)]
struct Constant {
    logits: Linear<CLASSES>,
}

fn main() {}
