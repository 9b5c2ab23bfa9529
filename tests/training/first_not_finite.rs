//! Where numbers were not finite first, as the error of a training names it.

use netwright::Error;
use netwright::prelude::*;

/// A loss whose gradient is its target, times the first output.
struct Steep;

impl netwright::loss::Loss<f64, netwright::nalgebra::Const<1>, f64> for Steep {
    type Outputs = netwright::loss::AnyOutputs;

    fn sample(&self, output: &[f64], target: &f64, gradient: &mut [f64]) -> f64 {
        gradient[0] = *target;
        target * output[0]
    }
}

#[network(input = 1)]
struct Deep {
    first: Linear<1>,
    second: Linear<1>,
    relu: Relu,
    third: Linear<1>,
}

#[test]
fn an_error_names_the_first_step_and_direction_whose_numbers_were_not_finite() {
    let first = |net: &Deep<f64>, target: f64| {
        let data = Dataset::new(vec![[2.0]; 3], vec![target; 3]).unwrap();
        let mut firsts = Vec::new();
        for trainer in [Trainer::new(Steep, Sgd::new(0.1)), Trainer::new(Steep, Sgd::new(0.1)).micro_batch(2)] {
            let mut trained = net.copy();
            let error = trainer.fit(&mut trained, &data).unwrap_err();
            assert_eq!(trained.as_slice(), net.as_slice());
            let message = error.to_string();
            let Error::Diverged { epoch: 1, batch: 1, first: Some(first), left: 0, .. } = error else {
                panic!("{message}")
            };
            assert!(message.contains(&format!("; the first numbers that are not finite are {first}; ")), "{message}");
            firsts.push(first);
        }
        assert_eq!(firsts[0], firsts[1]);
        firsts.remove(0)
    };
    let mut net = Deep::<f64>::zeros();
    for weight in [&mut net.first.weight, &mut net.second.weight, &mut net.third.weight] {
        weight[(0, 0)] = 1.0;
    }
    // Forward: 2·1e308 is infinite in one step after another.
    for (expected, at) in [("`first`", 0), ("`second and relu`", 1), ("`third`", 2)] {
        let mut broken = net.copy();
        [&mut broken.first, &mut broken.second, &mut broken.third][at].weight[(0, 0)] = 1.7e308;
        assert_eq!(first(&broken, 1.0), format!("the outputs of {expected} in the forward pass"));
    }
    // Backward: the values are 0 and finite, but not the gradient.
    let mut broken = net.copy();
    (broken.first.weight[(0, 0)], broken.third.weight[(0, 0)]) = (0.0, 1e200);
    broken.second.bias[0] = f64::MIN_POSITIVE;
    assert_eq!(first(&broken, 1e200), "the gradient at the outputs of `second and relu` in the backward pass");
    broken.third.weight[(0, 0)] = 1.0;
    broken.second.weight[(0, 0)] = 1e200;
    assert_eq!(first(&broken, 1e200), "the gradient at the outputs of `first` in the backward pass");
}

#[network(input = 1)]
struct Inner {
    first: Linear<1>,
    relu: Relu,
    last: Linear<1>,
}

#[network(input = 1)]
struct Middle {
    inner: Inner,
    abs: Abs,
}

#[network(input = 1)]
struct Outer {
    middle: Middle,
    out: Linear<1>,
}

#[test]
fn an_error_names_the_path_of_a_step_in_nested_networks() {
    let data = Dataset::new(vec![[2.0]; 3], vec![[1.0]; 3]).unwrap();
    let mut net = Outer::<f64>::zeros();
    let inner = &mut net.middle.inner;
    for weight in [&mut inner.first.weight, &mut inner.last.weight, &mut net.out.weight] {
        weight[(0, 0)] = 1.0;
    }
    for (at, expected) in ["middle.inner.first and middle.inner.relu", "middle.inner.last", "out"].iter().enumerate() {
        let mut broken = net.copy();
        let inner = &mut broken.middle.inner;
        [&mut inner.first.weight, &mut inner.last.weight, &mut broken.out.weight][at][(0, 0)] = 1.7e308;
        let error = Trainer::new(Mse, Sgd::new(0.1)).fit(&mut broken, &data).unwrap_err();
        let Error::Diverged { first: Some(first), .. } = error else { panic!("{error}") };
        assert_eq!(first, format!("the outputs of `{expected}` in the forward pass"));
    }
    // Backward: dE/dy is about 1e200, and passes through weights of 1e200.
    let mut broken = net.copy();
    broken.middle.inner.first.bias[0] = 1e-200;
    broken.middle.inner.first.weight[(0, 0)] = 0.0;
    (broken.middle.inner.last.weight[(0, 0)], broken.out.weight[(0, 0)]) = (1e200, 1.0);
    let far = Dataset::new(vec![[2.0]; 3], vec![[1e150]; 3]).unwrap();
    let error = Trainer::new(Mse, Sgd::new(0.1)).fit(&mut broken, &far).unwrap_err();
    let Error::Diverged { first: Some(first), .. } = error else { panic!("{error}") };
    let expected = "the gradient at the outputs of `middle.inner.first and middle.inner.relu` in the backward pass";
    assert_eq!(first, expected);
}
