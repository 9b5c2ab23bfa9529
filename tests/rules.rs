//! A rule of one's own is an optimiser: it sees one tensor at a time, by its name and role, with
//! its moments.

use netwright::Error;
use netwright::layer::Role;
use netwright::optim::{Descent, Rule, Update};
use netwright::prelude::*;
use netwright::scalar::Real;
use rand::SeedableRng;
use rand::rngs::SmallRng;
use std::cell::RefCell;

#[network(input = 2)]
struct Net {
    hidden: Linear<2>,
    relu: Relu,
    #[freeze]
    frozen: Linear<2>,
    scores: Linear<1, NoBias>,
}

/// Heavy-ball momentum, written anew: with the velocity as its moment, and without weight decay on
/// biases.
struct HeavyBall {
    momentum: f64,
    seen: RefCell<Vec<String>>,
}

impl Rule for HeavyBall {
    const NAME: &'static str = "HeavyBall";

    fn moments(&self) -> usize {
        1
    }

    fn apply<T: Real>(&self, update: Update<'_, T>) {
        self.seen.borrow_mut().push(update.tensor.path().to_string());
        let is_bias = matches!(update.tensor.role(), Role::Bias { .. });
        let decay = T::from_double(if is_bias { 0.0 } else { update.weight_decay });
        let (rate, momentum) = (T::from_double(update.learning_rate), T::from_double(self.momentum));
        let [velocity, none, _] = update.moments;
        assert!(none.is_empty() && velocity.len() == update.tensor.len());
        for ((w, v), &g) in update.parameters.iter_mut().zip(velocity).zip(update.gradient) {
            *v = momentum * *v + (g + decay * *w);
            *w -= rate * *v;
        }
    }

    fn validate<T: Real>(&self, learning_rate: f64) -> Result<(), Error> {
        let holds = learning_rate < 1.0;
        if holds {
            Ok(())
        } else {
            Err(Error::InvalidSetting { name: "the rate", expected: "below 1", found: learning_rate })
        }
    }
}

fn heavy_ball(learning_rate: f64) -> Descent<HeavyBall, Net<f64>> {
    Descent::with_rule(learning_rate, HeavyBall { momentum: 0.9, seen: RefCell::default() })
}

#[test]
fn a_rule_is_given_each_tensor_that_is_trained() {
    let mut rng = SmallRng::seed_from_u64(1);
    let (mut net, mut gradients) = (Net::<f64>::init(&mut rng), Net::<f64>::zeros());
    gradients.as_mut_slice().fill(1.0);
    let (mut own, mut sgd) = (heavy_ball(0.1).weight_decay(0.5), Sgd::new(0.1).momentum(0.9).weight_decay(0.5));
    let mut other = net.copy();
    for _ in 0..3 {
        own.step(&mut net, &gradients);
        sgd.step(&mut other, &gradients);
    }
    assert_eq!((net.hidden.weight, net.scores.weight), (other.hidden.weight, other.scores.weight));
    // Without decay: 1 + (1 + 0.9) + (1 + 0.9 + 0.81), and both began at the same bias.
    assert_ne!(net.hidden.bias, other.hidden.bias);
    assert_eq!((own.steps(), own.moments().len(), sgd.moments().len()), (3, 1, 1));
    assert_eq!(own.moments()[0].scores.weight, sgd.moments()[0].scores.weight);
}

#[test]
fn a_rule_sees_names_in_the_order_of_declaration() {
    let (mut net, gradients) = (Net::<f64>::zeros(), Net::<f64>::zeros());
    let seen = RefCell::default();
    struct Names<'s>(&'s RefCell<Vec<String>>);
    impl Rule for Names<'_> {
        const NAME: &'static str = "Names";

        fn apply<T: Real>(&self, update: Update<'_, T>) {
            self.0.borrow_mut().push(update.tensor.path().to_string());
        }
    }
    Descent::with_rule(0.1, Names(&seen)).step(&mut net, &gradients);
    assert_eq!(seen.into_inner(), ["hidden.weight", "hidden.bias", "scores.weight"]);
}

#[test]
fn a_rule_trains_and_its_settings_are_checked() {
    let mut rng = SmallRng::seed_from_u64(2);
    let mut net = Net::<f64>::init(&mut rng);
    let samples: Vec<[f64; 2]> = (0..32_i32).map(|n| [f64::from(n % 4), f64::from(n % 7)]).collect();
    let targets: Vec<[f64; 1]> = samples.iter().map(|[a, b]| [a + b]).collect();
    let data = Dataset::new(samples, targets).unwrap();
    let error = Trainer::new(Mse, heavy_ball(2.0)).fit(&mut net, &data).unwrap_err();
    assert_eq!(error.to_string(), "the rate must be below 1, but is 2");
    let error = heavy_ball(-1.0).validate().unwrap_err();
    assert!(error.to_string().contains("the learning rate"), "{error}");
    // Its magnitudes are not foreseen, so each step is taken on trial.
    let history = Trainer::new(Mse, heavy_ball(0.002)).epochs(60).batch(8).fit(&mut net, &data).unwrap();
    assert!(history.last_loss() < history.losses()[0] / 4.0, "{history}");
}
