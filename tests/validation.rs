//! Losses and metrics over whole data sets: without dropout, in parts, and with samples that have
//! no answer.

use netwright::Error;
use netwright::layer::Plain;
use netwright::nalgebra::{Const, Dyn, OMatrix, SVector};
use netwright::prelude::*;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    /// The largest allocation of this thread since it was set to 0.
    static LARGEST: Cell<usize> = const { Cell::new(0) };
}

/// The system's allocator, which remembers the largest allocation.
struct Watching;

// SAFETY: every call is passed on to the system's allocator unchanged.
unsafe impl GlobalAlloc for Watching {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LARGEST.set(LARGEST.get().max(layout.size()));
        // SAFETY: the caller keeps the contract of `alloc`, which is the system's.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract of `dealloc`, which is the system's.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Watching = Watching;

#[network(input = 5)]
struct Net {
    hidden: Linear<16>,
    tanh: Tanh,
    dropout: Dropout<0.5>,
    logits: Linear<3>,
}

/// The network without dropout, as at inference.
#[network(input = 5)]
struct Used {
    hidden: Linear<16>,
    tanh: Tanh,
    logits: Linear<3>,
}

fn data(count: usize) -> (Vec<[f64; 5]>, Vec<Label<3>>) {
    let mut rng = SmallRng::seed_from_u64(2);
    let samples = (0..count).map(|_| std::array::from_fn(|_| rng.random_range(-1.0..1.0))).collect();
    (samples, Label::from_indices((0..count).map(|i| i * i % 3)).unwrap())
}

#[test]
fn the_loss_is_the_mean_over_all_samples_without_dropout() {
    let mut rng = SmallRng::seed_from_u64(1);
    let net = Net::<f64>::init(&mut rng);
    let mut used = Used::<f64>::zeros();
    (used.hidden, used.logits) = (net.hidden.clone(), net.logits.clone());
    for count in [1, 2, 1023, 1024, 1025, 5000] {
        let (samples, labels) = data(count);
        let found = net.loss(&CrossEntropy, &samples, &labels).unwrap();
        let mut workspace = Workspace::default();
        let expected = used.forward(&samples, &mut workspace, &mut rng).loss(&CrossEntropy, &labels).unwrap().value();
        assert!((found - expected).abs() < 1e-13, "{count}: {found} and {expected}");
    }
}

#[test]
fn samples_of_every_form_are_measured() {
    let net = Used::<f64>::init(&mut SmallRng::seed_from_u64(1));
    let (samples, labels) = data(3);
    let expected = net.loss(&CrossEntropy, &samples, &labels).unwrap();
    let array: [[f64; 5]; 3] = [samples[0], samples[1], samples[2]];
    let matrix = OMatrix::<f64, Const<5>, Dyn>::from_column_slice(samples.as_flattened());
    assert_eq!(net.loss(&CrossEntropy, &samples[..], &labels), Ok(expected));
    assert_eq!(net.loss(&CrossEntropy, &array, &labels), Ok(expected));
    assert_eq!(net.loss(&CrossEntropy, &matrix, &labels), Ok(expected));
    assert_eq!(
        net.loss(&CrossEntropy, &samples[0], &labels[..1]),
        net.loss(&CrossEntropy, &samples[..1], &labels[..1])
    );
}

#[test]
fn memory_does_not_grow_with_the_data() {
    // The activations of all samples would take 5 MB, 16 KB a sample.
    #[network(input = 1)]
    struct Wide(Linear<4096>, Tanh, Linear<2>);
    let net = Wide::init(&mut SmallRng::seed_from_u64(1));
    let (samples, labels) = (vec![[0.5]; 300], Label::<2>::from_indices([1; 300]).unwrap());
    LARGEST.set(0);
    let loss = net.loss(&CrossEntropy, &samples, &labels).unwrap();
    let accuracy = net.accuracy(&samples, &labels).unwrap();
    assert!(LARGEST.get() <= 1 << 20, "{}", LARGEST.get());
    let single = net.loss(&CrossEntropy, &samples[..1], &labels[..1]).unwrap();
    assert!((loss - single).abs() < 1e-5 && (accuracy == 0.0 || accuracy == 1.0));
}

#[test]
fn what_cannot_be_measured_is_an_error() {
    let net = Used::<f64>::init(&mut SmallRng::seed_from_u64(1));
    let (mut samples, labels) = data(3000);
    assert_eq!(net.loss(&CrossEntropy, &samples[..0], &labels[..0]), Err(Error::NoSamples));
    let error = Error::TargetCount { samples: 3000, targets: 7 };
    assert_eq!(net.loss(&CrossEntropy, &samples, &labels[..7]), Err(error.clone()));
    assert_eq!(net.accuracy(&samples, &labels[..7]), Err(error));
    assert_eq!(net.accuracy(&samples[..0], &labels[..0]), Err(Error::NoSamples));
    let mut targets = vec![[0.0; 3]; 3000];
    targets[2500][1] = f64::INFINITY;
    let error = net.loss(&Mse, &samples, &targets).unwrap_err();
    assert_eq!(error, Error::TargetNotFinite { row: 2500, column: 1, found: f64::INFINITY });
    samples[2999][4] = f64::NAN;
    let error = net.loss(&CrossEntropy, &samples, &labels).unwrap_err();
    assert_eq!(error.to_string(), "row 2999, column 4 is NaN, but all features must be finite numbers");
}

#[network(input = 3)]
struct Scores(Flatten);

#[test]
fn samples_without_an_answer_are_counted_by_themselves() {
    let nan = f32::NAN;
    let samples = [[1.0, 0.0, 0.0], [nan, 5.0, 0.0], [0.0, nan, 9.0], [0.0, 1.0, 0.0], [0.0, 0.0, nan]];
    let labels = Label::<3>::from_indices([0, 0, 1, 1, 2]).unwrap();
    let net = Scores::zeros();
    let matrix = net.confusion(&samples, &labels).unwrap();
    assert_eq!(matrix.counts(), &[[1, 0, 0], [0, 1, 0], [0, 0, 0]]);
    assert_eq!(matrix.unanswered(), &[1, 1, 1]);
    assert_eq!((matrix.accuracy(), net.accuracy(&samples, &labels)), (0.4, Ok(0.4)));
    let lines = [
        "true \\ given      0      1      2   none",
        "           0      1      0      0      1",
        "           1      0      1      0      1",
        "           2      0      0      0      1",
    ];
    assert_eq!(matrix.to_string(), lines.join("\n") + "\n");
    // With an answer to all there is no such column.
    let matrix = net.confusion(&samples[..1], &labels[..1]).unwrap();
    assert!(!matrix.to_string().contains("none"));
}

#[test]
fn a_network_of_nan_is_never_right() {
    let mut net = Used::<f64>::zeros();
    net.logits.bias[0] = f64::NAN;
    let (samples, labels) = data(100);
    assert_eq!(net.accuracy(&samples, &labels), Ok(0.0));
    let matrix = net.confusion(&samples, &labels).unwrap();
    assert_eq!(matrix.unanswered().iter().sum::<usize>(), 100);
    let error = net.loss(&CrossEntropy, &samples, &labels).unwrap_err();
    assert!(matches!(error, Error::LossNotFinite { .. }), "{error}");
}

#[test]
fn a_thousand_classes_are_counted_on_a_small_stack() {
    #[network(input = 1000)]
    struct Many(Flatten);
    let work = || {
        let mut samples = vec![[0.0; 1000]; 3];
        samples.iter_mut().zip([7, 8, 8]).for_each(|(sample, class)| sample[class] = 1.0);
        let labels = Label::<1000>::from_indices([7, 8, 9]).unwrap();
        let matrix = Many::zeros().confusion(&samples, &labels).unwrap();
        assert_eq!((matrix.counts()[9][8], matrix.accuracy()), (1, 2.0 / 3.0));
        assert_eq!(matrix.clone(), matrix);
    };
    std::thread::Builder::new().stack_size(256 * 1024).spawn(work).unwrap().join().unwrap();
}

#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    No,
    Yes,
}

