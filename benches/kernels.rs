//! The kernels one by one, each beside a handwritten version. They are private, so most are
//! measured as networks of a single step.
//!
//! ```text
//! cargo bench --bench kernels              # everything
//! cargo bench --bench kernels -- Softmax   # what has Softmax in its name
//! ```
//!
//! A kernel is a row of a table below, and a function that sets it up.

mod common;

use common::loops::{self, Layer, Rule, relu, sigmoid};
use common::matrices::{self, Dynamic, Static};
use common::{Row, Ways, assert_same, labels, measure, random, random_rows, rng, short, task, task_on};
use criterion::{Criterion, criterion_group, criterion_main};
use netwright::nalgebra::{Const, DMatrix, DVector, Dyn, OMatrix, SVector};
use netwright::prelude::*;
use netwright::value::View;
use std::hint::black_box;

const LINEAR: &[Row] = &[
    ("Linear 2-100, one sample", linear::<2, 100>),
    ("Linear 100-3, one sample", linear::<100, 3>),
    ("Linear 32-32, one sample", linear::<32, 32>),
    ("Linear 128-10, one sample", linear::<128, 10>),
    ("Linear 784-128, one sample", linear::<784, 128>),
    ("Linear 512-512, one sample", linear::<512, 512>),
    ("Linear 2-100, batch 64", || linear_batch::<2, 100>(64)),
    ("Linear 100-3, batch 64", || linear_batch::<100, 3>(64)),
    ("Linear 32-32, batch 64", || linear_batch::<32, 32>(64)),
    ("Linear 128-10, batch 64", || linear_batch::<128, 10>(64)),
    ("Linear 784-128, batch 64", || linear_batch::<784, 128>(64)),
    ("Linear 2-100, forward and backward, batch 64", || linear_backward::<2, 100>(64)),
    ("Linear 100-3, forward and backward, batch 64", || linear_backward::<100, 3>(64)),
    ("Linear 32-32, forward and backward, batch 64", || linear_backward::<32, 32>(64)),
    ("Linear 784-128, forward and backward, batch 64", || linear_backward::<784, 128>(64)),
];

const POINTWISE: &[Row] = &[
    ("Relu, 1024 features", || pointwise(OneRelu::<1024>::init(&mut rng()), relu)),
    ("Tanh, 1024 features", || pointwise(OneTanh::<1024>::init(&mut rng()), f32::tanh)),
    ("Sigmoid, 1024 features", || pointwise(OneSigmoid::<1024>::init(&mut rng()), sigmoid)),
];

const SOFTMAX: &[Row] = &[
    ("Softmax, 3 features", softmax::<3>),
    ("Softmax, 10 features", softmax::<10>),
    ("Softmax, 1000 features", softmax::<1000>),
    ("LogSoftmax, 3 features", log_softmax::<3>),
    ("LogSoftmax, 10 features", log_softmax::<10>),
    ("LogSoftmax, 1000 features", log_softmax::<1000>),
];

const NORMS: &[Row] = &[
    ("Normalize, 1024 features", || {
        let mut net = OneNormalize::<1024>::init(&mut rng());
        (net.0.mean, net.0.deviation) = ([0.5; 1024], [2.0; 1024]);
        pointwise(net, |x| (x - 0.5) / 2.0)
    }),
    ("BatchNorm1d, 1024 features", || {
        pointwise(OneBatchNorm::<1024>::init(&mut rng()), |x| x / (1.0_f32 + 1e-5).sqrt())
    }),
    ("LayerNorm, 1024 features", || layer_norm(OneLayerNorm::<1024>::init(&mut rng()), true, 1e-5)),
    ("RmsNorm, 1024 features", || layer_norm(OneRmsNorm::<1024>::init(&mut rng()), false, f32::EPSILON)),
];

const LOSSES: &[Row] = &[
    ("CrossEntropy, 10 classes, batch 64", || {
        class_loss::<10>(&CrossEntropy, matrices::cross_entropy, loops::cross_entropy)
    }),
    ("CrossEntropy, 3 classes, batch 64", || {
        class_loss::<3>(&CrossEntropy, matrices::cross_entropy, loops::cross_entropy)
    }),
    ("Nll, 10 classes, batch 64", || class_loss::<10>(&Nll, matrices::nll, loops::nll)),
    ("Mse, 10 outputs, batch 64", mean_square::<10>),
];

