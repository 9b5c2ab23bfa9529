//! A layer from an image to a smaller one.

use netwright::layer::prelude::*;

/// The mean of each 2 by 2 window: an image to an image of half the height and width.
#[derive(Parameters)]
pub(crate) struct MeanPool<const C: usize, const H: usize, const W: usize, const IN: usize, const OUT: usize>;

impl<const C: usize, const H: usize, const W: usize, const IN: usize, const OUT: usize> MeanPool<C, H, W, IN, OUT> {
    /// The position in the output for one in the input.
    fn window(position: usize) -> usize {
        let (plane, row, column) = (position / (H * W), position / W % H, position % W);
        (plane * (H / 2) + row / 2) * (W / 2) + column / 2
    }
}

impl<T: Real, const C: usize, const H: usize, const W: usize, const IN: usize, const OUT: usize> Layer<T>
    for MeanPool<C, H, W, IN, OUT>
{
    type In = Const<IN>;
    type Out = Const<OUT>;
    type Scratch = ();

    const OUTPUT: Shape = Shape::new(&[C, H / 2, W / 2]);

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
        y.fill(T::zero());
        for sample in 0..x.ncols() {
            for position in 0..IN {
                y[(Self::window(position), sample)] += x[(position, sample)] / T::from_double(4.0);
            }
        }
    }
}

impl<T: Real, const C: usize, const H: usize, const W: usize, const IN: usize, const OUT: usize> Differentiable<T>
    for MeanPool<C, H, W, IN, OUT>
{
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { input: x, output_gradient: dy, input_gradient: dx, .. } = pass;
        let Some(mut dx) = dx else { return };
        for sample in 0..x.ncols() {
            for position in 0..IN {
                dx[(position, sample)] = dy[(Self::window(position), sample)] / T::from_double(4.0);
            }
        }
    }
}
