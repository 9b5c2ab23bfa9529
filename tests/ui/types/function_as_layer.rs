//! A function is not a step: a type that implements `Activation` is, as `Pointwise<..>`.

use netwright::layer::prelude::*;
use netwright::prelude::*;

fn cubed(x: f32) -> f32 {
    x * x * x
}

struct Cubed;

impl Activation for Cubed {
    fn value<T: Real>(x: T) -> T {
        x * x * x
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
    b: cubed,
}

#[network(input = 4)]
struct Types {
    a: Linear<3>,
    b: Cubed,
    c: Center,
    d: Linear<2>,
}

fn main() {
    Types::zeros().predict(&[0.0; 4]);
}