const OPTIMIZERS: &[Row] = &[
    ("Sgd, 100172 parameters", || {
        optimizer(
            Sgd::new(1e-3),
            |p, g, _, _, _| p.axpy(-1e-3, g, 1.0),
            |_| |p: &mut f32, g: f32, _: &mut f32, _: &mut f32| *p -= 1e-3 * g,
        )
    }),
    ("Sgd with momentum, 100172 parameters", || {
        optimizer(
            Sgd::new(1e-3).momentum(0.9),
            |p, g, velocity, _, _| {
                velocity.axpy(1.0, g, 0.9);
                p.axpy(-1e-3, velocity, 1.0);
            },
            |_| loops::momentum(),
        )
    }),
    ("Adam, 100172 parameters", || optimizer(Adam::new(1e-3), adam_by_matrices, loops::adam)),
];

#[network(input = I)]
struct One<const I: usize, const O: usize>(Linear<O>);

fn linear<const I: usize, const O: usize>() -> Ways {
    let net = One::<I, O>::init(&mut rng());
    let (matrices, layer) = (Static::from(&net.0), Layer::from(&net.0));
    let x = random::<I>();
    let vector = SVector::from(x);
    assert_same(net.predict(&x).as_slice(), [matrices.of(&vector).as_slice(), &layer.of(&x)]);
    [task_on(&x, move |x| net.predict(x)), task_on(&vector, move |x| matrices.of(x)), task_on(&x, move |x| layer.of(x))]
}

fn linear_batch<const I: usize, const O: usize>(rows: usize) -> Ways {
    let net = One::<I, O>::init(&mut rng());
    let (matrices, layer) = (Dynamic::from(&net.0), Layer::from(&net.0));
    let samples = random_rows::<I>(rows);
    let columns = matrices::columns(&samples);
    let by_matrices = move |x: &DMatrix<f32>| {
        let mut y = DMatrix::zeros(O, rows);
        matrices.write(x, &mut y);
        y
    };
    let by_loops = move |samples: &Vec<[f32; I]>| samples.iter().map(|x| layer.of(x)).collect::<Vec<_>>();
    let expected = net.predict_batch(&samples);
    assert_same(expected.as_slice(), [by_matrices(&columns).as_slice(), by_loops(&samples).as_flattened()]);
    [
        task_on(&samples, move |samples| net.predict_batch(samples)),
        task_on(&columns, by_matrices),
        task_on(&samples, by_loops),
    ]
}

/// A pass with a loss, which costs little beside it, and all gradients, also that of the input.
fn linear_backward<const I: usize, const O: usize>(rows: usize) -> Ways {
    let net = One::<I, O>::init(&mut rng());
    let (samples, targets) = (random_rows::<I>(rows), random_rows::<O>(rows));
    let mut by_matrices = {
        let matrices = Dynamic::from(&net.0);
        let (x, targets) = (matrices::columns(&samples), matrices::columns(&targets));
        let (mut y, mut dx) = (DMatrix::zeros(O, rows), DMatrix::zeros(I, rows));
        let (mut dy, mut gradients) = (y.clone(), matrices.zeros_like());
        move || {
            matrices.write(black_box(&x), &mut y);
            let loss = matrices::mse(&y, &targets, &mut dy);
            gradients.add_gradients(&x, &dy);
            matrices.write_back(&dy, &mut dx);
            (loss, dx[(0, 0)])
        }
    };
    let mut by_loops = {
        let (layer, mut gradients) = (Layer::from(&net.0), Layer::zeros());
        let (samples, targets) = (samples.clone(), targets.clone());
        let mut input_gradients = vec![[0.0; I]; rows];
        move || {
            let scale = 1.0 / rows as f32;
            let mut loss = 0.0;
            for ((x, target), dx) in black_box(&samples).iter().zip(&targets).zip(&mut input_gradients) {
                let mut dy = [0.0; O];
                loss += loops::mse(&layer.of(x), target, scale, &mut dy);
                gradients.add_gradients(x, &dy);
                *dx = layer.back(&dy);
            }
            (loss * scale, black_box(&input_gradients)[0][0])
        }
    };
    let (mut gradients, mut workspace, mut rng) = (One::zeros(), Workspace::for_batch(rows), rng());
    let mut dx = OMatrix::<f32, Const<I>, Dyn>::zeros(rows);
    let mut ours = move || {
        let loss = net.forward_shared(black_box(&samples), &mut workspace, &mut rng).loss(&Mse, &targets);
        let loss = loss.expect("as many targets as samples");
        let loss = loss.backward_to_input(&mut gradients, dx.as_view_mut());
        (loss, dx[(0, 0)])
    };
    let [expected, one, two] = [ours(), by_matrices(), by_loops()].map(|(loss, dx)| [loss, dx]);
    assert_same(&expected, [&one[..], &two[..]]);
    [task(ours), task(by_matrices), task(by_loops)]
}

