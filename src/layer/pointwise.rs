//! Functions of one number, applied to every feature: activations.

use crate::kernel::pointwise;
#[cfg(feature = "train")]
use crate::layer::{Backward, Differentiable};
use crate::layer::{Layer, Parameters};
use crate::scalar::Real;
use crate::value::{Elements, ElementsMut, View, ViewMut};
use core::marker::PhantomData;
use nalgebra::{Const, Dim};

/// A function of one number and its derivative: one line each. In a declaration it is the step `Pointwise<Square>`.
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
    /// `y = f(x)`.
    fn value<T: Real>(x: T) -> T;

    /// `dy/dx` at `x`, where `y = f(x)` is at hand: use whichever makes it simpler.
    fn derivative<T: Real>(x: T, y: T) -> T;
}

/// The activation `F` applied to each of `N` features, `y_i = f(x_i)`.
///
/// # Gradient
///
/// An output depends on the input at its own place alone, so the Jacobian is diagonal: `dE/dx_i = dE/dy_i · f'(x_i)`.
#[derive(Debug, Parameters)]
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

    fn infer<B: Dim>(&self, input: View<'_, T, Const<N>, B>, mut output: ViewMut<'_, T, Const<N>, B>, _: &mut [T]) {
        pointwise::map(input.elements(), output.elements_mut(), F::value);
    }
}

#[cfg(feature = "train")]
impl<T: Real, F: Activation, const N: usize> Differentiable<T> for Pointwise<F, N> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim>(&self, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { input, output, output_gradient, input_gradient, .. } = pass;
        let Some(mut input_gradient) = input_gradient else { return };
        let given = [input.elements(), output.elements(), output_gradient.elements()];
        pointwise::map3(given, input_gradient.elements_mut(), |x, y, dy| dy * F::derivative(x, y));
    }
}
