use netwright::layer::{Backward, Differentiable, Infer, Layer};
use netwright::nalgebra::{Const, Dim};
use netwright::prelude::*;
use netwright::scalar::Real;
use netwright::shape::Shape;
use netwright::simd::Simd;

/// Says that it gives twice as many features as it takes, but gives as many.
#[derive(Parameters)]
struct Twice<const N: usize>;

impl<T: Real, const N: usize> Layer<T> for Twice<N> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    const OUTPUT: Shape = Shape::new(&[2 * N]);

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
        y.copy_from(&x);
    }
}

impl<T: Real, const N: usize> Differentiable<T> for Twice<N> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { output_gradient: dy, input_gradient: dx, .. } = pass;
        if let Some(mut dx) = dx {
            dx.copy_from(&dy);
        }
    }
}

#[network(input = 2)]
struct Net {
    twice: Twice<_>,
    relu: Relu,
}

fn main() {}