#[network(input = N)]
struct OneRelu<const N: usize>(Relu);

#[network(input = N)]
struct OneTanh<const N: usize>(Tanh);

#[network(input = N)]
struct OneSigmoid<const N: usize>(Sigmoid);

#[network(input = N)]
struct OneSoftmax<const N: usize>(Softmax);

#[network(input = N)]
struct OneLogSoftmax<const N: usize>(LogSoftmax);

#[network(input = N)]
struct OneNormalize<const N: usize>(Normalize);

#[network(input = N)]
struct OneBatchNorm<const N: usize>(BatchNorm1d);

#[network(input = N)]
struct OneLayerNorm<const N: usize>(LayerNorm);

#[network(input = N)]
struct OneRmsNorm<const N: usize>(RmsNorm);

/// A network of one step from `N` features to as many, and two other ways to compute it.
fn step<N, const F: usize>(
    net: Box<N>,
    by_matrices: impl Fn(&SVector<f32, F>) -> SVector<f32, F> + 'static,
    by_loops: impl Fn(&[f32; F]) -> [f32; F] + 'static,
) -> Ways
where
    N: Network<Scalar = f32> + Takes<F> + Gives<F> + 'static,
{
    let x = random::<F>();
    let vector = SVector::from(x);
    assert_same(net.predict(&x).as_slice(), [by_matrices(&vector).as_slice(), &by_loops(&x)]);
    [task_on(&x, move |x| net.predict(x)), task_on(&vector, by_matrices), task_on(&x, by_loops)]
}

