//! Several named outputs.

use netwright::approx::assert_abs_diff_eq;
use netwright::gradcheck::gradcheck;
use netwright::loss::Weighted;
use netwright::metrics::{Accuracy, Metric};
use netwright::prelude::*;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

/// Two outputs of one value, one of which another step takes too.
#[network(
    input = { image = [1, 2, 3], age = 1 },
    output = { digit = scores, years = estimate, hidden = tanh },
    gradcheck
)]
struct Both {
    #[from(image)]
    flat: Flatten,
    #[from(flat, age)]
    all: Concat,
    first: Linear<5>,
    tanh: Tanh,
    scores: Linear<3>,
    #[from(tanh)]
    estimate: Linear<1>,
}

/// A network with the names of [`Both`], embedded, and with the outputs that PyTorch gives.
#[network(
    input = { image = [1, 2, 3], age = 1 },
    output = { digit = scores, years = estimate, hidden = tanh },
    weights = "tests/fixtures/weights/face.safetensors",
    golden = "tests/fixtures/weights/face.golden.safetensors"
)]
struct Trained {
    #[from(image)]
    flat: Flatten,
    #[from(flat, age)]
    all: Concat,
    first: Linear<5>,
    tanh: Tanh,
    scores: Linear<3>,
    #[from(tanh)]
    estimate: Linear<1>,
}

#[test]
#[cfg(feature = "weights")]
fn weights_are_saved_and_loaded() {
    let loaded = Trained::load("tests/fixtures/weights/face.safetensors").expect("a file that fits");
    assert_eq!(loaded.as_slice(), Trained::EMBEDDED.as_slice());
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("face.safetensors");
    loaded.save(&path).expect("a file that can be written");
    let again = Both::load(&path).expect("a file that fits");
    let sample = TrainedInput { image: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], age: [0.7] };
    let same = BothInput { image: sample.image, age: sample.age };
    assert_eq!(Trained::EMBEDDED.predict(&sample).digit, again.predict(&same).digit);
    assert_eq!(Trained::EMBEDDED.digit().classify(&sample), again.digit().classify(&same));
}

/// An output that is an image, and two that are one value, of a sequence.
#[network(input = [1, 2, 2], output = { image = 0, code = 2, again = 2 }, gradcheck)]
struct Code(Tanh, Flatten, Linear<2>);

#[test]
fn outputs_have_names() {
    let mut rng = SmallRng::seed_from_u64(11);
    let net = Both::<f64>::init(&mut rng);
    let sample = BothInput { image: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], age: [0.7] };
    let output = net.predict(&sample);
    let raw = Network::predict(&*net, &sample);
    assert_eq!(BothOutput::rows(&[output])[0], raw.data.0[0]);
    let batch = net.predict_batch(&[sample, sample, sample][..]);
    assert_eq!(batch.len(), 3);
    assert_abs_diff_eq!(batch[2].digit[..], output.digit[..], epsilon = 1e-14);
    let mut memory = netwright::network::Activations::new();
    assert_eq!(net.predict_into(&sample, &mut memory), &output);
    assert_eq!(net.years().predict(&sample).as_slice(), output.years);
    let largest = (0..3).max_by(|&a, &b| output.digit[a].total_cmp(&output.digit[b])).expect("three");
    assert_eq!(net.digit().classify(&sample), largest);
    let probabilities = net.digit().predict_proba(&sample);
    assert_abs_diff_eq!(probabilities.sum(), 1.0, epsilon = 1e-14);
    assert_eq!(net.digit().classify_with_probability(&sample), (largest, probabilities[largest]));
}

