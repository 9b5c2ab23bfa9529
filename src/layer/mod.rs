//! Layers: the traits that a step of a network implements, and the built-in layers.
//!
//! A layer is a function `y = f(x; p)` of an input `x` and of parameters `p`, and three traits
//! describe it. [`Parameters`] lists the tensors in `p` by name and shape, so that optimisers,
//! weights files and gradients reach each of them; `#[derive(Parameters)]` implements it for a
//! struct of tensors. [`Layer`] states the sizes of `x` and `y` as types, and computes `y` with
//! [`infer`](Layer::infer) in memory that the caller provides: that is all an embedded device
//! needs. [`Differentiable`] adds training: [`forward_train`](Differentiable::forward_train)
//! computes `y` and saves what the way back needs, and [`backward`](Differentiable::backward) turns
//! the gradient `dE/dy` of the loss into `dE/dx`, which it writes, and `dE/dp`, which it adds. Each
//! of the three functions takes one struct of arguments, [`Infer`], [`Forward`] or [`Backward`],
//! and is generic over the size of the batch and over the instruction set. A network declared with
//! `#[network]` is itself a layer, and so can be a step of another one.
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
mod bias_option;
mod column;
mod conv;
mod distance;
mod dropout;
mod embedding;
mod flatten;
pub(crate) mod fusion;
#[cfg(feature = "train")]
mod inspect;
mod join;
mod linear;
#[cfg(feature = "train")]
pub(crate) mod memory;
mod neg;
mod norm;
mod pass;
#[cfg(feature = "train")]
mod passes;
mod pool;
mod prelu;
pub mod prelude;
mod recurrent;
mod resample;
mod reshape;
mod scale;
mod scratch;
mod sizes;
mod slice;
pub(crate) mod streaming;
#[cfg(all(test, feature = "train"))]
mod tests;
mod window;

use crate::kernel::simd::Simd;
use crate::meaning::{Meaning, OutputMeaning};
use crate::scalar::Real;
use crate::shape::{NamedInput, NamedOutput, Shape, Step};
use crate::value::{Features, Inputs};
use nalgebra::Dim;
#[cfg(feature = "train")]
use {crate::parameters::init::Init, rand::Rng};

pub use crate::kernel::memory::plain::Plain;
pub use crate::kernel::memory::scratch::Chain;
pub use crate::kernel::window::Slide;
pub use crate::parameters::{
    Array, Field, Layout, Parameters, Path, Role, Schema, TensorSchema, TensorSpec, Tensors, Weight,
};
#[cfg(feature = "train")]
pub(crate) use activation::GateGradient;
#[cfg(feature = "train")]
pub use activation::ScalarFunction;
pub use activation::functions::*;
pub(crate) use activation::{Activate, functions};
pub use activation::{Activation, Pointwise};
pub use bias::Bias;
pub use bias_option::{BiasOption, NoBias, WithBias};
pub use column::{ColumnFunction, Columnwise, LogSoftmax, Softmax, Softmin};
pub use conv::{Conv, Conv1d, Conv2d, ConvTranspose, ConvTranspose1d, ConvTranspose2d, Filters};
#[doc(hidden)]
pub use conv::{convolution_scratch, transposed_scratch};
pub use distance::Distance;
pub use dropout::{Dropout, Dropout1d, Dropout2d};
pub use embedding::Embedding;
#[cfg(feature = "train")]
pub(crate) use embedding::class_of;
pub use flatten::Flatten;
pub(crate) use fusion::{FusesEpilogue, FusesPair, FusesPool, PoolsRows};
#[cfg(feature = "train")]
pub use inspect::{Inspected, Inspector, Kept};
pub use join::{Add, Concat, Max, Mean, Min, Mul, Sub};
pub use linear::Linear;
#[cfg(feature = "train")]
pub use memory::{Buffer, Once, Record, Saved, StepRecord};
#[cfg(feature = "train")]
pub(crate) use memory::{WorkingMemory, grow};
pub use neg::Neg;
#[cfg(feature = "train")]
pub use norm::BatchMoments;
pub use norm::{
    Affine, AffineOption, ArrayShape, BatchNorm, BatchNorm1d, BatchNorm2d, GroupNorm, InstanceNorm, LayerNorm,
    NoAffine, Normalize, RmsNorm,
};
pub use pass::Infer;
#[cfg(feature = "train")]
pub use pass::{Backward, Forward};
#[cfg(feature = "train")]
pub(crate) use passes::{BackwardPass, ForwardPass};
pub use pool::{
    AdaptiveAvgPool1d, AdaptiveAvgPool2d, AvgPool1d, AvgPool2d, GlobalAvgPool, GlobalMaxPool, MaxPool1d, MaxPool2d,
};
pub use prelu::PRelu;
#[cfg(feature = "train")]
pub use recurrent::Traces;
pub use recurrent::{
    GateBias, GateWeight, Gru, GruUnit, Lstm, LstmUnit, Recurrent, RecurrentCell, RecurrentUnit, ReluUnit, Rnn,
    TanhUnit,
};
pub use resample::{
    Axes, Circular, Crop, Cropped, Interpolated, Pad, PadMode, Padded, Reflect, Repeated, Replicate, ResampledAxis,
    Single, Taps, Upsample, Zeros,
};
pub use reshape::Reshape;
pub use scale::Scale;
pub use scratch::{PerCall, PerSample, Scratch, ScratchSize};
#[doc(hidden)]
pub use sizes::{assert_positive, assert_sizes, largest};
pub use slice::Slice;
pub use streaming::{History, Push, Streaming, Timing, WindowFrames};
pub use window::{Axis, SlidingAxis, Window1, Window2, Windows};

