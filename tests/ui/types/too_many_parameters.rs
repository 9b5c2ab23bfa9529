use netwright::limit;
use netwright::prelude::*;

#[network(input = 3)]
struct Large(Linear<100>, Relu, Linear<100>, Relu, Linear<5>);

#[network(input = 3)]
struct AnySize<const H: usize>(Linear<H>, Relu, Linear<5>);

fn deploy<N: AtMost<limit!(4096)>>(_: &N) {}

fn main() {
    deploy(&*Large::zeros());
    deploy(&*AnySize::<2>::zeros());
}
