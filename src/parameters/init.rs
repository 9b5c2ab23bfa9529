//! Initial distributions of parameters.

use crate::parameters::{Parameters, Role, Schema, TensorSpec};
use crate::scalar::Real;
use rand::{Rng, RngExt};
use rand_distr::StandardNormal;

/// The distribution that the initial parameters of a layer are drawn from; in a declaration
/// `#[init(xavier_uniform)]`.
///
/// With `i` inputs meeting in one output and `o` outputs fed by one input:
///
/// | variant           | in a declaration      | weight                        | bias      |
/// |-------------------|-----------------------|-------------------------------|-----------|
/// | `Default`         | `default`             | `U(±1/√i)`                    | `U(±1/√i)`|
/// | `KaimingUniform`  | `kaiming_uniform`     | `U(±√(6/i))`                  | 0         |
/// | `KaimingNormal`   | `kaiming_normal`      | `N(0, 2/i)`                   | 0         |
/// | `XavierUniform`   | `xavier_uniform`      | `U(±√(6/(i + o)))`            | 0         |
/// | `XavierNormal`    | `xavier_normal`       | `N(0, 2/(i + o))`             | 0         |
/// | `LecunUniform`    | `lecun_uniform`       | `U(±√(3/i))`                  | 0         |
/// | `LecunNormal`     | `lecun_normal`        | `N(0, 1/i)`                   | 0         |
/// | `TruncatedNormal` | `truncated_normal(s)` | `N(0, s²)` within `±2s`       | 0         |
/// | `Orthogonal`      | `orthogonal(g)`       | orthonormal, times `g`, or 1  | 0         |
/// | `Constant`        | `constant(c)`         | `c`                           | 0         |
/// | `Zeros`           | `zeros`               | 0                             | 0         |
///
/// A tensor that belongs to numbers one by one, such as the weight of a normalisation, begins at a
/// number of its own, 1 mostly, except with `zeros` and `constant`. Parameters that are none of
/// these are 0, or `c` with `constant`.
///
/// Without the attribute the function that takes a layer's values decides, whether or not a
/// dropout, a normalisation or a flattening stands between them:
///
/// | followed by | distribution |
/// |---|---|
/// | `Relu`, and others that are small below 0 and nearly `x` above | `KaimingUniform` |
/// | `Selu`, whose authors ask for it | `LecunNormal` |
/// | `Tanh`, `Sigmoid` and their kin, which are bounded | `XavierUniform` |
/// | anything else, and nothing | `Default`, PyTorch's for every `nn.Linear` |
///
/// Of several functions that take one value, the one that stands first in this table decides.
///
/// ```
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::StdRng};
///
/// #[network(input = 4)]
/// struct Net {
///     #[init(zeros)]
///     hidden: Linear<8>,
///     relu: Relu,
///     logits: Linear<3>, // followed by nothing: `Default`, within 1/√8
/// }
///
/// let net = Net::init(&mut StdRng::seed_from_u64(1));
/// assert_eq!(net.hidden.weight[(0, 0)], 0.0);
/// assert!(net.logits.bias.iter().all(|b| *b != 0.0 && b.abs() <= 1.0 / 8.0_f32.sqrt()));
/// ```
///
/// Sources: K. He et al., "Delving deep into rectifiers", 2015 (Kaiming); X. Glorot and Y. Bengio,
/// "Understanding the difficulty of training deep feedforward neural networks", 2010 (Xavier); Y.
/// LeCun et al., "Efficient BackProp", 1998; A. Saxe et al., "Exact solutions to the nonlinear
/// dynamics of learning in deep linear neural networks", 2014 (orthogonal).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Init {
    /// PyTorch's default for linear layers.
    #[default]
    Default,
    /// He et al., uniform: keeps the variance of values through `Relu`.
    KaimingUniform,
    /// He et al., normal.
    KaimingNormal,
    /// Glorot and Bengio, uniform: keeps the variance of values and gradients where activations are
    /// nearly linear at 0.
    XavierUniform,
    /// Glorot and Bengio, normal.
    XavierNormal,
    /// LeCun et al., uniform: keeps the variance of values where nothing follows, and through
    /// `Selu`.
    LecunUniform,
    /// LeCun et al., normal.
    LecunNormal,
    /// Normal with this standard deviation; draws beyond two of them are drawn again.
    TruncatedNormal(f64),
    /// The rows of a wide weight, or the columns of a tall one, are at right angles, and as long as
    /// the gain. A weight of more dimensions is a matrix with its first as rows. PyTorch's
    /// `orthogonal_`.
    Orthogonal(f64),
    /// This number.
    Constant(f64),
    /// All zero.
    Zeros,
}

/// One draw of numbers.
#[derive(Clone, Copy)]
enum Distribution {
    Constant(f64),
    /// Between minus and plus the bound.
    Uniform(f64),
    /// With mean 0 and this standard deviation.
    Normal(f64),
    /// Within two of these standard deviations.
    TruncatedNormal(f64),
}

