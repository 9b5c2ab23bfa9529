//! Relatives of `Relu`: `LeakyRelu` and `ThresholdedRelu`.

use super::{if_positive, over_registers};

/// `y = x` for `x > 0`, and `y = s·x` elsewhere; in a declaration `LeakyRelu`, with the slope
/// `s = 0.01`, or `LeakyRelu<0.2>`. `SLOPE` holds the bits of `s` as an `f64`.
///
/// Any shape to the same shape. The derivative is 1 for `x > 0` and `s` elsewhere, also at 0.
///
/// Source: A. L. Maas et al., "Rectifier nonlinearities improve neural network acoustic models",
/// 2013.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Leaky {
///     leaky: LeakyRelu<0.25>,
/// }
/// assert_eq!(Leaky::zeros().predict(&[-2.0, 0.0, 3.0]).as_slice(), [-0.5, 0.0, 3.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeakyRelu<const SLOPE: u64 = { 0.01_f64.to_bits() }>;

over_registers! {
    LeakyRelu<SLOPE>:
    keeps_order = f64::from_bits(SLOPE) >= 0.0,
    |x| if_positive(x, x, x * x.splat_f64(f64::from_bits(SLOPE))),
    |x, _| if_positive(x, x.splat_f64(1.0), x.splat_f64(f64::from_bits(SLOPE)))
}

/// `y = x` for `x > t`, and `y = v` elsewhere; in a declaration `ThresholdedRelu`, with the
/// threshold `t = 1` and the value `v = 0`, `ThresholdedRelu<0.5>` or `ThresholdedRelu<0.5, -1.0>`.
/// `THRESHOLD` and `VALUE` hold the bits of `t` and `v` as `f64`.
///
/// Any shape to the same shape. The derivative is 1 for `x > t` and 0 elsewhere, also at `t`.
///
/// It is PyTorch's `Threshold`, which has no defaults; these are those of ONNX and Keras.
///
/// Source: K. Konda et al., "Zero-bias autoencoders and the benefits of co-adapting features",
/// 2014.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Large {
///     large: ThresholdedRelu,
/// }
/// assert_eq!(Large::zeros().predict(&[-2.0, 1.0, 1.5]).as_slice(), [0.0, 0.0, 1.5]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThresholdedRelu<const THRESHOLD: u64 = { 1.0_f64.to_bits() }, const VALUE: u64 = { 0.0_f64.to_bits() }>;

over_registers! {
    ThresholdedRelu<THRESHOLD, VALUE>:
    |x| {
        let (threshold, value) = (x.splat_f64(f64::from_bits(THRESHOLD)), x.splat_f64(f64::from_bits(VALUE)));
        // The difference is 0, or NaN where `x` is.
        threshold.select_less(x, x, (threshold.max(x) - threshold) + value)
    },
    |x, _| x.splat_f64(f64::from_bits(THRESHOLD)).select_less(x, x.splat_f64(1.0), x.splat_f64(0.0))
}
