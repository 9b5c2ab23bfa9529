use netwright::layer::{Backward, Differentiable, Infer, Layer};
use netwright::nalgebra::{Const, Dim};
use netwright::prelude::*;
use netwright::scalar::Real;
use netwright::simd::Simd;

#[derive(Parameters)]
struct MeanOf<const N: usize>;

impl<T: Real, const N: usize> Layer<T> for MeanOf<N> {
    type In = Const<N>;
    type Out = Const<1>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
        (0..x.ncols()).for_each(|sample| y[sample] = x.column(sample).sum());
    }
}

impl<T: Real, const N: usize> Differentiable<T> for MeanOf<N> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        // The gradient of the input has N rows, and that of the output one.
        if let Some(mut dx) = pass.input_gradient {
            dx.copy_from(&pass.output_gradient);
        }
    }
}

fn main() {}
