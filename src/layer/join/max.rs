//! `Max`: the larger of several values, element by element.

use crate::kernel::argmax::exceeds;
use crate::layer::prelude::*;

/// `y_i = max_k x_ki`, elementwise, over `K` inputs of one shape; in a declaration
/// `#[from(a, b)] larger: Max`.
///
/// NaN in any input gives NaN.
///
/// # Gradient
///
/// The output follows the largest input and does not feel the others: `dE/dx_ki = dE/dy_i` where
/// `x_ki = y_i`, 0 elsewhere. Where several inputs are equally large, they share the gradient in
/// equal parts, as in PyTorch. Where one is NaN, the gradient of each is NaN, as with PyTorch's
/// `amax`.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Larger {
///     tanh: Tanh,
///     #[from(input, tanh)]
///     larger: Max,
/// }
/// assert_eq!(Larger::zeros().predict(&[-1.0, 2.0]).as_slice(), [-1.0_f32.tanh(), 2.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Parameters)]
#[meaning(Input::Combined)]
pub struct Max<const N: usize, const K: usize>;

impl<T: Real, const N: usize, const K: usize> Layer<T> for Max<N, K> {
    type In = [Const<N>; K];
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: inputs, mut output, .. }: Infer<'_, T, Self, B>) {
        for (i, y) in output.elements_mut().iter_mut().enumerate() {
            let values = inputs.iter().map(|input| input.elements()[i]);
            *y = values.reduce(larger).unwrap_or_else(T::zero);
        }
    }
}

/// The larger number; NaN if there is one.
fn larger<T: Real>(a: T, b: T) -> T {
    if exceeds(b, a) { b } else { a }
}

#[cfg(feature = "train")]
impl<T: Real, const N: usize, const K: usize> Differentiable<T> for Max<N, K> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { input: inputs, output, output_gradient, input_gradient: input_gradients, .. } = pass;
        let Some(mut input_gradients) = input_gradients else { return };
        for (i, (&y, &dy)) in output.elements().iter().zip(output_gradient.elements()).enumerate() {
            let winners = inputs.iter().filter(|input| input.elements()[i] == y).count();
            // Nothing equals NaN: without a winner `y` is NaN, and so is what each input is told.
            let (share, rest) = if winners == 0 { (y, y) } else { (dy / T::from_double(winners as f64), T::zero()) };
            for (input, input_gradient) in inputs.iter().zip(&mut input_gradients) {
                let won = input.elements()[i] == y;
                input_gradient.elements_mut()[i] = if won { share } else { rest };
            }
        }
    }
}
