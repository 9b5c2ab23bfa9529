//! Parameters: every tensor of a layer or a network, by name.

mod array;
#[cfg(feature = "train")]
pub mod init;
mod path;
mod role;
mod schema;
mod tensor;
mod weight;

pub use crate::kernel::layout::Layout;
pub use array::Array;
pub use netwright_macros::Parameters;
pub use path::{Names, Path};
pub use role::Role;
pub use schema::{Field, Schema, TensorSchema};
pub use tensor::{TensorSpec, Tensors};
pub use weight::Weight;

use crate::kernel::memory::plain::Plain;
use crate::kernel::threads;
use crate::scalar::Real;
use core::marker::PhantomData;
use nalgebra::SMatrix;

/// A type with parameters (perhaps none): every layer and every network.
///
/// It is [`Plain`]: nothing but its parameters, contiguous scalars, in which
/// [`tensors`](Parameters::tensors) says what lies where. An optimiser goes over the scalars of the
/// gradients, of the network and of its moments in lock step; all of them have the same type.
/// Counting, zeroing, initialising and saving are built on these two things.
///
/// Networks of any size are created in place on the heap, as zeroed memory that is then filled, and
/// never pass over the stack.
///
/// A network declared with `#[network]` has it already. For a layer of your own it is
/// [derived](derive@crate::layer::Parameters):
///
/// ```
/// use netwright::layer::{Linear, Parameters, Weight};
/// use netwright::nalgebra::SVector;
/// use netwright::scalar::Real;
///
/// #[derive(Parameters)]
/// struct Gated<const IN: usize, const OUT: usize, T: Real = f32> {
///     value: Linear<T, IN, OUT>,
///     gate: Weight<T, OUT, IN>,
///     #[fan_in(IN)]
///     bias: SVector<T, OUT>,
///     slope: T,
/// }
///
/// let names: Vec<_> = Gated::<2, 3>::tensors().map(|tensor| tensor.path().to_string()).collect();
/// assert_eq!(names, ["value.weight", "value.bias", "gate", "bias", "slope"]);
/// assert_eq!(<Gated<2, 3> as Parameters<f32>>::COUNT, 9 + 6 + 3 + 1);
/// ```
///
/// For a network:
///
/// ```
/// use netwright::layer::Plain;
/// use netwright::prelude::*;
///
/// #[network(input = 4)]
/// struct Net {
///     hidden: Linear<8>,
///     tanh: Tanh,
///     #[freeze]
///     logits: Linear<3, NoBias>,
/// }
///
/// let mut net = Net::zeros();
/// let mut tensors = Vec::new();
/// for (tensor, values) in net.named_tensors() {
///     tensors.push(format!("{} {:?} {}", tensor.path(), tensor.shape(), values.len()));
/// }
/// assert_eq!(tensors, ["hidden.weight [8, 4] 32", "hidden.bias [8] 8", "logits.weight [3, 8] 24"]);
///
/// for tensor in Net::<f32>::tensors() {
///     net.values_mut(&tensor).fill(if tensor.is_trainable() { 1.0 } else { 2.0 });
/// }
/// // All numbers as one slice, for instance to measure a norm.
/// assert_eq!(net.as_slice().iter().map(|x| x * x).sum::<f32>(), 40.0 + 4.0 * 24.0);
/// ```
#[diagnostic::on_unimplemented(
    message = "the parameters of `{Self}` are not known",
    label = "does not implement `Parameters<{T}>`",
    note = "every layer needs them, even without fields: write `#[derive(Parameters)]` on it; `#[network]` implements them for a network"
)]
pub trait Parameters<T: Real>: Plain<T> {
    /// The number of parameters: of all numbers but [statistics](Role::Statistic), which are stored
    /// too, [`Plain::LEN`].
    const COUNT: usize = Self::SCHEMA.parameters();

    /// This type with numbers of type `U`: `Linear<f64, 2, 3>` for `Linear<f32, 2, 3>`. A
    /// declaration names its steps over `f32`, and uses them over the element type of the network.
    type Over<U: Real>: Parameters<U>;

    /// The description of all tensors.
    const SCHEMA: &'static Schema;

    /// The description where the type is written as a matrix, `SMatrix<T, OUT, IN>`, which it stays
    /// if `IN` is 1. By its type alone a matrix with one column is a vector.
    #[doc(hidden)]
    const AS_MATRIX: &'static Schema = Self::SCHEMA;

    /// The tensors, in the order of declaration.
    #[must_use]
    fn tensors() -> Tensors {
        Self::SCHEMA.tensors()
    }

