//! Networks, gradients and layers are compared by the traits of `approx`.

use netwright::approx::{abs_diff_eq, assert_relative_eq, assert_ulps_eq, relative_eq, ulps_eq};
use netwright::layer::Parameters;
use netwright::nalgebra::SVector;
use netwright::prelude::*;
use netwright::scalar::Real;
use rand::SeedableRng;
use rand::rngs::SmallRng;

#[network(input = 3)]
#[derive(Clone, Debug, PartialEq)]
struct Block {
    fc: Linear<3>,
    #[from(fc, input)]
    sum: Add,
}

#[network(input = 3)]
#[derive(Clone, Debug, PartialEq)]
struct Net {
    block: Block,
    logits: Linear<2, NoBias>,
}

/// The parameters of a layer of one's own.
#[derive(Clone, Debug, PartialEq, Parameters)]
struct Slopes<const N: usize, T: Real = f32> {
    slopes: SVector<T, N>,
    factor: T,
}

fn network<T: Real>() -> Box<Net<T>> {
    Net::<T>::init(&mut SmallRng::seed_from_u64(1))
}

#[test]
fn boxes_of_networks_are_equal_to_their_copies() {
    assert_relative_eq!(network::<f32>(), network::<f32>());
    assert_ulps_eq!(network::<f64>(), network::<f64>());
}

#[test]
fn every_parameter_counts() {
    let net = network::<f64>();
    let count = Net::PARAMS;
    for index in 0..count {
        let mut other = net.clone();
        other.as_mut_slice()[index] += 1e-6;
        assert!(!relative_eq!(net, other) && !abs_diff_eq!(net, other) && !ulps_eq!(net, other), "parameter {index}");
        assert!(abs_diff_eq!(net, other, epsilon = 1.1e-6), "parameter {index}");
        assert!(!abs_diff_eq!(net, other, epsilon = 0.9e-6), "parameter {index}");
    }
}

#[test]
fn tolerances_are_those_of_approx() {
    let (mut a, mut b) = (network::<f32>(), network::<f32>());
    a.logits.weight[(1, 2)] = 1000.0;
    b.logits.weight[(1, 2)] = 1000.0_f32.next_up().next_up();
    assert!(ulps_eq!(a, b, epsilon = 0.0, max_ulps = 2) && !ulps_eq!(a, b, epsilon = 0.0, max_ulps = 1));
    assert!(relative_eq!(a, b, max_relative = 1e-6) && !relative_eq!(a, b, max_relative = 1e-8));
    assert!(!abs_diff_eq!(a, b));
}

#[test]
fn nothing_is_near_nan() {
    let mut net = network::<f32>();
    net.block.fc.bias[0] = f32::NAN;
    assert!(!relative_eq!(net, net.clone()) && !abs_diff_eq!(net, net.clone(), epsilon = f32::INFINITY));
}

#[test]
fn layers_are_compared_alone() {
    let (net, other) = (network::<f64>(), Net::<f64>::zeros());
    assert!(!relative_eq!(net.block.fc, other.block.fc) && relative_eq!(net.block.fc, net.block.fc.clone()));
    assert!(!relative_eq!(net.block.fc.weight, other.block.fc.weight));

    let slopes = Slopes { slopes: SVector::from([1.0, 2.0]), factor: 3.0 };
    assert_relative_eq!(slopes, Slopes { factor: 3.0_f64.next_up(), ..slopes.clone() });
    assert!(!relative_eq!(slopes, Slopes { factor: 3.1, ..slopes.clone() }));
}
