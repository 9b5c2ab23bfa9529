//! Networks and layers of one's own as steps, with the library renamed.

use nw::layer::{Activation, Infer, Layer};
use nw::nalgebra::{Const, Dim};
use nw::scalar::Real;
use nw::shape::Shape;
use nw::simd::Simd;
use nw::{limit, network, number};

/// A network that is a step of others.
#[network(input = 3, crate = nw)]
#[derive(Debug, Clone, PartialEq)]
pub struct Block<const H: usize = 2> {
    down: Linear<H>,
    tanh: Tanh,
    up: Linear<3>,
    #[from(up, input)]
    sum: Add,
}

/// A function of one number.
#[derive(Debug)]
pub struct Square;

impl Activation for Square {
    fn value<T: Real>(x: T) -> T {
        x * x
    }

    fn derivative<T: Real>(x: T, _: T) -> T {
        x + x
    }
}

/// The first half of the features.
#[derive(Debug, Clone, PartialEq, nw::layer::Parameters)]
#[netwright(crate = nw)]
pub struct Half<const IN: usize, const OUT: usize>;

impl<T: Real, const IN: usize, const OUT: usize> Layer<T> for Half<IN, OUT> {
    type In = Const<IN>;
    type Out = Const<OUT>;
    type Scratch = ();

    const OUTPUT: Shape = Shape::new(&[IN / 2]);

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
        y.copy_from(&x.rows(0, OUT));
    }
}

/// All of them, never trained: with the feature `train` on elsewhere, `Half` still needs no
/// backward pass.
#[network(input = 3, output = 2, train = false, crate = nw)]
#[derive(Debug, Clone, PartialEq)]
pub struct Nested {
    /// By its name.
    pub block: Block,
    again: Block<5>,
    square: Pointwise<Square>,
    #[from(block, square)]
    both: Concat,
    half: Half<_, _>,
    logits: Linear<2>,
}

/// A const parameter that goes on.
#[network(input = 3, crate = nw)]
#[derive(Debug)]
pub struct Outer<const T: usize> {
    #[freeze]
    block: Block<T>,
    other: Block<T>,
    last: Linear<3, 2>,
}

/// A bound of the library.
pub fn fits<N: nw::bounds::AtMost<limit!(100)> + nw::bounds::Takes<3>>(_: &N) {}

/// A number of the library.
pub type Thousand = number!(1000);

/// Nobody else sees this one.
#[network(input = 2, crate = nw)]
#[derive(Debug)]
struct Private<const H: usize = 3>(Linear<H>, Tanh, Linear<2>);

/// Everybody sees this one.
#[network(input = 2, crate = nw)]
#[derive(Debug)]
pub struct Public {
    private: Private,
    other: Private<4>,
}

/// And this one.
#[network(input = 2, crate = nw)]
#[derive(Debug)]
pub struct PublicOfAnySize<const H: usize> {
    private: Private<H>,
    last: Linear<2, 3>,
}
