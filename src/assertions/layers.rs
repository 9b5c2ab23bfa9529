//! Reports a type that is used as a layer but is not one, once.
//!
//! Generated code mentions the type of a step dozens of times, and each mention would be an error.
//! So it first asks whether the type is a layer, by an associated constant: an inherent one where
//! the bound holds, otherwise that of a trait. An assertion reports a type that is not a layer, and
//! a stand-in layer that does nothing replaces it everywhere else.

use crate::kernel::simd::Simd;
use crate::layer::{Activation, ColumnFunction, Infer, Layer, Parameters, Push, Schema, Streaming};
#[cfg(feature = "train")]
use crate::layer::{Backward, Differentiable};
use crate::meaning::{Logits, Meaning, OutputMeaning};
use crate::scalar::Real;
use crate::text::{Text, fail};
use crate::value::Inputs;
use core::marker::PhantomData;
use nalgebra::{Const, Dim};

/// The guide to custom layers.
const OWN_LAYER: &str = "https://docs.rs/netwright/latest/netwright/guide/own_layer/";

/// The probe with which [`kind!`](crate::__kind) classifies a type.
pub struct Probe<L: ?Sized>(PhantomData<L>);

impl<L: Layer<f32>> Probe<L> {
    /// A layer.
    pub const IS_LAYER: bool = true;
}

impl<F: Activation> Probe<F> {
    /// A function of one number.
    pub const IS_ACTIVATION: bool = true;
}

impl<F: ColumnFunction> Probe<F> {
    /// A function of the features of a sample.
    pub const IS_COLUMN_FUNCTION: bool = true;
}

/// The constants of a [`Probe`] where the bounds above do not hold.
pub trait Otherwise {
    /// Not a layer.
    const IS_LAYER: bool = false;
    /// Not a function of one number.
    const IS_ACTIVATION: bool = false;
    /// Not a function of the features of a sample.
    const IS_COLUMN_FUNCTION: bool = false;
}

impl<L: ?Sized> Otherwise for Probe<L> {}

/// The [`Kind`] of a type without parameters.
#[doc(hidden)]
#[macro_export]
macro_rules! __kind {
    ($type:ty) => {{
        use $crate::__private::Otherwise as _;
        type Probe = $crate::__private::Probe<$type>;
        $crate::__private::Kind::of(Probe::IS_LAYER, Probe::IS_ACTIVATION, Probe::IS_COLUMN_FUNCTION)
    }};
}

/// The kind of the type of a step.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A layer, as it should be.
    Layer,
    /// A function of one number.
    Activation,
    /// A function of the features of a sample.
    ColumnFunction,
    /// Something else.
    Other,
}

impl Kind {
    /// Returns the kind, by the bounds that hold.
    #[must_use]
    pub const fn of(is_layer: bool, is_activation: bool, is_column_function: bool) -> Self {
        match (is_layer, is_activation, is_column_function) {
            (true, ..) => Kind::Layer,
            (_, true, _) => Kind::Activation,
            (.., true) => Kind::ColumnFunction,
            _ => Kind::Other,
        }
    }

    /// Returns `true` if it is a layer.
    #[must_use]
    pub const fn is_layer(self) -> bool {
        matches!(self, Kind::Layer)
    }
}

/// Fails to compile unless the type of a step, `written` in the declaration, is a layer.
pub const fn assert_step(kind: Kind, step: &str, written: &str) {
    let text = Text::new().quoted(step).text(" must be a layer, but ").quoted(written);
    match kind {
        Kind::Layer => {}
        Kind::Activation => {
            fail(&text.text(" is a function of one number: write `Pointwise<").text(written).text(">`"))
        }
        Kind::ColumnFunction => {
            fail(&text.text(" is a function of all features of a sample: write `Columnwise<").text(written).text(">`"))
        }
        Kind::Other => {
            fail(&text.text(" does not implement `Layer`; the guide \"Your own layer\" shows how: ").text(OWN_LAYER))
        }
    }
}

/// The layer of a step: its type, or a stand-in if the type is not a layer.
pub trait LayerFor<const IS_LAYER: bool, I, const N: usize> {
    /// The layer; a stand-in takes `I` and gives `N` features.
    type Layer;
}

impl<L: Layer<f32>, I, const N: usize> LayerFor<true, I, N> for L {
    type Layer = L;
}

impl<L: ?Sized, I, const N: usize> LayerFor<false, I, N> for L {
    type Layer = StandIn<I, N>;
}

/// The layer that replaces a type that is not one, in a program that does not compile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StandIn<I, const N: usize> {
    takes: PhantomData<I>,
}

crate::__plain_struct!([I, const N: usize] StandIn [I, N] { takes: PhantomData<I> });

#[diagnostic::do_not_recommend]
impl<T: Real, I, const N: usize> Parameters<T> for StandIn<I, N> {
    type Over<U: Real> = Self;

    const SCHEMA: &'static Schema = Schema::EMPTY;
}

// Any meaning would do; this one causes no further message.
impl<I, const N: usize> OutputMeaning for StandIn<I, N> {
    type Given<Input: Meaning> = Logits;
}

#[diagnostic::do_not_recommend]
impl<T: Real, I: Inputs, const N: usize> Layer<T> for StandIn<I, N> {
    type In = I;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, _: Infer<'_, T, Self, B>) {}
}

#[diagnostic::do_not_recommend]
impl<T: Real, I: Inputs, const N: usize> Streaming<T> for StandIn<I, N> {
    type State = ();

    fn push<S: Simd>(&self, _: S, _: Push<'_, T, ()>) -> bool {
        true
    }
}

#[cfg(feature = "train")]
#[diagnostic::do_not_recommend]
impl<T: Real, I: Inputs, const N: usize> Differentiable<T> for StandIn<I, N> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, _: Backward<'_, T, Self, B>, _: &mut Self) {}
}
