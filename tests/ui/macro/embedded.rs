use netwright::prelude::*;

#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
enum Species {
    Setosa,
    Versicolor,
    Virginica,
}

#[network(input = 4, classes = Species, weights = "../../../../examples/embed-iris/iris.safetensors")]
struct Iris {
    hidden: Linear<12>,
    tanh: Tanh,
    logits: Linear<3>,
}

fn main() {}
