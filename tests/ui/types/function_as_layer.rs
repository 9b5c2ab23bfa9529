//! A function is not a step: a type that implements `Activation` is, as `Pointwise<..>`.

use netwright::layer::prelude::*;
use netwright::prelude::*;

fn swish(x: f32) -> f32 {
    x / (1.0 + (-x).exp())
}

struct Swish;

impl Activation for Swish {
    fn value<T: Real>(x: T) -> T {
        x / (T::one() + (-x).exp())
    }

    fn derivative<T: Real>(_: T, y: T) -> T {
        y
    }
}

struct Center;

impl ColumnFunction for Center {
    type Meaning = netwright::meaning::Values;

    fn value<T: Real>(x: &[T], y: &mut [T]) {
        y.copy_from_slice(x);
    }

    fn backward<T: Real>(_: &[T], _: &[T], dy: &[T], dx: &mut [T]) {
        dx.copy_from_slice(dy);
    }
}

#[network(input = 4)]
struct Function {
    a: Linear<3>,
    b: swish,
}

#[network(input = 4)]
struct Types {
    a: Linear<3>,
    b: Swish,
    c: Center,
    d: Linear<2>,
}

fn main() {
    Types::zeros().predict(&[0.0; 4]);
}
