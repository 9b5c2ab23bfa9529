//! `Doctor`: what it measures, and what it says.

use netwright::prelude::*;
use netwright::scalar::Real;
use netwright::train::{Diagnosis, Doctor, Finding, Units};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

#[network(input = 4)]
#[derive(Clone, Debug, PartialEq)]
struct Net {
    hidden: Linear<32>,
    relu: Relu,
    middle: Linear<16>,
    tanh: Tanh,
    logits: Linear<3>,
}

/// Points whose class is their largest feature among the first three.
fn data<T: Real>(count: usize, seed: u64) -> Dataset<'static, T, 4, Label<3>> {
    let mut rng = SmallRng::seed_from_u64(seed);
    let samples: Vec<[f64; 4]> = (0..count).map(|_| [(); 4].map(|()| rng.random_range(-1.5..1.5))).collect();
    let largest = |sample: &[f64; 4]| (0..3).max_by(|a, b| sample[*a].total_cmp(&sample[*b])).unwrap();
    let labels = Label::from_indices(samples.iter().map(largest)).unwrap();
    Dataset::new(samples.iter().map(|sample| sample.map(T::from_double)).collect::<Vec<_>>(), labels).unwrap()
}

fn net<T: Real>(seed: u64) -> Box<Net<T>> {
    Net::<T>::init(&mut SmallRng::seed_from_u64(seed))
}

fn scale<T: Real>(weights: &mut [T], factor: f64) {
    weights.iter_mut().for_each(|weight| *weight *= T::from_double(factor));
}

/// The numbers of dead and of saturated units of a step.
fn units(diagnosis: &Diagnosis, path: &str) -> (usize, usize, usize) {
    let Units { all, dead, saturated, .. } = diagnosis.step(path).unwrap().units.unwrap();
    (all, dead, saturated)
}

#[test]
fn a_healthy_network_is_found_healthy_before_and_after_training_and_left_alone() {
    for seed in 0..5 {
        let data = data::<f32>(300, seed);
        let mut net = net(seed);
        for _ in 0..2 {
            let before = net.clone();
            let sgd = Doctor::new(CrossEntropy, Sgd::new(0.1)).run(&*net, &data).unwrap();
            assert!(sgd.is_healthy(), "seed {seed}\n{sgd}");
            assert!(sgd.to_string().ends_with("\nthe network: healthy\n"), "{sgd}");
            let adam = Doctor::new(CrossEntropy, Adam::new(1e-3)).run(&*net, &data).unwrap();
            assert!(adam.is_healthy(), "seed {seed}\n{adam}");
            assert_eq!(net, before);
            assert_eq!(sgd, Doctor::new(CrossEntropy, Sgd::new(0.1)).run(&*net, &data).unwrap());
            Trainer::new(CrossEntropy, Adam::new(1e-2)).epochs(3).fit(&mut net, &data).unwrap();
        }
    }
}

#[test]
fn dead_and_saturated_units_are_counted() {
    fn in_type<T: Real>() {
        let data = data::<T>(200, 1);
        let doctor = || Doctor::new(CrossEntropy, Sgd::new(0.1));
        let mut dead = net::<T>(1);
        dead.hidden.bias.fill(T::from_double(-1000.0));
        let diagnosis = doctor().run(&*dead, &data).unwrap();
        assert_eq!(units(&diagnosis, "relu"), (32, 32, 0));
        assert!(diagnosis.step("relu").unwrap().verdict().starts_with("`relu`: all 32 units are dead: "));
        assert_eq!(diagnosis.step("hidden").unwrap().findings, [Finding::NoGradient]);
        assert!(diagnosis.verdict().contains("begin with `relu`: all 32 units are dead"), "{diagnosis}");
        // Some of them, and one that lives for a single sample.
        let mut some = net::<T>(1);
        for unit in 0..13 {
            some.hidden.bias[unit] = T::from_double(-1000.0);
        }
        let mut firsts: Vec<f64> = data.samples().iter().map(|sample| sample[0].to_double()).collect();
        firsts.sort_by(f64::total_cmp);
        (0..4).for_each(|feature| some.hidden.weight[(12, feature)] = T::from_double(f64::from(feature == 0)));
        some.hidden.bias[12] = T::from_double(-(firsts[198] + firsts[199]) / 2.0);
        let diagnosis = doctor().run(&*some, &data).unwrap();
        assert_eq!(units(&diagnosis, "relu").1, 12, "{diagnosis}");
        assert!(diagnosis.step("relu").unwrap().verdict().contains("12 of 32 units are dead"), "{diagnosis}");

        let mut saturated = net::<T>(1);
        scale(saturated.middle.weight.as_mut_slice(), 1e6);
        let diagnosis = doctor().run(&*saturated, &data).unwrap();
        assert_eq!(units(&diagnosis, "tanh"), (16, 0, 16));
        let verdict = diagnosis.step("tanh").unwrap().verdict();
        assert!(verdict.starts_with("`tanh`: all 16 units are saturated: "), "{verdict}");
    }
    in_type::<f32>();
    in_type::<f64>();
}

