//! Networks written by hand with arrays and loops, without a library. Sizes are constants, as in
//! code for one network. Loops run over contiguous outputs, so that the compiler can vectorise them
//! without reordering sums.

mod images;
mod signals;

use harness::{Bench, Data, Numbers, Seconds};
use std::hint::black_box;

fn main() {
    harness::main(&[
        ("W1", one_sample::<2, 100, 3>),
        ("W2", |bench| three_layers::<16, 32, 32, 4>(bench, f32::tanh)),
        ("W3a", one_sample::<784, 128, 10>),
        ("W3b", batch),
        ("W3c", train_digits),
        ("W4a", images::practicum),
        ("W4La", images::lenet),
        ("W5", train_spiral),
        ("W6a", one_sample::<17, 33, 5>),
        ("W6b", one_sample::<300, 50, 7>),
        ("W6c", |bench| three_layers::<64, 256, 256, 2>(bench, relu)),
        ("W7", signals::gru),
        ("W8", images::resnet8),
    ]);
}

fn relu(x: f32) -> f32 {
    x.max(0.0)
}

/// A linear layer; also its gradients, and the moments of an optimiser. Rows of the weight are the
/// inputs.
struct Layer<const I: usize, const O: usize> {
    weight: [[f32; O]; I],
    bias: [f32; O],
}

impl<const I: usize, const O: usize> Layer<I, O> {
    fn zeros() -> Box<Self> {
        Box::new(Self { weight: [[0.0; O]; I], bias: [0.0; O] })
    }

    fn random(seed: u64) -> Box<Self> {
        let (mut layer, mut numbers) = (Self::zeros(), Numbers::seeded(seed));
        layer.weight.as_flattened_mut().fill_with(|| numbers.weight(I));
        layer
    }

    fn of(&self, x: &[f32; I]) -> [f32; O] {
        let mut y = self.bias;
        for (x, weights) in x.iter().zip(&self.weight) {
            for (y, weight) in y.iter_mut().zip(weights) {
                *y += x * weight;
            }
        }
        y
    }

    fn activated(&self, x: &[f32; I], activation: impl Fn(f32) -> f32) -> [f32; O] {
        let mut y = self.of(x);
        for y in &mut y {
            *y = activation(*y);
        }
        y
    }

    /// Adds the gradients of the parameters for one sample.
    fn add_gradients(&mut self, x: &[f32; I], dy: &[f32; O]) {
        for (x, weights) in x.iter().zip(&mut self.weight) {
            for (weight, dy) in weights.iter_mut().zip(dy) {
                *weight += x * dy;
            }
        }
        for (bias, dy) in self.bias.iter_mut().zip(dy) {
            *bias += dy;
        }
    }

    /// The gradient of the input.
    fn back(&self, dy: &[f32; O]) -> [f32; I] {
        let mut dx = [0.0; I];
        for (dx, weights) in dx.iter_mut().zip(&self.weight) {
            *dx = weights.iter().zip(dy).map(|(weight, dy)| weight * dy).sum();
        }
        dx
    }

    fn clear(&mut self) {
        self.weight.as_flattened_mut().fill(0.0);
        self.bias.fill(0.0);
    }

    /// Applies `rule` to each parameter, its gradient and its two moments.
    fn update(&mut self, gradients: &Self, [first, second]: &mut [Box<Self>; 2], rule: impl Rule) {
        let weights = self.weight.as_flattened_mut().iter_mut().zip(gradients.weight.as_flattened());
        let moments = first.weight.as_flattened_mut().iter_mut().zip(second.weight.as_flattened_mut());
        weights.zip(moments).for_each(|((p, g), (m, v))| rule(p, *g, m, v));
        let biases = self.bias.iter_mut().zip(&gradients.bias);
        let moments = first.bias.iter_mut().zip(&mut second.bias);
        biases.zip(moments).for_each(|((p, g), (m, v))| rule(p, *g, m, v));
    }
}

/// The update of a parameter by an optimiser, from its gradient and two moments.
trait Rule: Fn(&mut f32, f32, &mut f32, &mut f32) {}

impl<F: Fn(&mut f32, f32, &mut f32, &mut f32)> Rule for F {}

/// A network with one hidden layer and Relu.
struct Mlp<const I: usize, const H: usize, const O: usize> {
    hidden: Box<Layer<I, H>>,
    logits: Box<Layer<H, O>>,
}

impl<const I: usize, const H: usize, const O: usize> Mlp<I, H, O> {
    fn random() -> Self {
        Self { hidden: Layer::random(1), logits: Layer::random(2) }
    }