impl Init {
    #[allow(clippy::cast_precision_loss)] // Sizes are far below 2^52.
    fn distribution(self, role: Role) -> Distribution {
        let size = |count: usize| count as f64;
        match (self, role) {
            (Init::Default, Role::Weight { fan_in, .. } | Role::Bias { fan_in }) => {
                Distribution::Uniform(sqrt(size(fan_in)).recip())
            }
            (Init::KaimingUniform, Role::Weight { fan_in, .. }) => Distribution::Uniform(sqrt(6.0 / size(fan_in))),
            (Init::KaimingNormal, Role::Weight { fan_in, .. }) => Distribution::Normal(sqrt(2.0 / size(fan_in))),
            (Init::XavierUniform, Role::Weight { fan_in, fan_out }) => {
                Distribution::Uniform(sqrt(6.0 / size(fan_in + fan_out)))
            }
            (Init::XavierNormal, Role::Weight { fan_in, fan_out }) => {
                Distribution::Normal(sqrt(2.0 / size(fan_in + fan_out)))
            }
            (Init::LecunUniform, Role::Weight { fan_in, .. }) => Distribution::Uniform(sqrt(3.0 / size(fan_in))),
            (Init::LecunNormal, Role::Weight { fan_in, .. }) => Distribution::Normal(sqrt(1.0 / size(fan_in))),
            (Init::TruncatedNormal(deviation), Role::Weight { .. }) => Distribution::TruncatedNormal(deviation),
            (_, Role::Statistic { initial }) => Distribution::Constant(initial),
            (Init::Constant(value), Role::Weight { .. } | Role::Elementwise { .. } | Role::Free) => {
                Distribution::Constant(value)
            }
            (Init::Zeros, _) => Distribution::Constant(0.0),
            (_, Role::Elementwise { initial }) => Distribution::Constant(initial),
            // The weights of `Orthogonal` are not drawn one by one.
            _ => Distribution::Constant(0.0),
        }
    }
}

/// The square root, also without the standard library.
fn sqrt(x: f64) -> f64 {
    nalgebra::ComplexField::sqrt(x)
}

fn normal(rng: &mut dyn Rng) -> f64 {
    rng.sample(StandardNormal)
}

impl Distribution {
    fn draw(self, rng: &mut dyn Rng) -> f64 {
        match self {
            Distribution::Constant(value) => value,
            Distribution::Uniform(bound) => (2.0 * rng.random::<f64>() - 1.0) * bound,
            Distribution::Normal(deviation) => normal(rng) * deviation,
            Distribution::TruncatedNormal(deviation) => loop {
                let number = normal(rng);
                if number.abs() <= 2.0 {
                    break number * deviation;
                }
            },
        }
    }
}

/// Draws all parameters of a layer from the distribution `init`; statistics get their initial
/// values whatever the distribution.
///
/// The numbers are drawn in the mathematical order, row after row, so that they do not depend on
/// the layout in memory.
pub fn fill<T: Real, L: Parameters<T>>(layer: &mut L, init: Init, rng: &mut dyn Rng) {
    fill_tensors(L::SCHEMA, layer.as_mut_slice(), init, rng);
}

/// A function of its own, which all layers share.
#[inline(never)]
fn fill_tensors<T: Real>(schema: &'static Schema, values: &mut [T], init: Init, rng: &mut dyn Rng) {
    for tensor in schema.tensors() {
        if let (Init::Orthogonal(gain), Role::Weight { .. }) = (init, tensor.role()) {
            orthogonal(&tensor, &mut values[tensor.range()], gain, rng);
            continue;
        }
        let (distribution, values) = (init.distribution(tensor.role()), &mut values[tensor.range()]);
        for position in 0..values.len() {
            values[tensor.offset_of(position)] = T::from_double(distribution.draw(rng));
        }
    }
}

