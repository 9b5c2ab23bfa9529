//! Tensors of any rank as nested arrays.

use crate::kernel::element::Element;
use crate::kernel::memory::plain::Plain;
use crate::parameters::{Layout, Parameters, Schema, TensorSchema};
use crate::scalar::Real;

/// The most sizes of a nested array.
const MAX_RANK: usize = 8;

/// A number, or numbers in nested arrays: a tensor of up to eight sizes.
///
/// The outermost array has the first size. So `[[[[T; 5]; 5]; 1]; 6]` is a tensor of the shape
/// `[6, 1, 5, 5]`, six filters with one channel of 5 × 5, as PyTorch and weights files have it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an array of numbers of type `{T}`",
    label = "neither a number of type `{T}` nor an array of them",
    note = "a tensor is a number, an array, or arrays in arrays; layers are fields of their own"
)]
pub trait Array<T: Element>: Plain<T> {
    /// An array of the same shape with numbers of type `U`.
    type Over<U: Element>: Array<U>;

    /// The number of sizes.
    #[doc(hidden)]
    const RANK: usize;

    /// The sizes, and behind them zeroes.
    #[doc(hidden)]
    const SIZES: [usize; MAX_RANK];

    /// The sizes.
    const SHAPE: &'static [usize] = Self::SIZES.as_slice().split_at(Self::RANK).0;

    /// The description of the tensor.
    const TENSOR: TensorSchema = TensorSchema::new::<T>(Self::SHAPE, Layout::RowMajor);
}

impl<T: Element> Array<T> for T {
    type Over<U: Element> = U;

    const RANK: usize = 0;
    const SIZES: [usize; MAX_RANK] = [0; MAX_RANK];
}

impl<T: Element, A: Array<T>, const N: usize> Array<T> for [A; N] {
    type Over<U: Element> = [A::Over<U>; N];

    const RANK: usize = {
        assert!(A::RANK < MAX_RANK, "a tensor has at most eight sizes");
        A::RANK + 1
    };
    const SIZES: [usize; MAX_RANK] = {
        let (mut sizes, mut position) = ([N; MAX_RANK], 1);
        while position < MAX_RANK {
            sizes[position] = A::SIZES[position - 1];
            position += 1;
        }
        sizes
    };
}

/// One number, `[]`, as PyTorch has it.
impl<T: Real> Parameters<T> for T {
    type Over<U: Real> = U;

    const SCHEMA: &'static Schema = &Schema::Tensor(<T as Array<T>>::TENSOR);
}

/// Numbers in a row, `[N]`, or in nested arrays, `[OUT, IN, HEIGHT, WIDTH]`.
///
/// With two sizes or more the tensor is a weight, whose fans are those of PyTorch.
///
/// ```
/// use netwright::layer::{Parameters, Role};
///
/// // Six filters for images of one channel.
/// let filters = <[[[[f32; 5]; 5]; 1]; 6]>::tensors().next().unwrap();
/// assert_eq!(filters.shape(), [6, 1, 5, 5]);
/// assert_eq!(filters.role(), Role::Weight { fan_in: 25, fan_out: 150 });
/// ```
impl<T: Real, A: Array<T>, const N: usize> Parameters<T> for [A; N] {
    type Over<U: Real> = [A::Over<U>; N];

    const SCHEMA: &'static Schema = &Schema::Tensor(<Self as Array<T>>::TENSOR);
}
