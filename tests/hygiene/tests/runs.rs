//! The networks of the crate are trained and used.

use netwright_hygiene::embedded::{Kind, Trained};
use netwright_hygiene::layers::{Nested, Outer, fits};
use netwright_hygiene::names::Variables;
use netwright_hygiene::{Chain, Conditional, Ends, EndsInput, EndsLoss, EndsTarget, Graph, Sequence, Sized, local};
use nw::data::Label;
use nw::gradcheck::gradcheck;
use nw::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;

#[test]
fn networks_of_other_crates_are_trained() {
    let mut rng = SmallRng::seed_from_u64(1);
    let mut net = Chain::init(&mut rng);
    let data = Dataset::new(vec![[0.0, 1.0, 2.0], [2.0, 1.0, 0.0]], Label::<2>::from_indices([0, 1]).unwrap()).unwrap();
    let history = Trainer::new(CrossEntropy, Adam::new(0.1)).epochs(100).fit(&mut net, &data).unwrap();
    assert!(history.last_loss() < 0.01, "{history}");
    assert_eq!(net.classify(&[0.0, 1.0, 2.0]), 0);
    assert_eq!(net.clone(), net);
}

#[test]
fn gradients_are_right_whatever_the_names() {
    let mut rng = SmallRng::seed_from_u64(3);
    let labels = Label::<3>::from_indices([0, 2]).unwrap();
    let net = Variables::<f64>::init(&mut rng);
    gradcheck(&*net, &[[0.5, -0.3], [1.0, 0.7]], &CrossEntropy, &labels, &mut rng).unwrap();
    let net = Sized::<5, 4, f64>::init(&mut rng);
    gradcheck(&*net, &[[0.5, -0.3, 0.1]], &Mse, &[[0.0; 4]], &mut rng).unwrap();
    let net = Sequence::<f64>::init(&mut rng);
    gradcheck(&*net, &[[0.5, -0.3, 0.1, 0.9], [0.2, 0.3, 0.4, 0.5]], &Nll, &labels, &mut rng).unwrap();
    let net = Ends::<6, f64>::init(&mut rng);
    let sample = EndsInput { input: [0.5, -0.3], batch: [0.1, 0.2, 0.3], r#type: [0.7, 0.9] };
    let loss = EndsLoss { output: Mse, saved: CrossEntropy, r#fn: Mse.weight(0.5) };
    let target = EndsTarget { output: [0.1; 5], saved: labels[1], r#fn: [0.3; 3] };
    gradcheck(&*net, &sample, &loss, &[target], &mut rng).unwrap();
    assert_eq!(net.saved().predict(&sample).as_slice(), net.predict(&sample).r#fn);
    let net = Graph::<f64>::init(&mut rng);
    gradcheck(&*net, &[[0.5, -0.3, 0.1]], &Mse, &[[0.1; 7]], &mut rng).unwrap();
}

#[test]
fn small_networks_are_used() {
    assert_eq!(local(-1.0), 0.0);
    assert_eq!(local(1.0), 1.0_f32.tanh());
    assert_eq!(Conditional::PARAMS, 2);
    assert_eq!(<Sized<5>>::PARAMS, 20 + 24 + 10 + 12);
}

#[test]
fn networks_within_networks_are_used() {
    let mut rng = SmallRng::seed_from_u64(1);
    let net = <Nested as nw::__private::Zeroable>::zeroed();
    fits(&net);
    assert_eq!(Nested::PARAMS, 17 + 38 + 8);
    assert_eq!(net.predict(&[1.0, 2.0, 3.0]).as_slice(), [0.0; 2]);
    assert_eq!(Outer::<4>::init(&mut rng).predict(&[0.0; 3]).len(), 2);
}

#[test]
fn classes_are_targets_and_answers() {
    let mut rng = SmallRng::seed_from_u64(5);
    let samples = vec![[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0]];
    let data = Dataset::new(samples, Kind::ALL.to_vec()).unwrap();
    let mut net = Trained::init(&mut rng);
    Trainer::new(CrossEntropy, Adam::new(0.05)).epochs(200).fit(&mut net, &data).unwrap();
    assert_eq!(net.accuracy(data.samples(), data.targets()).unwrap(), 1.0);
    let (kind, probability) = net.classify_with_probability(&[0.0, 1.0, 0.0, 0.0]);
    assert_eq!((kind, kind.to_string().as_str()), (Kind::Second, "the second"));
    assert!(probability > 0.9);
    assert_eq!(
        Kind::iter().map(|kind| Kind::try_from(kind.index())).collect::<Result<Vec<_>, _>>(),
        Ok(Kind::ALL.to_vec())
    );
    assert_eq!(format!("{:>8}|", Kind::First), "   First|");
    assert_eq!(<Trained as Classifier>::CLASSES, ["First", "the second", "Third"]);
}
