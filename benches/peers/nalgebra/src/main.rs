//! Networks in nalgebra, with the obvious code: static matrices for one sample, dynamic ones for
//! batches.

use harness::{Bench, Data, Numbers, Seconds};
use nalgebra::{DMatrix, DVector, SMatrix, SVector};
use std::hint::black_box;

fn main() {
    harness::main(&[
        ("W1", one_sample::<2, 100, 3>),
        ("W2", three_layers::<16, 32, 32, 4, Tanh>),
        ("W3a", one_sample::<784, 128, 10>),
        ("W3b", batch),
        ("W3c", train_digits),
        ("W5", train_spiral),
        ("W6a", one_sample::<17, 33, 5>),
        ("W6b", one_sample::<300, 50, 7>),
        ("W6c", three_layers::<64, 256, 256, 2, Relu>),
    ]);
}

/// A pointwise function. It is a type, not a function pointer, so that the call is inlined, as in
/// code for one network.
trait Activation {
    fn of(x: f32) -> f32;
}

struct Relu;
struct Tanh;

impl Activation for Relu {
    fn of(x: f32) -> f32 {
        x.max(0.0)
    }
}

impl Activation for Tanh {
    fn of(x: f32) -> f32 {
        x.tanh()
    }
}

/// A linear layer of sizes that are types.
struct Static<const I: usize, const O: usize> {
    weight: SMatrix<f32, O, I>,
    bias: SVector<f32, O>,
}

impl<const I: usize, const O: usize> Static<I, O> {
    fn random(seed: u64) -> Box<Self> {
        let mut numbers = Numbers::seeded(seed);
        Box::new(Self { weight: SMatrix::from_fn(|_, _| numbers.weight(I)), bias: SVector::zeros() })
    }

    fn of(&self, x: &SVector<f32, I>) -> SVector<f32, O> {
        // By reference: by value the whole matrix would be copied first.
        let weight = &self.weight;
        weight * x + self.bias
    }
}

fn sample<const I: usize>() -> SVector<f32, I> {
    SVector::from_vec(Data::noise(1, I, 1).inputs)
}

fn one_sample<const I: usize, const H: usize, const O: usize>(bench: &Bench) -> Seconds {
    let (hidden, logits) = (Static::<I, H>::random(1), Static::<H, O>::random(2));
    let x = sample();
    bench.measure(|| logits.of(&hidden.of(black_box(&x)).map(Relu::of)))
}

fn three_layers<const I: usize, const H: usize, const J: usize, const O: usize, A: Activation>(
    bench: &Bench,
) -> Seconds {
    let (first, second, third) = (Static::<I, H>::random(1), Static::<H, J>::random(2), Static::<J, O>::random(3));
    let x = sample();
    bench.measure(|| third.of(&second.of(&first.of(black_box(&x)).map(A::of)).map(A::of)))
}

/// A linear layer of sizes known at run time, with all that training it needs.
struct Dynamic {
    weight: DMatrix<f32>,
    bias: DVector<f32>,
}

impl Dynamic {
    fn random(seed: u64, inputs: usize, outputs: usize) -> Self {
        let mut numbers = Numbers::seeded(seed);
        let weight = DMatrix::from_fn(outputs, inputs, |_, _| numbers.weight(inputs));
        Self { weight, bias: DVector::zeros(outputs) }
    }

    fn zeros_like(other: &Self) -> Self {
        let (outputs, inputs) = other.weight.shape();
        Self { weight: DMatrix::zeros(outputs, inputs), bias: DVector::zeros(outputs) }
    }

    /// One column a sample.
    fn of(&self, x: &DMatrix<f32>, y: &mut DMatrix<f32>) {
        self.weight.mul_to(x, y);
        for mut column in y.column_iter_mut() {
            column += &self.bias;
        }
    }

    /// The gradients of a layer from those of its output.
    fn set_gradients(&mut self, x: &DMatrix<f32>, dy: &DMatrix<f32>) {
        self.weight.gemm(1.0, dy, &x.transpose(), 0.0);
        dy.column_sum_to(&mut self.bias);
    }

    /// The parameters of this layer, each with those of the others at the same place.
    fn zip(&mut self, one: &Self, two: &mut Self, three: &mut Self, rule: impl Fn(&mut f32, f32, &mut f32, &mut f32)) {
        let weights = self.weight.iter_mut().zip(&one.weight).zip(&mut two.weight).zip(&mut three.weight);
        let biases = self.bias.iter_mut().zip(&one.bias).zip(&mut two.bias).zip(&mut three.bias);
        weights.for_each(|(((p, g), a), b)| rule(p, *g, a, b));
        biases.for_each(|(((p, g), a), b)| rule(p, *g, a, b));
    }
}

/// Adds up the columns.
trait ColumnSum {
    fn column_sum_to(&self, sum: &mut DVector<f32>);
}

