//! Recurrent layers: gradients against finite differences, exact values, and what layers, batches
//! and directions have to do with each other.

use super::check;
use netwright::layer::{self, Differentiable, NoBias, Parameters, ReluUnit, WithBias};
use netwright::nalgebra::Const;
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;

macro_rules! gradient_tests {
    ($($test:ident: [$($size:literal => $layer:ty),* $(,)?];)*) => {
        $(
            #[test]
            fn $test() {
                $(
                    check::<$layer, $size, 1>();
                    check::<$layer, $size, 3>();
                )*
            }
        )*
    };
}

// Inputs, outputs, channels, frames and units; the width of a frame between layers, the layers
// above the first, directions; from the end, and the last state alone.
gradient_tests! {
    rnn: [
        1 => layer::Rnn<f64, 1, 1, 1, 1, 1, 1, 0, 1, false, false>,
        6 => layer::Rnn<f64, 6, 15, 2, 3, 5, 1, 0, 1, false, false>,
        8 => layer::Rnn<f64, 8, 24, 1, 8, 3, 1, 0, 1, true, false>,
        10 => layer::Rnn<f64, 10, 6, 2, 5, 3, 6, 1, 2, false, true, NoBias>,
    ];
    gru: [
        1 => layer::Gru<f64, 1, 1, 1, 1, 1, 1, 0, 1, false, false>,
        6 => layer::Gru<f64, 6, 15, 2, 3, 5, 1, 0, 1, false, false>,
        8 => layer::Gru<f64, 8, 3, 1, 8, 3, 1, 0, 1, true, true>,
        10 => layer::Gru<f64, 10, 20, 2, 5, 2, 4, 2, 2, false, false, NoBias>,
        4 => layer::Gru<f64, 4, 18, 2, 2, 9, 1, 0, 1, false, false>,
    ];
    lstm: [
        1 => layer::Lstm<f64, 1, 1, 1, 1, 1, 1, 0, 1, false, false>,
        6 => layer::Lstm<f64, 6, 15, 2, 3, 5, 1, 0, 1, false, false>,
        8 => layer::Lstm<f64, 8, 3, 1, 8, 3, 1, 0, 1, true, true>,
        10 => layer::Lstm<f64, 10, 20, 2, 5, 2, 4, 2, 2, false, false, NoBias>,
        4 => layer::Lstm<f64, 4, 18, 2, 2, 9, 1, 0, 1, false, false>,
    ];
}

/// States of exactly zero are a kink, so these weights and samples are chosen.
#[test]
fn rnn_with_relu() {
    type Layer = layer::Rnn<f64, 6, 6, 2, 3, 2, 1, 0, 1, false, false, WithBias, ReluUnit>;
    let mut layer: Box<Layer> = bytemuck::zeroed_box();
    let numbers = [0.6, -0.4, 0.3, 0.9, 0.5, -0.7, 0.2, 0.8, 0.3, -0.2, 0.1, 0.4];
    layer.as_mut_slice().copy_from_slice(&numbers);
    let samples = [[1.0, -0.5, 0.7, 0.2, 0.9, -0.6], [-0.3, 0.8, -1.2, 0.5, -0.4, 1.1]];
    let report = netwright::gradcheck::Gradcheck::default().layer(&*layer, &samples, &mut SmallRng::seed_from_u64(1));
    assert_eq!(report.expect("gradients").checked, 12 + 12);
}

/// The exact values of one unit over two frames.
#[test]
fn an_lstm_of_one_unit() {
    #[network(input = [1, 2])]
    struct Net(Lstm<1>);

    let mut net = Net::<f64>::zeros();
    let cell = &mut net.0.first[0];
    let gates = [[0.5, 0.1, 0.0], [-0.25, 0.2, 1.0], [1.0, 0.3, 0.0], [0.75, 0.4, -0.5]];
    for (gate, [w, u, b]) in gates.into_iter().enumerate() {
        (cell.weight_ih[(gate, 0)], cell.weight_hh[(gate, 0)], cell.bias_ih[gate]) = (w, u, b);
    }
    let states = net.predict(&[1.0, 2.0]);
    for (found, expected) in states.iter().zip([0.248_186_9, 0.575_537_5]) {
        assert!((found - expected).abs() < 5e-8, "{found} instead of {expected}");
    }
}

