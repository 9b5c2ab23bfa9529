//! `#[derive(Clone)]` on networks of any size, on a small stack.

use netwright::approx::relative_eq;
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;

#[network(input = 784)]
#[derive(Debug, PartialEq, Clone)]
struct Large(Linear<512>, Relu, Linear<10>);

#[network(input = 2)]
#[derive(Clone, PartialEq)]
struct Small(Linear<8>, Tanh, Linear<2>);

fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(256 * 1024).spawn(test).unwrap().join().unwrap();
}

#[test]
fn large_networks_are_cloned_on_the_heap() {
    on_a_small_stack(|| {
        let mut rng = SmallRng::seed_from_u64(1);
        let (net, other) = (Large::init(&mut rng), Large::init(&mut rng));
        let mut best = net.clone();
        assert!(best == net && best != other && relative_eq!(best, net));
        best.0.bias[0] += 1.0;
        assert!(best != net);
        best.clone_from(&other);
        assert!(best == other);
    });
    on_a_small_stack(|| {
        let net = Large::<f64>::init(&mut SmallRng::seed_from_u64(1));
        assert!(net.clone() == net);
    });
}

#[test]
fn small_networks_are_cloned_by_value_too() {
    let net = Small::init(&mut SmallRng::seed_from_u64(1));
    let (boxed, value): (Box<Small>, Small) = (net.clone(), (*net).clone());
    assert!(boxed == net && value == *net);
}