    /// The tensors with their numbers, in the order of declaration.
    #[must_use]
    fn named_tensors(&self) -> impl ExactSizeIterator<Item = (TensorSpec, &[T])> {
        Self::tensors().map(|tensor| (tensor, self.values(&tensor)))
    }

    /// The numbers of one of the tensors, in the order of its [layout](TensorSpec::layout).
    ///
    /// # Panics
    ///
    /// May panic if the tensor is not one of this type.
    #[must_use]
    fn values(&self, tensor: &TensorSpec) -> &[T] {
        &self.as_slice()[tensor.range()]
    }

    /// The numbers of one of the tensors, to be changed.
    ///
    /// # Panics
    ///
    /// May panic if the tensor is not one of this type.
    #[must_use]
    fn values_mut(&mut self, tensor: &TensorSpec) -> &mut [T] {
        &mut self.as_mut_slice()[tensor.range()]
    }

    /// A copy on the heap, made there in place.
    ///
    /// `#[derive(Clone)]` on a network of up to 64 KiB is what it always is. On a larger one it
    /// makes boxes of the network `Clone`, by this function, since a value would pass over the
    /// stack, which may be too small. Where the macro cannot count the parameters, it is refused
    /// for large ones, in favour of this function.
    ///
    /// ```
    /// use netwright::prelude::*;
    /// use rand::{SeedableRng, rngs::SmallRng};
    ///
    /// #[network(input = 784)]
    /// struct Digits(Linear<512>, Relu, Linear<10>);
    ///
    /// let net = Digits::init(&mut SmallRng::seed_from_u64(1));
    /// let best: Box<Digits> = net.copy();
    /// assert_eq!(best.predict(&[0.5; 784]), net.predict(&[0.5; 784]));
    /// ```
    #[cfg(feature = "alloc")]
    #[must_use]
    fn copy(&self) -> alloc::boxed::Box<Self> {
        let mut copy: alloc::boxed::Box<Self> = bytemuck::zeroed_box();
        copy.copy_from(self);
        copy
    }

    /// Takes over every parameter of `other`, in place; nothing is allocated. So training keeps the
    /// best network that it has seen:
    ///
    /// ```
    /// use netwright::prelude::*;
    /// use rand::{SeedableRng, rngs::SmallRng};
    ///
    /// #[network(input = 1)]
    /// struct Line(Linear<1>);
    ///
    /// let data = Dataset::new(&[[0.0], [1.0]], &[[1.0], [3.0]])?;
    /// let (mut net, mut sgd) = (Line::init(&mut SmallRng::seed_from_u64(1)), Sgd::new(0.4));
    /// let (mut best, mut least) = (net.copy(), f32::INFINITY);
    /// for _ in 0..20 {
    ///     Trainer::new(Mse, &mut sgd).fit(&mut net, &data)?;
    ///     let error = (net.predict(&[2.0])[0] - 5.0).abs(); // on data that it has not seen
    ///     if error < least {
    ///         least = error;
    ///         best.copy_from(&net);
    ///     }
    /// }
    /// assert_eq!((best.predict(&[2.0])[0] - 5.0).abs(), least);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    fn copy_from(&mut self, other: &Self) {
        self.as_mut_slice().copy_from_slice(other.as_slice());
    }

    /// Sets every parameter to zero: the third of the five steps of training, when `self` holds
    /// gradients.
    fn zero(&mut self) {
        threads::fill(self.as_mut_slice(), T::zero());
    }
}

/// No parameters; stands for an absent bias.
impl<T: Real> Parameters<T> for () {
    type Over<U: Real> = ();

    const SCHEMA: &'static Schema = Schema::EMPTY;
}

/// No parameters; a type that is only mentioned.
impl<T: Real, M: ?Sized> Parameters<T> for PhantomData<M> {
    type Over<U: Real> = Self;

    const SCHEMA: &'static Schema = Schema::EMPTY;
}

/// A vector, `[R]`, where there is one column; else a matrix `[R, C]`, which multiplies `C` inputs
/// for each of `R` outputs.
///
/// In a field of a layer that is written `SMatrix`, as opposed to `SVector`, it is a matrix
/// whatever its sizes are.
impl<T: Real, const R: usize, const C: usize> Parameters<T> for SMatrix<T, R, C> {
    type Over<U: Real> = SMatrix<U, R, C>;

    const SCHEMA: &'static Schema = match C {
        1 => &Schema::Tensor(TensorSchema::new::<T>(&[R], Layout::ColumnMajor)),
        _ => Self::AS_MATRIX,
    };

    const AS_MATRIX: &'static Schema = &Schema::Tensor(TensorSchema::new::<T>(&[R, C], Layout::ColumnMajor));
}
