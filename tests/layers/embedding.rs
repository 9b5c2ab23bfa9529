//! `Embedding`: its gradients, its initial vectors, and numbers that are no indices.

use crate::away_from_zero;
use netwright::Error;
use netwright::approx::abs_diff_eq;
use netwright::gradcheck::{Gradcheck, gradcheck};
use netwright::layer::{self, Plain};
use netwright::nalgebra::{self, Const};
use netwright::prelude::*;
use netwright::value::ViewMut;
use rand::SeedableRng;
use rand::rngs::SmallRng;

/// The gradient of `Σ y²/2` by the vectors of classes, of which some stand there several times and
/// others not at all.
#[test]
fn embedding() {
    #[network(input = 3)]
    struct Words(Embedding<5, 2>);
    let mut rng = SmallRng::seed_from_u64(1);
    let (net, mut gradients) = (Words::<f64>::init(&mut rng), Words::<f64>::zeros());
    let samples = [[4.0, 0.0, 4.0], [2.0, 4.0, 2.0]];
    let mut workspace = Workspace::default();
    let pass = net.forward_shared(&samples, &mut workspace, &mut rng);
    let mut input_gradient = nalgebra::SMatrix::<f64, 3, 2>::repeat(f64::NAN);
    let view = ViewMut::from_slice_generic(input_gradient.as_mut_slice(), Const, Const);
    // The mean of 12 squares of the distance to zero.
    pass.loss(&Mse, &[[0.0; 6]; 2]).unwrap().backward_to_input(&mut gradients, view);
    assert_eq!(input_gradient.as_slice(), [0.0; 6]);
    for (class, count) in [1.0, 0.0, 2.0, 0.0, 3.0].into_iter().enumerate() {
        for (found, weight) in gradients.0.weight[class].iter().zip(net.0.weight[class]) {
            assert!(abs_diff_eq!(*found, count * weight / 6.0, epsilon = 1e-15), "class {class}");
        }
    }
}