/// Fills a weight with orthonormal rows or columns, times `gain`: random vectors, each made
/// orthogonal to those before it (Gram and Schmidt), which are uniformly distributed.
fn orthogonal<T: Real>(tensor: &TensorSpec, values: &mut [T], gain: f64, rng: &mut dyn Rng) {
    let rows = tensor.shape().first().copied().unwrap_or(1).max(1);
    let columns = values.len() / rows;
    let (count, length) = (rows.min(columns), rows.max(columns));
    let mut vectors = alloc::vec![0.0; count * length];
    for number in 0..count {
        let (before, from) = vectors.split_at_mut(number * length);
        let vector = &mut from[..length];
        vector.iter_mut().for_each(|element| *element = normal(rng));
        // The second time removes what rounding has left of the others.
        for other in before.chunks_exact(length).chain(before.chunks_exact(length)) {
            let share = dot(vector, other);
            vector.iter_mut().zip(other).for_each(|(element, other)| *element -= share * other);
        }
        let norm = sqrt(dot(vector, vector));
        vector.iter_mut().for_each(|element| *element /= norm);
    }
    for position in 0..values.len() {
        let (row, column) = (position / columns, position % columns);
        let (vector, element) = if rows <= columns { (row, column) } else { (column, row) };
        values[tensor.offset_of(position)] = T::from_double(gain * vectors[vector * length + element]);
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Gives all statistics their initial values.
pub(crate) fn fill_statistics<T: Real, L: Parameters<T>>(layer: &mut L) {
    for tensor in L::tensors() {
        if let Role::Statistic { initial } = tensor.role() {
            layer.values_mut(&tensor).fill(T::from_double(initial));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layer::Linear;
    use alloc::vec::Vec;
    use rand::SeedableRng;
    use rand::rngs::SmallRng;

    /// Many inputs, so that the moments of the weights are near those of their distribution.
    type Layer<const IN: usize, const OUT: usize> = Linear<f64, IN, OUT>;

    fn drawn<const IN: usize, const OUT: usize>(init: Init) -> Layer<IN, OUT> {
        let mut layer: Layer<IN, OUT> = bytemuck::Zeroable::zeroed();
        fill(&mut layer, init, &mut SmallRng::seed_from_u64(1));
        layer
    }

    fn weights<const IN: usize, const OUT: usize>(layer: &Layer<IN, OUT>) -> impl Iterator<Item = f64> {
        layer.weight.as_slice().iter().copied()
    }

    /// The mean, the variance and the largest magnitude of 20,000 weights.
    fn moments(init: Init) -> (f64, f64, f64) {
        let layer = drawn::<100, 200>(init);
        let mean = weights(&layer).sum::<f64>() / 2e4;
        let variance = weights(&layer).map(|w| (w - mean) * (w - mean)).sum::<f64>() / 2e4;
        (mean, variance, weights(&layer).fold(0.0, |most: f64, w| most.max(w.abs())))
    }

    #[test]
    fn weights_have_the_moments_of_their_distribution() {
        // Of a normal distribution that ends at two deviations.
        let truncated = 0.773_741_3 * 0.02 * 0.02;
        let unbounded = f64::INFINITY;
        let cases: [(Init, f64, f64); 8] = [
            (Init::Default, 1.0 / 300.0, 0.1),
            (Init::KaimingUniform, 0.02, 0.06_f64.sqrt()),
            (Init::KaimingNormal, 0.02, unbounded),
            (Init::XavierUniform, 2.0 / 300.0, 0.02_f64.sqrt()),
            (Init::XavierNormal, 2.0 / 300.0, unbounded),
            (Init::LecunUniform, 0.01, 0.03_f64.sqrt()),
            (Init::LecunNormal, 0.01, unbounded),
            (Init::TruncatedNormal(0.02), truncated, 0.04),
        ];
        for (init, expected, bound) in cases {
            let (mean, variance, most) = moments(init);
            // Five standard errors of the mean; the variance of 20,000 numbers is known to 1 %.
            assert!(mean.abs() < 5.0 * (expected / 2e4).sqrt(), "{init:?}: mean {mean}");
            assert!((variance / expected - 1.0).abs() < 0.05, "{init:?}: variance {variance}, not {expected}");
            assert!(most <= bound, "{init:?}: {most} is beyond {bound}");
            assert!(bound == unbounded || most > 0.98 * bound, "{init:?}: {most} is far from {bound}");
            assert!(bound != unbounded || most > 3.0 * expected.sqrt(), "{init:?}: {most} is too near 0");
        }
    }

    #[test]
    fn a_constant_is_for_weights_and_biases_stay_zero() {
        let layer = drawn::<3, 2>(Init::Constant(-0.5));
        assert!(weights(&layer).all(|w| w == -0.5) && layer.bias.iter().all(|b| *b == 0.0));
    }

    /// Checks that the shorter sides of a weight are orthogonal, and as long as the gain.
    fn check_orthogonal<const IN: usize, const OUT: usize>(gain: f64) {
        let layer = drawn::<IN, OUT>(Init::Orthogonal(gain));
        let row = |row: usize| (0..IN).map(|column| layer.weight[(row, column)]).collect::<Vec<_>>();
        let column = |column: usize| (0..OUT).map(|row| layer.weight[(row, column)]).collect::<Vec<_>>();
        let vectors: Vec<_> = if OUT <= IN { (0..OUT).map(row).collect() } else { (0..IN).map(column).collect() };
        for (i, a) in vectors.iter().enumerate() {
            for (j, b) in vectors.iter().enumerate() {
                let expected = if i == j { gain * gain } else { 0.0 };
                assert!((dot(a, b) - expected).abs() < 1e-13, "{IN} to {OUT}, {i} and {j}: {}", dot(a, b));
            }
        }
    }

    #[test]
    fn orthogonal_weights_are_orthogonal() {
        check_orthogonal::<7, 5>(1.0);
        check_orthogonal::<5, 7>(1.5);
        check_orthogonal::<40, 40>(1.0);
        check_orthogonal::<1, 3>(2.0);
    }
}
