//! The kernels one by one, each beside a handwritten version. They are private, so most are
//! measured as networks of a single step.
//!
//! ```text
//! cargo bench --bench kernels              # everything
//! cargo bench --bench kernels -- Softmax   # what has Softmax in its name
//! ```
//!
//! A kernel is a row of a table below, and a function that sets it up.

#[path = "../common/mod.rs"]
mod common;
mod convolutions;
mod layers;
mod pools;
mod recurrent;

use common::loops::{self, Layer, Rule};
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

const LOSSES: &[Row] = &[
    ("CrossEntropy, 10 classes, batch 64", || {
        class_loss::<10>(&CrossEntropy, matrices::cross_entropy, loops::cross_entropy)
    }),
    ("CrossEntropy, 3 classes, batch 64", || {
        class_loss::<3>(&CrossEntropy, matrices::cross_entropy, loops::cross_entropy)
    }),
    ("Nll, 10 classes, batch 64", || class_loss::<10>(&Nll, matrices::nll, loops::nll)),
    ("MultiMargin, 10 classes, batch 64", || by_class::<10>(MultiMargin::default(), multi_margin)),
    ("Focal, 10 classes, batch 64", || by_class::<10>(Focal::default(), focal)),
    ("Mse, 10 outputs, batch 64", mean_square::<10>),
    ("L1, 10 outputs, batch 64", || by_number::<10>(L1, |d| (d.abs(), d.signum()))),
    ("Huber, 10 outputs, batch 64", || by_number::<10>(Huber::default(), huber)),
    ("SmoothL1, 10 outputs, batch 64", || by_number::<10>(SmoothL1::default(), huber)),
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

/// A loss of single outputs, by a function of the difference to the target that gives the loss and
/// its derivative.
fn by_number<const K: usize>(
    ours: impl Loss<f32, Const<K>, [f32; K]> + Copy + 'static,
    function: impl Fn(f32) -> (f32, f32) + Copy + 'static,
) -> Ways {
    let targets = random_rows::<K>(2 * BATCH)[BATCH..].to_vec();
    let (columns, copy, count) = (matrices::columns(&targets), targets.clone(), (K * BATCH) as f32);
    loss(
        &ours,
        targets,
        move |y, dy| {
            dy.zip_zip_apply(y, &columns, |dy, y, target| *dy = function(y - target).1 / count);
            y.zip_fold(&columns, 0.0, |sum, y, target| sum + function(y - target).0) / count
        },
        move |y, dy| {
            let numbers = y.as_flattened().iter().zip(dy.as_flattened_mut()).zip(copy.as_flattened());
            let losses = numbers.map(|((y, dy), target)| {
                let (loss, derivative) = function(y - target);
                *dy = derivative / count;
                loss
            });
            losses.sum::<f32>() / count
        },
    )
}

/// The loss of a large difference grows as its magnitude, that of a small one as its square.
fn huber(d: f32) -> (f32, f32) {
    if d.abs() < 1.0 { (0.5 * d * d, d) } else { (d.abs() - 0.5, d.signum()) }
}

/// The share of each other class that comes within 1 of the right one.
fn multi_margin(y: &[f32], class: usize, scale: f32, dy: &mut [f32]) -> f32 {
    let (share, mut loss) = (1.0 / y.len() as f32, 0.0);
    dy.fill(0.0);
    for other in (0..y.len()).filter(|other| *other != class) {
        let margin = 1.0 - y[class] + y[other];
        if margin > 0.0 {
            loss += share * margin;
            dy[other] = share * scale;
            dy[class] -= share * scale;
        }
    }
    loss
}

/// The cross-entropy, less for samples of which the network is sure, with the exponent 2.
fn focal(y: &[f32], class: usize, scale: f32, dy: &mut [f32]) -> f32 {
    dy.copy_from_slice(y);
    loops::softmax(dy);
    let p = dy[class];
    let (log, rest) = (p.ln(), 1.0 - p);
    // dE/dp times dp/dy_i = p·([i = c] - p_i).
    let slope = (2.0 * rest * log - rest * rest / p) * p * scale;
    for (i, dy) in dy.iter_mut().enumerate() {
        *dy = slope * (f32::from(u8::from(i == class)) - *dy);
    }
    -rest * rest * log
}

/// A loss of classes, by a function of one sample, which both other ways call.
fn by_class<const K: usize>(
    ours: impl Loss<f32, Const<K>, Label<K>> + Copy + 'static,
    function: impl Fn(&[f32], usize, f32, &mut [f32]) -> f32 + Copy + 'static,
) -> Ways {
    class_loss::<K>(
        &ours,
        move |y, classes, dy| {
            let samples = y.as_slice().chunks_exact(K).zip(dy.as_mut_slice().chunks_exact_mut(K)).zip(classes);
            let scale = 1.0 / BATCH as f32;
            samples.map(|((y, dy), class)| function(y, *class, scale, dy)).sum::<f32>() * scale
        },
        function,
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
    for table in [
        LINEAR,
        layers::FUNCTIONS,
        layers::SOFTMAX,
        layers::OTHERS,
        convolutions::CONVOLUTIONS,
        recurrent::RECURRENT,
        pools::POOLS,
        LOSSES,
        OPTIMIZERS,
    ] {
        measure(criterion, table);
    }
}

criterion_group! { name = benches; config = short(); targets = kernels }
criterion_main!(benches);
