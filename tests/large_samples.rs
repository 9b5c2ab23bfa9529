//! Nothing as large as a sample, the activations or a network passes by value: every call works in
//! a thread with a quarter of a MiB of stack, for samples and activations of 3 MB and a network of
//! 13 MB.

use netwright::__private::assert_golden;
use netwright::data::Standardizer;
use netwright::layer::Plain;
use netwright::metrics::ConfusionMatrix;
use netwright::nalgebra::{Const, OMatrix};
use netwright::network::Activations;
use netwright::prelude::*;
use netwright::value::{Samples, ViewMut};
use rand::SeedableRng;
use rand::rngs::SmallRng;

const STACK_BYTES: usize = 256 * 1024;
const FEATURES: usize = 3 * 512 * 512;
const CLASSES: usize = 3;

#[network(input = [3, 512, 512])]
struct Large {
    flat: Flatten,
    squash: Sigmoid,
    hidden: Linear<4>,
    relu: Relu,
    logits: Linear<3>,
}

const _: () = assert!(Large::FLASH_BYTES > 12_500_000 && Large::RAM_BYTES > 3_000_000);

/// Calls the methods that only networks without an activation at their end have.
#[network(input = [3, 512, 512])]
struct Direct(Flatten, Linear<3>);

/// A confusion matrix of 8 MB.
#[network(input = 1)]
struct ManyClasses(Linear<1000>);

fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(STACK_BYTES).spawn(work).unwrap().join().unwrap();
}

fn rng() -> SmallRng {
    SmallRng::seed_from_u64(1)
}

/// Samples that differ in every feature, made in place.
fn samples(count: usize) -> Vec<[f32; FEATURES]> {
    let mut samples: Vec<[f32; FEATURES]> = bytemuck::allocation::zeroed_vec(count);
    for (row, sample) in samples.iter_mut().enumerate() {
        for (feature, x) in sample.iter_mut().enumerate() {
            *x = ((row * 31 + feature * 7) % 101) as f32 / 101.0;
        }
    }
    samples
}

fn labels(count: usize) -> Vec<Label<CLASSES>> {
    Label::from_indices((0..count).map(|row| row % CLASSES)).unwrap()
}

#[test]
fn networks_are_made_copied_and_visited() {
    on_a_small_stack(|| {
        let mut net = Large::init(&mut rng());
        let mut other = net.copy();
        assert!(net.as_slice() == other.as_slice());
        other.zero();
        other.copy_from(&net);
        assert!(net.as_slice() == other.as_slice());
        let count = net.named_tensors().map(|(_, values)| values.len()).sum::<usize>();
        Large::<f32>::tensors().for_each(|tensor| net.values_mut(&tensor).fill(1.0));
        assert_eq!(count, Large::PARAMS);
        let words = (Large::summary().to_string(), Large::mermaid().to_string(), Large::dot().to_string());
        assert!(words.0.contains("786432") && !words.1.is_empty() && !words.2.is_empty());
    });
}

#[test]
fn samples_are_predicted() {
    on_a_small_stack(|| {
        let (net, samples) = (Large::init(&mut rng()), samples(2));
        let sample = &samples[0];
        let output = net.predict(sample);
        let mut memory = Activations::boxed();
        assert_eq!(net.predict_into(sample, &mut memory), &output);
        assert!((net.predict_proba(sample).sum() - 1.0).abs() < 1e-5);
        assert_eq!(net.classify(sample), net.classify_with_probability(sample).0);
        assert_eq!(net.classify_index(sample), net.classify(sample));
        assert_eq!(net.predict_batch(&samples).ncols(), 2);
        let matrix = OMatrix::<f32, Const<FEATURES>, netwright::nalgebra::Dyn>::zeros(2);
        assert_eq!(net.predict_batch(&matrix).ncols(), 2);
        let fixed: Box<[[f32; FEATURES]; 2]> = bytemuck::zeroed_box();
        assert_eq!(net.predict_batch(&*fixed).ncols(), 2);
    });
}