#[network(input = 2)]
struct Line {
    line: Linear<1>,
}

#[test]
fn norms_and_ratios_are_those_computed_by_hand() {
    // Targets 2·x_0, so that with the weights (3, 4) and the bias 0 the error of (1, 0) is 1, and
    // that of (0, 1) is 4.
    let data = Dataset::new(&[[1.0, 0.0], [0.0, 1.0]], &[[2.0], [0.0]]).unwrap();
    let mut net = Line::<f64>::zeros();
    (net.line.weight[(0, 0)], net.line.weight[(0, 1)]) = (3.0, 4.0);
    let diagnosis = Doctor::new(Mse, Sgd::new(0.1)).run(&*net, &data).unwrap();
    let line = diagnosis.step("line").unwrap();
    let is = |value: f64, expected: f64| assert!((value - expected).abs() < 1e-14, "{value}, not {expected}");
    is(diagnosis.loss, (1.0 + 16.0) / 2.0);
    // dE/dy = (1, 4), dE/dw = (1, 4), dE/db = 5.
    is(line.gradient.unwrap(), 17_f64.sqrt());
    let [weight, bias] = &line.tensors[..] else { panic!("{line:?}") };
    assert_eq!([&*weight.path, &*bias.path], ["line.weight", "line.bias"]);
    is(weight.gradient, 17_f64.sqrt());
    is(weight.ratio().unwrap(), 0.1 * 17_f64.sqrt() / 5.0);
    is(bias.update, 0.5);
    assert_eq!(bias.ratio(), None);
    is(line.parameter_gradient().unwrap(), 42_f64.sqrt());
    is(line.update_ratio().unwrap(), 0.1 * 42_f64.sqrt() / 5.0);
    let outputs = line.activations.unwrap();
    assert_eq!((outputs.mean, outputs.deviation, outputs.least, outputs.greatest), (3.5, 0.5, 3.0, 4.0));

    // Batches of one: the root mean square of their norms, (2, 2) and (8, 8) for weight and bias.
    let diagnosis = Doctor::new(Mse, Sgd::new(0.1)).batch(1).run(&*net, &data).unwrap();
    let line = diagnosis.step("line").unwrap();
    is(line.gradient.unwrap(), ((4.0 + 64.0) / 2.0_f64).sqrt());
    is(line.tensors[0].update, 0.1 * ((4.0 + 64.0) / 2.0_f64).sqrt());
    is(line.activations.unwrap().deviation, 0.5);
    is(diagnosis.loss, 8.5);

    // With decay alone, the weights shrink by its rate.
    let perfect = Dataset::new(&[[1.0, 0.0]], &[[3.0]]).unwrap();
    let decay = Sgd::new(0.1).weight_decay(0.5);
    let diagnosis = Doctor::new(Mse, decay).run(&*net, &perfect).unwrap();
    is(diagnosis.step("line").unwrap().update_ratio().unwrap(), 0.05);
    // The first step of Adam is its rate for each parameter.
    let diagnosis = Doctor::new(Mse, Adam::new(0.01)).run(&*net, &data).unwrap();
    is(diagnosis.step("line").unwrap().tensors[1].update, 0.01 * (5.0 / (5.0 + 1e-8)));
}

