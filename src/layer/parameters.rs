//! What has parameters: visiting every tensor by name.

use crate::kernel::plain::Plain;
use crate::kernel::product::Layout;
use crate::scalar::Real;
use core::fmt;
use core::marker::PhantomData;
use core::ops::Range;
use nalgebra::SMatrix;

/// The path of a tensor in a network, `block1.fc.weight`: the names that weights files use, as in PyTorch.
///
/// It is a list on the stack, from the innermost name outwards, so that names cost no allocation.
///
/// ```
/// use netwright::layer::Path;
///
/// let block = Path::ROOT.child("block1");
/// assert_eq!(block.child("fc").to_string(), "block1.fc");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    name: &'a str,
    frozen: bool,
    fan_in: Option<usize>,
}

impl<'a> Path<'a> {
    /// The path of a network itself, which is empty.
    pub const ROOT: Path<'static> = Path { parent: None, name: "", frozen: false, fan_in: None };

    /// The path of the step `name` below this one.
    #[must_use]
    pub const fn child(&'a self, name: &'a str) -> Path<'a> {
        Path { parent: Some(self), name, frozen: self.frozen, fan_in: None }
    }

    /// The same path, whose tensors the optimisers leave alone (`#[freeze]`).
    #[must_use]
    pub const fn frozen(self) -> Self {
        Path { frozen: true, ..self }
    }

    /// The same path of a bias, which is added where `inputs` inputs meet: `#[fan_in(..)]` on a field.
    #[must_use]
    pub const fn fan_in(self, inputs: usize) -> Self {
        Path { fan_in: Some(inputs), ..self }
    }

    /// What a vector at this path is to its layer.
    pub(crate) const fn role_of_vector(&self) -> Role {
        match self.fan_in {
            Some(fan_in) => Role::Bias { fan_in },
            None => Role::Free,
        }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent.filter(|parent| !parent.name.is_empty()) {
            write!(f, "{parent}.")?;
        }
        f.write_str(self.name)
    }
}

/// What a tensor is to its layer. Initialisation follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Multiplies `fan_in` inputs for each output, and each input for `fan_out` outputs.
    Weight {
        /// Inputs that meet in one output.
        fan_in: usize,
        /// Outputs that one input goes to.
        fan_out: usize,
    },
    /// Is added to an output in which `fan_in` inputs meet.
    Bias {
        /// Inputs that meet in one output.
        fan_in: usize,
    },
    /// Neither of the two. It begins at zero, unless its layer says otherwise in
    #[cfg_attr(feature = "train", doc = "[`initialize`](crate::layer::Differentiable::initialize).")]
    #[cfg_attr(not(feature = "train"), doc = "its initialisation.")]
    Free,
}

/// The description of one tensor: its name and shape, and where its numbers lie in the scalars of the network.
///
/// ```
/// use netwright::layer::{Layout, Path, Role, Tensor};
///
/// let (layer, role) = (Path::ROOT.child("fc"), Role::Weight { fan_in: 3, fan_out: 2 });
/// let path = layer.child("weight");
/// let weight = Tensor::new(&path, &[2, 3], 100, Layout::RowMajor, role);
/// assert_eq!((weight.path().to_string().as_str(), weight.range()), ("fc.weight", 100..106));
/// assert_eq!(weight.offset(1, 2), 5);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Tensor<'a> {
    path: &'a Path<'a>,
    shape: &'a [usize],
    start: usize,
    layout: Layout,
    role: Role,
}

impl<'a> Tensor<'a> {
    /// The tensor at `path`, whose numbers begin at scalar `start` of the network.
    ///
    /// The shape is the mathematical one, `[out, in]` for a weight; `layout` says how its elements lie in memory.
    #[must_use]
    pub const fn new(path: &'a Path<'a>, shape: &'a [usize], start: usize, layout: Layout, role: Role) -> Self {
        Tensor { path, shape, start, layout, role }
    }

    /// Where the numbers lie in the scalars of the network, [`Plain::as_slice`].
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.shape.iter().product::<usize>()
    }

    /// The name in weights files, `hidden.weight`; it is displayed.
    #[must_use]
    pub const fn path(&self) -> &Path<'a> {
        self.path
    }

    /// The sizes, `[out, in]` for a weight.
    #[must_use]
    pub const fn shape(&self) -> &'a [usize] {
        self.shape
    }

    /// How the elements lie in memory.
    #[must_use]
    pub const fn layout(&self) -> Layout {
        self.layout
    }

    /// What the tensor is to its layer.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }

    /// Whether optimisers change the tensor; not where the declaration says `#[freeze]`.
    #[must_use]
    pub const fn is_trainable(&self) -> bool {
        !self.path.frozen
    }

    /// Where the element (row, column) of the mathematical matrix lies in memory; a vector has one column.
    #[must_use]
    pub const fn offset(&self, row: usize, column: usize) -> usize {
        let columns = if let [_, columns] = self.shape { *columns } else { 1 };
        match self.layout {
            Layout::RowMajor => row * columns + column,
            Layout::ColumnMajor => column * self.shape[0] + row,
        }
    }
}

