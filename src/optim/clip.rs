//! Clipping of gradients, by value and by norm.

use crate::error::Error;
use crate::kernel::precompiled::precompiled;
use crate::kernel::simd::{Simd, WithSimd, dispatch, vectorize};
use crate::optim::norm::norm;
use crate::optim::settings::{require, require_kept};
use crate::parameters::{Parameters, Schema, TensorSpec};
use crate::scalar::Real;
use core::fmt::Arguments;

/// Clips gradients in place, and measures them, in a loop of your own.
///
/// Optimisers have settings for the same, [`clip_norm`](crate::optim::Descent::clip_norm) and
/// [`clip_value`](crate::optim::Descent::clip_value), which leave the gradients as they are.
///
/// ```
/// use netwright::optim::Clip;
/// use netwright::prelude::*;
///
/// #[network(input = 1)]
/// struct Line(Linear<1>);
///
/// let mut gradients = Line::<f64>::zeros();
/// gradients.as_mut_slice().copy_from_slice(&[3.0, -4.0]);
/// assert_eq!(gradients.norm(), 5.0);
/// assert_eq!(gradients.clip_norm(1.0), 5.0); // the norm before
/// assert!((gradients.norm() - 1.0).abs() < 1e-6);
/// gradients.clip_value(0.7);
/// assert_eq!(gradients.as_slice()[1], -0.7);
/// ```
pub trait Clip<T: Real>: Parameters<T> + Sized {
    /// Returns the Euclidean norm `√Σ g²` over all tensors that are trained, which are not those
    /// with `#[freeze]` and not statistics.
    ///
    /// Squares are added in double precision, and no norm that is a number is infinite.
    #[must_use]
    fn norm(&self) -> f64 {
        norm_of(Self::SCHEMA, self.as_slice())
    }

    /// Multiplies the gradients by `max_norm / (norm + 1e-6)` if that is less than 1, and returns
    /// the norm before: PyTorch's `clip_grad_norm_`.
    ///
    /// Source: R. Pascanu, T. Mikolov and Y. Bengio, "On the difficulty of training recurrent
    /// neural networks", 2013.
    fn clip_norm(&mut self, max_norm: f64) -> f64 {
        let norm = self.norm();
        let limits = Limits { factor: factor(max_norm, norm), value: f64::INFINITY };
        if limits.factor < 1.0 {
            clip_all(self, limits);
        }
        norm
    }

    /// Replaces numbers above `max` by `max`, and numbers below `-max` by `-max`: PyTorch's
    /// `clip_grad_value_`.
    fn clip_value(&mut self, max: f64) {
        clip_all(self, Limits { factor: 1.0, value: max });
    }
}

impl<T: Real, P: Parameters<T>> Clip<T> for P {}

/// The norm of all that is trained, which does not depend on the network and is compiled once.
fn norm_of<T: Real>(schema: &'static Schema, values: &[T]) -> f64 {
    norm(&|| schema.tensors().filter(TensorSpec::is_trainable).map(|tensor| &values[tensor.range()]))
}

fn trained<T: Real, P: Parameters<T>>() -> impl Iterator<Item = TensorSpec> {
    P::SCHEMA.tensors().filter(TensorSpec::is_trainable)
}

fn clip_all<T: Real, P: Parameters<T>>(gradients: &mut P, limits: Limits) {
    for tensor in trained::<T, P>() {
        T::precompiled::<Clips>(ClipInPlace { limits, values: gradients.values_mut(&tensor) });
    }
}

/// PyTorch's factor; 1 for gradients whose norm is no number.
fn factor(max_norm: f64, norm: f64) -> f64 {
    (max_norm / (norm + 1e-6)).min(1.0)
}

/// The settings of an optimiser.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clipping {
    pub(super) norm: f64,
    pub(super) value: f64,
}

/// The limits of one step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// A factor of all numbers.
    factor: f64,
    /// The largest number after that.
    value: f64,
}

impl Clipping {
    pub(super) const NONE: Clipping = Clipping { norm: f64::INFINITY, value: f64::INFINITY };

    pub(super) fn is_none(self) -> bool {
        self.norm == f64::INFINITY && self.value == f64::INFINITY
    }

    /// The limits for gradients, whose norm is measured only if it matters.
    pub(super) fn limits<'a, T: Real, I: Iterator<Item = &'a [T]>>(self, gradients: &dyn Fn() -> I) -> Limits {
        let factor = if self.norm < f64::INFINITY { factor(self.norm, norm(gradients)) } else { 1.0 };
        Limits { factor, value: self.value }
    }

    pub(super) fn validate<T: Real>(self) -> Result<(), Error> {
        require_limit::<T>("the largest norm of gradients", self.norm)?;
        require_limit::<T>("the largest value of gradients", self.value)
    }

    pub(super) fn describe(self, show: &mut dyn FnMut(&str, Arguments<'_>)) {
        show("clip_norm", format_args!("{:?}", self.norm));
        show("clip_value", format_args!("{:?}", self.value));
    }
}

fn require_limit<T: Real>(name: &'static str, limit: f64) -> Result<(), Error> {
    require(name, "above 0", limit, limit > 0.0)?;
    if limit.is_finite() { require_kept::<T>(name, limit) } else { Ok(()) }
}

/// Writes the clipped numbers of `from` to `to`.
pub(super) fn clip_into<T: Real>(limits: Limits, from: &[T], to: &mut [T]) {
    to.copy_from_slice(from);
    T::precompiled::<Clips>(ClipInPlace { limits, values: to });
}

struct ClipInPlace<'a, T> {
    limits: Limits,
    values: &'a mut [T],
}

precompiled!(Clips: ClipInPlace -> () = dispatch);

impl<T: Real> WithSimd for ClipInPlace<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let [factor, most] = [self.limits.factor, self.limits.value].map(T::from_double);
        vectorize!(simd, {
            for value in self.values {
                let scaled = *value * factor;
                // NaN stays what it is.
                *value = if scaled > most { most } else { scaled };
                *value = if *value < -most { -most } else { *value };
            }
        });
    }
}
