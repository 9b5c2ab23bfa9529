//! Comparison of streams with whole signals.

use netwright::network::stream::{Always, Due, FrameOutput, Sometimes, StreamingNetwork};
use netwright::prelude::*;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

/// Returns `count` numbers around 0.
pub(crate) fn numbers(count: usize, seed: u64) -> Vec<f32> {
    let mut rng = SmallRng::seed_from_u64(seed);
    (0..count).map(|_| rng.random_range(-2.0..2.0)).collect()
}

/// Outputs of either kind as an `Option`.
pub(crate) trait Given: Due {
    fn given<V>(output: Self::Of<V>) -> Option<V>;
}

impl Given for Always {
    fn given<V>(output: V) -> Option<V> {
        Some(output)
    }
}

impl Given for Sometimes {
    fn given<V>(output: Option<V>) -> Option<V> {
        output
    }
}

/// Returns the outputs of a stream with the positions of the frames that they come with, pushed one
/// by one.
pub(crate) fn pushed<N, const C: usize>(net: &N, frames: &[[f32; C]]) -> Vec<(usize, Vec<f32>)>
where
    N: StreamingNetwork<Scalar = f32, FrameIn = netwright::nalgebra::Const<C>, Due: Given>,
{
    let mut stream = net.stream();
    let outputs = frames.iter().map(|frame| <N::Due as Given>::given(stream.push(frame)));
    let outputs = outputs.enumerate().filter_map(|(position, output)| Some((position, output?.as_slice().to_vec())));
    outputs.collect()
}

/// Returns the outputs of a stream in blocks of `size` frames.
pub(crate) fn in_blocks<N, const C: usize>(net: &N, frames: &[[f32; C]], size: usize) -> Vec<Vec<f32>>
where
    N: StreamingNetwork<Scalar = f32, FrameIn = netwright::nalgebra::Const<C>, FrameOut: Zero<N>>,
{
    let mut stream = net.stream();
    let mut found = Vec::new();
    for block in frames.chunks(size) {
        let mut outputs = vec![N::FrameOut::zero(); block.len()];
        let outputs = stream.push_block(block, &mut outputs).expect("there is memory for all outputs");
        found.extend(outputs.iter().map(|output| output.as_slice().to_vec()));
    }
    found
}

/// Memory of zeros for an output.
pub(crate) trait Zero<N: StreamingNetwork> {
    fn zero() -> FrameOutput<N>;
}

impl<N, const K: usize> Zero<N> for netwright::nalgebra::Const<K>
where
    N: StreamingNetwork<Scalar = f32, FrameOut = Self>,
{
    fn zero() -> FrameOutput<N> {
        netwright::nalgebra::SVector::zeros()
    }
}

/// The frames of a signal `[C, L]` with one channel after the other.
pub(crate) fn frames<const C: usize>(signal: &[f32]) -> Vec<[f32; C]> {
    let length = signal.len() / C;
    (0..length).map(|l| core::array::from_fn(|c| signal[c * length + l])).collect()
}

pub(crate) fn bits(numbers: &[f32]) -> Vec<u32> {
    numbers.iter().map(|number| number.to_bits()).collect()
}

/// Compares all frames of the output with those of `whole`, the output for the whole signal, and
/// when they come with what the timing says; in blocks too.
#[track_caller]
pub(crate) fn assert_equal<N, const C: usize>(net: &N, signal: &[f32], whole: &[f32])
where
    N: StreamingNetwork<Scalar = f32, FrameIn = netwright::nalgebra::Const<C>, FrameOut: Zero<N>, Due: Given>,
{
    let frames = frames::<C>(signal);
    let found = pushed(net, &frames);
    let is_vector = N::OUTPUT.rank() == 1;
    let (channels, length) = (N::OUTPUT.size(0), N::OUTPUT.size(1));
    if is_vector {
        let (_, last) = found.last().expect("there is an output");
        assert_eq!(bits(last), bits(whole), "the last output is that of the whole signal");
    } else {
        assert_eq!(found.len(), length, "as many outputs as those of the whole signal");
        for (k, (_, output)) in found.iter().enumerate() {
            let expected: Vec<_> = (0..channels).map(|c| whole[c * length + k]).collect();
            assert_eq!(bits(output), bits(&expected), "output {k} of the stream");
        }
    }
    for (k, (frame, _)) in found.iter().enumerate() {
        assert_eq!(*frame, N::LATENCY + k * N::FRAMES_PER_OUTPUT, "output {k} comes when the timing says");
    }
    let outputs: Vec<_> = found.iter().map(|(_, output)| bits(output)).collect();
    for size in [1, 3, 64, frames.len()] {
        let blocks: Vec<_> = in_blocks(net, &frames, size).iter().map(|output| bits(output)).collect();
        assert_eq!(blocks, outputs, "in blocks of {size}");
    }
}

/// Compares a network with random parameters on a random signal.
#[macro_export]
macro_rules! streams {
    ($net:expr, $channels:literal x $length:literal, $seed:expr) => {{
        let net = &$net;
        let signal = $crate::shared::numbers($channels * $length, $seed);
        let sample: &[f32; $channels * $length] = signal.as_slice().try_into().unwrap();
        let whole = net.predict(sample);
        $crate::shared::assert_equal::<_, $channels>(&**net, &signal, whole.as_slice());
    }};
}

/// Returns a network with random parameters, biases too.
#[macro_export]
macro_rules! random {
    ($net:ty, $seed:expr) => {{
        let mut net = <$net>::init(&mut rand::SeedableRng::seed_from_u64($seed) as &mut rand::rngs::SmallRng);
        let count = net.as_slice().len();
        net.as_mut_slice().iter_mut().zip($crate::shared::numbers(count, $seed)).for_each(|(w, x)| *w += 0.1 * x.abs());
        net
    }};
}
