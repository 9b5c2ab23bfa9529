//! Settings of optimisers are checked in the network's type, and no gradient that is a number
//! spoils the state.

use netwright::Error;
use netwright::optim::Group;
use netwright::prelude::*;

#[network(input = 1)]
struct Line(Linear<1, NoBias>);

type Single = Line<f32>;
type Double = Line<f64>;

/// The message of the error with which both validation and training refuse an optimiser.
fn refused<N>(optimizer: impl Optimizer<N>) -> String
where
    N: Trainable<InDim = netwright::nalgebra::Const<1>, OutDim = netwright::nalgebra::Const<1>>,
{
    let error = optimizer.validate().expect_err("these settings make no sense");
    let one = N::Scalar::default();
    let data = Dataset::new(vec![[one]; 2], vec![[one]; 2]).unwrap();
    let training = Trainer::new(Mse, optimizer).fit(&mut N::zeros(), &data);
    assert_eq!(training.unwrap_err().to_string(), error.to_string());
    error.to_string()
}

#[test]
fn settings_that_single_precision_cannot_hold_are_refused() {
    let rounded = |name: &str, found: &str, rounded: &str| {
        format!("{name} is {found}, but the network computes with f32, which rounds it to {rounded}")
    };
    assert_eq!(refused::<Single>(Sgd::new(1e39)), rounded("the learning rate", "1e39", "infinite"));
    assert_eq!(refused::<Single>(Sgd::new(1e-50)), rounded("the learning rate", "1e-50", "0"));
    assert_eq!(refused::<Single>(Sgd::new(0.1).weight_decay(1e39)), rounded("the weight decay", "1e39", "infinite"));
    assert_eq!(refused::<Single>(Sgd::new(0.1).weight_decay(1e-46)), rounded("the weight decay", "1e-46", "0"));
    assert_eq!(refused::<Single>(Sgd::new(0.1).momentum(1.0 - 1e-12)), rounded("the momentum", "0.999999999999", "1"));
    assert_eq!(refused::<Single>(Sgd::new(0.1).momentum(1e-60)), rounded("the momentum", "1e-60", "0"));
    assert_eq!(refused::<Single>(Adam::new(1e39)), rounded("the learning rate", "1e39", "infinite"));
    assert_eq!(refused::<Single>(Adam::new(1e-50)), rounded("the learning rate", "1e-50", "0"));
    assert_eq!(refused::<Single>(Adam::new(0.1).weight_decay(1e39)), rounded("the weight decay", "1e39", "infinite"));
    assert_eq!(refused::<Single>(Adam::new(0.1).epsilon(1e-46)), rounded("the epsilon of Adam", "1e-46", "0"));
    assert_eq!(refused::<Single>(Adam::new(0.1).epsilon(1e39)), rounded("the epsilon of Adam", "1e39", "infinite"));
    assert_eq!(
        refused::<Single>(Adam::new(0.1).betas(1.0 - 1e-12, 0.999)),
        rounded("the first factor of Adam", "0.999999999999", "1")
    );
    assert_eq!(
        refused::<Single>(Adam::new(0.1).betas(0.9, 1.0 - 1e-9)),
        rounded("the second factor of Adam", "0.999999999", "1")
    );
    // The rate is finite, but its quotient in the first step is not.
    assert_eq!(
        refused::<Single>(Adam::new(2e38).betas(0.5, 0.999)),
        rounded("the learning rate of Adam, divided by 1 minus its first factor,", "4e38", "infinite")
    );
}

#[test]
fn the_settings_of_every_rule_are_checked() {
    let factor = |name: &str, found: &str| format!("{name} must be at least 0 and less than 1, but is {found}");
    assert_eq!(refused::<Single>(AdamW::new(0.1).betas(1.0, 0.9)), factor("the first factor of AdamW", "1"));
    assert_eq!(refused::<Single>(AdamW::new(0.1).betas(0.9, -1.0)), factor("the second factor of AdamW", "-1"));
    assert_eq!(refused::<Single>(RmsProp::new(0.1).alpha(1.5)), factor("the factor of RmsProp", "1.5"));
    assert_eq!(refused::<Single>(RmsProp::new(0.1).momentum(1.0)), factor("the momentum of RmsProp", "1"));
    assert_eq!(refused::<Single>(Lion::new(0.1).betas(1.0, 0.9)), factor("the first factor of Lion", "1"));
    assert_eq!(refused::<Single>(Lion::new(0.1).betas(0.9, 2.0)), factor("the second factor of Lion", "2"));
    let above = |name: &str, found: &str| format!("{name} must be a finite number above 0, but is {found}");
    assert_eq!(refused::<Single>(AdamW::new(0.1).epsilon(0.0)), above("the epsilon of AdamW", "0"));
    assert_eq!(refused::<Single>(RmsProp::new(0.1).epsilon(0.0)), above("the epsilon of RmsProp", "0"));
    assert_eq!(refused::<Single>(Adagrad::new(0.1).epsilon(-1.0)), above("the epsilon of Adagrad", "-1"));
    let size = |name: &str, found: &str| format!("{name} must be a finite number that is not negative, but is {found}");
    assert_eq!(refused::<Single>(Adagrad::new(0.1).rate_decay(-0.1)), size("the decay of Adagrad's rate", "-0.1"));
    let accumulator = Adagrad::new(0.1).initial_accumulator(f64::NAN);
    assert_eq!(refused::<Single>(accumulator), size("the initial accumulator of Adagrad", "NaN"));
    assert_eq!(refused::<Single>(Sgd::new(0.1).l1(-0.1)), size("the factor of the L1 penalty", "-0.1"));
    assert_eq!(
        refused::<Single>(Sgd::new(0.1).momentum(0.5).dampening(1.1)),
        "the dampening must be at least 0 and at most 1, but is 1.1"
    );
    assert_eq!(
        refused::<Single>(Sgd::new(0.1).momentum(0.5).dampening(0.5).nesterov()),
        "the dampening must be 0 for Nesterov's form, but is 0.5"
    );
    let limit = |name: &str, found: &str| format!("{name} must be above 0, but is {found}");
    assert_eq!(refused::<Single>(Sgd::new(0.1).clip_norm(0.0)), limit("the largest norm of gradients", "0"));
    assert_eq!(refused::<Single>(Sgd::new(0.1).clip_value(-1.0)), limit("the largest value of gradients", "-1"));
    assert_eq!(refused::<Single>(Sgd::new(0.1).max_norm(f64::NAN)), limit("the largest norm of weights", "NaN"));
}

