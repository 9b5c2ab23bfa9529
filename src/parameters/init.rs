//! Initial distributions of parameters.

use crate::parameters::{Parameters, Role, Schema};
use crate::scalar::Real;
use rand::{Rng, RngExt};
use rand_distr::StandardNormal;

/// The distribution that the initial parameters of a layer are drawn from; in a declaration
/// `#[init(xavier_uniform)]`.
///
/// With `i` inputs meeting in one output and `o` outputs fed by one input:
///
/// | variant           | in a declaration   | weight                    | bias              |
/// |-------------------|--------------------|---------------------------|-------------------|
/// | `Default`         | `default`          | `U(±1/√i)`                | `U(±1/√i)`        |
/// | `KaimingUniform`  | `kaiming_uniform`  | `U(±√(6/i))`              | 0                 |
/// | `KaimingNormal`   | `kaiming_normal`   | `N(0, 2/i)`               | 0                 |
/// | `XavierUniform`   | `xavier_uniform`   | `U(±√(6/(i + o)))`        | 0                 |
/// | `XavierNormal`    | `xavier_normal`    | `N(0, 2/(i + o))`         | 0                 |
/// | `Zeros`           | `zeros`            | 0                         | 0                 |
///
/// A factor, such as the weight of a normalisation, begins at a number of its own, 1 mostly, except
/// with `zeros`.
///
/// Without the attribute a layer that feeds a `Relu` gets `KaimingUniform`, every other layer
/// `Default`, which is what PyTorch's `nn.Linear` does.
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
///     logits: Linear<3>, // not followed by `Relu`: `Default`, within 1/√8
/// }
///
/// let net = Net::init(&mut StdRng::seed_from_u64(1));
/// assert_eq!(net.hidden.weight[(0, 0)], 0.0);
/// assert!(net.logits.bias.iter().all(|b| *b != 0.0 && b.abs() <= 1.0 / 8.0_f32.sqrt()));
/// ```
///
/// Sources: K. He et al., "Delving deep into rectifiers", 2015 (Kaiming); X. Glorot and Y. Bengio,
/// "Understanding the difficulty of training deep feedforward neural networks", 2010 (Xavier).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
            (_, Role::Statistic { initial }) => Distribution::Constant(initial),
            (Init::Zeros, _) | (_, Role::Bias { .. } | Role::Free) => Distribution::Constant(0.0),
            (_, Role::Factor { initial }) => Distribution::Constant(initial),
        }
    }
}

/// The square root, also without the standard library.
fn sqrt(x: f64) -> f64 {
    nalgebra::ComplexField::sqrt(x)
}

impl Distribution {
    fn draw(self, rng: &mut dyn Rng) -> f64 {
        match self {
            Distribution::Constant(value) => value,
            Distribution::Uniform(bound) => (2.0 * rng.random::<f64>() - 1.0) * bound,
            Distribution::Normal(deviation) => rng.sample::<f64, _>(StandardNormal) * deviation,
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
        let (distribution, values) = (init.distribution(tensor.role()), &mut values[tensor.range()]);
        for position in 0..values.len() {
            values[tensor.offset_of(position)] = T::from_double(distribution.draw(rng));
        }
    }
}

/// Gives all statistics their initial values.
pub(crate) fn fill_statistics<T: Real, L: Parameters<T>>(layer: &mut L) {
    for tensor in L::tensors() {
        if let Role::Statistic { initial } = tensor.role() {
            layer.values_mut(&tensor).fill(T::from_double(initial));
        }
    }
}
