//! Data sets keep samples and targets together, and report faulty data.

mod arrays;
mod fixtures;
mod generators;
mod samplers;
mod scaling;
mod splits;
#[cfg(feature = "csv")]
mod tables;

use netwright::Error;
use netwright::data::{Dataset, Label, Standardizer};
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;

fn numbered(count: usize) -> Dataset<'static, f64, 1, usize> {
    Dataset::from_pairs((0..count).map(|number| ([number as f64], number))).unwrap()
}

#[test]
fn shuffling_keeps_every_sample_with_its_target() {
    let mut data = numbered(100);
    data.shuffle(&mut SmallRng::seed_from_u64(1));
    assert_ne!(data, numbered(100));
    for (&[sample], &target) in data.samples().iter().zip(data.targets()) {
        assert_eq!(sample, target as f64);
    }
    let mut targets = data.targets().to_vec();
    targets.sort_unstable();
    assert_eq!(targets, numbered(100).targets());
}

#[test]
fn what_is_borrowed_is_copied_only_to_be_changed() {
    let (samples, targets) = ([[0.0], [1.0], [2.0], [3.0]], vec![0, 1, 2, 3]);
    let mut data = Dataset::new(&samples, &targets).unwrap();
    assert!(std::ptr::eq(data.samples(), &samples[..]) && std::ptr::eq(data.targets(), &targets[..]));
    let (first, rest) = data.clone().split(0.75).unwrap();
    assert!(std::ptr::eq(first.samples(), &samples[..3]) && std::ptr::eq(rest.targets(), &targets[3..]));
    data.shuffle(&mut SmallRng::seed_from_u64(1));
    data.samples_mut()[0] = [7.0];
    assert_eq!((samples, targets), ([[0.0], [1.0], [2.0], [3.0]], vec![0, 1, 2, 3]));
    let owned = Dataset::new(samples.to_vec(), vec![(); 4]).unwrap();
    assert_eq!(owned, Dataset::new(&samples[..], &[(); 4]).unwrap());
}

#[test]
fn batches_cover_all_samples() {
    let data = numbered(10);
    for size in [1, 3, 10, 11, usize::MAX, 0] {
        let targets: Vec<usize> = data.batches(size).flat_map(|batch| batch.targets().to_vec()).collect();
        assert_eq!(targets, data.targets(), "batches of {size}");
    }
}

#[test]
fn bad_data_is_refused_with_its_place() {
    let message = |error: Error| error.to_string();
    let error = Dataset::<f32, 2, usize>::new(vec![], vec![]).unwrap_err();
    assert_eq!(message(error), "the data set has no samples, but at least one is needed");
    let error = Dataset::new(vec![[1.0_f32]], vec![1, 2]).unwrap_err();
    assert_eq!(message(error), "each sample needs one target, but there are 1 samples and 2 targets");
    let error = Standardizer::fit(&[[0.0_f32, 1.0], [2.0, f32::NAN]]).unwrap_err();
    assert_eq!(message(error), "row 1, column 1 is NaN, but all features must be finite numbers");
    let error = Label::<3>::from_indices([2, 3]).unwrap_err();
    assert_eq!(message(error), "row 1 has class 3, but the classes are 0 to 2");
}

#[network(input = 1)]
struct Net(Linear<2>);

#[test]
fn training_refuses_settings_without_meaning_and_leaves_the_network_alone() {
    let data = Dataset::new(vec![[1.0]; 4], Label::<2>::from_indices([0; 4]).unwrap()).unwrap();
    let mut net = Net::zeros();
    let mut refused = |trainer: Trainer<CrossEntropy, Sgd<Net>>| {
        let error = trainer.fit(&mut net, &data).unwrap_err();
        assert!(net.0.weight.as_slice().iter().all(|w| *w == 0.0));
        error.to_string()
    };
    let trainer = |sgd| Trainer::new(CrossEntropy, sgd);
    assert_eq!(refused(trainer(Sgd::new(0.1)).batch(0)), "the batch size must be at least 1, but is 0");
    assert_eq!(
        refused(trainer(Sgd::new(-1.0))),
        "the learning rate must be a finite number that is not negative, but is -1"
    );
    assert_eq!(
        refused(trainer(Sgd::new(0.1).momentum(1.0))),
        "the momentum must be at least 0 and less than 1, but is 1"
    );
    assert_eq!(
        refused(trainer(Sgd::new(0.1).nesterov())),
        "the momentum must be above 0 for Nesterov's form, but is 0"
    );
}

#[test]
fn a_loss_needs_as_many_targets_as_samples() {
    let (net, mut workspace, mut rng) = (Net::zeros(), Workspace::default(), SmallRng::seed_from_u64(1));
    let labels = Label::<2>::from_indices([0, 1]).unwrap();
    let samples = vec![[0.0_f32]; 3];
    let mut loss = |samples: &[[f32; 1]], labels: &[Label<2>]| {
        net.forward_shared(samples, &mut workspace, &mut rng).loss(&CrossEntropy, labels).map(|scored| scored.value())
    };
    assert_eq!(loss(&samples, &labels), Err(Error::TargetCount { samples: 3, targets: 2 }));
    assert_eq!(loss(&[], &[]), Err(Error::EmptyBatch));
    assert_eq!(loss(&samples[..2], &labels), Ok(2.0_f32.ln()));
}