#[test]
fn the_table_and_the_verdicts_print_in_columns() {
    #[network(input = 2)]
    struct Small {
        hidden: Linear<4>,
        relu: Relu,
        out: Linear<1>,
    }
    let mut net = Small::<f64>::zeros();
    net.hidden.weight.as_mut_slice().fill(0.5);
    net.hidden.bias.copy_from_slice(&[0.0, -1000.0, 0.5, -1000.0]);
    net.out.weight.as_mut_slice().fill(1.0);
    let data = Dataset::new(&[[1.0, 7.0], [3.0, 7.0]], &[[1.0], [2.0]]).unwrap();
    let diagnosis = Doctor::new(Mse, Sgd::new(1e-9)).run(&*net, &data).unwrap();
    let expected = "\
step    layer    mean  deviation  least  greatest  dead  saturated  gradient  of weights   update
hidden  Linear      -          -      -         -     -          -    16.031     166.667  1.2e-10
relu    Relu    2.375      2.408      0     5.500   2/4        0/4         -           -        -
out     Linear  9.500      1.000  8.500    10.500     -          -    11.336     109.510   5.5e-8
the input: feature 1 is constant, which says nothing and does no harm
`hidden`: updates are 1e-10 of the weights: the learning rate is too small, unless training has come to its end
`relu`: 2 of 4 units are dead: lower the learning rate, look at the biases, or use `LeakyRelu`
`out`: updates are 5e-8 of the weights: the learning rate is too small, unless training has come to its end
the network: 3 findings; begin with `relu`: 2 of 4 units are dead: lower the learning rate, look at the biases, or use `LeakyRelu`
";
    assert_eq!(diagnosis.to_string(), expected, "\n{diagnosis}");
}

#[test]
fn rates_that_are_too_small_or_too_large_are_seen_by_the_updates() {
    let data = data::<f32>(100, 3);
    let findings = |rate| Doctor::new(CrossEntropy, Sgd::new(rate)).run(&*net(3), &data).unwrap();
    for path in ["hidden", "middle", "logits"] {
        let small = findings(1e-8);
        assert!(matches!(small.step(path).unwrap().findings[..], [Finding::SmallUpdates { .. }]), "{small}");
        let large = findings(1e3);
        assert!(matches!(large.step(path).unwrap().findings[..], [Finding::LargeUpdates { .. }]), "{large}");
    }
    assert!(findings(1e3).verdict().contains("the learning rate is too large"));
    // Nothing moves at all.
    assert!(findings(0.0).verdict().contains("updates are 0e0 of the weights: the learning rate is too small"));
}

#[network(input = 4)]
struct Deep {
    a: Linear<16>,
    sa: Sigmoid,
    b: Linear<16>,
    sb: Sigmoid,
    c: Linear<16>,
    sc: Sigmoid,
    d: Linear<16>,
    sd: Sigmoid,
    e: Linear<3>,
}

#[network(input = 4)]
struct DeepRelu {
    a: Linear<16>,
    ra: Relu,
    b: Linear<16>,
    rb: Relu,
    c: Linear<16>,
    rc: Relu,
    d: Linear<16>,
    rd: Relu,
    e: Linear<3>,
}

#[network(input = 4)]
struct Lines {
    a: Linear<8>,
    b: Linear<8>,
    c: Linear<3>,
}

#[test]
fn gradients_that_vanish_or_explode_name_the_layers() {
    let data = data::<f64>(64, 4);
    for seed in 0..5 {
        let mut rng = SmallRng::seed_from_u64(seed);
        let deep = Deep::<f64>::init(&mut rng);
        let diagnosis = Doctor::new(CrossEntropy, Adam::new(1e-2)).run(&*deep, &data).unwrap();
        let [Finding::Vanishing { from, to, factor }] = &diagnosis.findings[..] else { panic!("{diagnosis}") };
        assert!((&**from, &**to) == ("e", "a") && *factor > 100.0, "{diagnosis}");
        let norm = |path| diagnosis.step(path).unwrap().gradient.unwrap();
        assert!((factor * norm("a") / norm("e") - 1.0).abs() < 1e-12);
        let said = format!("gradients shrink {factor:.0}-fold from `e` to `a`: vanishing; ");
        assert!(diagnosis.to_string().contains(&said), "{diagnosis}");
        let relu = DeepRelu::<f64>::init(&mut rng);
        let diagnosis = Doctor::new(CrossEntropy, Adam::new(1e-2)).run(&*relu, &data).unwrap();
        assert!(diagnosis.findings.is_empty(), "{diagnosis}");
    }

    let mut net = Lines::<f64>::init(&mut SmallRng::seed_from_u64(4));
    scale(net.b.weight.as_mut_slice(), 100.0);
    scale(net.c.weight.as_mut_slice(), 100.0);
    let diagnosis = Doctor::new(CrossEntropy, Sgd::new(0.1)).run(&*net, &data).unwrap();
    let [Finding::Exploding { from, to, factor }] = &diagnosis.findings[..] else { panic!("{diagnosis}") };
    assert!((&**from, &**to) == ("c", "a") && *factor > 1e3, "{diagnosis}");
    assert!(diagnosis.to_string().contains("-fold from `c` to `a`: exploding; "), "{diagnosis}");
}

