use netwright::prelude::*;

#[network(input = 2)]
struct Spiral(Linear<100>, Relu, Linear<3>);

#[network(input = 4)]
struct Iris(Linear<16>, Tanh, Linear<3>);

#[network(input = 2)]
struct Halves(Linear<2>);

fn from_the_plane<N: Network + Takes<2> + Gives<3>>(_: &N) {}

fn main() {
    from_the_plane(&*Spiral::zeros());
    from_the_plane(&*Iris::zeros());
    from_the_plane(&*Halves::zeros());
}
