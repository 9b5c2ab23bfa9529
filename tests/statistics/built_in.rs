//! The built-in layers with statistics: batches that are too small, nested networks, numbers at the
//! ends of their range, weights files.

use crate::rng;
use netwright::Error;
use netwright::init::Init;
use netwright::layer::prelude::*;
use netwright::prelude::*;

#[network(input = 2)]
struct Block {
    fc: Linear<8>,
    norm: BatchNorm1d,
    relu: Relu,
}

#[network(input = 2)]
struct Net {
    normalize: Normalize,
    block: Block,
    layer_norm: LayerNorm,
    rms_norm: RmsNorm,
    out: Linear<1>,
}

#[network(input = [2, 3])]
struct Sequences(BatchNorm1d);

#[network(input = 1)]
struct Alone(BatchNorm1d);

const TOO_SMALL: Error = Error::BatchTooSmall { samples: 1, least: 2 };

/// Samples on a line, far from zero in the first feature, and their targets.
fn data(count: usize) -> Dataset<'static, f64, 2, [f64; 1]> {
    let samples: Vec<_> = (0..count).map(|i| [1000.0 + i as f64, (i % 3) as f64]).collect();
    let targets: Vec<_> = samples.iter().map(|[a, b]| [(a - 1000.0) / count as f64 - b]).collect();
    Dataset::new(samples, targets).unwrap()
}

#[test]
fn running_statistics_have_the_values_of_pytorch() {
    fn check<T: Real>(tolerance: f64) {
        let mut net = Alone::<T>::init(&mut rng());
        let batch = [1.0, 2.0, 3.0, 4.0].map(|x| [T::from_double(x)]);
        net.forward(&batch, &mut Workspace::default(), &mut rng());
        assert!((net.0.running_var[0].to_double() - 1.066_666_7).abs() < tolerance);
        assert!((net.predict(&[T::one()])[0].to_double() - 0.726_181_0).abs() < tolerance);
    }
    check::<f32>(2e-7);
    check::<f64>(5e-8);
}

#[test]
fn one_sample_alone_is_an_error_and_moves_nothing() {
    let mut net = Net::<f64>::init(&mut rng());
    let before = net.as_slice().to_vec();
    let mut workspace = Workspace::default();
    let pass = net.forward(&[[1.0, 2.0]], &mut workspace, &mut rng());
    assert!(pass.output().iter().all(|y| y.is_finite()));
    let error = pass.loss(&Mse, &[[1.0]]).err().unwrap();
    assert_eq!(error, TOO_SMALL);
    assert!(error.to_string().starts_with("a batch has 1 sample, but a layer with statistics of the batch"), "{error}");
    let pass = net.forward_shared(&[[1.0, 2.0]], &mut workspace, &mut rng());
    assert_eq!(pass.loss(&Mse, &[[1.0]]).err(), Some(TOO_SMALL));
    net.absorb_from(&mut workspace);
    assert_eq!(net.as_slice(), before);
    // Evaluation takes any number of samples.
    assert!(Trainable::loss(&*net, &Mse, &[[1.0, 2.0]], &[[1.0]]).unwrap().is_finite());
    // A channel of several numbers has a variance in one sample, too.
    assert_eq!([Net::<f32>::MIN_BATCH, Block::<f32>::MIN_BATCH, Sequences::<f32>::MIN_BATCH], [2, 2, 1]);
    let mut net = Sequences::<f64>::init(&mut rng());
    let samples = [[1.0, 2.0, 3.0, -1.0, 0.0, 1.0]];
    let _ = net.forward(&samples, &mut Workspace::default(), &mut rng()).loss(&Mse, &samples).unwrap();
    assert_eq!(net.0.running_mean, [0.2, 0.0]);
}

#[test]
fn training_that_would_leave_one_sample_over_does_not_begin() {
    let mut net = Net::<f64>::init(&mut rng());
    let before = net.as_slice().to_vec();
    for (count, batch) in [(9, 4), (9, 1), (9, 2), (1, 32), (33, 32)] {
        let error = Trainer::new(Mse, Sgd::new(0.1)).batch(batch).fit(&mut net, &data(count)).unwrap_err();
        assert_eq!((error, net.as_slice()), (TOO_SMALL, &before[..]), "{count} samples in batches of {batch}");
    }
    for (count, batch) in [(9, 5), (9, 3), (2, 32), (34, 32), (9, usize::MAX)] {
        Trainer::new(Mse, Sgd::new(0.1)).batch(batch).fit(&mut net, &data(count)).unwrap();
    }
}