    fn zeros() -> Self {
        Self { hidden: Layer::zeros(), logits: Layer::zeros() }
    }

    fn of(&self, x: &[f32; I]) -> [f32; O] {
        self.logits.of(&self.hidden.activated(x, relu))
    }

    /// Adds the gradients for one sample of the loss times `scale`, and returns its loss.
    fn add_gradients(&self, gradients: &mut Self, x: &[f32; I], label: usize, scale: f32) -> f32 {
        let h = self.hidden.activated(x, relu);
        let (loss, dy) = cross_entropy(self.logits.of(&h), label, scale);
        gradients.logits.add_gradients(&h, &dy);
        let mut dh = self.logits.back(&dy);
        for (dh, h) in dh.iter_mut().zip(h) {
            *dh = if h > 0.0 { *dh } else { 0.0 };
        }
        gradients.hidden.add_gradients(x, &dh);
        loss
    }
}

/// The loss for one sample, and its gradient times `scale`.
fn cross_entropy<const O: usize>(mut y: [f32; O], label: usize, scale: f32) -> (f32, [f32; O]) {
    let largest = y.iter().copied().fold(f32::MIN, f32::max);
    let of_label = y[label] - largest;
    for y in &mut y {
        *y = (*y - largest).exp();
    }
    let sum = y.iter().sum::<f32>();
    for y in &mut y {
        *y *= scale / sum;
    }
    y[label] -= scale;
    (sum.ln() - of_label, y)
}

fn one_sample<const I: usize, const H: usize, const O: usize>(bench: &Bench) -> Seconds {
    let net = Mlp::<I, H, O>::random();
    let x = Data::noise(1, I, 1).rows::<I>()[0];
    bench.measure(|| net.of(black_box(&x)))
}

fn three_layers<const I: usize, const H: usize, const J: usize, const O: usize>(
    bench: &Bench,
    activation: impl Fn(f32) -> f32 + Copy,
) -> Seconds {
    let (first, second, third) = (Layer::<I, H>::random(1), Layer::<H, J>::random(2), Layer::<J, O>::random(3));
    let x = Data::noise(1, I, 1).rows::<I>()[0];
    bench.measure(|| third.of(&second.activated(&first.activated(black_box(&x), activation), activation)))
}

fn batch(bench: &Bench) -> Seconds {
    let net = Mlp::<784, 128, 10>::random();
    let samples = Data::noise(64, 784, 10).rows::<784>();
    let mut outputs = vec![[0.0; 10]; samples.len()];
    bench
        .measure(|| {
            for (output, sample) in outputs.iter_mut().zip(black_box(&samples)) {
                *output = net.of(sample);
            }
            black_box(&outputs);
        })
        .divided_by(64.0)
}

/// A network in training.
struct Training<const I: usize, const H: usize, const O: usize> {
    net: Mlp<I, H, O>,
    gradients: Mlp<I, H, O>,
    hidden_moments: [Box<Layer<I, H>>; 2],
    logits_moments: [Box<Layer<H, O>>; 2],
    samples: Vec<[f32; I]>,
    labels: Vec<usize>,
}

impl<const I: usize, const H: usize, const O: usize> Training<I, H, O> {
    fn new(data: &Data) -> Self {
        Self {
            net: Mlp::random(),
            gradients: Mlp::zeros(),
            hidden_moments: [Layer::zeros(), Layer::zeros()],
            logits_moments: [Layer::zeros(), Layer::zeros()],
            samples: data.rows(),
            labels: data.labels.clone(),
        }
    }

    fn step(&mut self, rule: impl Rule + Copy) -> f32 {
        self.gradients.hidden.clear();
        self.gradients.logits.clear();
        let scale = 1.0 / self.samples.len() as f32;
        let mut loss = 0.0;
        for (sample, label) in black_box(&self.samples).iter().zip(&self.labels) {
            loss += self.net.add_gradients(&mut self.gradients, sample, *label, scale);
        }
        self.net.hidden.update(&self.gradients.hidden, &mut self.hidden_moments, rule);
        self.net.logits.update(&self.gradients.logits, &mut self.logits_moments, rule);
        loss * scale
    }
}

fn train_digits(bench: &Bench) -> Seconds {
    let mut training = Training::<784, 128, 10>::new(&Data::noise(64, 784, 10));
    bench.measure(|| {
        training.step(|p, g, velocity, _| {
            *velocity = 0.9 * *velocity + g;
            *p -= 0.01 * *velocity;
        })
    })
}

fn train_spiral(bench: &Bench) -> Seconds {
    let (mut training, mut time) = (Training::<2, 100, 3>::new(&Data::spiral(3000)), 0);
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
