//! dfdx, as its examples have it.

use dfdx::optim::{Adam, AdamConfig, Momentum, Optimizer, Sgd, SgdConfig};
use dfdx::prelude::*;
use harness::{Bench, Data, Seconds};
use std::fmt::Debug;
use std::hint::black_box;

type Spiral = (Linear<2, 100>, ReLU, Linear<100, 3>);
type Control = (Linear<16, 32>, Tanh, Linear<32, 32>, Tanh, Linear<32, 4>);
type Digits = (Linear<784, 128>, ReLU, Linear<128, 10>);
type Small = (Linear<17, 33>, ReLU, Linear<33, 5>);
type Wide = (Linear<300, 50>, ReLU, Linear<50, 7>);
type Deep = (Linear<64, 256>, ReLU, Linear<256, 256>, ReLU, Linear<256, 2>);

fn main() {
    dfdx::flush_denormals_to_zero();
    harness::main(&[
        ("W1", infer::<Spiral, Rank1<2>>),
        ("W2", infer::<Control, Rank1<16>>),
        ("W3a", infer::<Digits, Rank1<784>>),
        ("W3b", |bench| infer::<Digits, Rank2<64, 784>>(bench).divided_by(64.0)),
        ("W3c", train_digits),
        ("W5", train_spiral),
        ("W6a", infer::<Small, Rank1<17>>),
        ("W6b", infer::<Wide, Rank1<300>>),
        ("W6c", infer::<Deep, Rank1<64>>),
    ]);
}

/// One sample or a batch, as the shape of the input says.
fn infer<M: BuildOnDevice<Cpu, f32>, S: ConstShape>(bench: &Bench) -> Seconds
where
    M::Built: Module<Tensor<S, f32, Cpu>>,
{
    let device = Cpu::default();
    let network = device.build_module::<M, f32>();
    let x = device.tensor_from_vec(Data::noise(1, S::NUMEL, 1).inputs, S::default());
    bench.measure(|| network.forward(black_box(&x).clone()))
}

fn train_digits(bench: &Bench) -> Seconds {
    let network = Cpu::default().build_module::<Digits, f32>();
    let settings = SgdConfig { lr: 0.01, momentum: Some(Momentum::Classic(0.9)), weight_decay: None };
    let sgd = Sgd::new(&network, settings);
    bench.measure(step(network, sgd, tensors::<64, 784, 10>(Data::noise(64, 784, 10))))
}

fn train_spiral(bench: &Bench) -> Seconds {
    let network = Cpu::default().build_module::<Spiral, f32>();
    let adam = Adam::new(&network, AdamConfig { lr: 1e-3, ..Default::default() });
    bench.measure_in_runs_of(100, step(network, adam, tensors::<3000, 2, 3>(Data::spiral(3000)))).times(1000.0)
}

type Batch<const B: usize, const N: usize, T = NoneTape> = Tensor<Rank2<B, N>, f32, Cpu, T>;
type Tape = OwnedTape<f32, Cpu>;

/// Inputs, and labels as probabilities.
fn tensors<const B: usize, const I: usize, const K: usize>(data: Data) -> (Batch<B, I>, Batch<B, K>) {
    let mut probabilities = vec![0.0; B * K];
    for (sample, label) in data.labels.iter().enumerate() {
        probabilities[sample * K + label] = 1.0;
    }
    let device = Cpu::default();
    (device.tensor_from_vec(data.inputs, Default::default()), device.tensor_from_vec(probabilities, Default::default()))
}

/// A step of training. Gradients go around: the tape takes them, and backward gives them back.
fn step<M, O, const B: usize, const I: usize, const K: usize>(
    mut network: M,
    mut optimizer: O,
    (x, probabilities): (Batch<B, I>, Batch<B, K>),
) -> impl FnMut() -> f32
where
    M: TensorCollection<f32, Cpu> + ModuleMut<Batch<B, I, Tape>, Output = Batch<B, K, Tape>, Error: Debug>,
    O: Optimizer<M, Cpu, f32>,
{
    let mut spare = Some(network.alloc_grads());
    move || {
        let gradients = spare.take().expect("the last step put them back");
        let logits = network.forward_mut(black_box(&x).clone().traced(gradients));
        let loss = cross_entropy_with_logits_loss(logits, probabilities.clone());
        let value = loss.array();
        let mut gradients = loss.backward();
        optimizer.update(&mut network, &gradients).expect("all parameters are used");
        network.zero_grads(&mut gradients);
        spare = Some(gradients);
        value
    }
}