#[network(input = 3)]
struct Normalized {
    normalize: Normalize,
    line: Linear<2>,
}

#[network(input = 3)]
struct Raw {
    flatten: Flatten,
    line: Linear<2>,
}

#[test]
fn inputs_are_judged_unless_a_layer_measures_their_scale() {
    let samples = [[1.0, 0.5, 3000.0], [1.0, -0.5, 1200.0], [1.0, 0.1, 2200.0], [1.0, 0.3, 1800.0]];
    let data = Dataset::new(&samples, Label::<2>::from_indices([0, 1, 0, 1]).unwrap()).unwrap();
    let doctor = || Doctor::new(CrossEntropy, Sgd::new(1e-6));
    let raw = doctor().run(&*Raw::<f64>::init(&mut SmallRng::seed_from_u64(1)), &data).unwrap();
    let verdict = "the input: not standardised: feature 2 has mean 2050.000 and deviation 653.835; \
                   use a `Standardizer`, or begin with `Normalize`; \
                   feature 0 is constant, which says nothing and does no harm";
    assert_eq!(raw.input_verdict(), verdict);
    assert!(
        !raw.is_healthy() && raw.verdict().starts_with("the network: one finding, the input: not standardised"),
        "{raw}"
    );
    assert_eq!((raw.features[0].mean, raw.features[0].deviation), (1.0, 0.0));

    let mut net = Normalized::<f64>::init(&mut SmallRng::seed_from_u64(1));
    net.normalize.measure(&samples).unwrap();
    let normalized = Doctor::new(CrossEntropy, Sgd::new(1e-6)).run(&*net, &data).unwrap();
    assert_eq!(normalized.input_verdict(), "the input: feature 0 is constant, which says nothing and does no harm");
    assert!(normalized.features.iter().all(|feature| feature.may_have_any_scale));

    let small = samples.map(|sample| [sample[1] * 1e-3, sample[1] * 2e-3, 0.0]);
    let data = Dataset::new(&small, Label::<2>::from_indices([0, 1, 0, 1]).unwrap()).unwrap();
    let verdict = doctor().run(&*Raw::<f64>::zeros(), &data).unwrap().input_verdict();
    assert!(verdict.starts_with("the input: not standardised: no feature has a deviation above 7.5e-4; "), "{verdict}");
    // All constant.
    let data = Dataset::new(&[[0.0; 3]], Label::<2>::from_indices([1]).unwrap()).unwrap();
    let verdict = doctor().run(&*Raw::<f64>::zeros(), &data).unwrap().input_verdict();
    assert_eq!(verdict, "the input: features 0, 1 and 2 are constant, which says nothing and does no harm");
}

#[network(input = 4)]
struct Block {
    gelu: Gelu,
    fc: Linear<4>,
    #[from(fc, input)]
    sum: Add,
}

#[network(input = { numbers = 4, word = 1 }, output = { class = logits, size = total })]
struct Graph {
    #[from(numbers)]
    silu: Silu,
    neg: Neg,
    block: Block,
    #[from(word)]
    vector: Embedding<5, 3>,
    #[from(block, vector)]
    all: Concat,
    logits: Linear<3>,
    #[freeze]
    #[from(all)]
    total: Linear<1>,
}