/// Two layers in one step are two steps, and a layer that begins at the end is one over the
/// reversed sequence.
#[test]
fn layers_and_directions_are_compositions() {
    #[network(input = [2, 15])]
    struct Once(Gru<4, Layers<2>>);
    #[network(input = [2, 15])]
    struct Twice(Gru<4>, Gru<4>);
    #[network(input = [2, 15])]
    struct Both(Gru<4, Bidirectional>);
    #[network(input = [2, 15])]
    struct Reversed(Gru<4, Reverse>);
    #[network(input = [2, 15])]
    struct LastOfReversed(Gru<4, Reverse, Last>);

    let mut rng = SmallRng::seed_from_u64(1);
    let (once, mut twice) = (Once::<f32>::init(&mut rng), Twice::zeros());
    twice.as_mut_slice().copy_from_slice(once.as_slice());
    let sample: [f32; 30] = std::array::from_fn(|i| (i * 7 % 11) as f32 / 5.0 - 1.0);
    assert_eq!(once.predict(&sample), twice.predict(&sample));

    let both = Both::<f32>::init(&mut rng);
    let states = both.predict(&sample);
    let mut reversed = Reversed::<f32>::zeros();
    reversed.0.first[0] = both.0.first[1].clone();
    assert_eq!(reversed.predict(&sample).as_slice(), &states.as_slice()[60..]);
    let mut last = LastOfReversed::zeros();
    last.as_mut_slice().copy_from_slice(reversed.as_slice());
    let first_states: Vec<f32> = (0..4).map(|unit| states[60 + unit * 15]).collect();
    assert_eq!(last.predict(&sample).as_slice(), first_states);
    let mut backwards = sample;
    backwards.as_chunks_mut::<15>().0.iter_mut().for_each(|channel| channel.reverse());
    reversed.0.first[0] = both.0.first[0].clone();
    let mut mirrored = reversed.predict(&backwards);
    mirrored.as_mut_slice().as_chunks_mut::<15>().0.iter_mut().for_each(|channel| channel.reverse());
    assert_eq!(mirrored.as_slice(), &states.as_slice()[..60]);
}

/// More samples than are computed together, and groups of any size, give what each gives alone.
#[test]
fn a_batch_is_its_samples() {
    #[network(input = [3, 14])]
    struct Net(Lstm<9, Bidirectional>, Gru<5, Layers<2>, Last>);

    let net = Net::<f64>::init(&mut SmallRng::seed_from_u64(1));
    for batch in [1, 2, 15, 16, 17, 35] {
        let samples: Vec<[f64; 42]> =
            (0..batch).map(|sample| std::array::from_fn(|i| ((i * 7 + sample * 5) % 13) as f64 / 6.0 - 1.0)).collect();
        let states = net.predict_batch(&samples);
        for (sample, states) in samples.iter().zip(states.column_iter()) {
            let alone = net.predict(sample);
            let error = (alone - states).amax();
            assert!(error < 1e-14, "{batch} samples: {error}");
        }
    }
}

/// All numbers begin within 1/√H, whatever they are, as in PyTorch.
#[test]
fn initial_values_depend_on_the_units() {
    #[network(input = [100, 3])]
    struct Net {
        first: Gru<25, Layers<2>>,
        #[init(zeros)]
        second: Lstm<3>,
    }

    let net = Net::<f64>::init(&mut SmallRng::seed_from_u64(1));
    let numbers = net.first.as_slice();
    let variance = numbers.iter().map(|x| x * x).sum::<f64>() / numbers.len() as f64;
    assert!(numbers.iter().all(|x| x.abs() <= 0.2));
    assert!((variance - 0.2 * 0.2 / 3.0).abs() < 0.0005, "that of a uniform distribution: {variance}");
    for (tensor, numbers) in net.first.named_tensors() {
        let most = numbers.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
        assert!(most > 0.18, "{}: {most}", tensor.path());
    }
    assert!(net.second.as_slice().iter().all(|x| *x == 0.0));
}

/// A number of units that is a const parameter of the network.
#[test]
fn units_by_a_const_parameter() {
    #[network(input = [2, 10])]
    struct Net<const H: usize>(Gru<H, Last>, Linear<3>);

    fn steps<L: Differentiable<f32, In = Const<20>> + Parameters<f32>>() -> usize {
        L::COUNT
    }
    assert_eq!(steps::<Net<4>>(), 3 * 4 * (2 + 4 + 2) + 15);
    assert_eq!(steps::<Net<7>>(), 3 * 7 * (2 + 7 + 2) + 24);
    assert_eq!(Net::<5>::init(&mut SmallRng::seed_from_u64(1)).predict(&[0.5; 20]).len(), 3);
}