/// The input of layer `L`, borrowed: one matrix, or an array or pairs of them.
pub type InputView<'a, T, L, B> = <<L as Layer<T>>::In as Inputs>::View<'a, T, B>;

/// The gradient of the input of layer `L`, borrowed for writing.
pub type InputViewMut<'a, T, L, B> = <<L as Layer<T>>::In as Inputs>::ViewMut<'a, T, B>;

/// A function of its input, `y = f(x; p)`, for inference.
///
/// Its sizes are types, so that two layers that do not fit cannot be connected. The number of
/// columns `B` is generic: a layer is written once for one sample, a static batch and a batch whose
/// size is known at run time.
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

    /// Working memory that the passes need besides input and output, for each sample and for a
    /// call: `()` for most layers; see [`Scratch`].
    type Scratch: Scratch<T>;

    /// The shape of the output, whose sizes multiply to `Out`. Provided for flat vectors.
    ///
    /// A layer that computes the size of its output from that of its input says here how. The
    /// declaration writes `_` for both sizes:
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

    /// The shape of the input, if its axes matter: a network states its own. In a declaration a
    /// value of other axes is refused, though it may have as many features; a flat vector is not.
    ///
    /// Layers of your own need not state it, and then take their features in any shape.
    const AXES: Option<Shape> = None;

    /// The number of multiply-accumulate operations of the matrices, for one sample.
    const MACS: usize = 0;

    /// The inputs with their names, if the layer is a network whose inputs have some.
    const INPUTS: &'static [NamedInput] = &[];

    /// The outputs with their names, if the layer is a network whose outputs have some.
    const OUTPUTS: &'static [NamedOutput] = &[];

    /// The steps, if the layer is a network, for tables and drawings.
    const STEPS: &'static [Step] = &[];

    /// Calls `expect` with each feature of the input that must be the index of a class, and with
    /// the number of classes, below which all indices are. Features of several inputs are counted
    /// on.
    ///
    /// Data sets are checked by it before training and in evaluations: through `Slice`,
    /// `Reshape`, `Flatten` and `Concat`, networks trace the indices that their layers look up to
    /// features of a sample.
    ///
    /// Provided for layers that look nothing up, and calls nothing.
    fn indices(expect: &mut dyn FnMut(usize, usize)) {
        let _ = expect;
    }

    /// Computes `output = f(input)` as the layer is used after training.
    ///
    /// It takes the instruction set of the pass, which it hands on to layers inside it, and the
    /// arguments in `pass`: the input, memory for the output, and working memory. It writes all of
    /// the output and allocates nothing.
    ///
    /// # Panics
    ///
    /// May panic if the working memory is shorter than [`Scratch`](Self::Scratch) says. Networks
    /// and [`Infer::with_memory`] provide as much.
    fn infer<B: Dim, S: Simd>(&self, simd: S, pass: Infer<'_, T, Self, B>);
}

/// A layer as a declaration names it, over `f32`; a network uses it over whatever it computes with.
pub trait Named {
    /// This layer with numbers of type `U`.
    type Over<U: Real>;

    /// The meaning of its outputs, given that of its input.
    type Given<Input: Meaning>: Meaning;
}

