//! Losses and their gradients, compared with PyTorch's.

use netwright::approx::assert_relative_eq;
use netwright::data::Label;
use netwright::loss::{
    BinaryCrossEntropy, BinaryCrossEntropyWithLogits, BinaryFocal, ClassWeights, CrossEntropy, Focal, Huber,
    KlDivergence, L1, Loss, Mse, MultiMargin, Nll, Poisson, SmoothL1, mean,
};
use netwright::nalgebra::{Const, Dyn};
use netwright::value::{View, ViewMut};
use serde::Deserialize;
use std::path::Path;

const CLASSES: usize = 4;

#[derive(Deserialize)]
struct Case {
    loss: String,
    settings: Settings,
    outputs: Vec<[f64; CLASSES]>,
    targets: Vec<serde_json::Value>,
    value: f64,
    gradients: Vec<[f64; CLASSES]>,
}

/// Settings by PyTorch's names.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    weight: Option<[f64; CLASSES]>,
    pos_weight: Option<[f64; CLASSES]>,
    ignore_index: Option<usize>,
    label_smoothing: Option<f64>,
    p: Option<u8>,
    margin: Option<f64>,
    gamma: Option<f64>,
    alpha: Option<serde_json::Value>,
    delta: Option<f64>,
    beta: Option<f64>,
    log_input: Option<bool>,
    full: Option<bool>,
    eps: Option<f64>,
}

/// Sets what is given.
fn set<L, V>(loss: L, value: Option<V>, set: impl FnOnce(L, V) -> L) -> L {
    match value {
        Some(value) => set(loss, value),
        None => loss,
    }
}

impl Case {
    fn check<Y>(&self, loss: &impl Loss<f64, Const<CLASSES>, Y>, targets: &[Y]) {
        loss.validate().unwrap();
        targets.iter().enumerate().for_each(|(row, target)| loss.check_target(row, target).unwrap());
        let mut gradients = vec![[f64::NAN; CLASSES]; targets.len()];
        let outputs = View::from_slice_generic(self.outputs.as_flattened(), Const, Dyn(targets.len()));
        let gradient = ViewMut::from_slice_generic(gradients.as_flattened_mut(), Const, Dyn(targets.len()));
        let value = mean(loss, outputs, targets, gradient).unwrap();
        assert_relative_eq!(value, self.value, epsilon = 1e-15, max_relative = 1e-12);
        for (found, expected) in gradients.as_flattened().iter().zip(self.gradients.as_flattened()) {
            assert_relative_eq!(*found, *expected, epsilon = 1e-15, max_relative = 1e-12);
        }
        // The loss sample by sample, as far as it is a mean.
        let mut unused = [0.0; CLASSES];
        let samples = self.outputs.iter().zip(targets);
        let sum: f64 = samples.map(|(output, target)| loss.sample(output, target, &mut unused)).sum();
        assert_relative_eq!(sum / loss.total_weight(targets), self.value, epsilon = 1e-15, max_relative = 1e-12);
    }

    fn labels(&self) -> Vec<Label<CLASSES>> {
        let number = |target: &serde_json::Value| Label::new(target.as_u64().unwrap() as usize).unwrap();
        self.targets.iter().map(number).collect()
    }

    fn numbers(&self) -> Vec<[f64; CLASSES]> {
        self.targets.iter().map(|target| serde_json::from_value(target.clone()).unwrap()).collect()
    }

    /// Checks a loss that takes numbers, and also bits where the numbers are such.
    fn check_binary(
        &self,
        loss: &(impl Loss<f64, Const<CLASSES>, [f64; CLASSES]> + Loss<f64, Const<CLASSES>, [bool; CLASSES]>),
    ) {
        let numbers = self.numbers();
        self.check(loss, &numbers);
        if numbers.as_flattened().iter().all(|&number| number == 0.0 || number == 1.0) {
            let bits: Vec<_> = numbers.iter().map(|numbers| numbers.map(|number| number == 1.0)).collect();
            self.check(loss, &bits);
        }
    }

    fn cross_entropy<W: ClassWeights<CLASSES>>(&self, loss: CrossEntropy<W>) {
        let Settings { label_smoothing, ignore_index, .. } = self.settings;
        let loss = set(loss, label_smoothing, CrossEntropy::label_smoothing);
        let loss = set(loss, ignore_index, CrossEntropy::ignore);
        if self.loss == "CrossEntropy" { self.check(&loss, &self.labels()) } else { self.check(&loss, &self.numbers()) }
    }

    fn run(&self) {
        let Settings { weight, pos_weight, ignore_index, p, margin, gamma, .. } = self.settings;
        let Settings { alpha, delta, beta, log_input, full, eps, .. } = self.settings.clone();
        match &*self.loss {
            "CrossEntropy" | "SoftCrossEntropy" => match weight {
                Some(weight) => self.cross_entropy(CrossEntropy.class_weights(weight)),
                None => self.cross_entropy(CrossEntropy),
            },
            "Nll" => match weight {
                Some(weight) => self.check(&set(Nll.class_weights(weight), ignore_index, Nll::ignore), &self.labels()),
                None => self.check(&set(Nll, ignore_index, Nll::ignore), &self.labels()),
            },
            "MultiMargin" => {
                let loss = set(set(MultiMargin::default(), p, MultiMargin::p), margin, MultiMargin::margin);
                match weight {
                    Some(weight) => self.check(&loss.class_weights(weight), &self.labels()),
                    None => self.check(&loss, &self.labels()),
                }
            }
            "Focal" => {
                let loss = set(Focal::default(), gamma, Focal::gamma);
                match alpha {
                    Some(alpha) => {
                        self.check(&loss.alpha(serde_json::from_value(alpha).unwrap()), &self.labels());
                    }
                    None => self.check(&loss, &self.labels()),
                }
            }
            "BinaryFocal" => {
                let loss = set(BinaryFocal::default(), gamma, BinaryFocal::gamma);
                self.check_binary(&set(loss, alpha, |loss, alpha| loss.alpha(alpha.as_f64().unwrap())));
            }
            "BinaryCrossEntropy" => self.check_binary(&BinaryCrossEntropy),
            "BinaryCrossEntropyWithLogits" => match pos_weight {
                Some(weight) => self.check_binary(&BinaryCrossEntropyWithLogits::default().pos_weight(weight)),
                None => self.check_binary(&BinaryCrossEntropyWithLogits::default()),
            },
            "Mse" => self.check(&Mse, &self.numbers()),
            "L1" => self.check(&L1, &self.numbers()),
            "Huber" => self.check(&set(Huber::default(), delta, Huber::delta), &self.numbers()),
            "SmoothL1" => self.check(&set(SmoothL1::default(), beta, SmoothL1::beta), &self.numbers()),
            "Poisson" => {
                let loss = set(set(Poisson::default(), log_input, Poisson::log_input), full, Poisson::full);
                self.check(&set(loss, eps, Poisson::epsilon), &self.numbers());
            }
            "KlDivergence" => self.check(&KlDivergence, &self.numbers()),
            other => panic!("no loss {other}"),
        }
    }
}

#[test]
fn losses_are_those_of_pytorch() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/losses.json");
    let cases: Vec<Case> = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert!(cases.len() > 60);
    for (number, case) in cases.iter().enumerate() {
        println!("case {number}: {}", case.loss);
        case.run();
    }
}
