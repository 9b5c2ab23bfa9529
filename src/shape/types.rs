//! Shapes as types, made of typenum numbers.

use crate::shape::Shape;
use core::marker::PhantomData;
use nalgebra::Const;
use typenum::{Bit, UInt, UTerm, Unsigned};

/// A size as a type: a typenum number of any size, in its unique binary form, so that equal sizes
/// are equal types.
///
/// A size that is a const parameter of a network is `Const<N>` instead, because stable Rust cannot
/// convert it into binary digits.
///
/// ```
/// use netwright::nalgebra::Const;
/// use netwright::shape::SizeType;
/// use netwright::typenum::U784;
///
/// assert_eq!((<U784 as SizeType>::VALUE, <Const<784> as SizeType>::VALUE), (784, 784));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a size",
    note = "sizes are typenum numbers, as in `Rank1<U784>`; `netwright::number!(5000)` converts any number"
)]
pub trait SizeType {
    /// The number.
    const VALUE: usize;
}

impl SizeType for UTerm {
    const VALUE: usize = 0;
}

impl<U: Unsigned, B: Bit> SizeType for UInt<U, B> {
    const VALUE: usize = <Self as Unsigned>::USIZE;
}

impl<const N: usize> SizeType for Const<N> {
    const VALUE: usize = N;
}

/// A shape as a type: [`Rank1`], [`Rank2`] or [`Rank3`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a shape",
    note = "shapes are `Rank1<N>`, `Rank2<C, L>` and `Rank3<C, H, W>`"
)]
pub trait ShapeType {
    /// The shape as a value.
    const SHAPE: Shape;
}

/// `[N]`: a flat vector.
///
/// ```
/// use netwright::shape::{Rank1, Shape, ShapeType};
/// use netwright::typenum::U3;
///
/// assert_eq!(<Rank1<U3> as ShapeType>::SHAPE, Shape::new(&[3]));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Rank1<N>(PhantomData<N>);

/// `[C, L]`: a sequence, channels first.
#[derive(Clone, Copy, Debug)]
pub struct Rank2<C, L>(PhantomData<(C, L)>);

/// `[C, H, W]`: an image, channels first.
#[derive(Clone, Copy, Debug)]
pub struct Rank3<C, H, W>(PhantomData<(C, H, W)>);

impl<N: SizeType> ShapeType for Rank1<N> {
    const SHAPE: Shape = Shape::new(&[N::VALUE]);
}

impl<C: SizeType, L: SizeType> ShapeType for Rank2<C, L> {
    const SHAPE: Shape = Shape::new(&[C::VALUE, L::VALUE]);
}

impl<C: SizeType, H: SizeType, W: SizeType> ShapeType for Rank3<C, H, W> {
    const SHAPE: Shape = Shape::new(&[C::VALUE, H::VALUE, W::VALUE]);
}

/// One step as a type: the shape of its input (nested pairs for several), the shape of its output,
/// and its number of parameters.
#[derive(Clone, Copy, Debug)]
pub struct StepType<I, O, P>(PhantomData<(I, O, P)>);

/// A rank as a type.
#[derive(Clone, Copy, Debug)]
pub struct OfRank<const R: usize>;

/// The shape of a rank, from the first of three sizes.
pub trait ShapeOfRank<A, B, C> {
    /// The shape.
    type Shape: ShapeType;
}

impl<A: SizeType, B, C> ShapeOfRank<A, B, C> for OfRank<1> {
    type Shape = Rank1<A>;
}

impl<A: SizeType, B: SizeType, C> ShapeOfRank<A, B, C> for OfRank<2> {
    type Shape = Rank2<A, B>;
}

impl<A: SizeType, B: SizeType, C: SizeType> ShapeOfRank<A, B, C> for OfRank<3> {
    type Shape = Rank3<A, B, C>;
}
