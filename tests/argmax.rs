//! All functions that return the most probable class agree, for any outputs.

use netwright::nalgebra::Const;
use netwright::prelude::*;
use netwright::scalar::Real;

#[network(input = 3)]
struct Logits(Flatten);

#[network(input = 3)]
struct Probabilities(Softmax);

#[network(input = 3)]
struct LogProbabilities(LogSoftmax);

const INPUTS: [f64; 9] = [f64::NAN, -f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1e300, -1.0, -0.0, 0.0, 3.0];

/// PyTorch's `argmax`: the position of the first NaN, or else of the first of the largest.
fn argmax<T: Real>(output: &[T]) -> usize {
    let output: Vec<f64> = output.iter().map(|y| y.to_double()).collect();
    let largest = output.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let first_nan = output.iter().position(|y| y.is_nan());
    first_nan.or_else(|| output.iter().position(|&y| y == largest)).unwrap()
}

fn same<T: Real>(a: T, b: T) -> bool {
    a == b || (a.to_double().is_nan() && b.to_double().is_nan())
}

/// All ways of asking for the class of a sample.
fn check<N, T>(network: &N)
where
    T: Real,
    N: Classifier<Class = usize, Scalar = T, InDim = Const<3>, OutDim = Const<3>>,
{
    for position in 0..INPUTS.len().pow(3) {
        let sample = [position % 9, position / 9 % 9, position / 81].map(|digit| T::from_double(INPUTS[digit]));
        let (output, probabilities) = (network.predict(&sample), network.predict_proba(&sample));
        let expected = argmax(output.as_slice());
        let (class, probability) = network.classify_with_probability(&sample);
        assert_eq!(class, expected, "{sample:?} gives {output:?}");
        assert_eq!(network.classify(&sample), expected, "{sample:?} gives {output:?}");
        assert_eq!(network.classify_index(&sample), expected, "{sample:?} gives {output:?}");
        assert!(same(probability, probabilities[expected]), "{sample:?}: {probability}, {probabilities:?}");
        if output.iter().any(|y| y.to_double().is_nan()) {
            assert!(probabilities.iter().all(|p| p.to_double().is_nan()), "{sample:?}: {probabilities:?}");
        }
    }
}

#[test]
fn all_answers_agree() {
    check(&*Logits::<f32>::zeros());
    check(&*Logits::<f64>::zeros());
    check(&*Probabilities::<f32>::zeros());
    check(&*Probabilities::<f64>::zeros());
    check(&*LogProbabilities::<f32>::zeros());
    check(&*LogProbabilities::<f64>::zeros());
}

#[test]
fn logits_decide_where_probabilities_are_equal() {
    // Both are 0.5 after rounding, but one logit is larger.
    let net = Logits::<f32>::zeros();
    let sample = [0.0, 1e-10, -1e4];
    assert_eq!(net.predict_proba(&sample).as_slice(), [0.5, 0.5, 0.0]);
    assert_eq!(net.classify(&sample), 1);
    assert_eq!(net.classify_with_probability(&sample), (1, 0.5));
}

#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
enum Light {
    Red,
    Amber,
    Green,
}

#[network(input = 3, classes = Light)]
struct Lights(Flatten);

#[test]
fn classes_with_names_are_found_by_the_same_rule() {
    let net = Lights::<f32>::zeros();
    for (sample, expected) in [
        ([1.0, f32::NAN, 3.0], Light::Amber),
        ([f32::NAN; 3], Light::Red),
        ([0.0, f32::INFINITY, f32::NAN], Light::Green),
    ] {
        assert_eq!(net.classify(&sample), expected);
        let (class, probability) = net.classify_with_probability(&sample);
        assert_eq!(class, expected);
        assert!(probability.is_nan());
    }
}