impl<L: Layer<f32>> Named for L {
    type Over<U: Real> = <L as Parameters<f32>>::Over<U>;
    type Given<Input: Meaning> = <L as OutputMeaning>::Given<Input>;
}

/// A layer with a hand-derived backward pass, for training.
///
/// With the loss `E`, the input `x`, the parameters `p` and the output `y = f(x; p)`, the backward
/// pass computes from `dE/dy` by the chain rule (row vectors, dimensions in brackets):
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
    /// Memory that `forward_train` fills for `backward` besides input and output, which `backward`
    /// is given anyway: `()` for most layers.
    type Saved<B: Dim>: Saved<B>;

    /// The working memory that `forward_train` and `backward` need: by default what `infer` needs,
    /// [`Scratch`](Layer::Scratch). A backward pass that needs more says so here; it must not be
    /// less where `forward_train` is the provided one.
    const TRAINING_SCRATCH: ScratchSize = ScratchSize::of::<T, Self::Scratch>();

    /// The least number of samples in a batch of training: 1, unless the layer computes statistics
    /// of the batch for which that is too few. Smaller batches are an error,
    /// [`Error::BatchTooSmall`](crate::Error::BatchTooSmall), before their gradient is computed;
    /// the forward pass must bear them.
    const MIN_BATCH: usize = 1;

    /// The function of one number that the layer applies to each feature, if that is all it does.
    /// [`Doctor`](crate::train::Doctor) sees by it which units let no gradient through.
    const FUNCTION: Option<ScalarFunction<T>> = None;

    /// Computes `output = f(input)` as the layer is used in training, and fills `saved`.
    ///
    /// It takes what [`infer`](Layer::infer) takes and, in `pass`, the memory `saved` and a random
    /// generator, from which layers such as dropout draw. It writes all of the output.
    ///
    /// Provided for layers that do in training what they do at inference, and save nothing.
    fn forward_train<B: Dim, S: Simd>(&self, simd: S, pass: Forward<'_, T, Self, B>) {
        let Forward { input, output, scratch, tile, .. } = pass;
        self.infer(simd, Infer::new(input, output).with_memory(scratch, tile));
    }

    /// Computes the gradients at the point where `forward_train` was called last.
    ///
    /// It takes, in `pass`, the input, the output, what `forward_train` saved, and the gradient at
    /// the output. It **writes** the gradient at the input to `pass.input_gradient`, if that is
    /// wanted, and **adds** the gradients of the parameters, summed over the batch, to those in
    /// `gradient`.
    fn backward<B: Dim, S: Simd>(&self, simd: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self);

    /// Takes over into the statistics of the layer what a forward pass of training has seen: the
    /// means and variances of a batch, for example, into running ones.
    ///
    /// Provided for layers without statistics, and does nothing. It is apart from
    /// [`forward_train`](Self::forward_train) so that several threads can run passes through one
    /// network at once. The backward pass may run before it or after it, so that it must not depend
    /// on the statistics: `saved` holds what it needs of them.
    ///
    /// A frozen layer absorbs as well, as in PyTorch a layer whose parameters need no gradients
    /// does: its parameters are fixed, its statistics follow the data.
    fn absorb<B: Dim>(&mut self, saved: &Self::Saved<B>) {
        let _ = saved;
    }

    /// Shows to `inspector` what a pass has left in memory: each step of a network, in the order of
    /// the forward pass, with its outputs and the gradient of the loss with respect to them. So a
    /// training finds where numbers were not finite first, and
    /// [`Doctor`](crate::train::Doctor) what may hinder it.
    ///
    /// Provided for layers without steps, and shows nothing.
    fn inspect<'s, B: Dim, V: Inspector<'s, T>>(&self, saved: &'s Self::Saved<B>, batch: B, inspector: &mut V) {
        let _ = (saved, batch, inspector);
    }

    /// Draws the initial parameters; `init` is the distribution that suits the place of the layer
    /// in its network.
    fn initialize(&mut self, init: Init, rng: &mut dyn Rng) {
        crate::parameters::init::fill(self, init, rng);
    }
}

#[cfg(feature = "train")]
/// As `#[init(..)]` says: draws the parameters of a layer from `init`, and if it is a network,
/// those of all its layers.
pub fn initialize_all<T: Real, L: Differentiable<T>>(layer: &mut L, init: Init, rng: &mut dyn Rng) {
    if L::STEPS.is_empty() { layer.initialize(init, rng) } else { crate::parameters::init::fill(layer, init, rng) }
}
