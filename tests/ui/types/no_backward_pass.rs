use netwright::layer::{InputView, Layer};
use netwright::nalgebra::{Const, Dim};
use netwright::prelude::*;
use netwright::scalar::Real;
use netwright::simd::Simd;
use netwright::value::ViewMut;

#[derive(Parameters)]
struct Negative<const N: usize>;

impl<T: Real, const N: usize> Layer<T> for Negative<N> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(
        &self,
        _: S,
        x: InputView<'_, T, Self, B>,
        mut y: ViewMut<'_, T, Const<N>, B>,
        _: &mut [T],
    ) {
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
