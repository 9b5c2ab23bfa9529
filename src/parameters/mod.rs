//! What has parameters, and what these are: every tensor by name.

#[cfg(feature = "train")]
pub mod init;
mod tensor;
mod weight;

pub use crate::kernel::layout::Layout;
pub use netwright_macros::Parameters;
pub(crate) use tensor::fits;
pub use tensor::{Path, Role, Tensor};
pub use weight::Weight;

use crate::kernel::memory::plain::Plain;
use crate::scalar::Real;
use core::marker::PhantomData;
use nalgebra::SMatrix;

/// What the parameters of a type are, known when the program is compiled: one tensor, or the parameters of its parts.
///
/// A derived implementation lists the fields. Everything that goes over parameters by name follows from it: initialising, optimising,
/// saving and loading, and the verification of a weights file by the compiler.
#[derive(Clone, Copy, Debug)]
pub enum Content {
    /// One tensor.
    Tensor {
        /// The sizes, `[out, in]` for a weight, none for a single number.
        shape: &'static [usize],
        /// How the elements lie in memory.
        layout: Layout,
        /// What it is to its layer; a part with a [`fan_in`](Part::fan_in) makes a free tensor a bias.
        role: Role,
    },
    /// The parameters of several parts, in their order; none for a type without parameters.
    Parts {
        /// The parts.
        parts: &'static [Part],
    },
}

/// A part of something with parameters: a step of a network, a field of a layer.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Its name in weights files.
    pub name: &'static str,
    /// The scalar of the whole at which it begins.
    pub start: usize,
    /// Whether optimisers leave it alone.
    pub frozen: bool,
    /// The inputs that meet where it is added, if it is a bias.
    pub fan_in: Option<usize>,
    /// Its own parameters.
    pub content: Content,
}

impl Part {
    /// The path of the part, below that of the whole.
    #[must_use]
    pub const fn path<'a>(&'a self, whole: &'a Path<'a>) -> Path<'a> {
        let mut path = whole.child(self.name);
        if self.frozen {
            path = path.frozen();
        }
        match self.fan_in {
            Some(inputs) => path.fan_in(inputs),
            None => path,
        }
    }
}

impl Content {
    /// Calls `visitor` with every tensor; all of it lies at `path`, and begins at scalar `start`.
    fn visit(&self, path: &Path<'_>, start: usize, visitor: &mut Visitor<'_>) {
        match *self {
            Content::Tensor { shape, layout, role } => {
                visitor(&Tensor::new(path, shape, start, layout, path.role(role)));
            }
            Content::Parts { parts } => {
                for part in parts {
                    part.content.visit(&part.path(path), start + part.start, visitor);
                }
            }
        }
    }
}

/// What is called with each tensor.
pub type Visitor<'v> = dyn FnMut(&Tensor<'_>) + 'v;

/// A type with parameters (perhaps none): every layer and every network.
///
/// It is [`Plain`]: nothing but its parameters, one run of scalars, in which [`tensors`](Parameters::tensors) says what lies where. An
/// optimiser goes over the scalars of the gradients, of the network and of its moments in lock step; all of them have the same type. Counting,
/// zeroing, initialising and saving are built on the same two things.
///
/// Networks of any size are created in place on the heap, as zeroed memory that is then filled, and never pass over the stack.
///
/// A network declared with `#[network]` has it already. For a layer of your own it is [derived](derive@crate::layer::Parameters):
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
/// let mut names = Vec::new();
/// Gated::<2, 3>::tensors(&mut |tensor| names.push(tensor.path().to_string()));
/// assert_eq!(names, ["value.weight", "value.bias", "gate", "bias", "slope"]);
/// assert_eq!(<Gated<2, 3> as Parameters<f32>>::COUNT, 9 + 6 + 3 + 1);
/// ```
///
/// The same for a network:
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
/// net.for_each(|tensor, values| tensors.push(format!("{} {:?} {}", tensor.path(), tensor.shape(), values.len())));
/// assert_eq!(tensors, ["hidden.weight [8, 4] 32", "hidden.bias [8] 8", "logits.weight [3, 8] 24"]);
///
/// // The same numbers as one run, for instance to measure a norm.
/// net.for_each_mut(|tensor, values| values.fill(if tensor.is_trainable() { 1.0 } else { 2.0 }));
/// assert_eq!(net.as_slice().iter().map(|x| x * x).sum::<f32>(), 40.0 + 4.0 * 24.0);
/// ```
#[diagnostic::on_unimplemented(
    message = "the parameters of `{Self}` are not known",
    label = "does not implement `Parameters<{T}>`",
    note = "every layer has them, also one without any: write `#[derive(Parameters)]` on it; a network declared with `#[network]` has them by itself"
)]
pub trait Parameters<T: Real>: Plain<T> {
    /// How many numbers the tensors have together.
    const COUNT: usize = <Self as Plain<T>>::LEN;