#[test]
fn steps_of_blocks_and_graphs_with_several_inputs_and_outputs_have_their_rows() {
    let mut rng = SmallRng::seed_from_u64(6);
    let samples: Vec<[f64; 5]> = (0..90)
        .map(|place: u32| {
            let mut sample = [(); 5].map(|()| rng.random_range(-1.0..1.0));
            sample[0] = -800.0;
            sample[1] = 40.0;
            sample[4] = f64::from(place % 5);
            sample
        })
        .collect();
    let targets: Vec<_> =
        (0..90).map(|place| GraphTarget { class: Label::<3>::new(place % 3).unwrap(), size: [0.5] }).collect();
    let data = Dataset::new(samples, targets).unwrap();
    let mut net = Graph::<f64>::init(&mut rng);
    let loss = GraphLoss { class: CrossEntropy, size: Mse };
    let diagnosis = Doctor::new(loss, Sgd::new(0.01)).run(&*net, &data).unwrap();
    let paths: Vec<_> = diagnosis.steps.iter().map(|step| &*step.path).collect();
    let all = ["silu", "neg", "block.gelu", "block.fc", "block.sum", "vector", "all", "logits", "total"];
    assert_eq!(paths, all, "{diagnosis}");
    // The first feature is far below zero, the second behind `neg`.
    assert_eq!((units(&diagnosis, "silu"), units(&diagnosis, "block.gelu")), ((4, 1, 0), (4, 1, 0)));
    assert!(diagnosis.steps.iter().all(|step| step.gradient.is_some() && step.activations.is_some()));
    // Frozen tensors are not trained; indices need not be standardised.
    assert!(diagnosis.step("total").unwrap().tensors.is_empty());
    assert_eq!(diagnosis.step("block.fc").unwrap().tensors[0].path, "block.fc.weight");
    let scales: Vec<_> = diagnosis.features.iter().map(|feature| feature.may_have_any_scale).collect();
    assert_eq!(scales, [false, false, false, false, true]);
    // The block's own sum is what comes out of it.
    net.block.fc.weight.as_mut_slice().fill(0.0);
    net.block.fc.bias.fill(2000.0);
    let loss = GraphLoss { class: CrossEntropy, size: Mse };
    let diagnosis = Doctor::new(loss, Sgd::new(0.01)).run(&*net, &data).unwrap();
    let sum = diagnosis.step("block.sum").unwrap().activations.unwrap();
    assert!((1989.0..1991.0).contains(&sum.mean) && sum.greatest < 2001.0, "{diagnosis}");
}

#[test]
fn numbers_that_are_not_finite_are_a_finding_that_names_the_step() {
    let mut net = net::<f32>(2);
    net.middle.weight.as_mut_slice().fill(f32::MAX);
    net.logits.weight.as_mut_slice().fill(f32::MAX);
    let diagnosis = Doctor::new(CrossEntropy, Sgd::new(0.1)).run(&*net, &data(50, 2)).unwrap();
    assert!(!diagnosis.loss.is_finite());
    let verdict = diagnosis.verdict();
    assert!(verdict.contains("not finite: the outputs of `logits` in the forward pass; "), "{diagnosis}");
    assert!(diagnosis.step("logits").unwrap().verdict().starts_with("`logits`: not finite: outputs; "), "{diagnosis}");
    assert_eq!(units(&diagnosis, "tanh"), (16, 0, 16));
}

#[network(input = 2)]
struct Batched {
    line: Linear<3>,
    norm: BatchNorm1d,
    relu: Relu,
    out: Linear<1>,
}

#[test]
fn one_sample_constant_data_and_settings_that_make_no_sense_are_no_panic() {
    let doctor = || Doctor::new(CrossEntropy, Sgd::new(0.1));
    let diagnosis = doctor().run(&*net::<f32>(1), &data(1, 1)).unwrap();
    assert_eq!(diagnosis.samples, 1);
    let message = |result: Result<Diagnosis, netwright::Error>| result.unwrap_err().to_string();
    let error = message(doctor().batch(0).run(&*net::<f32>(1), &data(9, 1)));
    assert_eq!(error, "the batch size must be at least 1, but is 0");
    let error = message(doctor().samples(0).run(&*net::<f32>(1), &data(9, 1)));
    assert_eq!(error, "the number of samples must be at least 1, but is 0");
    let error = message(Doctor::new(CrossEntropy, Sgd::new(f64::NAN)).run(&*net::<f32>(1), &data(9, 1)));
    assert!(error.contains("learning rate"), "{error}");
    assert_eq!(doctor().samples(70).run(&*net::<f32>(1), &data(100, 1)).unwrap().samples, 70);

    // A batch of one is too small for statistics: as the last of several it is left out.
    let numbers = |count| Dataset::new(vec![[1.0, 2.0]; count], vec![[1.0]; count]).unwrap();
    let net = Batched::<f64>::init(&mut SmallRng::seed_from_u64(1));
    let before = net.copy();
    let doctor = || Doctor::new(Mse, Sgd::new(0.1));
    let error = doctor().run(&*net, &numbers(1)).unwrap_err();
    assert!(matches!(error, netwright::Error::BatchTooSmall { samples: 1, least: 2 }), "{error}");
    assert_eq!(doctor().batch(4).run(&*net, &numbers(9)).unwrap().samples, 8);
    assert_eq!(net.as_slice(), before.as_slice());
}
