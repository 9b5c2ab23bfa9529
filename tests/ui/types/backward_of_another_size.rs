use netwright::layer::{Differentiable, Layer};
use netwright::nalgebra::{Const, Dim};
use netwright::prelude::*;
use netwright::scalar::Real;
use netwright::value::{View, ViewMut};

/// Both halves of the input, multiplied.
#[derive(Parameters)]
struct Halves<const N: usize>;

impl<T: Real, const N: usize> Layer<T> for Halves<N> {
    type In = (Const<N>, Const<N>);
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim>(
        &self,
        (a, b): (View<'_, T, Const<N>, B>, View<'_, T, Const<N>, B>),
        mut y: ViewMut<'_, T, Const<N>, B>,
        _: &mut [T],
    ) {
        y.zip_zip_apply(&a, &b, |y, a, b| *y = a * b);
    }
}

impl<T: Real, const N: usize> Differentiable<T> for Halves<N> {
    type Saved<B: Dim> = ();

    // There are two inputs, and therefore two gradients.
    fn backward<B: Dim>(
        &self,
        (a, _): (View<'_, T, Const<N>, B>, View<'_, T, Const<N>, B>),
        _: View<'_, T, Const<N>, B>,
        (): &mut (),
        dy: View<'_, T, Const<N>, B>,
        dx: Option<ViewMut<'_, T, Const<N>, B>>,
        _: &mut Self,
    ) {
        if let Some(mut dx) = dx {
            dx.zip_zip_apply(&a, &dy, |dx, a, dy| *dx = a * dy);
        }
    }
}

fn main() {}