#[test]
fn losses_of_outputs_are_summed() {
    let mut rng = SmallRng::seed_from_u64(12);
    let net = Both::<f64>::init(&mut rng);
    let samples: [[f64; 7]; 3] = std::array::from_fn(|_| std::array::from_fn(|_| rng.random_range(-1.0..1.0)));
    let labels = Label::<3>::from_indices([2, 0, 1]).expect("three classes");
    let loss = BothLoss { digit: CrossEntropy::default(), years: Mse.weight(0.1), hidden: Mse };
    let targets: Vec<_> = labels.iter().map(|&digit| BothTarget { digit, years: [0.3], hidden: [0.1; 5] }).collect();
    let report = gradcheck(&*net, &samples, &loss, &targets, &mut rng).expect("right gradients");
    assert_eq!(report.checked, Both::PARAMS + 21);
    // Each part is what the loss of its output alone gives.
    let mut workspace = Workspace::default();
    let scored = net.forward_shared(&samples, &mut workspace, &mut rng).loss(&loss, &targets).expect("finite");
    let outputs = net.predict_batch(&samples);
    let mean = |loss: &dyn Fn(&BothOutput<f64>, usize) -> f64| {
        outputs.iter().enumerate().map(|(sample, output)| loss(output, sample)).sum::<f64>() / 3.0
    };
    let digit = mean(&|output, sample| {
        let sum: f64 = output.digit.iter().map(|score| score.exp()).sum();
        sum.ln() - output.digit[labels[sample].index()]
    });
    let years = 0.1 * mean(&|output, _| (output.years[0] - 0.3).powi(2));
    let hidden = mean(&|output, _| output.hidden.iter().map(|y| (y - 0.1).powi(2)).sum::<f64>() / 5.0);
    assert_abs_diff_eq!(scored.parts(), &[digit, years, hidden][..], epsilon = 1e-14);
    assert_abs_diff_eq!(scored.value(), digit + years + hidden, epsilon = 1e-14);
    assert_abs_diff_eq!(net.loss(&loss, &samples, &targets).expect("finite"), scored.value(), epsilon = 1e-14);
    // The whole may itself be weighted.
    let mut workspace = Workspace::default();
    let half = net.forward_shared(&samples, &mut workspace, &mut rng).loss(&Weighted::new(loss, 0.5), &targets);
    let half = half.expect("finite");
    assert_abs_diff_eq!(half.parts(), &[digit / 2.0, years / 2.0, hidden / 2.0][..], epsilon = 1e-14);
    assert_abs_diff_eq!(half.value(), (digit + years + hidden) / 2.0, epsilon = 1e-14);
}

#[test]
fn targets_are_checked_by_their_losses() {
    let net = Both::<f64>::zeros();
    let loss = BothLoss { digit: CrossEntropy::default(), years: Mse, hidden: Mse.weight(-1.0) };
    let target = BothTarget { digit: Label::<3>::new(0).expect("a class"), years: [f64::NAN], hidden: [0.0; 5] };
    let data = Dataset::new(vec![[0.0; 7]; 2], vec![target; 2]).expect("as many");
    let error = Trainer::new(loss, Sgd::new(0.1)).fit(&mut net.copy(), &data).expect_err("a negative weight");
    assert_eq!(error.to_string(), "the weight of a loss must be a finite number that is not negative, but is -1");
    let loss = BothLoss { hidden: Mse.weight(1.0), ..loss };
    let error = Trainer::new(loss, Sgd::new(0.1)).fit(&mut net.copy(), &data).expect_err("a target of NaN");
    assert_eq!(error.to_string(), "the target of row 0 has NaN in column 0, but all targets must be finite numbers");
}

#[test]
fn a_network_with_several_outputs_learns() {
    // The class is the quadrant; the number is the distance from the middle.
    #[network(input = 2, output = { quadrant = scores, distance = far })]
    struct Plane {
        hidden: Linear<24>,
        tanh: Tanh,
        scores: Linear<4>,
        #[from(tanh)]
        far: Linear<1>,
    }

    let mut rng = SmallRng::seed_from_u64(13);
    let points: Vec<[f32; 2]> = (0..400).map(|_| std::array::from_fn(|_| rng.random_range(-1.0..1.0))).collect();
    let target = |[x, y]: &[f32; 2]| PlaneTarget {
        quadrant: Label::<4>::new(usize::from(*x > 0.0) + 2 * usize::from(*y > 0.0)).expect("a quadrant"),
        distance: [x.hypot(*y)],
    };
    let targets: Vec<_> = points.iter().map(target).collect();
    let data = Dataset::new(&points[..], &targets[..]).expect("as many");
    let mut net = Plane::init(&mut rng);
    let loss = PlaneLoss { quadrant: CrossEntropy::default(), distance: Mse.weight(2.0) };
    let history =
        Trainer::new(loss, Adam::new(0.02)).epochs(80).batch(20).seed(3).fit(&mut net, &data).expect("learns");
    let quadrants: Vec<_> = targets.iter().map(|target| target.quadrant).collect();
    let accuracy = net.quadrant().measure(Accuracy::default(), &points, &quadrants).expect("as many");
    let right = points
        .iter()
        .zip(&targets)
        .filter(|(point, target)| net.quadrant().classify(*point) == target.quadrant.index());
    let right = right.count();
    assert!(right > 380);
    assert_eq!(accuracy.value(), right as f64 / 400.0);
    let errors = net
        .predict_batch(&points)
        .into_iter()
        .zip(&targets)
        .map(|(output, target)| (output.distance[0] - target.distance[0]).abs());
    let error = errors.sum::<f32>() / 400.0;
    assert!(error < 0.05, "{error}");
    // The columns add up to the loss.
    assert_eq!(history.names().take(3).collect::<Vec<_>>(), ["loss", "loss.quadrant", "loss.distance"]);
    for row in history.rows() {
        let parts = ["loss.quadrant", "loss.distance"].map(|name| row.get(name).expect("recorded"));
        assert!((parts[0] + parts[1] - row.loss()).abs() < 1e-6 * row.loss().max(1.0));
        assert!(parts.iter().all(|part| *part > 0.0));
    }
}

