//! Metrics, compared with scikit-learn's.

use netwright::approx::assert_relative_eq;
use netwright::data::Label;
use netwright::metrics::{
    Accuracy, Average, AveragePrecision, Brier, CalibrationError, ConfusionMatrix, F1, LogLoss, MeanAbsoluteError,
    MeanSquaredError, Metric, MetricFor, Precision, R2, Recall, RocAuc, TopK,
};
use netwright::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
struct Fixture {
    several: Vec<Several>,
    binary: Vec<Binary>,
    regression: Vec<Regression>,
}

#[derive(Deserialize)]
struct PerClass {
    r#macro: f64,
    weighted: f64,
    per_class: Vec<f64>,
}

#[derive(Deserialize)]
struct Several {
    outputs: Vec<[f64; 4]>,
    targets: Vec<usize>,
    accuracy: f64,
    confusion: Vec<[usize; 4]>,
    precision: PerClass,
    recall: PerClass,
    f1: PerClass,
    log_loss: f64,
    brier: f64,
    calibration: BTreeMap<String, f64>,
    average_precision: f64,
    roc_auc: f64,
    #[serde(default)]
    top_k: BTreeMap<String, f64>,
}

#[derive(Deserialize)]
struct Binary {
    outputs: Vec<f64>,
    targets: Vec<usize>,
    accuracy: f64,
    precision: f64,
    recall: f64,
    f1: f64,
    macro_f1: f64,
    roc_auc: f64,
    average_precision: f64,
    log_loss: f64,
    brier: f64,
}

#[derive(Deserialize)]
struct Regression {
    outputs: Vec<[f64; 3]>,
    targets: Vec<[f64; 3]>,
    mse: f64,
    mae: f64,
    r2: f64,
    r2_per_output: Vec<f64>,
}

