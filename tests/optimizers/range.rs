//! No rule makes a parameter infinite: training foresees how far a step can go, or takes it on
//! trial.

use netwright::Error;
use netwright::optim::Group;
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;

#[network(input = 2)]
struct Net(Linear<2>);

/// Trains until there is an error, and asserts that the network is finite all the time.
fn train(optimizer: impl Optimizer<Net>, scale: f32) -> Option<Error> {
    let mut optimizer = optimizer;
    let mut rng = SmallRng::seed_from_u64(3);
    let mut net = Net::init(&mut rng);
    let data = Dataset::new(vec![[scale, 1.0], [-1.0, scale]], vec![[1.0, -1.0]; 2]).unwrap();
    for _ in 0..40 {
        let result = Trainer::new(Mse, &mut optimizer).epochs(4).batch(1).fit(&mut net, &data);
        assert!(net.as_slice().iter().all(|w| w.is_finite()), "{:?}", net.as_slice());
        if let Err(error) = result {
            assert!(matches!(error, Error::Diverged { .. }), "{error}");
            return Some(error);
        }
    }
    None
}

#[test]
fn no_setting_makes_parameters_infinite() {
    for rate in [1e-3, 1.0, 1e19, 1e37, 3e38] {
        for scale in [1e-3, 1.0, 1e9, 1e18] {
            train(Sgd::new(rate).momentum(0.9).dampening(0.5), scale);
            train(AdamW::new(rate / 10.0).weight_decay(0.1), scale);
            train(AdamW::new(rate / 10.0).weight_decay(10.0).amsgrad(), scale);
            train(RmsProp::new(rate), scale);
            train(RmsProp::new(rate).centered().momentum(0.9), scale);
            train(Adagrad::new(rate), scale);
            train(Lion::new(rate), scale);
            train(Sgd::new(rate).weight_decay(3.0).decoupled().l1(0.1).max_norm(10.0), scale);
            train(Sgd::new(rate).clip_norm(1.0), scale);
            train(Sgd::new(1e-9).group("0.bias", Group::new().learning_rate(rate)), scale);
        }
    }
}

/// One step of a network whose parameters are all 2, and which must be refused, leaving it so.
fn refused(optimizer: impl Optimizer<Net>) {
    let mut net = Net::zeros();
    net.as_mut_slice().fill(2.0);
    let data = Dataset::new(&[[100.0, 1.0]], &[[1.0, -1.0]]).unwrap();
    let error = Trainer::new(Mse, optimizer).fit(&mut net, &data).unwrap_err();
    assert!(error.to_string().contains("after the step"), "{error}");
    assert!(net.as_slice().iter().all(|w| *w == 2.0), "{:?}", net.as_slice());
}

#[test]
fn a_group_with_a_large_rate_is_foreseen() {
    refused(Sgd::new(1.0).group("0.weight", Group::new().rate_factor(1e38)));
    refused(Sgd::new(1e-9).group("0.weight", Group::new().learning_rate(1e38)));
}

#[test]
fn decay_is_foreseen() {
    // With r·d = 3e38, 2 becomes -6e38.
    refused(Sgd::new(1e-3).weight_decay(3e38).group("0.*", Group::new().learning_rate(1.0)).decoupled());
    refused(Sgd::new(1.0).weight_decay(3e38));
    refused(Sgd::new(1.0).group("*.bias", Group::new().weight_decay(3e38)));
    refused(Lion::new(1.0).weight_decay(3e38));
}

#[test]
fn without_a_gradient_nothing_moves() {
    fn still(mut optimizer: impl Optimizer<Net>) {
        let (mut net, gradients) = (Net::zeros(), Net::zeros());
        net.as_mut_slice().fill(2.0);
        (0..3).for_each(|_| optimizer.step(&mut net, &gradients));
        assert!(net.as_slice().iter().all(|w| *w == 2.0), "{:?}", net.as_slice());
    }
    still(Sgd::new(0.1).momentum(0.9));
    still(Adam::new(0.1));
    still(AdamW::new(0.1).weight_decay(0.0).amsgrad());
    still(RmsProp::new(0.1).centered().momentum(0.9));
    still(Adagrad::new(0.1));
    still(Lion::new(0.1));
    still(Sgd::new(0.1).clip_norm(1.0).clip_value(1.0));
}
