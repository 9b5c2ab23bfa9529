//! The backward pass of `Max` and `Min`.

use crate::layer::prelude::*;

/// Writes the gradients of all inputs: those that equal the output share its gradient, the others
/// have none.
#[inline(always)]
pub(super) fn backward<T: Real, L, B: Dim, const N: usize, const K: usize>(pass: Backward<'_, T, L, B>)
where
    L: Differentiable<T, In = [Const<N>; K], Out = Const<N>>,
{
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