fn fixture() -> Fixture {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/metrics.json");
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

/// Logits.
#[network(input = 4)]
struct Logits(Flatten);

#[network(input = 4)]
struct Probabilities(Softmax);

#[network(input = 4)]
struct LogProbabilities(LogSoftmax);

#[network(input = 1)]
struct Logit(Flatten);

#[network(input = 1)]
struct Probability(Sigmoid);

#[network(input = 3)]
struct Numbers(Flatten);

fn close(name: &str, found: f64, expected: f64) {
    println!("{name}");
    assert_relative_eq!(found, expected, epsilon = 1e-14, max_relative = 1e-12);
}

/// Checks the value of a metric.
fn check<N, M, Y, const F: usize>(net: &N, metric: M, samples: &[[f64; F]], targets: &[Y], expected: f64) -> M
where
    N: Trainable<Scalar = f64> + Takes<F>,
    M: MetricFor<N, Y>,
{
    let metric = net.measure(metric, samples, targets).unwrap();
    close(&metric.name(), metric.value(), expected);
    metric
}

/// Checks an average of numbers of classes, and the numbers.
macro_rules! check_classes {
    ($net:expr, $metric:ident, $samples:expr, $targets:expr, $expected:expr) => {
        let expected = &$expected;
        let metric = check($net, $metric::default(), $samples, $targets, expected.r#macro);
        metric.per_class().into_iter().zip(&expected.per_class).for_each(|(found, of)| close("class", found, *of));
        assert_eq!(metric.per_class().len(), expected.per_class.len());
        let weighted = $metric::default().average(Average::Weighted);
        check($net, weighted, $samples, $targets, expected.weighted);
        let of_class = $metric::default().average(Average::Class(1));
        check($net, of_class, $samples, $targets, expected.per_class[1]);
    };
}

fn check_several<N>(net: &N, case: &Several)
where
    N: Trainable<Scalar = f64> + Takes<4> + ClassifierOf<4>,
{
    let targets = Label::<4>::from_indices(case.targets.iter().copied()).unwrap();
    let samples = &case.outputs[..];
    check(net, Accuracy::default(), samples, &targets, case.accuracy);
    close("Evaluate::accuracy", net.accuracy(samples, &targets).unwrap(), case.accuracy);
    let matrix = check(net, ConfusionMatrix::default(), samples, &targets, case.accuracy);
    assert_eq!(matrix.counts(), case.confusion);
    assert_eq!(net.confusion(samples, &targets).unwrap(), matrix);
    check_report(&matrix, case);
    check_classes!(net, Precision, samples, &targets, case.precision);
    check_classes!(net, Recall, samples, &targets, case.recall);
    check_classes!(net, F1, samples, &targets, case.f1);
    check(net, LogLoss::default(), samples, &targets, case.log_loss);
    check(net, Brier::default(), samples, &targets, case.brier);
    for (bins, expected) in &case.calibration {
        check(net, CalibrationError::default().bins(bins.parse().unwrap()), samples, &targets, *expected);
    }
    check(net, RocAuc::default(), samples, &targets, case.roc_auc);
    check(net, AveragePrecision::default(), samples, &targets, case.average_precision);
    for (k, expected) in &case.top_k {
        check(net, TopK::new(k.parse().unwrap()), samples, &targets, *expected);
    }
}

/// Checks the table of all classes, whose numbers have three digits.
fn check_report(matrix: &ConfusionMatrix<4>, case: &Several) {
    let report = matrix.report().names(["a", "b", "c", "of a long name"]).to_string();
    let mut rows = report.lines().filter(|line| !line.is_empty()).skip(1);
    let mut check_row = |name: &str, numbers: &[f64], samples: usize| {
        let numbers = numbers.iter().map(|number| format!("  {number:.3}"));
        let expected: String = [name.into()].into_iter().chain(numbers).chain([format!("  {samples}")]).collect();
        let row = rows.next().unwrap();
        assert_eq!(row.split_whitespace().collect::<Vec<_>>(), expected.split_whitespace().collect::<Vec<_>>());
    };
    let Several { precision, recall, f1, confusion, targets, .. } = case;
    for (class, name) in ["a", "b", "c", "of a long name"].into_iter().enumerate() {
        let numbers = [precision, recall, f1].map(|number| number.per_class[class]);
        check_row(name, &numbers, confusion[class].iter().sum());
        close("f1 of a class", matrix.f1(class), f1.per_class[class]);
    }
    check_row("accuracy", &[case.accuracy], targets.len());
    check_row("macro avg", &[precision.r#macro, recall.r#macro, f1.r#macro], targets.len());
    check_row("weighted avg", &[precision.weighted, recall.weighted, f1.weighted], targets.len());
    assert_eq!(rows.next(), None);
}

#[test]
fn metrics_of_several_classes_are_those_of_scikit_learn() {
    let cases = fixture().several;
    assert!(cases.iter().any(|case| !case.top_k.is_empty()));
    for case in &cases {
        check_several(&*Logits::<f64>::zeros(), case);
        check_several(&*Probabilities::<f64>::zeros(), case);
        check_several(&*LogProbabilities::<f64>::zeros(), case);
    }
}

#[test]
fn metrics_of_one_output_are_those_of_scikit_learn() {
    fn check_one<N: Trainable<Scalar = f64> + Takes<1> + Gives<1>>(net: &N, case: &Binary) {
        let samples: Vec<[f64; 1]> = case.outputs.iter().map(|&x| [x]).collect();
        let targets: Vec<bool> = case.targets.iter().map(|&target| target == 1).collect();
        let positive = Average::Class(1);
        check(net, Accuracy::default(), &samples, &targets, case.accuracy);
        check(net, Precision::default().average(positive), &samples, &targets, case.precision);
        check(net, Recall::default().average(positive), &samples, &targets, case.recall);
        check(net, F1::default().average(positive), &samples, &targets, case.f1);
        check(net, F1::default(), &samples, &targets, case.macro_f1);
        check(net, RocAuc::default(), &samples, &targets, case.roc_auc);
        check(net, AveragePrecision::default(), &samples, &targets, case.average_precision);
        check(net, LogLoss::default(), &samples, &targets, case.log_loss);
        check(net, Brier::default(), &samples, &targets, case.brier);
        // The numbers that such a network is trained with.
        let numbers: Vec<[f64; 1]> = targets.iter().map(|&target| [f64::from(u8::from(target))]).collect();
        check(net, Accuracy::default(), &samples, &numbers, case.accuracy);
    }
    for case in fixture().binary {
        check_one(&*Logit::<f64>::zeros(), &case);
        check_one(&*Probability::<f64>::zeros(), &case);
    }
}

#[test]
fn metrics_of_regression_are_those_of_scikit_learn() {
    for case in fixture().regression {
        let (net, samples, targets) = (&*Numbers::<f64>::zeros(), &case.outputs[..], &case.targets[..]);
        check(net, MeanSquaredError::default(), samples, targets, case.mse);
        check(net, MeanAbsoluteError::default(), samples, targets, case.mae);
        let r2 = check(net, R2::default(), samples, targets, case.r2);
        r2.per_output().into_iter().zip(&case.r2_per_output).for_each(|(found, of)| close("output", found, *of));
        assert_eq!(r2.per_output().len(), 3);
    }
}

/// Samples go through a network in parts, and the value does not depend on them.
#[test]
fn values_come_from_all_samples_at_once() {
    let case = fixture().several.swap_remove(0);
    let labels = Label::<4>::from_indices(case.targets.iter().copied()).unwrap();
    let (samples, targets) = (case.outputs.repeat(50), labels.repeat(50)); // 3000
    let net = &*Logits::<f64>::zeros();
    check(net, Accuracy::default(), &samples, &targets, case.accuracy);
    check(net, F1::default(), &samples, &targets, case.f1.r#macro);
    check(net, RocAuc::default(), &samples, &targets, case.roc_auc);
    check(net, LogLoss::default(), &samples, &targets, case.log_loss);
    check(net, CalibrationError::default(), &samples, &targets, case.calibration["15"]);
    // A metric that has seen samples begins anew.
    let accuracy = net.measure(Accuracy::default(), &samples, &targets).unwrap();
    check(net, accuracy, &samples[..60], &targets[..60], case.accuracy);
}

#[test]
fn values_that_do_not_exist_are_nan_or_zero() {
    let net = &*Logits::<f64>::zeros();
    assert!(
        Accuracy::default().value().is_nan() && F1::default().value().is_nan() && LogLoss::default().value().is_nan()
    );
    assert!(RocAuc::default().value().is_nan() && R2::default().value().is_nan());
    // One class alone has no other one to be told from.
    let (samples, ones) = ([[0.0, 1.0, 2.0, 3.0], [3.0, 1.0, 0.0, 2.0]], Label::<4>::from_indices([1, 1]).unwrap());
    let auc = net.measure(RocAuc::default(), &samples, &ones).unwrap();
    assert!(auc.value().is_nan() && auc.per_class().iter().all(|auc| auc.is_nan()));
    // A class without samples, and one that nothing was taken for.
    let precision = net.measure(Precision::default(), &samples, &ones).unwrap();
    assert_eq!((precision.per_class(), precision.value()), (vec![0.0; 4], 0.0));
    // NaN among the outputs: no class is right, and no probability is one.
    let nan = [[0.0, 1.0, 2.0, f64::NAN], [0.0, 5.0, 0.0, 0.0]];
    assert_eq!(net.measure(Accuracy::default(), &nan, &ones).unwrap().value(), 0.5);
    assert_eq!(net.measure(TopK::new(4), &nan, &ones).unwrap().value(), 0.5);
    assert_eq!(net.measure(Recall::default().average(Average::Class(1)), &nan, &ones).unwrap().value(), 0.5);
    assert!(net.measure(LogLoss::default(), &nan, &ones).unwrap().value().is_nan());
    assert!(net.measure(Brier::default(), &nan, &ones).unwrap().value().is_nan());
    assert!(net.measure(CalibrationError::default(), &nan, &ones).unwrap().value().is_nan());
    assert!(net.measure(RocAuc::default(), &nan, &ones).unwrap().value().is_nan());
    assert!(net.measure(AveragePrecision::default(), &nan, &ones).unwrap().value().is_nan());
    // Targets that do not differ.
    let numbers = &*Numbers::<f64>::zeros();
    let of = |samples: &[[f64; 3]]| numbers.measure(R2::default(), samples, &vec![[1.0, 1.0, 1.0]; samples.len()]);
    assert_eq!(of(&[[1.0, 1.0, 2.0], [1.0, 0.0, 1.0]]).unwrap().per_output(), [1.0, 0.0, 0.0]);
    assert!(of(&[[1.0; 3]]).unwrap().value().is_nan());
}

#[test]
fn a_target_that_is_no_class_is_an_error_with_its_row() {
    let samples = vec![[1.0]; 2000];
    let mut targets = vec![[0.0]; 2000];
    targets[1500] = [0.5];
    let error = Logit::<f64>::zeros().measure(Accuracy::default(), &samples, &targets).unwrap_err();
    assert_eq!(error, netwright::Error::NotBinary { row: 1500 });
    assert!(Logit::<f64>::zeros().measure(Accuracy::default(), &samples[..3], &targets).is_err());
}
