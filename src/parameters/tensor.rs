//! A tensor of a network: its name, its shape, and where its numbers lie.

use crate::kernel::layout::Layout;
use core::fmt;
use core::ops::Range;

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

    /// What a tensor at this path is to its layer, whose own type says `role`.
    pub(crate) const fn role(&self, role: Role) -> Role {
        match (role, self.fan_in) {
            (Role::Free, Some(fan_in)) => Role::Bias { fan_in },
            _ => role,
        }
    }

    /// The path above, unless it is that of the network itself, and the last name.
    pub(crate) const fn split(&self) -> (Option<&Path<'a>>, &'a str) {
        match self.parent {
            Some(parent) if !parent.name.is_empty() => (Some(parent), self.name),
            _ => (None, self.name),
        }
    }

    /// Whether the path is written `name`, in constants, where text cannot be formatted.
    pub(crate) const fn is(&self, name: &str) -> bool {
        self.remains(name.as_bytes(), name.len())
    }

    /// Whether the path is the first `length` bytes of a name.
    const fn remains(&self, name: &[u8], length: usize) -> bool {
        let own = self.name.as_bytes();
        if length < own.len() {
            return false;
        }
        let start = length - own.len();
        let mut position = 0;
        while position < own.len() {
            if name[start + position] != own[position] {
                return false;
            }
            position += 1;
        }
        match self.split() {
            (Some(parent), _) => start > 0 && name[start - 1] == b'.' && parent.remains(name, start - 1),
            (None, _) => start == 0,
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

    /// Where the numbers lie in the scalars of the network, [`Plain::as_slice`](crate::layer::Plain::as_slice).
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.shape.iter().product::<usize>()
    }

    /// The name in weights files, `hidden.weight`; it is displayed.
    #[must_use]
    pub const fn path(&self) -> &Path<'a> {
        self.path
    }

    /// The sizes, `[out, in]` for a weight, none for a single number.
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

    /// The rows and columns of the mathematical matrix: a vector has one column, a single number
    /// one row besides.
    pub(crate) const fn rows_and_columns(&self) -> (usize, usize) {
        match self.shape {
            [] => (1, 1),
            [rows] => (*rows, 1),
            [rows, columns, ..] => (*rows, *columns),
        }
    }

    /// Where the element (row, column) of the mathematical matrix lies in memory; a vector has one column.
    #[must_use]
    pub const fn offset(&self, row: usize, column: usize) -> usize {
        let (rows, columns) = self.rows_and_columns();
        match self.layout {
            Layout::RowMajor => row * columns + column,
            Layout::ColumnMajor => column * rows + row,
        }
    }
}

/// Returns `true` if numbers of the shape `stored` in a file fit a tensor of the shape `declared`.
/// A single number may also be stored as a vector of one, as PyTorch has the slope of `PReLU`.
pub(crate) const fn fits(declared: &[usize], stored: &[usize]) -> bool {
    if let ([], [1]) = (declared, stored) {
        return true;
    }
    let (mut same, mut position) = (declared.len() == stored.len(), 0);
    while same && position < declared.len() {
        same = declared[position] == stored[position];
        position += 1;
    }
    same
}

#[cfg(feature = "weights")]
impl Tensor<'_> {
    /// The indices of the number at a position of the mathematical order, row after row.
    pub(crate) fn place(&self, position: usize) -> alloc::vec::Vec<usize> {
        match self.shape {
            [_, columns] => alloc::vec![position / columns, position % columns],
            [] => alloc::vec![],
            _ => alloc::vec![position],
        }
    }

    /// Where that number lies in memory.
    pub(crate) fn offset_of(&self, position: usize) -> usize {
        let (_, columns) = self.rows_and_columns();
        self.offset(position / columns, position % columns)
    }
}
