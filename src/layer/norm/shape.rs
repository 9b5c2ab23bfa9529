//! The shape of a tensor that has a number for each feature, as a type.

use crate::parameters::{Array, Parameters};
use crate::scalar::Real;
use crate::shape::Shape;

/// A shape as an array of nothing: `[[[(); W]; H]; C]` is that of `[C, H, W]` features.
///
/// A layer with a number for each feature is generic over it, so that the tensor has the shape that
/// it has in PyTorch, whatever the number of sizes.
///
/// ```
/// use netwright::layer::{ArrayShape, Parameters};
///
/// type Weight = <[[[(); 5]; 4]; 3] as ArrayShape>::Of<f32>;
/// assert_eq!(Weight::tensors().next().unwrap().shape(), [3, 4, 5]);
/// assert_eq!(<[[(); 7]; 2] as ArrayShape>::LEN, 14);
/// assert_eq!(<[[(); 7]; 2] as ArrayShape>::SHAPE.sizes(), [2, 7]);
/// ```
pub trait ArrayShape: 'static {
    /// The tensor of this shape with numbers of type `T`.
    type Of<T: Real>: Array<T> + Parameters<T>;

    /// The number of features.
    const LEN: usize;

    /// The shape as a value, of which the first three sizes are kept.
    const SHAPE: Shape;
}

impl ArrayShape for () {
    type Of<T: Real> = T;

    const LEN: usize = 1;
    const SHAPE: Shape = Shape::new(&[]);
}

impl<S: ArrayShape, const N: usize> ArrayShape for [S; N] {
    type Of<T: Real> = [S::Of<T>; N];

    const LEN: usize = N * S::LEN;
    const SHAPE: Shape = S::SHAPE.within(N);
}