#[cfg(feature = "weights")]
impl Tensor<'_> {
    /// The indices of the number at a position of the mathematical order, row after row.
    pub(crate) fn place(&self, position: usize) -> alloc::vec::Vec<usize> {
        match self.shape {
            [_, columns] => alloc::vec![position / columns, position % columns],
            _ => alloc::vec![position],
        }
    }

    /// Where that number lies in memory.
    pub(crate) fn offset_of(&self, position: usize) -> usize {
        let columns = if let [_, columns] = self.shape { *columns } else { 1 };
        self.offset(position / columns, position % columns)
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
/// use netwright::layer::{Linear, Parameters, Path, Weight};
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
/// Gated::<2, 3>::tensors(&Path::ROOT, 0, &mut |tensor| names.push(tensor.path().to_string()));
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
    message = "`{Self}` has no parameters that netwright could visit",
    label = "does not implement `Parameters<{T}>`",
    note = "every layer has them, also one without any: write `#[derive(Parameters)]` on it; a network declared with `#[network]` has them by itself"
)]
pub trait Parameters<T: Real>: Plain<T> {
    /// How many numbers the tensors have together.
    const COUNT: usize = <Self as Plain<T>>::LEN;

    /// The same type with numbers of type `U`: `Linear<f64, 2, 3>` for `Linear<f32, 2, 3>`. A declaration names its steps over `f32`, and
    /// uses them over whatever the network computes with.
    type Over<U: Real>: Parameters<U>;

    /// Describes every tensor to `visitor`, in the order of declaration. The type lies at `path`, and its scalars begin at `start`, in the
    /// network that it is part of.
    fn tensors(path: &Path<'_>, start: usize, visitor: &mut Visitor<'_>);

    /// Calls `f` with every tensor and its numbers.
    fn for_each(&self, mut f: impl FnMut(&Tensor<'_>, &[T])) {
        let scalars = self.as_slice();
        Self::tensors(&Path::ROOT, 0, &mut |tensor| f(tensor, &scalars[tensor.range()]));
    }

    /// Calls `f` with every tensor and its numbers, which it may change.
    fn for_each_mut(&mut self, mut f: impl FnMut(&Tensor<'_>, &mut [T])) {
        let scalars = self.as_mut_slice();
        Self::tensors(&Path::ROOT, 0, &mut |tensor| f(tensor, &mut scalars[tensor.range()]));
    }

    /// Sets every parameter to zero: the third of the five steps of training, when `self` holds gradients.
    fn zero(&mut self) {
        self.as_mut_slice().fill(T::zero());
    }
}

/// Nothing: what a layer has in the place of a bias that it does without.
impl<T: Real> Parameters<T> for () {
    type Over<U: Real> = ();

    fn tensors(_: &Path<'_>, _: usize, _: &mut Visitor<'_>) {}
}

/// Nothing: a type that is only mentioned.
impl<T: Real, M: ?Sized> Parameters<T> for PhantomData<M> {
    type Over<U: Real> = Self;

    fn tensors(_: &Path<'_>, _: usize, _: &mut Visitor<'_>) {}
}

/// One number, `[1]`.
impl<T: Real> Parameters<T> for T {
    type Over<U: Real> = U;

    fn tensors(path: &Path<'_>, start: usize, visitor: &mut Visitor<'_>) {
        visitor(&Tensor::new(path, &[1], start, Layout::ColumnMajor, path.role_of_vector()));
    }
}

/// A vector, `[R]`, where there is one column; else a matrix `[R, C]`, which multiplies `C` inputs for each of `R` outputs.
impl<T: Real, const R: usize, const C: usize> Parameters<T> for SMatrix<T, R, C> {
    type Over<U: Real> = SMatrix<U, R, C>;

    fn tensors(path: &Path<'_>, start: usize, visitor: &mut Visitor<'_>) {
        let tensor = match C {
            1 => Tensor::new(path, &[R], start, Layout::ColumnMajor, path.role_of_vector()),
            _ => Tensor::new(path, &[R, C], start, Layout::ColumnMajor, Role::Weight { fan_in: C, fan_out: R }),
        };
        visitor(&tensor);
    }
}
