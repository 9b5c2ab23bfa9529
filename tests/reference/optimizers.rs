//! Ten steps of each optimiser, with each of its settings, in double precision.

use crate::fixture::{Numbers, set};
use netwright::approx::relative_eq;
use netwright::data::Label;
use netwright::layer::Parameters;
use netwright::optim::{Group, Lbfgs, pattern};
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// A sequence without kinks.
#[network(input = 5)]
struct Smooth {
    hidden: Linear<7>,
    first: Tanh,
    middle: Linear<6>,
    second: Tanh,
    logits: Linear<4>,
}

type Net = Smooth<f64>;

#[derive(Deserialize)]
struct Steps {
    losses: Vec<f64>,
    after: BTreeMap<String, Vec<f64>>,
    /// The evaluations of the loss, of L-BFGS.
    evaluations: Option<usize>,
}

#[derive(Deserialize)]
struct File {
    input: Vec<[f64; 5]>,
    labels: Vec<usize>,
    parameters: BTreeMap<String, Numbers>,
    cases: BTreeMap<String, Steps>,
}

fn read() -> File {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/optimizers.f64.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn assert_near(what: &str, found: f64, expected: f64) {
    assert!(
        relative_eq!(found, expected, epsilon = 1e-14, max_relative = 1e-10),
        "{what}: {found:e} instead of {expected:e}"
    );
}

fn assert_after(name: &str, net: &Net, after: &BTreeMap<String, Vec<f64>>) {
    for (tensor, values) in net.named_tensors() {
        for (position, &expected) in after[&tensor.path().to_string()].iter().enumerate() {
            let what = format!("{name}: {}, element {position}", tensor.path());
            assert_near(&what, values[tensor.offset_of(position)], expected);
        }
    }
}

/// Takes the steps of a case, with a change of the optimiser before one of them.
fn check_with<O: Optimizer<Net>>(name: &str, mut optimizer: O, change_at: usize, change: impl Fn(O) -> O) {
    let file = read();
    let labels = Label::<4>::from_indices(file.labels).unwrap();
    let (mut net, mut gradients) = (Net::zeros(), Net::zeros());
    set(&mut *net, &file.parameters);
    optimizer.validate().unwrap();
    let mut workspace = Workspace::for_batch(labels.len());
    let Steps { losses, after, .. } = &file.cases[name];
    assert_eq!(losses.len(), 10);
    for (step, &expected) in losses.iter().enumerate() {
        if step == change_at {
            optimizer = change(optimizer);
        }
        let pass = net.forward(&file.input, &mut workspace, &mut SmallRng::seed_from_u64(0));
        gradients.zero();
        let loss = pass.loss(&CrossEntropy, &labels).unwrap().backward(&mut gradients);
        assert_near(&format!("{name}: loss before step {step}"), loss, expected);
        optimizer.step(&mut net, &gradients);
    }
    assert_after(name, &net, after);
}

fn check(name: &str, optimizer: impl Optimizer<Net>) {
    check_with(name, optimizer, usize::MAX, |optimizer| optimizer);
}

#[test]
fn sgd() {
    check("sgd", Sgd::new(0.1));
    check("sgd_dampening", Sgd::new(0.1).momentum(0.9).dampening(0.3).weight_decay(0.01));
    check("sgd_nesterov", Sgd::new(0.1).momentum(0.8).nesterov().weight_decay(0.01));
}

#[test]
fn adam() {
    check("adam", Adam::new(0.01));
    check("adam_settings", Adam::new(0.02).betas(0.8, 0.95).epsilon(1e-3).weight_decay(0.01));
    check("adam_amsgrad", Adam::new(0.05).betas(0.9, 0.5).amsgrad());
}

#[test]
fn adam_w() {
    check("adam_w", AdamW::new(0.01));
    check("adam_w", Adam::new(0.01).weight_decay(0.01).decoupled());
    check("adam_w_settings", AdamW::new(0.02).betas(0.8, 0.5).epsilon(1e-4).weight_decay(0.1).amsgrad());
}

#[test]
fn rms_prop() {
    check("rms_prop", RmsProp::new(0.01));
    let momentum = RmsProp::new(0.005).alpha(0.9).epsilon(1e-4).momentum(0.9).weight_decay(0.01);
    check("rms_prop_momentum", momentum);
    check("rms_prop_centered", RmsProp::new(0.01).alpha(0.8).centered());
    check("rms_prop_all", RmsProp::new(0.002).alpha(0.7).centered().momentum(0.5).weight_decay(0.1));
}

#[test]
fn adagrad() {
    check("adagrad", Adagrad::new(0.1));
    let settings = Adagrad::new(0.1).rate_decay(0.1).initial_accumulator(0.2).epsilon(1e-3).weight_decay(0.01);
    check("adagrad_settings", settings);
}

#[test]
fn lion() {
    check("lion", Lion::new(0.01));
    check("lion_settings", Lion::new(0.02).betas(0.8, 0.95).weight_decay(0.1));
}

#[test]
fn clipping() {
    check("clip_norm", Sgd::new(0.5).clip_norm(0.2));
    check("clip_value", Sgd::new(0.5).clip_value(0.05));
    check("clip_both", Adam::new(0.01).clip_norm(0.3).clip_value(0.02));
}

#[test]
fn penalties_and_bounds() {
    check("l1", Sgd::new(0.1).momentum(0.9).l1(0.05));
    check("max_norm", Sgd::new(0.3).max_norm(1.2));
}

#[test]
fn frozen_tensors() {
    check("frozen", AdamW::new(0.01).freeze(pattern!(Net, "hidden.*")));
    check("frozen_clip_norm", Sgd::new(0.5).clip_norm(0.1).freeze(pattern!(Net, "*.weight")));
    let adam = Adam::new(0.01).freeze(pattern!(Net, "middle.*"));
    check_with("unfrozen", adam, 4, |adam| adam.unfreeze("middle.*"));
    let sgd = Sgd::new(0.1).momentum(0.9).dampening(0.5).freeze(pattern!(Net, "*.bias"));
    check_with("unfrozen_dampening", sgd, 4, |sgd| sgd.unfreeze("*"));
}

#[test]
fn groups() {
    let adam = AdamW::new(0.01)
        .group(pattern!(Net, "*.bias"), Group::new().weight_decay(0.0))
        .group(pattern!(Net, "logits.*"), Group::new().learning_rate(0.05))
        .weight_decay(0.2);
    check("groups", adam);
    let halve = |mut sgd: Sgd<Net>| {
        sgd.set_learning_rate(0.05);
        sgd
    };
    let hidden = Group::new().weight_decay(0.1);
    let own = Sgd::new(0.1).momentum(0.5).group(pattern!(Net, "hidden.*"), hidden.learning_rate(0.02));
    check_with("groups_halved", own, 5, halve);
    let factor = Sgd::new(0.1).momentum(0.5).group(pattern!(Net, "hidden.*"), hidden.rate_factor(0.2));
    check_with("groups_halved", factor, 5, halve);
}

/// Takes the steps of L-BFGS, on all samples.
fn check_lbfgs(name: &str, mut lbfgs: Lbfgs<Net>) {
    let file = read();
    let labels = Label::<4>::from_indices(file.labels).unwrap();
    let data = Dataset::new(&file.input[..], labels).unwrap();
    let mut net = Net::zeros();
    set(&mut *net, &file.parameters);
    let Steps { losses, after, evaluations } = &file.cases[name];
    let mut count = 0;
    for (step, &expected) in losses.iter().enumerate() {
        let report = net.minimize(&mut lbfgs, &CrossEntropy, &data).unwrap();
        assert_near(&format!("{name}: loss before step {step}"), report.first_loss, expected);
        count += report.evaluations;
    }
    assert_eq!(count, evaluations.unwrap(), "{name}: evaluations");
    assert_after(name, &net, after);
}

#[test]
fn lbfgs() {
    check_lbfgs("lbfgs", Lbfgs::new().fixed_step().learning_rate(0.1).iterations(6).history(3));
    check_lbfgs("lbfgs_wolfe", Lbfgs::new().iterations(5));
    let short = Lbfgs::new().learning_rate(30.0).iterations(12).evaluations(20).history(2);
    check_lbfgs("lbfgs_wolfe_short", short);
    check_lbfgs("lbfgs_wolfe_long", Lbfgs::new().learning_rate(1e-3).iterations(10));
}
