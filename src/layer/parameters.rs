//! What has parameters: visiting every tensor by name.

use crate::scalar::Real;
use bytemuck::Zeroable;
use core::fmt;

/// The path of a tensor in a network, `block1.fc.weight`: the names that weights files use, as in PyTorch.
///
/// It is a list on the stack, from the innermost name outwards, so that names cost no allocation.
#[derive(Clone, Copy, Debug)]
pub struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    name: &'a str,
    frozen: bool,
}

impl<'a> Path<'a> {
    /// The path of a network itself, which is empty.
    pub const ROOT: Path<'static> = Path { parent: None, name: "", frozen: false };

    /// The path of the step `name` below this one.
    #[must_use]
    pub const fn child(&'a self, name: &'a str) -> Path<'a> {
        Path { parent: Some(self), name, frozen: self.frozen }
    }

    /// The same path, whose tensors the optimisers leave alone (`#[freeze]`).
    #[must_use]
    pub const fn frozen(self) -> Self {
        Path { frozen: true, ..self }
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
}

/// In which order the elements of a matrix lie in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Row after row, as PyTorch and weights files have it.
    RowMajor,
    /// Column after column, as nalgebra has it.
    ColumnMajor,
}

/// The description of one tensor, as visitors receive it together with its numbers.
#[derive(Clone, Copy, Debug)]
pub struct Tensor<'a> {
    path: Path<'a>,
    shape: &'a [usize],
    layout: Layout,
    role: Role,
}

impl<'a> Tensor<'a> {
    /// The tensor `name` of the layer at `path`.
    ///
    /// The shape is the mathematical one, `[out, in]` for a weight; `layout` says how its elements lie in memory.
    #[must_use]
    pub const fn new(path: &'a Path<'a>, name: &'a str, shape: &'a [usize], layout: Layout, role: Role) -> Self {
        Tensor { path: path.child(name), shape, layout, role }
    }

    /// The name in weights files, `hidden.weight`; it is displayed.
    #[must_use]
    pub const fn path(&self) -> &Path<'a> {
        &self.path
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

/// What is called with each tensor: its description, its numbers in the `R` networks that are read, and its
/// numbers in the `W` networks that are written.
pub type Visitor<'v, T, const R: usize, const W: usize> = dyn FnMut(&Tensor<'_>, [&[T]; R], [&mut [T]; W]) + 'v;

/// A type with parameters (perhaps none): every layer and every network.
///
/// There is one way to reach tensors, [`visit`](Parameters::visit), over any number of values of the type at once:
/// an optimiser reads the gradients and writes the network and its moments in lock step, and all of them have the
/// same type. Everything else (counting, zeroing, initialising, saving) is built on it.
///
/// `Zeroable` is required because networks of any size are created in place on the heap, as zeroed memory that is
/// then filled, and never pass over the stack.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no parameters that netwright could visit",
    label = "does not implement `Parameters<{T}>`",
    note = "every layer implements `Parameters`, also one without any; a network declared with `#[network]` does so by itself"
)]
pub trait Parameters<T: Real>: Zeroable {
    /// How many numbers the tensors have together.
    const COUNT: usize;

    /// Calls `visitor` with every tensor, in the order of declaration.
    fn visit<const R: usize, const W: usize>(
        read: [&Self; R],
        write: [&mut Self; W],
        path: &Path<'_>,
        visitor: &mut Visitor<'_, T, R, W>,
    );

    /// Calls `f` with every tensor and its numbers.
    fn for_each(&self, mut f: impl FnMut(&Tensor<'_>, &[T])) {
        Self::visit([self], [], &Path::ROOT, &mut |tensor, [values], []| f(tensor, values));
    }

    /// Calls `f` with every tensor and its numbers, which it may change.
    fn for_each_mut(&mut self, mut f: impl FnMut(&Tensor<'_>, &mut [T])) {
        Self::visit([], [self], &Path::ROOT, &mut |tensor, [], [values]| f(tensor, values));
    }

    /// Sets every parameter to zero: the third of the five steps of training, when `self` holds gradients.
    fn zero(&mut self) {
        self.for_each_mut(|_, values| values.fill(T::zero()));
    }
}

/// Implements [`Parameters`] for a layer that has none.
macro_rules! no_parameters {
    ([$($generics:tt)*] $layer:ty) => {
        impl<T: $crate::scalar::Real, $($generics)*> $crate::layer::Parameters<T> for $layer {
            const COUNT: usize = 0;

            fn visit<const R: usize, const W: usize>(
                _: [&Self; R],
                _: [&mut Self; W],
                _: &$crate::layer::Path<'_>,
                _: &mut $crate::layer::Visitor<'_, T, R, W>,
            ) {
            }
        }
    };
}
pub(crate) use no_parameters;
