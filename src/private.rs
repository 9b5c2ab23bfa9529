//! Everything that generated code may name. Not covered by semantic versioning: the macro and the library are released together.

pub use crate::assertions::{
    Clones, ClonesNot, Cost, Kind, LayerFor, Otherwise, Probe, assert_budget, assert_class_names, assert_classes,
    assert_clone, assert_counted, assert_gives, assert_layer, assert_output, assert_positive, assert_rate,
    assert_shapes, assert_sizes, assert_step,
};
pub use crate::embed::golden::{assert_golden, assert_unchanged};
pub use crate::embed::verify::assert_weights;
pub use crate::embed::{Embedded, Stored};
pub use crate::error::Error;
pub use crate::kernel::memory::plain::{Plain, scalars};
pub use crate::kernel::memory::scratch::{Chain, Opened, Others, Slots};
pub use crate::kernel::simd::{Lanes, Simd};
pub use crate::layer::{ColumnFunction, Content, Layer, Layout, Named, Parameters, Part};
pub use crate::meaning::{
    LogProbabilities, Logits, Meaning, Number, Numbered, OutputMeaning, Probabilities, Scores, Values,
};
pub use crate::network::bounds::{ClassifierOf, Counted, Gives, Takes};
pub use crate::network::classes::Classes;
pub use crate::network::{Classifier, Network, OneForEach, Several, Signature};
pub use crate::scalar::Real;
pub use crate::shape::{Facts, OfRank, Rank1, Rank2, Rank3, Shape, ShapeOfRank, ShapeType, Step};
pub use crate::summary::{Describe, Dot, Mermaid, Summary};
pub use crate::value::arrange::Arrange;
pub use crate::value::{Features, Input, View, ViewMut};
pub use crate::{__if_train as if_train, __if_weights as if_weights};
pub use bytemuck::Zeroable;
pub use nalgebra::{Const, Dim, DimName};
pub use typenum;

#[cfg(feature = "train")]
use crate::kernel::memory::elements::into_elements;
use crate::kernel::pointwise;
use crate::kernel::product::{Pair, forward_pair};
#[cfg(feature = "train")]
use crate::layer::Gate;
use crate::layer::{Activation, Apply, BiasOption, Finishable, Finishing, InputView, Linear, Pointwise};
use crate::value::{Elements, ElementsMut};

#[cfg(feature = "alloc")]
pub use alloc::boxed::Box;

#[cfg(feature = "weights")]
pub use std::path::Path as FilePath;

#[cfg(feature = "train")]
pub use {
    crate::data::{Class, Label},
    crate::gradcheck::assert_gradients,
    crate::layer::{Backward, Buffer, Differentiable, Record, Saved, initialize_all},
    crate::parameters::init::Init,
    crate::train::Trainable,
    rand::Rng,
};

/// The class with a number.
///
/// # Errors
///
/// [`Error::NoSuchClass`] if there is none.
pub fn class<C: Classes>(index: usize) -> Result<C, Error> {
    C::from_index(index).ok_or(Error::NoSuchClass { found: index, classes: C::ALL.len() })
}

/// The label of a class, whose number is below `N`.
#[cfg(feature = "train")]
#[must_use]
pub const fn label<const N: usize>(index: usize) -> Label<N> {
    Label::at(index)
}

/// `gradient += part`: where a value is used several times, the gradients of its uses are summed.
#[cfg(feature = "train")]
pub fn accumulate<T: Real, D: DimName, B: Dim>(mut gradient: ViewMut<'_, T, D, B>, part: View<'_, T, D, B>) {
    gradient += part;
}

/// A layer of sums, finished by the activation that follows.
#[inline(always)]
pub fn infer_finished<T: Real, L: Finishable<T, Out = Const<N>>, F: Activation, B: Dim, S: Simd, const N: usize>(
    layer: &L,
    _: &Pointwise<F, N>,
    simd: S,
    input: InputView<'_, T, L, B>,
    output: ViewMut<'_, T, Const<N>, B>,
) {
    layer.finished(simd, Apply::<F>::NEW, input, output);
}

/// Two linear layers and what finishes their sums, without memory for the value in between, if that pays for their sizes and the batch. Else nothing is done, and
/// the output is given back.
#[inline(always)]
pub fn infer_pair<'o, T, B, S, A, Z, O, P, const IN: usize, const MIDDLE: usize, const OUT: usize>(
    (first, _): (&Linear<T, IN, MIDDLE, O>, &A),
    (second, _): (&Linear<T, MIDDLE, OUT, P>, &Z),
    simd: S,
    input: View<'_, T, Const<IN>, B>,
    mut output: ViewMut<'o, T, Const<OUT>, B>,
) -> Option<ViewMut<'o, T, Const<OUT>, B>>
where
    T: Real,
    B: Dim,
    S: Simd,
    A: Finishing<T>,
    Z: Finishing<T>,
    O: BiasOption,
    P: BiasOption,
{
    let pair = Pair {
        first: (first.weight.as_slice(), first.bias.as_slice()),
        then: A::finish(),
        second: (second.weight.as_slice(), second.bias.as_slice()),
        finally: Z::finish(),
    };
    let is_done = forward_pair::<S, T, _, _, IN, MIDDLE, OUT>(simd, pair, input.elements(), output.elements_mut());
    (!is_done).then_some(output)
}

/// An activation over a value that nobody else reads.
#[inline(always)]
pub fn infer_in_place<T: Real, F: Activation, B: Dim, S: Simd, const N: usize>(
    _: &Pointwise<F, N>,
    simd: S,
    mut value: ViewMut<'_, T, Const<N>, B>,
) {
    pointwise::in_place(simd, value.elements_mut(), Apply::<F>::NEW);
}

/// Turns the gradient of `y = f(x)` into that of `x`, for an activation whose derivative follows from `y`.
#[cfg(feature = "train")]
#[inline(always)]
pub fn backward_in_place<T: Real, F: Activation, B: Dim, S: Simd, const N: usize>(
    _: &Pointwise<F, N>,
    simd: S,
    output: View<'_, T, Const<N>, B>,
    mut gradient: ViewMut<'_, T, Const<N>, B>,
) {
    pointwise::in_place(simd, gradient.elements_mut(), Gate::<T, F>::new(output.elements()));
}

/// The backward pass of a layer of sums whose input is an activation that nothing else takes: what is written is the gradient of the activation's input.
#[cfg(feature = "train")]
#[inline(always)]
pub fn backward_through<T, L, F, B, S, const N: usize>(
    layer: &L,
    _: &Pointwise<F, N>,
    simd: S,
    pass: Backward<'_, T, L, B>,
    gradient: &mut L,
) where
    T: Real,
    L: Finishable<T> + Differentiable<T, In = Const<N>>,
    F: Activation,
    B: Dim,
    S: Simd,
{
    let y = into_elements(pass.input);
    layer.backward_finished(simd, Gate::<T, F>::new(y), pass, gradient);
}

/// What a layer says about itself in the table of a network; the rest of the row is the network's.
#[must_use]
pub const fn step<T: Real, L: Layer<T>>() -> Step {
    Step {
        name: "",
        layer: "",
        from: &[],
        inputs: &[],
        output: L::OUTPUT,
        params: L::COUNT,
        macs: L::MACS,
        steps: L::STEPS,
    }
}

/// The multiplications and additions of all steps.
#[must_use]
pub const fn macs(steps: &[Step]) -> usize {
    let (mut sum, mut position) = (0, 0);
    while position < steps.len() {
        sum += steps[position].macs;
        position += 1;
    }
    sum
}
