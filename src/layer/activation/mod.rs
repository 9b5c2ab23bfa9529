//! Functions of one number, applied to every feature: activations.

pub(crate) mod functions;

use crate::kernel::epilogue::Epilogue;
use crate::kernel::pointwise;
use crate::kernel::simd::Lanes;
use crate::kernel::simd::vectorize;
use crate::layer::prelude::*;
use core::marker::PhantomData;

/// A function of one number and its derivative: one line each. In a declaration it is the step
/// `Pointwise<Square>`.
///
/// ```
/// use netwright::layer::Activation;
/// use netwright::prelude::*;
/// use netwright::scalar::Real;
///
/// /// `y = x²`.
/// struct Square;
///
/// impl Activation for Square {
///     fn value<T: Real>(x: T) -> T {
///         x * x
///     }
///
///     fn derivative<T: Real>(x: T, _y: T) -> T {
///         x + x
///     }
/// }
///
/// #[network(input = 2)]
/// struct Parabolas {
///     fc: Linear<4>,
///     square: Pointwise<Square>,
/// }
/// assert_eq!((Square::value(3.0), Square::derivative(3.0, 9.0)), (9.0, 6.0));
/// # assert_eq!(Parabolas::zeros().predict(&[1.0, 2.0]).as_slice(), [0.0; 4]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a function of one number",
    label = "does not implement `Activation`",
    note = "give it a `value` and a `derivative`"
)]
pub trait Activation: 'static {
    /// `true` if `f(a) <= f(b)` for all `a <= b`, to the bit, and `f(NaN)` is NaN: a pool behind
    /// the activation then takes the greatest numbers before it.
    #[doc(hidden)]
    const KEEPS_ORDER: bool = false;

    /// The number that lesser ones are raised to, if that is all that the function does, and no
    /// other number, nor NaN, is changed.
    #[doc(hidden)]
    const FLOOR: Option<f64> = None;

    /// `y = f(x)`.
    fn value<T: Real>(x: T) -> T;

    /// `dy/dx` at `x`, where `y = f(x)` is at hand: use whichever makes it simpler.
    fn derivative<T: Real>(x: T, y: T) -> T;

    /// The value for all numbers of a register.
    #[doc(hidden)]
    #[inline(always)]
    fn values<L: Lanes>(x: L) -> L {
        x.map(Self::value)
    }

    /// The derivative for all numbers of a register, and the values there.
    #[doc(hidden)]
    #[inline(always)]
    fn derivatives<L: Lanes>(x: L, y: L) -> L {
        x.zip_map(y, Self::derivative)
    }
}

/// An [`Activation`] as a value: the function and its derivative.
#[cfg(feature = "train")]
#[derive(Clone, Copy, Debug)]
pub struct ScalarFunction<T> {
    /// `y = f(x)`.
    pub value: fn(T) -> T,
    /// `dy/dx` at `x`, where `y = f(x)` is at hand.
    pub derivative: fn(T, T) -> T,
}

#[cfg(feature = "train")]
impl<T: Real> ScalarFunction<T> {
    /// Returns the function of an activation.
    #[must_use]
    pub const fn of<F: Activation>() -> Self {
        ScalarFunction { value: F::value, derivative: F::derivative }
    }
}

/// An activation as an epilogue.
pub(crate) struct Activate<F>(PhantomData<fn() -> F>);

impl<F> Activate<F> {
    pub(crate) const NEW: Self = Activate(PhantomData);
}

impl<F> Clone for Activate<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for Activate<F> {}

impl<T: Real, F: Activation> Epilogue<T> for Activate<F> {
    #[inline(always)]
    fn keeps_order(self) -> bool {
        F::KEEPS_ORDER
    }

    #[inline(always)]
    fn floor(self) -> Option<T> {
        F::FLOOR.map(T::from_double)
    }

    #[inline(always)]
    fn apply<L: Lanes<Scalar = T>>(self, sums: L, _: usize) -> L {
        F::values(sums)
    }
}

/// The derivative of an activation as an epilogue: multiplies gradients with respect to its outputs
/// by the derivative there.
///
/// The derivative follows from the outputs `y` alone, unless `TAKES_INPUT`.
#[cfg(feature = "train")]
pub(crate) struct GateGradient<'a, T, F, const TAKES_INPUT: bool = false> {
    /// The inputs, or again the outputs.
    x: &'a [T],
    y: &'a [T],
    activation: PhantomData<fn() -> F>,
}