#[test]
fn networks_are_trained() {
    on_a_small_stack(|| {
        let (samples, labels) = (samples(2), labels(2));
        let (mut net, mut gradients) = (Large::init(&mut rng()), Large::zeros());
        let (mut sgd, mut adam) = (Sgd::new(1e-4).momentum(0.9).nesterov(), Adam::new(1e-4).weight_decay(0.1));
        let (mut workspace, mut input_gradient) = (Workspace::for_batch(2), vec![0.0; 2 * FEATURES]);
        let pass = net.forward(&samples, &mut workspace, &mut rng());
        assert_eq!(pass.output().ncols(), 2);
        let batch = Samples::<f32, Const<FEATURES>>::view(&samples).shape_generic().1;
        let input_gradient = ViewMut::from_slice_generic(&mut input_gradient, Const, batch);
        let loss = pass.loss(&CrossEntropy, &labels).unwrap();
        loss.backward_to_input(&mut gradients, input_gradient);
        sgd.step(&mut net, &gradients);
        adam.step(&mut net, &gradients);
        let mut single = Workspace::<Large, Const<1>>::fixed();
        let loss = net.forward(&samples[0], &mut single, &mut rng()).loss(&CrossEntropy, &labels[..1]).unwrap();
        assert!(loss.backward(&mut gradients).is_finite());
    });
}

#[test]
fn networks_are_fitted_and_measured() {
    on_a_small_stack(|| {
        let mut net = Direct::init(&mut rng());
        let data = Dataset::new(samples(4), labels(4)).unwrap();
        let trainer = Trainer::new(CrossEntropy, Sgd::new(1e-6)).batch(3).after_epoch(|_, _| {});
        assert!(trainer.fit(&mut net, &data).unwrap().last_loss().is_finite());
        assert!(net.accuracy(data.samples(), data.targets()).unwrap() <= 1.0);
        assert!(net.confusion(data.samples(), data.targets()).unwrap().accuracy() <= 1.0);
    });
}

#[test]
fn data_is_shuffled_split_and_standardised() {
    on_a_small_stack(|| {
        let mut data = Dataset::new(samples(4), labels(4)).unwrap();
        data.shuffle(&mut rng());
        let standardizer = Standardizer::fit(data.samples()).unwrap();
        standardizer.clone().apply(data.samples_mut());
        assert!(standardizer.mean().iter().chain(standardizer.deviation()).all(|x| x.is_finite()));
        let mut net = Direct::init(&mut rng());
        standardizer.fold(&mut net.1);
        let (train, test) = data.clone().split(0.5).unwrap();
        assert_eq!((train.len(), test.batches(1).len()), (2, 2));
        assert!(train.samples() == &data.samples()[..2]);
    });
}

#[test]
fn confusion_of_a_thousand_classes() {
    on_a_small_stack(|| {
        let net = ManyClasses::init(&mut rng());
        let labels = Label::<1000>::from_indices([3, 999]).unwrap();
        let matrix: ConfusionMatrix<1000> = net.confusion(&[[1.0], [-1.0]], &labels).unwrap();
        assert_eq!(matrix.clone(), matrix);
        assert_eq!(matrix.counts().as_flattened().iter().sum::<usize>(), 2);
        assert!(!matrix.to_string().is_empty());
    });
}

#[test]
fn outputs_are_compared_with_golden_ones() {
    on_a_small_stack(|| {
        let (net, samples) = (Large::init(&mut rng()), samples(2));
        let bytes = |numbers: &[f32]| numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<_>>();
        let outputs = samples.iter().flat_map(|sample| bytes(net.predict(sample).as_slice())).collect::<Vec<_>>();
        assert_golden(&*net, "samples", &bytes(samples.as_flattened()), &outputs);
    });
}

#[cfg(feature = "weights")]
#[test]
fn networks_are_saved_and_loaded() {
    on_a_small_stack(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large.safetensors");
        let net = Large::init(&mut rng());
        net.save(&path).unwrap();
        let mut loaded = Large::load(&path).unwrap();
        assert!(loaded.as_slice() == net.as_slice());
        loaded.zero();
        drop(loaded.load_partial(&path).unwrap());
        assert!(loaded.as_slice() == net.as_slice());
    });
}

/// Losses of whole batches of large outputs.
#[test]
fn large_outputs_have_losses() {
    #[network(input = 2)]
    struct Wide(Linear<FEATURES>);

    on_a_small_stack(|| {
        let (net, targets) = (Wide::init(&mut rng()), samples(2));
        let mut gradients = Wide::zeros();
        let mut workspace = Workspace::for_batch(2);
        let pass = net.forward_shared(&[[1.0, 2.0], [3.0, 4.0]][..], &mut workspace, &mut rng());
        assert!(pass.loss(&Mse, &targets).unwrap().backward(&mut gradients) > 0.0);
        let mut memory = Activations::boxed();
        assert!(net.predict_into(&[1.0, 2.0], &mut memory).iter().all(|y| y.is_finite()));
        assert!(net.classify(&[1.0, 2.0]) < FEATURES);
    });
}