impl ColumnSum for DMatrix<f32> {
    fn column_sum_to(&self, sum: &mut DVector<f32>) {
        sum.fill(0.0);
        for column in self.column_iter() {
            *sum += column;
        }
    }
}

/// A network with one hidden layer, and its values for a batch.
struct Mlp {
    hidden: Dynamic,
    logits: Dynamic,
    x: DMatrix<f32>,
    h: DMatrix<f32>,
    y: DMatrix<f32>,
}

impl Mlp {
    fn random(data: &Data, hidden: usize, classes: usize) -> Self {
        let samples = data.labels.len();
        let inputs = data.inputs.len() / samples;
        Self {
            hidden: Dynamic::random(1, inputs, hidden),
            logits: Dynamic::random(2, hidden, classes),
            x: DMatrix::from_column_slice(inputs, samples, &data.inputs),
            h: DMatrix::zeros(hidden, samples),
            y: DMatrix::zeros(classes, samples),
        }
    }

    fn forward(&mut self) {
        self.hidden.of(black_box(&self.x), &mut self.h);
        self.h.apply(|h| *h = Relu::of(*h));
        self.logits.of(&self.h, &mut self.y);
    }
}

fn batch(bench: &Bench) -> Seconds {
    let mut net = Mlp::random(&Data::noise(64, 784, 10), 128, 10);
    bench
        .measure(|| {
            net.forward();
            black_box(&net.y);
        })
        .divided_by(64.0)
}

/// A network in training: gradients of values and parameters, and two numbers per parameter for the
/// optimiser.
struct Training {
    net: Mlp,
    labels: Vec<usize>,
    dy: DMatrix<f32>,
    dh: DMatrix<f32>,
    gradients: [Dynamic; 2],
    moments: [[Dynamic; 2]; 2],
}

impl Training {
    fn new(data: &Data, hidden: usize, classes: usize) -> Self {
        let net = Mlp::random(data, hidden, classes);
        let zeros = || [&net.hidden, &net.logits].map(Dynamic::zeros_like);
        Self {
            labels: data.labels.clone(),
            dy: net.y.clone(),
            dh: net.h.clone(),
            gradients: zeros(),
            moments: [zeros(), zeros()],
            net,
        }
    }

    /// A step; `rule` gets a parameter, its gradient and two moments.
    fn step(&mut self, rule: impl Fn(&mut f32, f32, &mut f32, &mut f32)) -> f32 {
        self.net.forward();
        let loss = self.cross_entropy();
        self.backward();
        let [hidden, logits] = &self.gradients;
        let [[hidden1, logits1], [hidden2, logits2]] = &mut self.moments;
        self.net.hidden.zip(hidden, hidden1, hidden2, &rule);
        self.net.logits.zip(logits, logits1, logits2, &rule);
        loss
    }

    /// The loss, and `dy`: softmax minus one at the label, divided by the number of samples.
    fn cross_entropy(&mut self) -> f32 {
        let scale = 1.0 / self.labels.len() as f32;
        let mut loss = 0.0;
        for ((y, mut dy), &label) in self.net.y.column_iter().zip(self.dy.column_iter_mut()).zip(&self.labels) {
            let largest = y.max();
            dy.zip_apply(&y, |dy, y| *dy = (y - largest).exp());
            let sum = dy.sum();
            loss += sum.ln() + largest - y[label];
            dy *= scale / sum;
            dy[label] -= scale;
        }
        loss * scale
    }

    fn backward(&mut self) {
        let [hidden, logits] = &mut self.gradients;
        logits.set_gradients(&self.net.h, &self.dy);
        self.dh.gemm(1.0, &self.net.logits.weight.transpose(), &self.dy, 0.0);
        self.dh.zip_apply(&self.net.h, |dh, h| {
            if h <= 0.0 {
                *dh = 0.0;
            }
        });
        hidden.set_gradients(&self.net.x, &self.dh);
    }
}

fn train_digits(bench: &Bench) -> Seconds {
    let mut training = Training::new(&Data::noise(64, 784, 10), 128, 10);
    bench.measure(|| {
        training.step(|p, g, velocity, _| {
            *velocity = 0.9 * *velocity + g;
            *p -= 0.01 * *velocity;
        })
    })
}

fn train_spiral(bench: &Bench) -> Seconds {
    let mut training = Training::new(&Data::spiral(3000), 100, 3);
    let mut time = 0;
    bench
        .measure_in_runs_of(100, || {
            time += 1;
            let (first, second) = (1.0 - 0.9f32.powi(time), 1.0 - 0.999f32.powi(time));
            training.step(|p, g, m, v| {
                *m = 0.9 * *m + 0.1 * g;
                *v = 0.999 * *v + 0.001 * g * g;
                *p -= 1e-3 * (*m / first) / ((*v / second).sqrt() + 1e-8);
            })
        })
        .times(1000.0)
}