#[test]
fn one_output_is_on_one_side_of_the_threshold() {
    #[network(input = 1)]
    struct Same(Flatten);
    let net = Same::zeros();
    let samples = [[-1.0], [0.0], [0.25], [2.0], [f32::NAN]];
    let truth = [false, true, true, true, true];
    // At the threshold itself an output is negative, and NaN is neither.
    assert_eq!(net.binary_accuracy(&samples, &truth, 0.0), Ok(0.6));
    assert_eq!(net.binary_accuracy(&samples, &truth, 0.5), Ok(0.4));
    assert_eq!(net.binary_accuracy(&samples, &truth.map(|is| !is), 0.0), Ok(0.2));
    let answers = truth.map(|is| if is { Answer::Yes } else { Answer::No });
    assert_eq!(net.binary_accuracy(&samples, &answers, 0.0), Ok(0.6));
    let labels = Label::<2>::from_indices(truth.map(usize::from)).unwrap();
    assert_eq!(net.binary_accuracy(&samples, &labels, 0.0), Ok(0.6));
    let numbers = truth.map(|is| [f32::from(is)]);
    assert_eq!(net.binary_accuracy(&samples, &numbers, 0.0), Ok(0.6));
    let signs = truth.map(|is| SVector::<f64, 1>::new(if is { 1.0 } else { -1.0 }));
    assert_eq!(net.binary_accuracy(&samples, &signs, 0.0), Ok(0.6));

    let error = net.binary_accuracy(&samples[..3], &[[1.0_f32], [0.0], [0.3]], 0.5).unwrap_err();
    assert_eq!(error.to_string(), "the target of row 2 must be 1 for positive, or 0 or -1 for negative");
    let error = net.binary_accuracy(&samples, &truth, f32::NAN).unwrap_err();
    assert_eq!(error.to_string(), "the threshold must be a number, but is NaN");
    assert_eq!(net.binary_accuracy(&samples[..0], &truth[..0], 0.0), Err(Error::NoSamples));
}

#[test]
fn parts_of_a_batch_add_up_to_the_whole() {
    let mut rng = SmallRng::seed_from_u64(3);
    let mut net = Used::<f64>::init(&mut rng);
    let (samples, labels) = data(6);
    let mut workspace = Workspace::default();
    let mut whole = Used::<f64>::zeros();
    let loss = net.forward(&samples, &mut workspace, &mut rng).loss(&CrossEntropy, &labels).unwrap();
    let loss = loss.backward(&mut whole);
    let (mut parts, mut sum) = (Used::<f64>::zeros(), 0.0);
    for (samples, labels) in samples.chunks(4).zip(labels.chunks(4)) {
        let scored = net.forward(samples, &mut workspace, &mut rng).loss(&CrossEntropy, labels).unwrap();
        let value = scored.value();
        let scaled = scored.scaled(samples.len() as f64 / 6.0);
        assert_eq!(scaled.value(), value * (samples.len() as f64 / 6.0));
        sum += scaled.backward(&mut parts);
    }
    assert!((sum - loss).abs() < 1e-15);
    for (part, whole) in parts.as_slice().iter().zip(whole.as_slice()) {
        assert!((part - whole).abs() < 1e-15, "{part} and {whole}");
    }
}
