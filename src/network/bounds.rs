//! Bounds for generic code over networks: numbers of input features, output features, classes, and
//! parameters.
//!
//! `cargo check` checks the bounds, before a generic function is used at all. A message about a
//! network that does not meet one names the network, the requirement, and the value it has.
//! `#[network]` implements all of them. The guide "Shapes in generic code" shows each of them.
//!
//! Shapes are also available as typenum types: [`Network::InputShape`] and
//! [`Network::OutputShape`], [`Counted::Parameters`] and [`Counted::Steps`]. These hold shapes,
//! `[1, 28, 28]`, where the bounds here count features, 784.

use crate::network::{Classifier, Network, Signature};
use core::marker::PhantomData;
use nalgebra::Const;
use typenum::{Cmp, Compare, Equal, Less, Unsigned};

/// A network that takes `N` features.
///
/// ```
/// use netwright::prelude::*;
///
/// /// Any network over points of the plane.
/// fn at_the_origin<N: Network<Scalar = f32> + Takes<2>>(network: &N) {
///     let _ = network.predict(&[0.0, 0.0]);
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not take an input of size {N}",
    label = "does not take an input of size {N}",
    note = "`&*net` borrows a network that is in a `Box`"
)]
pub trait Takes<const N: usize>: Network + Signature<InDim = Const<N>> {}

/// A network that gives `N` features; often one, for a regression.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not give an output of size {N}",
    label = "does not give an output of size {N}",
    note = "`&*net` borrows a network that is in a `Box`"
)]
pub trait Gives<const N: usize>: Network + Signature<OutDim = Const<N>> {}

/// A classifier of `K` classes: `ClassifierOf<2>` is a binary one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a classifier of {K} classes",
    label = "not a classifier of {K} classes",
    note = "a classifier has an output for each class, and ends in `Linear`, `Softmax` or `LogSoftmax`, not in an activation",
    note = "`&*net` borrows a network that is in a `Box`"
)]
pub trait ClassifierOf<const K: usize>: Classifier + Gives<K> {}

/// A network whose number of parameters is a type, and so are its steps.
///
/// These are all networks without const parameters. (Stable Rust cannot compute typenum numbers
/// from const parameters.)
///
/// ```
/// use netwright::prelude::*;
/// use netwright::shape::{StepType, Rank1};
/// use netwright::typenum::{U2, U3, U9, Unsigned};
///
/// #[network(input = 2)]
/// struct Line(Linear<3>);
///
/// fn same<A>(_: fn(A), _: fn(A)) {}
/// same(|_: <Line as Counted>::Parameters| (), |_: U9| ());
/// same(|_: <Line as Counted>::Steps| (), |_: (StepType<Rank1<U2>, Rank1<U3>, U9>, ())| ());
/// assert_eq!(<Line as Counted>::Parameters::USIZE, Line::PARAMS);
/// ```
#[diagnostic::on_unimplemented(
    message = "the number of parameters of `{Self}` is not known as a type",
    label = "not known as a type",
    note = "it is known for networks declared with `#[network]` that have no const parameters of their own",
    note = "`&*net` borrows a network that is in a `Box`"
)]
pub trait Counted: Network {
    /// The number of parameters, as a typenum number.
    type Parameters: Unsigned;

    /// The steps, in order: `(StepType<INPUT, OUTPUT, PARAMETERS>, (StepType<..>, ()))`.
    type Steps;

    /// The number of parameters in the form that messages show: `Const<N>`.
    #[doc(hidden)]
    type Decimal;
}

/// A limit for [`AtMost`], made with [`limit!`](crate::limit).
#[derive(Clone, Copy, Debug)]
pub struct Limit<const N: usize, Number>(PhantomData<Number>);

/// A network with no more parameters than a limit, `AtMost<limit!(4096)>`.
///
/// ```
/// use netwright::limit;
/// use netwright::prelude::*;
///
/// /// Networks that fit into the memory of some device.
/// fn deploy<N: AtMost<limit!(4096)>>(_: &N) {}
///
/// #[network(input = 2)]
/// struct Small(Linear<100>, Relu, Linear<3>);
/// deploy(&*Small::zeros());
/// ```
///
/// A larger network does not compile:
///
/// ```compile_fail
/// # use netwright::limit;
/// # use netwright::prelude::*;
/// # fn deploy<N: AtMost<limit!(4096)>>(_: &N) {}
/// #[network(input = 2)]
/// struct Large(Linear<100>, Relu, Linear<100>);
/// deploy(&*Large::zeros());
/// ```
#[diagnostic::on_unimplemented(
    message = "the number of parameters of `{Self}` is not known as a type, so it cannot be limited",
    label = "not known as a type",
    note = "it is known for networks declared with `#[network]` that have no const parameters of their own",
    note = "`&*net` borrows a network that is in a `Box`"
)]
pub trait AtMost<L>: Counted {}

impl<N, const LIMIT: usize, const PARAMS: usize, L> AtMost<Limit<LIMIT, L>> for N
where
    N: Counted<Decimal = Const<PARAMS>>,
    N::Parameters: Cmp<L>,
    Compare<N::Parameters, L>: Fits<N, LIMIT, PARAMS>,
{
}

/// The result of a comparison that accepts a network: not [`Greater`](typenum::Greater).
#[diagnostic::on_unimplemented(
    message = "`{N}` has {PARAMS} parameters, but at most {LIMIT} are allowed here",
    label = "{PARAMS} parameters are more than {LIMIT}"
)]
pub trait Fits<N: ?Sized, const LIMIT: usize, const PARAMS: usize> {}

impl<N: ?Sized, const LIMIT: usize, const PARAMS: usize> Fits<N, LIMIT, PARAMS> for Less {}

impl<N: ?Sized, const LIMIT: usize, const PARAMS: usize> Fits<N, LIMIT, PARAMS> for Equal {}

/// A limit for the number of parameters, for
/// [`AtMost<limit!(4096)>`](crate::network::bounds::AtMost): a constant expression below 2^40.
#[macro_export]
macro_rules! limit {
    ($limit:expr) => {
        $crate::network::bounds::Limit<{ $limit }, $crate::number!($limit)>
    };
}
