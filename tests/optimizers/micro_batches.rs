//! Gradients that are accumulated over parts of a batch are those of the whole batch.

use netwright::data::Target;
use netwright::loss::{Classes, Loss, LossFor};
use netwright::meaning::LogProbabilities;
use netwright::nalgebra::Const;
use netwright::prelude::*;
use netwright::scalar::Real;
use rand::SeedableRng;
use rand::rngs::SmallRng;

#[network(input = 3)]
struct Net {
    hidden: Linear<5>,
    tanh: Tanh,
    out: Linear<3>,
    log: LogSoftmax,
}

/// The negative log-likelihood with a weight for each class.
struct WeightedNll([f64; 3]);

impl<T: Real, Y: Target<3>> Loss<T, Const<3>, Y> for WeightedNll {
    type Outputs = Classes<LogProbabilities>;

    fn sample(&self, output: &[T], target: &Y, gradient: &mut [T]) -> T {
        let class = target.label().index();
        let weight = T::from_double(self.0[class]);
        gradient.fill(T::zero());
        gradient[class] = -weight;
        -weight * output[class]
    }

    fn sample_weight(&self, target: &Y) -> f64 {
        self.0[target.label().index()]
    }
}

/// The loss and the gradient of six samples, in parts.
fn accumulated<L: LossFor<Net<f64>, Label<3>>>(loss: &L, size: usize) -> (f64, Box<Net<f64>>) {
    let samples: Vec<[f64; 3]> = (0..6_i32).map(|n| [f64::from(n), 1.0, f64::from(n % 3)]).collect();
    let labels = Label::<3>::from_indices([0, 0, 0, 0, 1, 2]).unwrap();
    let mut rng = SmallRng::seed_from_u64(2);
    let (mut net, mut gradients) = (Net::<f64>::init(&mut rng), Net::<f64>::zeros());
    let (mut workspace, mut sum) = (Workspace::default(), 0.0);
    for part in Net::<f64>::micro_batches(loss, &labels, size) {
        assert!(part.samples.len() <= size);
        let pass = net.forward(&samples[part.samples.clone()], &mut workspace, &mut rng);
        let scored = pass.loss(loss, &labels[part.samples]).unwrap();
        sum += scored.scaled(part.share).backward(&mut gradients);
    }
    (sum, gradients)
}

fn check(loss: &impl LossFor<Net<f64>, Label<3>>) {
    let (whole, gradient) = accumulated(loss, 6);
    assert!(gradient.as_slice().iter().any(|g| g.abs() > 0.01));
    for size in [1, 2, 4, 5, 100] {
        let (sum, parts) = accumulated(loss, size);
        assert!((sum - whole).abs() < 1e-14, "{size}: {sum} and {whole}");
        for (part, whole) in parts.as_slice().iter().zip(gradient.as_slice()) {
            assert!((part - whole).abs() < 1e-14, "{size}: {part} and {whole}");
        }
    }
}

#[test]
fn four_and_two_are_six() {
    let shares: Vec<_> = Net::<f64>::micro_batches(&Nll, &[Label::<3>::new(0).unwrap(); 6], 4).collect();
    assert_eq!(shares.len(), 2);
    assert_eq!((shares[0].samples.clone(), shares[1].samples.clone()), (0..4, 4..6));
    assert_eq!((shares[0].share, shares[1].share), (4.0 / 6.0, 2.0 / 6.0));
    check(&Nll);
}

#[test]
fn parts_count_by_the_weights_of_their_samples() {
    check(&WeightedNll([1.0, 5.0, 0.5]));
    // The first part has no weight: four samples of class 0.
    check(&WeightedNll([0.0, 5.0, 0.5]));
    let labels = Label::<3>::from_indices([0; 4]).unwrap();
    assert_eq!(Net::<f64>::micro_batches(&WeightedNll([0.0, 1.0, 1.0]), &labels, 2).count(), 0);
    assert_eq!(Net::<f64>::micro_batches(&Nll, &[] as &[Label<3>], 2).count(), 0);
}
