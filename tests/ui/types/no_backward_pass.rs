use netwright::layer::{Infer, Layer};
use netwright::nalgebra::{Const, Dim};
use netwright::prelude::*;
use netwright::scalar::Real;
use netwright::simd::Simd;

#[derive(Parameters)]
struct Negative<const N: usize>;

impl<T: Real, const N: usize> Layer<T> for Negative<N> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
        y.zip_apply(&x, |y, x| *y = -x);
    }
}

#[network(input = 2)]
struct Net {
    hidden: Linear<4>,
    negative: Negative<_>,
    logits: Linear<3>,
}

fn main() {}