#[network(input = { pixels = [1, 2, 3], years = 1 }, output = { classes = scores, all = both })]
struct Around {
    #[from(pixels, years)]
    both: Both,
    scores: Linear<2>,
}

#[test]
fn a_network_with_several_outputs_is_a_step() {
    let mut rng = SmallRng::seed_from_u64(14);
    let net = Around::<f64>::init(&mut rng);
    let sample = AroundInput { pixels: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6], years: [0.7] };
    let inner = net.both.predict(&BothInput { image: sample.pixels, age: sample.years });
    let output = net.predict(&sample);
    assert_abs_diff_eq!(output.all[..], BothOutput::rows(&[inner])[0][..], epsilon = 1e-14);
    let samples: [[f64; 7]; 2] = std::array::from_fn(|_| std::array::from_fn(|_| rng.random_range(-1.0..1.0)));
    let target = AroundTarget { classes: Label::<2>::new(1).expect("a class"), all: [0.25; 9] };
    let loss = AroundLoss { classes: CrossEntropy::default(), all: Mse };
    let report = gradcheck(&*net, &samples, &loss, &[target; 2], &mut rng).expect("right gradients");
    assert_eq!(report.checked, Around::PARAMS + 14);
}

/// A single output with a name, of a size that a const parameter says.
#[network(input = 2, output = { code = 1 })]
struct Coded<const K: usize, const H: usize>(Linear<H>, Linear<K>);

#[test]
fn a_single_output_may_have_a_name() {
    let mut rng = SmallRng::seed_from_u64(15);
    let net = Coded::<3, 4, f64>::init(&mut rng);
    let output: CodedOutput<3, f64> = net.predict(&[0.1, 0.2]);
    assert_eq!(net.code().predict(&[0.1, 0.2]).as_slice(), output.code);
    let (loss, target) = (CodedLoss { code: Mse }, CodedTarget { code: [0.1, 0.2, 0.3] });
    let report = gradcheck(&*net, &[[0.1, 0.2], [0.3, -0.4]], &loss, &[target; 2], &mut rng).expect("right gradients");
    assert_eq!(report.checked, 3 * 4 + 3 * 5 + 4);
}

#[test]
fn tables_and_drawings_show_the_outputs() {
    let summary = Both::summary().to_string();
    assert_eq!(summary.lines().next(), Some("Both: image [1, 2, 3], age [1] -> digit [3], years [1], hidden [5]"));
    assert_eq!(summary.lines().count(), 9);
    let dot = Both::dot().to_string();
    assert_eq!(dot.lines().filter(|line| line.contains("output_")).collect::<Vec<_>>(), DOT_OUTPUTS);
    assert_eq!(Around::mermaid().unfolded().to_string(), AROUND);
}

const DOT_OUTPUTS: [&str; 6] = [
    "    output_digit [label=\"digit [3]\", shape=oval];",
    "    output_years [label=\"years [1]\", shape=oval];",
    "    output_hidden [label=\"hidden [5]\", shape=oval];",
    "    step_scores -> output_digit [label=\"[3]\"];",
    "    step_estimate -> output_years [label=\"[1]\"];",
    "    step_tanh -> output_hidden [label=\"[5]\"];",
];

const AROUND: &str = r#"flowchart TD
    input_pixels(["pixels [1, 2, 3]"])
    input_years(["years [1]"])
    subgraph step_both["both: Both"]
        step_both_flat["flat: Flatten"]
        step_both_all["all: Concat"]
        step_both_first["first: Linear"]
        step_both_tanh["tanh: Tanh"]
        step_both_scores["scores: Linear"]
        step_both_estimate["estimate: Linear"]
    end
    step_scores["scores: Linear"]
    output_classes(["classes [2]"])
    output_all(["all [9]"])
    input_pixels -->|"[1, 2, 3]"| step_both_flat
    step_both_flat -->|"[6]"| step_both_all
    input_years -->|"[1]"| step_both_all
    step_both_all -->|"[7]"| step_both_first
    step_both_first -->|"[5]"| step_both_tanh
    step_both_tanh -->|"[5]"| step_both_scores
    step_both_tanh -->|"[5]"| step_both_estimate
    step_both_scores -->|"[3]"| step_scores
    step_both_estimate -->|"[1]"| step_scores
    step_both_tanh -->|"[5]"| step_scores
    step_scores -->|"[2]"| output_classes
    step_both_scores -->|"[3]"| output_all
    step_both_estimate -->|"[1]"| output_all
    step_both_tanh -->|"[5]"| output_all
"#;
