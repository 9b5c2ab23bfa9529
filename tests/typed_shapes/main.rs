//! Shapes and counts as types agree with those as values, and with independently computed numbers.

use netwright::number;
use netwright::prelude::*;
use netwright::shape::{Rank1, Rank3, Shape, ShapeType, StepType};
use netwright::typenum::{U1, U3, U28, Unsigned};

/// Compiles only if both types are the same.
fn same<A>(_: fn(A), _: fn(A)) {}

/// The outputs and parameters of a list of steps in types.
trait Rows {
    fn rows() -> Vec<(Shape, usize)>;
}

impl Rows for () {
    fn rows() -> Vec<(Shape, usize)> {
        Vec::new()
    }
}

impl<I, O: ShapeType, P: Unsigned, R: Rows> Rows for (StepType<I, O, P>, R) {
    fn rows() -> Vec<(Shape, usize)> {
        [(O::SHAPE, P::USIZE)].into_iter().chain(R::rows()).collect()
    }
}

/// Checks a network from an input shape to three classes: its number of parameters, and the output
/// and parameters of each step.
macro_rules! check {
    ($network:ident, $input:expr, $params:literal, [$(($output:expr, $count:literal)),*]) => {{
        const INPUT: &[usize] = &$input;
        same(|_: <$network as Counted>::Parameters| (), |_: number!($params)| ());
        same(|_: <$network as Network>::OutputShape| (), |_: Rank1<U3>| ());
        assert_eq!(<<$network as Network>::InputShape as ShapeType>::SHAPE, Shape::new(INPUT));
        assert_eq!((<$network as Network>::INPUT, $network::PARAMS), (Shape::new(INPUT), $params));
        let expected: [(&[usize], usize); _] = [$(($output, $count)),*];
        let expected = expected.map(|(sizes, count)| (Shape::new(sizes), count));
        assert_eq!(<<$network as Counted>::Steps as Rows>::rows(), expected);
        assert_eq!($network::STEPS.iter().map(|step| (step.output, step.params)).collect::<Vec<_>>(), expected);
    }};
}
mod networks;

#[test]
fn types_and_values_agree() {
    networks::check_all();
}

const WIDTH: usize = 5000;

#[network(input = [1, 28, 28])]
struct Numbers(Flatten, Linear<5000>, Relu, Linear<3>);

/// A network with sizes by constants.
#[network(input = [1, { 7 * 4 }, 28])]
struct Constants(Flatten, Linear<WIDTH>, Relu, Linear<{ WIDTH - 4997 }>);

/// A network with a nested network.
#[network(input = [1, 28, 28])]
struct Nested(Flatten, Hidden, Relu, Linear<3>);

#[network(input = 784)]
struct Hidden(Linear<5000>);

#[network(input = [1, 28, 28])]
struct Whole(Numbers);

#[test]
fn shapes_are_the_same_however_they_are_written() {
    same(|_: <Numbers as Network>::InputShape| (), |_: Rank3<U1, U28, U28>| ());
    same(|_: <Numbers as Counted>::Parameters| (), |_: <Constants as Counted>::Parameters| ());
    same(|_: <Numbers as Counted>::Parameters| (), |_: <Nested as Counted>::Parameters| ());
    same(|_: <Numbers as Counted>::Steps| (), |_: <Constants as Counted>::Steps| ());
    same(|_: <Numbers as Counted>::Steps| (), |_: <Nested as Counted>::Steps| ());
    same(|_: <Numbers as Network>::InputShape| (), |_: <Constants as Network>::InputShape| ());
    same(|_: <Numbers as Network>::OutputShape| (), |_: <Constants as Network>::OutputShape| ());
    same(|_: <Numbers as Network>::OutputShape| (), |_: <Whole as Network>::OutputShape| ());
    assert_eq!(<Constants as Counted>::Parameters::USIZE, 785 * 5000 + 3 * 5001);
}

#[network(input = N)]
struct AnySize<const N: usize, const H: usize>(Linear<H>, Tanh, Linear<3>);

#[test]
fn a_const_parameter_is_a_type_of_its_own() {
    use netwright::nalgebra::Const;

    same(|_: <AnySize<4, 70_000> as Network>::InputShape| (), |_: Rank1<Const<4>>| ());
    same(|_: <AnySize<4, 70_000> as Network>::OutputShape| (), |_: Rank1<U3>| ());
    assert_eq!(<AnySize<4, 7> as Network>::INPUT, Shape::new(&[4]));
}
