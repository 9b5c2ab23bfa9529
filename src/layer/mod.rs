//! Layers: what has parameters, what maps one shape to another, and one file for each built-in layer.
//!
//! A layer `y = f(x; p)` has three traits. [`Parameters`] visits its tensors `p` by name. [`Layer`] says which shapes
//! it maps to which, and computes `f`. [`Differentiable`] computes, from the gradient of the loss with respect to `y`,
//! the gradients with respect to `x` and to `p`. A network that is declared with `#[network]` is itself a layer.
//!
//! ```
//! use netwright::layer::{Infer, Layer};
//! use netwright::prelude::*;
//! use netwright::value::{View, ViewMut};
//! use netwright::nalgebra::Const;
//! use netwright::simd::Portable;
//!
//! #[network(input = 2)]
//! struct Squash(Tanh);
//!
//! // One sample through a layer, without a network around it.
//! let (input, mut output) = ([0.0_f32, 1.0], [0.0_f32; 2]);
//! let x = View::<f32, Const<2>, Const<1>>::from_slice(&input);
//! let y = ViewMut::<f32, Const<2>, Const<1>>::from_slice(&mut output);
//! Squash::zeros().infer(Portable, Infer::new(x, y));
//! assert_eq!(output, [0.0, 1.0_f32.tanh()]);
//! ```

mod activation;
mod bias;
mod column;
mod dropout;
mod flatten;
pub(crate) mod fusion;
mod join;
mod linear;
#[cfg(feature = "train")]
pub(crate) mod memory;
mod pass;
#[cfg(feature = "train")]
mod passes;
pub mod prelude;
mod sizes;
#[cfg(all(test, feature = "train"))]
mod tests;

use crate::kernel::simd::Simd;
use crate::meaning::{Meaning, OutputMeaning};
use crate::scalar::Real;
use crate::shape::{Shape, Step};
use crate::value::{Features, Inputs};
use nalgebra::Dim;
#[cfg(feature = "train")]
use {crate::parameters::init::Init, rand::Rng};

pub use crate::kernel::memory::plain::Plain;
pub use crate::kernel::memory::scratch::Chain;
pub use crate::parameters::{
    Array, Field, Layout, Parameters, Path, Role, Schema, TensorSchema, TensorSpec, Tensors, Weight,
};
pub(crate) use activation::Activate;
#[cfg(feature = "train")]
pub(crate) use activation::GateGradient;
pub use activation::{Activation, Pointwise, Relu, Sigmoid, Tanh};
pub use bias::{BiasOption, NoBias, WithBias};
pub use column::{ColumnFunction, Columnwise, LogSoftmax, Softmax};
pub use dropout::Dropout;
pub use flatten::Flatten;
pub(crate) use fusion::{FusesEpilogue, FusesPair};
pub use join::{Add, Concat, Max, Rows};
pub use linear::Linear;
#[cfg(feature = "train")]
pub use memory::{Buffer, Kept, Record, Saved};
pub use pass::Infer;
#[cfg(feature = "train")]
pub use pass::{Backward, Forward};
#[cfg(feature = "train")]
pub(crate) use passes::{BackwardPass, ForwardPass};
#[doc(hidden)]
pub use sizes::{assert_positive, assert_sizes};

/// The input of layer `L`, borrowed: one matrix, or an array or pairs of them.
pub type InputView<'a, T, L, B> = <<L as Layer<T>>::In as Inputs>::View<'a, T, B>;

/// The gradient of the input of layer `L`, borrowed for writing.
pub type InputViewMut<'a, T, L, B> = <<L as Layer<T>>::In as Inputs>::ViewMut<'a, T, B>;

/// A map from one shape to another, `y = f(x)`.
///
/// The shapes are types, so that two layers that do not fit cannot be connected. The number of columns `B` is generic:
/// a layer is written once for one sample, a static batch and a batch of run-time size.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a layer over `{T}`",
    label = "does not implement `Layer<{T}>`",
    note = "a step of a network is a built-in layer, a network, or a type with `#[derive(Parameters)]` that implements `Layer` and `Differentiable`"
)]
pub trait Layer<T: Real>: Parameters<T> + OutputMeaning {
    /// The shape of the input: `Const<N>` for one value; see [`Inputs`] for layers with several.
    type In: Inputs;

    /// The number of features of the output, `Const<N>`.
    type Out: Features;

    /// What one sample needs while it passes through, beside input and output: `()` for most layers.
    type Scratch: Plain<T>;