/// Vectors begin as PyTorch's, from N(0, 1), also in front of a `Relu`, for which a `Linear` is
/// drawn otherwise.
#[test]
fn vectors_are_drawn_from_the_normal_distribution() {
    #[network(input = 1)]
    struct Words(Embedding<100, 50>, Relu);
    let net = Words::<f64>::init(&mut SmallRng::seed_from_u64(1));
    let numbers = net.0.weight.as_flattened();
    let mean = numbers.iter().sum::<f64>() / 5000.0;
    let variance = numbers.iter().map(|number| number * number).sum::<f64>() / 5000.0;
    // Four standard deviations of both estimates.
    assert!(mean.abs() < 0.057 && (variance - 1.0).abs() < 0.08, "{mean} {variance}");

    #[network(input = 1)]
    struct Zeros(#[init(zeros)] Embedding<3, 2>);
    assert_eq!(Zeros::<f64>::init(&mut SmallRng::seed_from_u64(1)).0.weight, [[0.0; 2]; 3]);
}

/// A number that is no class has no vector: the prediction is NaN, the loss an error, and no weight
/// is moved.
#[test]
fn indices_that_are_none() {
    #[network(input = 2)]
    struct Words(Embedding<5, 2>);
    let mut net = Words::<f32>::init(&mut SmallRng::seed_from_u64(1));
    let before = net.0.weight;
    for index in [5.0, -1.0, 0.5, 1e30, f32::NAN, f32::INFINITY] {
        let output = net.predict(&[1.0, index]);
        assert_eq!(output.as_slice()[..2], net.0.weight[1]);
        assert!(output.as_slice()[2..].iter().all(|number| number.is_nan()), "{index}");
        let data = Dataset::new(vec![[1.0, index]], vec![[0.0; 4]]).unwrap();
        let error = Trainer::new(Mse, Sgd::new(0.1)).fit(&mut net, &data);
        assert!(error.is_err(), "{index}");
        assert_eq!(net.0.weight, before, "{index}");
    }
}

/// All indices of a sample in a network, wherever they come from.
fn indices<N: Network>() -> Vec<(usize, usize)> {
    let mut indices = Vec::new();
    N::indices(&mut |feature, classes| indices.push((feature, classes)));
    indices
}

/// Embeddings of two features in the middle of an image, in a network in another one, and of all
/// features joined again, behind a layer that computes something.
#[network(input = [4, 1, 2])]
struct Traced {
    last: Slice<1, 4>,
    middle: Slice<1, 2>,
    flat: Flatten,
    pair: Words2,
    #[from(last)]
    ends: Flatten,
    #[from(input)]
    all: Reshape<_>,
    first: Slice<0, 1>,
    #[from(first, ends)]
    joined: Concat,
    some: Slice<0, 2>,
    other: Embedding<5, 1>,
    #[from(all)]
    tanh: Tanh,
    #[from(tanh, all)]
    mixed: Concat,
    most: Slice<7, 10>,
    unlike: Embedding<9, 1>,
    #[from(pair, other, unlike)]
    out: Concat,
}

#[network(input = 2)]
struct Words2 {
    word: Embedding<3, 2>,
}

const NUMBERS: usize = 3;

/// Several inputs, of which a size is a constant, and a number of classes that is a parameter.
#[network(input = { numbers = NUMBERS, words = 2 }, gradcheck)]
#[derive(Clone, Debug, PartialEq)]
struct Named<const CLASSES: usize = 7> {
    #[from(words)]
    vectors: Embedding<CLASSES, 2>,
    #[from(numbers, vectors)]
    all: Concat,
    out: Linear<2>,
}

#[network(input = 2, gradcheck)]
struct Whole(Words2, Linear<3>, Tanh);

#[test]
fn indices_are_traced_to_features_of_a_sample() {
    assert_eq!(indices::<Words2>(), [(0, 3), (1, 3)]);
    assert_eq!(indices::<Whole>(), [(0, 3), (1, 3)]);
    assert_eq!(indices::<Named<4>>(), [(3, 4), (4, 4)]);
    // Of `unlike`, the first feature is computed by `tanh`, and the others are the first two.
    assert_eq!(indices::<Traced>(), [(4, 3), (5, 3), (0, 5), (2, 5), (0, 9), (1, 9)]);
    #[network(input = 2)]
    struct Computed(Linear<2>, Embedding<3, 1>);
    assert_eq!(indices::<Computed>(), []);
}

/// A data set with a wrong index is refused before training and before each measurement, at the
/// first row, and nothing is changed.
#[test]
fn wrong_indices_of_a_data_set_have_a_place() {
    let mut rng = SmallRng::seed_from_u64(1);
    let mut net = Named::<7>::init(&mut rng);
    let before = net.clone();
    let mut samples = [[0.5, 12.0, -1.0, 6.0, 3.0]; 20];
    let labels = Label::<2>::from_indices((0..20).map(|row| row % 2)).unwrap();
    for (number, text) in [(12.0, "12"), (7.0, "7"), (-1.0, "-1"), (0.5, "0.5")] {
        samples[17][4] = number;
        samples[18][3] = -1.0;
        let message =
            format!("row 17, column 4 is {text}, but an index below 7 is expected, a whole number from 0 to 6");
        let expected = Error::NotAnIndex { row: 17, column: 4, found: f64::from(number), classes: 7 };
        assert_eq!(expected.to_string(), message);
        let expected = Err(expected);
        let data = Dataset::new(&samples[..], &labels[..]).unwrap();
        let good = Dataset::new(&samples[..17], &labels[..17]).unwrap();
        let trainer = || Trainer::new(CrossEntropy, Sgd::new(0.1)).epochs(1);
        assert_eq!(trainer().fit(&mut net, &data).map(|_| ()), expected);
        assert_eq!(trainer().validation(&data).fit(&mut net, &good).map(|_| ()), expected);
        assert_eq!(net, before);
        assert_eq!(net.loss(&CrossEntropy, &samples, &labels).map(|_| ()), expected);
        assert_eq!(net.accuracy(&samples, &labels).map(|_| ()), expected);
        assert_eq!(net.confusion(&samples, &labels).map(|_| ()), expected);
        let mut workspace = Workspace::default();
        let pass = net.forward_shared(&samples, &mut workspace, &mut rng);
        assert_eq!(pass.loss(&CrossEntropy, &labels).map(|_| ()), expected);
        let mut lbfgs = netwright::optim::Lbfgs::default();
        assert_eq!(net.minimize(&mut lbfgs, &CrossEntropy, &data).map(|_| ()), expected);
    }
}

/// Vectors of repeated classes agree with differences, of the layer and of a network.
#[test]
fn gradients_agree_with_differences() {
    let mut rng = SmallRng::seed_from_u64(1);
    let mut layer = layer::Embedding::<f64, 2, 5, 3, 6> { weight: [[0.0; 3]; 5] };
    layer.as_mut_slice().fill_with(|| away_from_zero(&mut rng));
    let report = Gradcheck::default().layer(&layer, &[[1.0, 4.0], [4.0, 4.0], [0.0, 1.0]], &mut rng).unwrap();
    // Of the weights alone: indices have no derivative.
    assert_eq!(report.checked, 15);
    let net = Named::<7, f64>::init(&mut rng);
    let (samples, labels) =
        ([[0.5, 1.2, -1.0, 6.0, 6.0], [0.1, 0.2, 0.3, 0.0, 6.0]], Label::from_indices([0, 1]).unwrap());
    let report = gradcheck(&*net, &samples, &CrossEntropy, &labels, &mut rng).unwrap();
    assert_eq!(report.checked, Named::<7>::PARAMS + 6);
    assert_eq!(report.unshown, []);
}