#[test]
fn a_network_of_normalisations_learns_from_raw_samples() {
    let data = data(60);
    let mut net = Net::<f64>::init(&mut rng());
    net.normalize.measure(data.samples()).unwrap();
    let start = Trainable::loss(&*net, &Mse, data.samples(), data.targets()).unwrap();
    let measured = net.normalize.clone();
    let history = Trainer::new(Mse, Adam::new(0.02)).epochs(300).batch(20).fit(&mut net, &data).unwrap();
    let end = Trainable::loss(&*net, &Mse, data.samples(), data.targets()).unwrap();
    assert!(history.last_loss() < 0.1 * start && end < 0.1 * start, "{start}, {}, {end}", history.last_loss());
    assert_eq!(net.normalize, measured);
}

#[test]
fn statistics_stay_in_the_range_of_their_type() {
    let mut net = Alone::<f32>::init(&mut rng());
    let (samples, targets) = ([[3e38_f32], [-3e38], [3e38], [1.0]], [[0.0]; 4]);
    let mut workspace = Workspace::default();
    for _ in 0..50 {
        let loss = net.forward(&samples, &mut workspace, &mut rng()).loss(&Mse, &targets).unwrap();
        assert!(loss.value().is_finite());
        assert_eq!(net.0.running_var, [f32::MAX]);
    }
    assert!(net.predict(&[1.0])[0].is_finite());
}

#[test]
fn a_feature_that_is_constant_in_a_batch_gives_the_bias() {
    fn check<T: Real>() {
        let mut net = Alone::<T>::init(&mut rng());
        net.0.bias[0] = T::from_double(0.25);
        let samples: Vec<[T; 1]> = std::iter::repeat_n([T::from_double(0.1)], 100_000).collect();
        let mut workspace = Workspace::default();
        let pass = net.forward(&samples[..], &mut workspace, &mut rng());
        let worst = pass.output().iter().fold(0.0, |worst: f64, y| worst.max((y.to_double() - 0.25).abs()));
        assert!(worst < 1e-12, "{worst:e}");
    }
    check::<f32>();
    check::<f64>();
}

#[test]
fn elementwise_parameters_begin_alike_whatever_the_distribution() {
    #[network(input = [2, 3])]
    struct Inner(LayerNorm, Flatten, RmsNorm, Linear<2>);

    #[network(input = [2, 3])]
    struct Outer {
        #[init(xavier_uniform)]
        drawn: Inner,
        #[init(xavier_normal)]
        norm: LayerNorm,
        #[init(zeros)]
        zeros: RmsNorm,
    }
    let net = Outer::init(&mut rng());
    assert_eq!((net.drawn.0.weight, net.drawn.0.bias), ([[1.0; 3]; 2], [[0.0; 3]; 2]));
    assert_eq!((net.drawn.2.weight, net.norm.weight, net.zeros.weight), ([1.0; 6], [1.0; 2], [0.0; 2]));
    assert!(net.drawn.3.weight[(1, 5)] != 0.0);
    let mut layer = net.norm.clone();
    Differentiable::initialize(&mut layer, Init::KaimingNormal, &mut rng());
    assert_eq!(layer, net.norm);
}

#[cfg(feature = "weights")]
#[test]
fn files_hold_their_statistics() {
    use netwright::weights::{Load, Save};
    let mut net = Net::<f64>::init(&mut rng());
    net.normalize.measure(data(7).samples()).unwrap();
    net.forward(data(7).samples(), &mut Workspace::default(), &mut rng());
    let bytes = Save::new().to_bytes(&*net).unwrap();
    let loaded = Load::new().bytes::<Net<f64>>(&bytes).unwrap();
    assert_eq!(loaded.as_slice(), net.as_slice());
    let names: Vec<_> = Net::<f64>::tensors().map(|tensor| tensor.path().to_string()).collect();
    let expected = ["normalize.mean", "normalize.deviation", "block.fc.weight", "block.fc.bias", "block.norm.weight"];
    assert_eq!(names[..5], expected);
    assert_eq!(names[5..8], ["block.norm.bias", "block.norm.running_mean", "block.norm.running_var"]);
}
