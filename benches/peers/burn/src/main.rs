//! burn, as its book has it. The back end is a feature.

mod images;

use burn::module::Module;
use burn::nn::loss::{CrossEntropyLoss, CrossEntropyLossConfig};
use burn::nn::{GruConfig, Linear, LinearConfig};
use burn::optim::momentum::MomentumConfig;
use burn::optim::{AdamConfig, GradientsParams, ModuleOptimizer, SgdConfig};
use burn::tensor::activation::{relu, tanh};
use burn::tensor::{Device, Int, Tensor, TensorData};
use harness::{Bench, Data, Seconds};
use std::hint::black_box;

fn main() {
    harness::main(&[
        ("W1", |bench| infer(bench, &[2, 100, 3], relu, 1)),
        ("W2", |bench| infer(bench, &[16, 32, 32, 4], tanh, 1)),
        ("W3a", |bench| infer(bench, &[784, 128, 10], relu, 1)),
        ("W3b", |bench| infer(bench, &[784, 128, 10], relu, 64)),
        ("W3c", train_digits),
        ("W4a", |bench| images::infer(bench, [1, 28, 28], images::Convolutional::practicum)),
        ("W4b", |bench| train_images(bench, images::Convolutional::practicum)),
        ("W4La", |bench| images::infer(bench, [1, 28, 28], images::Convolutional::lenet)),
        ("W4Lb", |bench| train_images(bench, images::Convolutional::lenet)),
        ("W5", train_spiral),
        ("W6a", |bench| infer(bench, &[17, 33, 5], relu, 1)),
        ("W6b", |bench| infer(bench, &[300, 50, 7], relu, 1)),
        ("W6c", |bench| infer(bench, &[64, 256, 256, 2], relu, 1)),
        ("W7", gru),
        ("W8", |bench| images::infer(bench, [3, 32, 32], images::ResNet8::new)),
    ]);
}

#[cfg(feature = "flex")]
fn device() -> Device {
    Device::flex()
}

#[cfg(all(feature = "ndarray", not(feature = "flex")))]
#[expect(deprecated, reason = "measured beside its successor for as long as it is there")]
fn device() -> Device {
    Device::ndarray()
}

#[cfg(not(any(feature = "flex", feature = "ndarray")))]
compile_error!("choose a back end: --features flex, or --features ndarray");

type Activation = fn(Tensor<2>) -> Tensor<2>;

/// Linear layers; activations between them are an argument.
#[derive(Module, Debug)]
struct Mlp {
    first: Linear,
    more: Vec<Linear>,
}

impl Mlp {
    fn new(sizes: &[usize], device: &Device) -> Self {
        let mut layers = sizes.windows(2).map(|pair| LinearConfig::new(pair[0], pair[1]).init(device));
        Self { first: layers.next().expect("a layer"), more: layers.collect() }
    }

    fn forward(&self, x: Tensor<2>, activation: Activation) -> Tensor<2> {
        self.more.iter().fold(self.first.forward(x), |x, layer| layer.forward(activation(x)))
    }
}

fn inputs<const D: usize>(data: &Data, shape: [usize; D], device: &Device) -> Tensor<D> {
    Tensor::from_data(TensorData::new(data.inputs.clone(), shape), device)
}

fn infer(bench: &Bench, sizes: &[usize], activation: Activation, batch: usize) -> Seconds {
    let device = device();
    let network = Mlp::new(sizes, &device);
    let x = inputs(&Data::noise(batch, sizes[0], 1), [batch, sizes[0]], &device);
    bench.measure(|| network.forward(black_box(&x).clone(), activation)).divided_by(batch as f64)
}

/// All states of a sequence.
fn gru(bench: &Bench) -> Seconds {
    let device = device();
    let gru = GruConfig::new(16, 32, true).init(&device);
    let x = inputs(&Data::noise(100, 16, 1), [1, 100, 16], &device);
    bench.measure(|| gru.forward(black_box(&x).clone(), None))
}

/// A classifier of inputs of `D` axes, the first of which is the samples.
trait Classifier<const D: usize>: Module {
    fn logits(&self, x: Tensor<D>) -> Tensor<2>;
}

impl Classifier<2> for Mlp {
    fn logits(&self, x: Tensor<2>) -> Tensor<2> {
        self.forward(x, relu)
    }
}

/// A network in training.
struct Training<N, const D: usize> {
    /// None while the optimiser has it, which takes and gives it by value.
    network: Option<N>,
    optimizer: ModuleOptimizer,
    learning_rate: f64,
    loss: CrossEntropyLoss,
    x: Tensor<D>,
    labels: Tensor<1, Int>,
}

impl<N: Classifier<D>, const D: usize> Training<N, D> {
    fn new(
        build: impl Fn(&Device) -> N,
        shape: [usize; D],
        data: &Data,
        optimizer: ModuleOptimizer,
        learning_rate: f64,
    ) -> Self {
        let device = device().autodiff();
        let labels: Vec<i32> = data.labels.iter().map(|&label| label as i32).collect();
        Self {
            network: Some(build(&device)),
            optimizer,
            learning_rate,
            loss: CrossEntropyLossConfig::new().init(&device),
            x: inputs(data, shape, &device),
            labels: Tensor::from_data(TensorData::new(labels, [data.labels.len()]), &device),
        }
    }

    fn with_momentum(build: impl Fn(&Device) -> N, shape: [usize; D]) -> Self {
        let momentum = MomentumConfig::new().with_momentum(0.9).with_dampening(0.0);
        let optimizer = SgdConfig::new().with_momentum(Some(momentum)).init();
        Self::new(build, shape, &Data::noise(64, 784, 10), optimizer, 0.01)
    }

    fn step(&mut self) -> f32 {
        let network = self.network.take().expect("the last step put it back");
        let loss = self.loss.forward(network.logits(black_box(&self.x).clone()), self.labels.clone());
        let gradients = GradientsParams::from_grads(loss.backward(), &network);
        self.network = Some(self.optimizer.step(self.learning_rate, network, gradients));
        loss.into_scalar()
    }
}

fn train_digits(bench: &Bench) -> Seconds {
    let mut training = Training::with_momentum(|device| Mlp::new(&[784, 128, 10], device), [64, 784]);
    bench.measure(|| training.step())
}

fn train_images(bench: &Bench, build: impl Fn(&Device) -> images::Convolutional) -> Seconds {
    let mut training = Training::with_momentum(build, [64, 1, 28, 28]);
    bench.measure(|| training.step())
}

fn train_spiral(bench: &Bench) -> Seconds {
    let optimizer = AdamConfig::new().with_epsilon(1e-8).init();
    let build = |device: &Device| Mlp::new(&[2, 100, 3], device);
    let mut training = Training::new(build, [3000, 2], &Data::spiral(3000), optimizer, 1e-3);
    bench.measure_in_runs_of(100, || training.step()).times(1000.0)
}