#[cfg(feature = "train")]
impl<'a, T, F> GateGradient<'a, T, F> {
    pub(crate) const fn new(y: &'a [T]) -> Self {
        GateGradient { x: y, y, activation: PhantomData }
    }
}

#[cfg(feature = "train")]
impl<'a, T, F> GateGradient<'a, T, F, true> {
    const fn with_input(x: &'a [T], y: &'a [T]) -> Self {
        GateGradient { x, y, activation: PhantomData }
    }
}

#[cfg(feature = "train")]
impl<T, F, const TAKES_INPUT: bool> Clone for GateGradient<'_, T, F, TAKES_INPUT> {
    fn clone(&self) -> Self {
        *self
    }
}

#[cfg(feature = "train")]
impl<T, F, const TAKES_INPUT: bool> Copy for GateGradient<'_, T, F, TAKES_INPUT> {}

#[cfg(feature = "train")]
impl<T: Real, F: Activation, const TAKES_INPUT: bool> GateGradient<'_, T, F, TAKES_INPUT> {
    #[inline(always)]
    fn gate<L: Lanes<Scalar = T>>(self, gradients: L, load: impl Fn(&[T]) -> L) -> L {
        let y = load(self.y);
        gradients * F::derivatives(if TAKES_INPUT { load(self.x) } else { y }, y)
    }
}

#[cfg(feature = "train")]
impl<T: Real, F: Activation, const TAKES_INPUT: bool> Epilogue<T> for GateGradient<'_, T, F, TAKES_INPUT> {
    #[inline(always)]
    fn offset_by(self, count: usize) -> Self {
        let x = if TAKES_INPUT { &self.x[count..] } else { self.x };
        GateGradient { x, y: &self.y[count..], activation: PhantomData }
    }

    #[inline(always)]
    fn apply<L: Lanes<Scalar = T>>(self, gradients: L, place: usize) -> L {
        self.gate(
            gradients,
            #[inline(always)]
            |numbers| L::load_slice(gradients.simd(), &numbers[place..place + L::LANES]),
        )
    }

    #[inline(always)]
    fn apply_part<L: Lanes<Scalar = T>>(self, gradients: L, place: usize, count: usize) -> L {
        self.gate(
            gradients,
            #[inline(always)]
            |numbers| L::load_partial(gradients.simd(), &numbers[place..place + count]),
        )
    }
}

/// The activation `F` applied to each of `N` features, `y_i = f(x_i)`.
///
/// # Gradient
///
/// An output depends on the input at its own place alone, so the Jacobian is diagonal:
/// `dE/dx_i = dE/dy_i · f'(x_i)`.
#[derive(Debug, Parameters)]
#[meaning(Values)]
pub struct Pointwise<F, const N: usize>(PhantomData<F>);

// By hand, since a derive would ask the same of `F`, of which nothing is stored.
impl<F, const N: usize> Clone for Pointwise<F, N> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F, const N: usize> Copy for Pointwise<F, N> {}

impl<F, const N: usize> PartialEq for Pointwise<F, N> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T: Real, F: Activation, const N: usize> Layer<T> for Pointwise<F, N> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, simd: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        let (x, y) = (input.elements(), output.elements_mut());
        vectorize!(simd, pointwise::map(simd, x, y, Activate::<F>::NEW));
    }
}

impl<T: Real, F: Activation, const N: usize> Streaming<T> for Pointwise<F, N> {
    type State = ();

    #[inline(always)]
    fn push<S: Simd>(&self, simd: S, Push { frame, output, .. }: Push<'_, T, ()>) -> bool {
        pointwise::map(simd, frame, output, Activate::<F>::NEW);
        true
    }
}

#[cfg(feature = "train")]
impl<T: Real, F: Activation, const N: usize> Differentiable<T> for Pointwise<F, N> {
    type Saved<B: Dim> = ();

    const FUNCTION: Option<ScalarFunction<T>> = Some(ScalarFunction::of::<F>());

    fn backward<B: Dim, S: Simd>(&self, simd: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { input, output, output_gradient, input_gradient, .. } = pass;
        let Some(mut input_gradient) = input_gradient else { return };
        let gate = GateGradient::<T, F, true>::with_input(input.elements(), output.elements());
        let (dy, dx) = (output_gradient.elements(), input_gradient.elements_mut());
        vectorize!(simd, pointwise::map(simd, dy, dx, gate));
    }
}
