//! The element types of networks: `f32` and `f64`.

use crate::kernel::element::Element;
use crate::kernel::math::Elementary;
use crate::kernel::precompiled::Precompiled;
use crate::kernel::product::Products;
use crate::kernel::simd::Vectorized;
use nalgebra::RealField;

/// A floating-point number that networks compute with: [`f32`] or [`f64`].
///
/// A declared network is generic over it with the default `f32`: `Spiral` is `Spiral<f32>`, and
/// `Spiral<f64>` is that network in double precision, as gradient checks want it.
///
/// The trait is sealed: the kernels exist for these two types.
///
/// ```
/// use netwright::scalar::Real;
///
/// fn half<T: Real>(x: T) -> T {
///     x * T::from_double(0.5)
/// }
/// assert_eq!(half(3.0_f32), 1.5);
/// ```
#[diagnostic::on_unimplemented(
    message = "networks compute with `f32` or `f64`, not with `{Self}`",
    label = "neither `f32` nor `f64`"
)]
pub trait Real: Element + RealField + Copy + Elementary + Vectorized + Products {
    /// Returns the nearest value of type `Self`.
    ///
    /// It is not called `from_f64` because every `RealField` has a function of that name, which
    /// returns an `Option`.
    fn from_double(value: f64) -> Self;

    /// Returns the value as an `f64`, exactly.
    fn to_double(self) -> f64;

    /// Runs work that the library compiles for this type.
    #[doc(hidden)]
    fn precompiled<W: Precompiled>(given: W::Given<'_, Self>) -> W::Output;
}

/// Double precision, [`f64`], which differences of losses need.
#[diagnostic::on_unimplemented(
    message = "gradients are checked in double precision, but this network computes with `{Self}`",
    label = "not `f64`",
    note = "create the network with `f64`, as in `Net::<f64>::init(..)`"
)]
pub trait Double: Real {}

impl Double for f64 {}

impl Real for f32 {
    // Rounding to the nearest `f32` is what the method is for.
    #[allow(clippy::cast_possible_truncation)]
    fn from_double(value: f64) -> Self {
        value as Self
    }

    fn to_double(self) -> f64 {
        f64::from(self)
    }

    fn precompiled<W: Precompiled>(given: W::Given<'_, Self>) -> W::Output {
        W::in_single(given)
    }
}

impl Real for f64 {
    fn from_double(value: f64) -> Self {
        value
    }

    fn to_double(self) -> f64 {
        self
    }

    fn precompiled<W: Precompiled>(given: W::Given<'_, Self>) -> W::Output {
        W::in_double(given)
    }
}