fn pointwise<N, const F: usize>(net: Box<N>, function: impl Fn(f32) -> f32 + Copy + 'static) -> Ways
where
    N: Network<Scalar = f32> + Takes<F> + Gives<F> + 'static,
{
    step(net, move |x| x.map(function), move |x| x.map(function))
}

/// The features divided by the root of their mean square, around their mean or around 0, with a
/// weight of 1 and a bias of 0.
fn layer_norm<N, const F: usize>(net: Box<N>, is_centred: bool, epsilon: f32) -> Ways
where
    N: Network<Scalar = f32> + Takes<F> + Gives<F> + 'static,
{
    let by_matrices = move |x: &SVector<f32, F>| {
        let mean = if is_centred { x.mean() } else { 0.0 };
        let distances = x.add_scalar(-mean);
        distances / (distances.norm_squared() / F as f32 + epsilon).sqrt()
    };
    let by_loops = move |x: &[f32; F]| {
        let mean = if is_centred { x.iter().sum::<f32>() / F as f32 } else { 0.0 };
        let variance = x.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / F as f32;
        x.map(|x| (x - mean) / (variance + epsilon).sqrt())
    };
    step(net, by_matrices, by_loops)
}

fn softmax<const N: usize>() -> Ways {
    step(OneSoftmax::<N>::zeros(), matrices::softmax, |x| {
        let mut y = *x;
        loops::softmax(&mut y);
        y
    })
}

fn log_softmax<const N: usize>() -> Ways {
    step(OneLogSoftmax::<N>::zeros(), matrices::log_softmax, |x| {
        let mut y = *x;
        loops::log_softmax(&mut y);
        y
    })
}

const BATCH: usize = 64;

/// The mean loss of a batch and its gradient, as `mean` of the library gives it.
fn loss<L, Y, const K: usize>(
    loss: &L,
    targets: Vec<Y>,
    mut by_matrices: impl FnMut(&DMatrix<f32>, &mut DMatrix<f32>) -> f32 + 'static,
    mut by_loops: impl FnMut(&[[f32; K]], &mut [[f32; K]]) -> f32 + 'static,
) -> Ways
where
    L: Loss<f32, Const<K>, Y> + Copy + 'static,
    Y: 'static,
{
    let (loss, outputs) = (*loss, random_rows::<K>(BATCH));
    let (columns, copy) = (matrices::columns(&outputs), outputs.clone());
    let mut gradients = OMatrix::<f32, Const<K>, Dyn>::zeros(BATCH);
    let mut ours = move || {
        let outputs = View::from_slice_generic(black_box(&outputs).as_flattened(), Const::<K>, Dyn(BATCH));
        let mean = netwright::loss::mean(&loss, outputs, black_box(&targets), gradients.as_view_mut());
        (mean.expect("as many targets as samples"), black_box(&gradients)[(0, 1)])
    };
    let mut dy = columns.clone();
    let mut by_matrices = move || (by_matrices(black_box(&columns), &mut dy), black_box(&dy)[(0, 1)]);
    let mut dy = copy.clone();
    let mut by_loops = move || (by_loops(black_box(&copy), &mut dy), black_box(&dy)[1][0]);
    let [expected, one, two] = [ours(), by_matrices(), by_loops()].map(|(mean, dy)| [mean, dy]);
    assert_same(&expected, [&one[..], &two[..]]);
    [task(ours), task(by_matrices), task(by_loops)]
}

fn class_loss<const K: usize>(
    ours: &(impl Loss<f32, Const<K>, Label<K>> + Copy + 'static),
    by_matrices: impl Fn(&DMatrix<f32>, &[usize], &mut DMatrix<f32>) -> f32 + 'static,
    by_loops: impl Fn(&[f32], usize, f32, &mut [f32]) -> f32 + 'static,
) -> Ways {
    let classes: Vec<usize> = (0..BATCH).map(|row| row % K).collect();
    let copy = classes.clone();
    loss(
        ours,
        labels::<K>(BATCH),
        move |y, dy| by_matrices(y, black_box(&classes), dy),
        move |y, dy| {
            let samples = y.iter().zip(dy).zip(black_box(&copy));
            samples.map(|((y, dy), class)| by_loops(y, *class, 1.0 / BATCH as f32, dy)).sum::<f32>() / BATCH as f32
        },
    )
}

fn mean_square<const K: usize>() -> Ways {
    // Not those that are also the outputs.
    let targets = random_rows::<K>(2 * BATCH)[BATCH..].to_vec();
    let (columns, copy) = (matrices::columns(&targets), targets.clone());
    loss(
        &Mse,
        targets,
        move |y, dy| matrices::mse(y, &columns, dy),
        move |y, dy| {
            let samples = y.iter().zip(dy).zip(&copy);
            samples.map(|((y, dy), target)| loops::mse(y, target, 1.0 / BATCH as f32, dy)).sum::<f32>() / BATCH as f32
        },
    )
}

#[network(input = 316)]
struct Large(Linear<316>);

type Vector = DVector<f32>;

/// Steps with constant gradients. With matrices: parameters, gradients, two moments, and the number
/// of the step.
fn optimizer<R: Rule + 'static>(
    mut ours: impl Optimizer<Box<Large>> + 'static,
    by_matrices: impl Fn(&mut Vector, &Vector, &mut Vector, &mut Vector, i32) + 'static,
    rule: impl Fn(i32) -> R + 'static,
) -> Ways {
    let mut net = Large::init(&mut rng());
    let gradients = Large::init(&mut rng());
    let numbers: Vec<f32> = net.0.weight.as_slice().iter().chain(net.0.bias.as_slice()).copied().collect();
    let mut ours = move || {
        ours.step(&mut net, black_box(&gradients));
        net.0.weight[(0, 0)]
    };
    let mut by_matrices = {
        let vector = Vector::from_column_slice(&numbers);
        let (mut p, mut m, mut step) = (vector.clone(), vector.map(|_| 0.0), 0);
        let mut v = m.clone();
        move || {
            step += 1;
            by_matrices(&mut p, black_box(&vector), &mut m, &mut v, step);
            p[0]
        }
    };
    let mut by_loops = {
        let (mut p, mut m, mut step) = (numbers.clone(), vec![0.0; numbers.len()], 0);
        let mut v = m.clone();
        move || {
            step += 1;
            let rule = rule(step);
            let moments = m.iter_mut().zip(&mut v);
            p.iter_mut().zip(black_box(&numbers)).zip(moments).for_each(|((p, g), (m, v))| rule(p, *g, m, v));
            p[0]
        }
    };
    for _ in 0..3 {
        assert_same(&[ours()], [&[by_matrices()][..], &[by_loops()][..]]);
    }
    [task(ours), task(by_matrices), task(by_loops)]
}

fn adam_by_matrices(p: &mut Vector, g: &Vector, m: &mut Vector, v: &mut Vector, step: i32) {
    let (first, second) = (1.0 - 0.9f32.powi(step), 1.0 - 0.999f32.powi(step));
    m.axpy(0.1, g, 0.9);
    v.zip_apply(g, |v, g| *v = 0.999 * *v + 0.001 * g * g);
    p.zip_zip_apply(m, v, |p, m, v| *p -= 1e-3 * (m / first) / ((v / second).sqrt() + 1e-8));
}

fn kernels(criterion: &mut Criterion) {
    for table in [LINEAR, POINTWISE, SOFTMAX, NORMS, LOSSES, OPTIMIZERS] {
        measure(criterion, table);
    }
}

criterion_group! { name = benches; config = short(); targets = kernels }
criterion_main!(benches);