#[test]
fn the_settings_of_groups_are_checked() {
    let refused = |group: Group| refused::<Single>(Sgd::new(0.1).group("*", group));
    let size = "must be a finite number that is not negative, but is";
    assert_eq!(refused(Group::new().learning_rate(-1.0)), format!("the learning rate {size} -1"));
    assert_eq!(refused(Group::new().rate_factor(f64::INFINITY)), format!("the learning rate {size} infinite"));
    assert_eq!(refused(Group::new().weight_decay(-1.0)), format!("the weight decay {size} -1"));
    assert_eq!(refused(Group::new().l1(-1.0)), format!("the factor of the L1 penalty {size} -1"));
    assert_eq!(refused(Group::new().max_norm(0.0)), "the largest norm of weights must be above 0, but is 0");
    let adam = Adam::new(1.0).group("*", Group::new().rate_factor(2e38).frozen(true)).betas(0.5, 0.999);
    assert!(refused_of(adam).contains("the learning rate of Adam, divided by"));
}

fn refused_of(optimizer: impl Optimizer<Single>) -> String {
    refused::<Single>(optimizer)
}

#[test]
fn settings_that_double_precision_can_hold_are_taken() {
    assert!(Sgd::<Double>::new(1e39).validate().is_ok());
    assert!(Sgd::<Double>::new(1e-50).momentum(1.0 - 1e-12).weight_decay(1e-46).validate().is_ok());
    assert!(Adam::<Double>::new(1e39).epsilon(1e-46).betas(1.0 - 1e-12, 1.0 - 1e-9).validate().is_ok());
    assert!(Sgd::<Single>::new(0.0).validate().is_ok());
    assert!(Adam::<Single>::new(1e-3).betas(0.0, 0.0).validate().is_ok());
}

#[test]
fn settings_without_meaning_are_refused_in_any_type() {
    let epsilon = |found: f64| refused::<Double>(Adam::new(0.1).epsilon(found));
    assert_eq!(epsilon(f64::INFINITY), "the epsilon of Adam must be a finite number above 0, but is infinite");
    assert_eq!(epsilon(0.0), "the epsilon of Adam must be a finite number above 0, but is 0");
    assert_eq!(epsilon(-1e-300), "the epsilon of Adam must be a finite number above 0, but is -1e-300");
    assert_eq!(epsilon(f64::NAN), "the epsilon of Adam must be a finite number above 0, but is NaN");
    assert_eq!(
        refused::<Double>(Sgd::new(f64::NEG_INFINITY)),
        "the learning rate must be a finite number that is not negative, but is negative and infinite"
    );
    for wrong in [1.0, -0.1, f64::NAN, f64::INFINITY] {
        let refused = [
            Sgd::<Single>::new(0.1).momentum(wrong).validate(),
            Adam::<Single>::new(0.1).betas(wrong, 0.999).validate(),
            Adam::<Single>::new(0.1).betas(0.9, wrong).validate(),
        ];
        assert!(refused.iter().all(|result| matches!(result, Err(Error::InvalidSetting { .. }))), "{wrong}");
    }
}

/// The parameter after steps with these gradients.
fn after<N: Trainable>(mut optimizer: impl Optimizer<N>, gradients: &[N::Scalar]) -> N::Scalar {
    let (mut net, mut gradient) = (N::zeros(), N::zeros());
    for &number in gradients {
        gradient.as_mut_slice().fill(number);
        optimizer.step(&mut net, &gradient);
    }
    net.as_slice()[0]
}

#[test]
fn adam_lives_on_after_a_large_gradient() {
    for large in [1.9e19_f32, 1e20, 5e20] {
        let single = after::<Single>(Adam::new(0.1), &[large]);
        assert!((single + 0.1).abs() < 1e-6, "{large:e}: {single}");
    }
    // As in double precision, where squares are far from the end of the range.
    for large in [1.9e19_f32, 1e20, 2e20] {
        let gradients = [large, large, -large, large];
        let double = after::<Double>(Adam::new(0.1), &gradients.map(f64::from));
        let single = after::<Single>(Adam::new(0.1), &gradients);
        assert!((f64::from(single) - double).abs() < 1e-6, "{large:e}: {single} and {double}");
        // The penalty of parameters of this size vanishes beside such a gradient.
        let decayed = after::<Single>(Adam::new(0.1).weight_decay(0.1), &gradients);
        assert!((f64::from(decayed) - double).abs() < 1e-6, "{large:e}: {decayed} and {double}");
    }
}
