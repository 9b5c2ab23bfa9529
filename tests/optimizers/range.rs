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

#[test]
fn a_group_with_a_large_rate_is_foreseen() {
    let group = Group::new().rate_factor(1e38);
    assert!(train(Sgd::new(1.0).group("0.weight", group), 1.0).is_some());
}

#[test]
fn decay_that_grows_is_foreseen() {
    // (1 - 1e3·1)^n leaves the range within 13 steps.
    assert!(train(Sgd::new(1e-12).weight_decay(1e15).decoupled(), 1e-3).is_some());
}
