//! Windows over frames: equal to those over the whole signal, to the bit.

use crate::kernel::simd::{Simd, WithSimd, dispatch};
use crate::layer::prelude::*;
use crate::layer::{AvgPool1d, Axis, MaxPool1d, Window1};
use alloc::vec::Vec;
use bytemuck::Zeroable;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

/// Numbers around 0, some of them zeros of either sign.
fn numbers<const N: usize>(seed: u64) -> [f32; N] {
    let mut rng = SmallRng::seed_from_u64(seed);
    core::array::from_fn(|_| match rng.random_range(0..8) {
        0 => 0.0,
        1 => -0.0,
        _ => rng.random_range(-2.0..2.0),
    })
}

/// The outputs for a whole signal `[C, L]`, and frame by frame with the frames that they come with.
struct Outputs<'a, L, const C: usize, const IN: usize, const OUT: usize> {
    layer: &'a L,
    signal: &'a [f32; IN],
}

impl<L: Streaming<f32, In = Const<IN>, Out = Const<OUT>>, const C: usize, const IN: usize, const OUT: usize> WithSimd
    for Outputs<'_, L, C, IN, OUT>
{
    type Output = ([f32; OUT], Vec<(usize, Vec<f32>)>);

    fn with_simd<S: Simd>(self, simd: S) -> Self::Output {
        let Outputs { layer, signal } = self;
        let (mut whole, mut scratch, mut tile) = ([0.0; OUT], Vec::new(), Vec::new());
        scratch.resize(L::Scratch::PER_SAMPLE, 0.0);
        tile.resize(L::Scratch::PER_CALL, 0.0);
        let input = View::<f32, Const<IN>, Const<1>>::from_slice(signal);
        let output = ViewMut::<f32, Const<OUT>, Const<1>>::from_slice(&mut whole);
        layer.infer(simd, Infer { input, output, scratch: &mut scratch, tile: &mut tile });
        let (mut state, mut found) = (L::State::zeroed(), Vec::new());
        let (length, filters) = (IN / C, L::OUTPUT.size(0));
        for l in 0..length {
            let frame: [f32; C] = core::array::from_fn(|c| signal[c * length + l]);
            let mut output = alloc::vec![0.0; filters];
            if layer.push(simd, Push { frame: &frame, others: &[], output: &mut output, state: &mut state }) {
                found.push((l, output));
            }
        }
        (whole, found)
    }
}

#[track_caller]
pub(crate) fn assert_equal<L, const C: usize, const IN: usize, const OUT: usize>(layer: &L)
where
    L: Streaming<f32, In = Const<IN>, Out = Const<OUT>>,
{
    for seed in 0..3 {
        let signal = &numbers::<IN>(seed);
        let (whole, found) = dispatch(Outputs::<L, C, IN, OUT> { layer, signal });
        let (filters, length) = (L::OUTPUT.size(0), L::OUTPUT.size(1));
        assert_eq!(found.len(), length, "as many outputs as those of the whole signal");
        for (k, (frame, output)) in found.iter().enumerate() {
            assert_eq!(*frame, L::TIMING.latency + k * L::TIMING.stride);
            for f in 0..filters {
                let expected = whole[f * length + k];
                assert_eq!(output[f].to_bits(), expected.to_bits(), "{} instead of {expected} at {f}, {k}", output[f]);
            }
        }
    }
}

/// Checks pools of 1, 3 and 20 channels with windows of a size, a number of positions, a kernel, a
/// stride, a dilation and padding.
macro_rules! pools {
    ($([$size:literal, $out:literal, $kernel:literal, $stride:literal, $dilation:literal, $before:literal])*) => {
        $({
            type Window = Window1<Axis<$size, $out, $kernel, $stride, $dilation, $before>>;
            pools!(@channels 1, $size, $out, $dilation);
            pools!(@channels 3, $size, $out, $dilation);
            pools!(@channels 20, $size, $out, $dilation);
        })*
    };
    (@channels $channels:literal, $size:literal, $out:literal, $dilation:literal) => {{
        const IN: usize = $channels * $size;
        const OUT: usize = $channels * $out;
        assert_equal::<_, $channels, IN, OUT>(&MaxPool1d::<IN, OUT, $channels, Window>::zeroed());
        if $dilation == 1 {
            assert_equal::<_, $channels, IN, OUT>(&AvgPool1d::<IN, OUT, $channels, Window, true>::zeroed());
            assert_equal::<_, $channels, IN, OUT>(&AvgPool1d::<IN, OUT, $channels, Window, false>::zeroed());
        }
    }};
}

#[test]
fn pools() {
    pools! {
        [20, 10, 2, 2, 1, 0]
        [21, 10, 3, 2, 1, 1]
        [21, 10, 3, 2, 1, 0]
        [40, 40, 3, 1, 1, 2]
        [40, 14, 4, 3, 1, 3]
        [25, 13, 1, 2, 1, 0]
        [30, 30, 3, 1, 4, 8]
        [30, 9, 2, 3, 5, 2]
        [90, 90, 20, 1, 1, 19]
        [90, 15, 33, 4, 1, 0]
        [70, 13, 17, 5, 1, 8]
        [10, 3, 2, 4, 1, 0]
        [64, 1, 64, 1, 1, 0]
        [37, 16, 5, 2, 3, 7]
    }
}
