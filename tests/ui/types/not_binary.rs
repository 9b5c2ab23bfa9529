use netwright::prelude::*;

#[network(input = 2)]
struct Spiral(Linear<100>, Relu, Linear<3>);

#[network(input = 2)]
struct Regression(Linear<2>, Tanh);

fn threshold<N: ClassifierOf<2>>(_: &N) {}

fn main() {
    threshold(&*Spiral::zeros());
    threshold(&*Regression::zeros());
}