    /// The shape of the output, whose sizes multiply to `Out`. Provided for flat vectors.
    ///
    /// A layer that computes the size of its output from that of its input says here how. The declaration writes `_` for both sizes:
    ///
    /// ```
    /// # use netwright::layer::prelude::*;
    /// /// Keeps every second feature: `y_i = x_2i`.
    /// #[derive(Parameters)]
    /// struct EverySecond<const IN: usize, const OUT: usize>;
    ///
    /// impl<T: Real, const IN: usize, const OUT: usize> Layer<T> for EverySecond<IN, OUT> {
    ///     type In = Const<IN>;
    ///     type Out = Const<OUT>;
    ///     type Scratch = ();
    ///     const OUTPUT: Shape = Shape::new(&[IN.div_ceil(2)]);
    ///
    ///     fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
    ///         for row in 0..OUT {
    ///             y.row_mut(row).copy_from(&x.row(2 * row));
    ///         }
    ///     }
    /// }
    /// assert_eq!(<EverySecond<5, 3> as Layer<f32>>::OUTPUT, Shape::new(&[3]));
    /// ```
    const OUTPUT: Shape = Shape::new(&[<Self::Out as Features>::FEATURES]);

    /// How many multiplications and additions, in pairs, the matrices of one sample need.
    const MACS: usize = 0;

    /// The steps, if the layer is a network, for tables and drawings.
    const STEPS: &'static [Step] = &[];

    /// Computes `output = f(input)` as it is used after training.
    ///
    /// `simd` is the instruction set that the pass runs with; layers inside this one are given the same. `scratch` holds `Scratch::LEN` scalars for each
    /// sample, with any content.
    ///
    /// # Panics
    ///
    /// May panic if `scratch` is shorter. [`predict`](crate::network::Network::predict) and the passes of training get it right.
    fn infer<B: Dim, S: Simd>(&self, simd: S, pass: Infer<'_, T, Self, B>);
}

/// A layer as a declaration names it, over `f32`; a network uses it over whatever it computes with.
pub trait Named {
    /// The same layer with numbers of type `U`.
    type Over<U: Real>;

    /// The meaning of its outputs, given that of its input.
    type Given<Input: Meaning>: Meaning;
}

impl<L: Layer<f32>> Named for L {
    type Over<U: Real> = <L as Parameters<f32>>::Over<U>;
    type Given<Input: Meaning> = <L as OutputMeaning>::Given<Input>;
}

/// A layer with a hand-derived backward pass.
///
/// With the loss `E`, the input `x`, the parameters `p` and the output `y = f(x; p)`, the backward pass computes from
/// `dE/dy` by the chain rule (row vectors, dimensions in brackets):
///
/// ```text
/// dE/dx [1×n] = dE/dy [1×m] · dy/dx [m×n]
/// dE/dp [1×k] = dE/dy [1×m] · dy/dp [m×k]
/// ```
#[cfg(feature = "train")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be trained: it has no backward pass over `{T}`",
    label = "does not implement `Differentiable<{T}>`",
    note = "every step of a network needs a backward pass, unless the network is never trained: `#[network(train = false, ..)]`"
)]
pub trait Differentiable<T: Real>: Layer<T> {
    /// What forward keeps for backward, besides input and output, which are at hand then: `()` for most layers.
    type Saved<B: Dim>: Saved<B>;

    /// Computes `output = f(input)` as it is used in training, and keeps what backward needs in `saved`.
    ///
    /// Layers that behave differently in training (dropout) draw from `rng`. Provided for the others: those that do what
    /// [`infer`](Layer::infer) does, without scratch memory, and save nothing.
    fn forward_train<B: Dim, S: Simd>(&self, simd: S, pass: Forward<'_, T, Self, B>) {
        const { assert!(<Self::Scratch as Plain<T>>::LEN == 0, "a layer with scratch memory needs its own `forward_train`") };
        self.infer(simd, Infer::new(pass.input, pass.output));
    }

    /// Computes the gradients at the point where `forward_train` was called with the same input.
    ///
    /// The gradient of the input is **written** to `pass.input_gradient`, if it is wanted at all. The gradients of the parameters, summed
    /// over the batch, are **added** to those in `gradient`.
    fn backward<B: Dim, S: Simd>(&self, simd: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self);

    /// Draws the initial parameters; `init` is the distribution that suits the place of the layer in its network.
    fn initialize(&mut self, init: Init, rng: &mut dyn Rng) {
        crate::parameters::init::fill(self, init, rng);
    }
}

#[cfg(feature = "train")]
/// As `#[init(..)]` says: draws the parameters of a layer from `init`, and if it is a network, those of all its layers.
pub fn initialize_all<T: Real, L: Differentiable<T>>(layer: &mut L, init: Init, rng: &mut dyn Rng) {
    if L::STEPS.is_empty() { layer.initialize(init, rng) } else { crate::parameters::init::fill(layer, init, rng) }
}
