//! Enums that cannot be classes, and networks that have none.

use netwright::prelude::*;

#[derive(Class, Clone, Copy, PartialEq, Eq)]
enum WithFields {
    Setosa(u8),
    Versicolor,
}

#[derive(Class, Clone, Copy, PartialEq, Eq)]
enum WithNumbers {
    Setosa = 1,
    Versicolor = 2,
}

#[derive(Class, Clone, Copy, PartialEq, Eq)]
struct NoEnum;

#[derive(Class, Clone, Copy, PartialEq, Eq)]
enum Alone {
    Setosa,
}

#[derive(Class, Clone, Copy, PartialEq, Eq)]
enum Species {
    #[class(name = "Iris versicolor")]
    Setosa,
    #[class(name = "Iris versicolor")]
    Versicolor,
}

#[network(input = 4, classes = Species)]
struct NoScores {
    hidden: Linear<2>,
    relu: Relu,
}

#[network(input = 4, classes)]
struct NoValue(Linear<2>);

fn main() {}
