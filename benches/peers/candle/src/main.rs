//! candle, as its examples have it.

mod images;
mod signals;

use candle_core::backprop::GradStore;
use candle_core::{DType, Device, Result, Tensor, Var};
use candle_nn::{AdamW, Module, Optimizer, ParamsAdamW, Sequential, VarBuilder, VarMap, linear, loss, seq};
use harness::{Bench, Data, Seconds};
use std::hint::black_box;

fn main() {
    harness::main(&[
        ("W1", |bench| infer(bench, &[2, 100, 3], Tensor::relu, 1)),
        ("W2", |bench| infer(bench, &[16, 32, 32, 4], Tensor::tanh, 1)),
        ("W3a", |bench| infer(bench, &[784, 128, 10], Tensor::relu, 1)),
        ("W3b", |bench| infer(bench, &[784, 128, 10], Tensor::relu, 64)),
        ("W3c", |bench| train_digits(bench).expect("candle trains")),
        ("W4a", |bench| infer_image(bench, &IMAGE, images::practicum)),
        ("W4b", |bench| train_images(bench, images::practicum).expect("candle trains")),
        ("W4La", |bench| infer_image(bench, &IMAGE, images::lenet)),
        ("W4Lb", |bench| train_images(bench, images::lenet).expect("candle trains")),
        ("W5", |bench| train_spiral(bench).expect("candle trains")),
        ("W6a", |bench| infer(bench, &[17, 33, 5], Tensor::relu, 1)),
        ("W6b", |bench| infer(bench, &[300, 50, 7], Tensor::relu, 1)),
        ("W6c", |bench| infer(bench, &[64, 256, 256, 2], Tensor::relu, 1)),
        ("W7", |bench| signals::gru(bench).expect("the sizes fit")),
        ("W8", |bench| infer_image(bench, &[3, 32, 32], images::resnet8)),
    ]);
}

type Activation = fn(&Tensor) -> Result<Tensor>;

/// Linear layers of these sizes, with activations between them.
fn network(sizes: &[usize], activation: Activation, parameters: &VarBuilder<'_>) -> Result<Sequential> {
    let mut network = seq();
    for (index, pair) in sizes.windows(2).enumerate() {
        if index > 0 {
            network = network.add_fn(activation);
        }
        network = network.add(linear(pair[0], pair[1], parameters.pp(index))?);
    }
    Ok(network)
}

/// A network whose parameters are plain tensors, as if loaded from a file: operations on them
/// record no graph.
fn frozen<N>(network: impl Fn(&VarBuilder<'_>) -> Result<N>) -> Result<N> {
    let variables = VarMap::new();
    network(&VarBuilder::from_varmap(&variables, DType::F32, &Device::Cpu))?;
    let variables = variables.data().lock().expect("one thread");
    let tensors = variables.iter().map(|(name, variable)| (name.clone(), variable.as_detached_tensor())).collect();
    network(&VarBuilder::from_tensors(tensors, DType::F32, &Device::Cpu))
}

fn infer(bench: &Bench, sizes: &[usize], activation: Activation, batch: usize) -> Seconds {
    let network = frozen(|parameters| network(sizes, activation, parameters)).expect("the sizes fit");
    let data = Data::noise(batch, sizes[0], 1);
    let x = Tensor::from_vec(data.inputs, (batch, sizes[0]), &Device::Cpu).expect("as many numbers");
    bench.measure(|| network.forward(black_box(&x)).expect("the sizes fit")).divided_by(batch as f64)
}

const IMAGE: [usize; 3] = [1, 28, 28];

fn infer_image(bench: &Bench, shape: &[usize; 3], build: impl Fn(&VarBuilder<'_>) -> Result<Sequential>) -> Seconds {
    let network = frozen(build).expect("the sizes fit");
    let data = Data::noise(1, shape.iter().product(), 1);
    let x = Tensor::from_vec(data.inputs, [&[1][..], shape].concat(), &Device::Cpu).expect("as many numbers");
    bench.measure(|| network.forward(black_box(&x)).expect("the sizes fit"))
}

/// Stochastic gradient descent with momentum, which candle's own does not have.
struct Momentum {
    variables: Vec<(Var, Tensor)>,
}

impl Momentum {
    fn new(variables: Vec<Var>) -> Result<Self> {
        let with_velocity = variables.into_iter().map(|variable| {
            let velocity = variable.as_detached_tensor().zeros_like()?;
            Ok((variable, velocity))
        });
        Ok(Self { variables: with_velocity.collect::<Result<_>>()? })
    }

    fn step(&mut self, gradients: &GradStore) -> Result<()> {
        for (variable, velocity) in &mut self.variables {
            if let Some(gradient) = gradients.get(variable) {
                *velocity = ((&*velocity * 0.9)? + gradient)?;
                variable.set(&variable.sub(&(&*velocity * 0.01)?)?)?;
            }
        }
        Ok(())
    }
}

/// A network in training.
struct Training {
    network: Sequential,
    variables: VarMap,
    x: Tensor,
    labels: Tensor,
}

impl Training {
    fn new(build: impl Fn(&VarBuilder<'_>) -> Result<Sequential>, shape: &[usize], data: Data) -> Result<Self> {
        let variables = VarMap::new();
        let network = build(&VarBuilder::from_varmap(&variables, DType::F32, &Device::Cpu))?;
        let samples = data.labels.len();
        let labels: Vec<u32> = data.labels.iter().map(|&label| label as u32).collect();
        Ok(Self {
            network,
            variables,
            x: Tensor::from_vec(data.inputs, [&[samples][..], shape].concat(), &Device::Cpu)?,
            labels: Tensor::from_vec(labels, samples, &Device::Cpu)?,
        })
    }

    fn dense(sizes: &[usize], data: Data) -> Result<Self> {
        Self::new(|parameters| network(sizes, Tensor::relu, parameters), &sizes[..1], data)
    }

    fn loss(&self) -> Result<Tensor> {
        loss::cross_entropy(&self.network.forward(black_box(&self.x))?, &self.labels)
    }

    fn with_momentum(self, bench: &Bench) -> Result<Seconds> {
        let mut momentum = Momentum::new(self.variables.all_vars())?;
        let mut step = || {
            let loss = self.loss()?;
            momentum.step(&loss.backward()?)?;
            loss.to_scalar::<f32>()
        };
        Ok(bench.measure(|| step().expect("candle trains")))
    }
}

fn train_digits(bench: &Bench) -> Result<Seconds> {
    Training::dense(&[784, 128, 10], Data::noise(64, 784, 10))?.with_momentum(bench)
}

fn train_images(bench: &Bench, build: impl Fn(&VarBuilder<'_>) -> Result<Sequential>) -> Result<Seconds> {
    Training::new(build, &IMAGE, Data::noise(64, 784, 10))?.with_momentum(bench)
}

fn train_spiral(bench: &Bench) -> Result<Seconds> {
    let training = Training::dense(&[2, 100, 3], Data::spiral(3000))?;
    let settings = ParamsAdamW { lr: 1e-3, weight_decay: 0.0, ..Default::default() };
    let mut adam = AdamW::new(training.variables.all_vars(), settings)?;
    let mut step = || {
        let loss = training.loss()?;
        adam.backward_step(&loss)?;
        loss.to_scalar::<f32>()
    };
    Ok(bench.measure_in_runs_of(100, || step().expect("candle trains")).times(1000.0))
}
