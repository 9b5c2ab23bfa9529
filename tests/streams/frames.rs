//! Steps that remember nothing.

use crate::shared::numbers;
use crate::streams;
use netwright::network::stream::StreamingNetwork;
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;

#[network(stream, input = [3, 70])]
struct Functions {
    norm: BatchNorm1d,
    relu: LeakyRelu,
    #[from(norm)]
    tanh: Tanh,
    dropout: Dropout<0.5>,
    slopes: PRelu<PerChannel>,
    slope: PRelu,
    scale: Scale,
    shift: Bias,
    neg: Neg,
    #[from(neg, relu, tanh)]
    sum: Add,
    #[from(sum, input)]
    product: Mul,
    #[from(product, sum)]
    larger: Max,
    #[from(larger, norm)]
    smaller: Min,
    #[from(smaller, product, sum)]
    mean: Mean,
    #[from(mean, larger)]
    difference: Sub,
    normalize: Normalize,
    #[from(normalize, relu)]
    both: Concat,
    gelu: Gelu,
    part: Slice<1, 5>,
    #[from(part, both, input)]
    all: Concat,
    last: Dropout<0.1>,
}

#[test]
fn functions_and_joins() {
    for seed in 0..5 {
        let mut net = Functions::init(&mut SmallRng::seed_from_u64(seed));
        net.as_mut_slice().iter_mut().zip(numbers(Functions::PARAMS + 12, seed)).for_each(|(w, x)| *w += x * 0.2);
        streams!(net, 3 x 70, seed);
    }
    assert_eq!((Functions::STATE_BYTES, Functions::RECEPTIVE_FIELD, Functions::LATENCY), (0, 1, 0));
    let output = Functions::zeros().stream().push(&[1.0, 2.0, 3.0]);
    assert_eq!(output.len(), 13, "each frame gives an output, and no option");
    assert_eq!(Functions::FRAMES_PER_OUTPUT, <Functions as StreamingNetwork>::FRAMES_PER_OUTPUT);
}

#[test]
fn other_numbers() {
    let net = Functions::<f64>::init(&mut SmallRng::seed_from_u64(1));
    let signal: Vec<f64> = numbers(3 * 70, 1).into_iter().map(f64::from).collect();
    let whole = net.predict(&<[f64; 210]>::try_from(signal.as_slice()).unwrap());
    let mut stream = net.stream();
    for l in 0..70 {
        let frame = stream.push(&[signal[l], signal[70 + l], signal[140 + l]]);
        for (c, number) in frame.iter().enumerate() {
            assert_eq!(number.to_bits(), whole[c * 70 + l].to_bits());
        }
    }
}