    /// The same type with numbers of type `U`: `Linear<f64, 2, 3>` for `Linear<f32, 2, 3>`. A declaration names its steps over `f32`, and
    /// uses them over whatever the network computes with.
    type Over<U: Real>: Parameters<U>;

    /// What the parameters are.
    const CONTENT: Content;

    /// The parameters where the type is written as a matrix, `SMatrix<T, OUT, IN>`, which it stays
    /// if `IN` is 1. By its type alone a matrix with one column is a vector.
    #[doc(hidden)]
    const AS_MATRIX: Content = Self::CONTENT;

    /// Describes every tensor to `visitor`, in the order of declaration.
    fn tensors(visitor: &mut Visitor<'_>) {
        Self::CONTENT.visit(&Path::ROOT, 0, visitor);
    }

    /// Calls `f` with every tensor and its numbers.
    fn for_each(&self, mut f: impl FnMut(&Tensor<'_>, &[T])) {
        let scalars = self.as_slice();
        Self::tensors(&mut |tensor| f(tensor, &scalars[tensor.range()]));
    }

    /// Calls `f` with every tensor and its numbers, which it may change.
    fn for_each_mut(&mut self, mut f: impl FnMut(&Tensor<'_>, &mut [T])) {
        let scalars = self.as_mut_slice();
        Self::tensors(&mut |tensor| f(tensor, &mut scalars[tensor.range()]));
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
    /// let mut rng = SmallRng::seed_from_u64(1);
    /// let mut data = Dataset::new(vec![[0.0], [1.0]], vec![[1.0], [3.0]])?;
    /// let (mut net, mut sgd) = (Line::init(&mut rng), Sgd::new(0.4));
    /// let (mut best, mut least) = (net.copy(), f32::INFINITY);
    /// for _ in 0..20 {
    ///     net.fit(Fit::new(Mse), &mut sgd, &mut data, &mut rng)?;
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

    /// Sets every parameter to zero: the third of the five steps of training, when `self` holds gradients.
    fn zero(&mut self) {
        self.as_mut_slice().fill(T::zero());
    }
}

/// Nothing: what a layer has in the place of a bias that it does without.
impl<T: Real> Parameters<T> for () {
    type Over<U: Real> = ();

    const CONTENT: Content = Content::Parts { parts: &[] };
}

/// Nothing: a type that is only mentioned.
impl<T: Real, M: ?Sized> Parameters<T> for PhantomData<M> {
    type Over<U: Real> = Self;

    const CONTENT: Content = Content::Parts { parts: &[] };
}

/// One number, `[]`, as PyTorch has it.
impl<T: Real> Parameters<T> for T {
    type Over<U: Real> = U;

    const CONTENT: Content = Content::Tensor { shape: &[], layout: Layout::ColumnMajor, role: Role::Free };
}

/// Numbers in a row, `[N]`: a vector.
impl<T: Real, const N: usize> Parameters<T> for [T; N] {
    type Over<U: Real> = [U; N];

    const CONTENT: Content = Content::Tensor { shape: &[N], layout: Layout::ColumnMajor, role: Role::Free };
}

/// A vector, `[R]`, where there is one column; else a matrix `[R, C]`, which multiplies `C` inputs for each of `R` outputs.
///
/// In a field of a layer that is written `SMatrix`, as opposed to `SVector`, it is a matrix
/// whatever its sizes are.
impl<T: Real, const R: usize, const C: usize> Parameters<T> for SMatrix<T, R, C> {
    type Over<U: Real> = SMatrix<U, R, C>;

    const CONTENT: Content = match C {
        1 => Content::Tensor { shape: &[R], layout: Layout::ColumnMajor, role: Role::Free },
        _ => Self::AS_MATRIX,
    };

    const AS_MATRIX: Content =
        Content::Tensor { shape: &[R, C], layout: Layout::ColumnMajor, role: Role::Weight { fan_in: C, fan_out: R } };
}
