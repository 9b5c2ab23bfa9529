//! A tensor of a network: its name, its shape, and where its numbers lie.

use crate::kernel::element::ElementType;
use crate::kernel::layout::{elements, index};
use crate::parameters::path::Path;
use crate::parameters::schema::{Below, TreeWalk};
use crate::parameters::{Layout, Role, Schema};
use core::ops::Range;

/// The description of one tensor: its name and shape, and where its numbers lie in those of the
/// network.
///
/// ```
/// use netwright::layer::{Linear, Parameters, Role};
///
/// let mut tensors = Linear::<f32, 3, 2>::tensors();
/// let weight = tensors.next().unwrap();
/// assert_eq!(weight.path().to_string(), "weight");
/// assert_eq!(weight.shape(), [2, 3]);
/// assert_eq!(weight.role(), Role::Weight { fan_in: 3, fan_out: 2 });
/// assert_eq!(weight.offset(&[1, 2]), 5);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TensorSpec {
    path: Path,
    shape: &'static [usize],
    /// The bytes of the whole before it.
    start: usize,
    layout: Layout,
    role: Role,
    frozen: bool,
    element: ElementType,
}

impl TensorSpec {
    /// The tensor of a number, which is in the field `field` of the whole or one behind it, before
    /// which there are `before` tensors.
    const fn find(whole: &'static Schema, number: usize, field: usize, before: usize) -> Self {
        let (mut start, mut frozen, mut role, mut from) = (0, false, None, field);
        let mut walk = TreeWalk::new(whole, number - before);
        loop {
            match walk.down(from) {
                Below::Field(field) => {
                    start += field.start;
                    frozen |= field.frozen;
                    role = inherited(role, field.role);
                    from = 0;
                }
                Below::Tensor(tensor) => {
                    return TensorSpec {
                        path: Path::new(whole, number),
                        shape: tensor.shape,
                        start,
                        layout: tensor.layout,
                        role: tensor.role.within(role),
                        frozen,
                        element: tensor.element,
                    };
                }
            }
        }
    }

    /// The name in weights files, `hidden.weight`; it is displayed.
    #[must_use]
    pub const fn path(&self) -> &Path {
        &self.path
    }

    /// The sizes, `[out, in]` for a weight, none for a single number.
    #[must_use]
    pub const fn shape(&self) -> &'static [usize] {
        self.shape
    }

    /// The number of elements.
    #[must_use]
    #[allow(clippy::len_without_is_empty)] // No tensor of a network is empty.
    pub const fn len(&self) -> usize {
        elements(self.shape)
    }

    /// The place in the scalars of the network, [`Plain::as_slice`](crate::layer::Plain::as_slice).
    #[must_use]
    pub const fn range(&self) -> Range<usize> {
        let start = self.start / self.element.size();
        start..start + self.len()
    }

    /// The place in the bytes of the network.
    #[must_use]
    pub const fn bytes(&self) -> Range<usize> {
        self.start..self.start + self.len() * self.element.size()
    }

    /// The order of the elements in memory.
    #[must_use]
    pub const fn layout(&self) -> Layout {
        self.layout
    }

    /// The type of the elements.
    #[must_use]
    pub const fn element(&self) -> ElementType {
        self.element
    }

    /// The role of the tensor in its layer.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.role
    }

    /// Returns `true` if optimisers change the tensor: not where the declaration says `#[freeze]`,
    /// and not if it is a [statistic](Role::Statistic).
    #[must_use]
    pub const fn is_trainable(&self) -> bool {
        !self.frozen && self.role.is_parameter()
    }

    /// The place of the element at `indices` among those of the tensor.
    ///
    /// # Panics
    ///
    /// If there are not as many indices as sizes, or one of them is not below its size.
    #[must_use]
    pub const fn offset(&self, indices: &[usize]) -> usize {
        self.layout.offset(self.shape, indices)
    }

    /// The place of the element at a position of the mathematical order, which counts row after
    /// row, the last index fastest, as files and PyTorch do.
    #[must_use]
    pub const fn offset_of(&self, position: usize) -> usize {
        self.layout.offset_of(self.shape, position)
    }

    /// The indices of the element at a position of the mathematical order.
    pub fn indices(&self, position: usize) -> impl ExactSizeIterator<Item = usize> + use<> {
        let shape = self.shape;
        (0..shape.len()).map(move |dimension| index(shape, position, dimension))
    }
}

/// The role that two fields, one in the other, give to their tensors: all below a statistic are
/// statistics, while a bias is a tensor and has nothing below it.
const fn inherited(outer: Option<Role>, own: Option<Role>) -> Option<Role> {
    match (outer, own) {
        (_, Some(Role::Statistic { .. })) => own,
        (Some(Role::Statistic { .. }), _) => outer,
        _ => own,
    }
}

/// The tensors of a type, in the order of declaration.
#[derive(Clone, Debug)]
pub struct Tensors {
    whole: &'static Schema,
    next: usize,
    end: usize,
    /// The field of the whole that the last tensor was in, and the number of tensors before it, so
    /// that the fields of a long network are not gone through anew for each tensor.
    field: usize,
    before: usize,
}

impl Tensors {
    pub(super) const fn new(whole: &'static Schema, first: usize, end: usize) -> Self {
        Tensors { whole, next: first, end, field: 0, before: 0 }
    }

    /// A copy, also in constants.
    pub(crate) const fn copy(&self) -> Self {
        Tensors { ..*self }
    }

    /// Returns the next tensor, as [`next`](Iterator::next) does, also in constants.
    #[inline]
    pub const fn step(&mut self) -> Option<TensorSpec> {
        if self.next == self.end {
            return None;
        }
        if let Schema::Fields { fields } = self.whole {
            while self.next - self.before >= fields[self.field].tensors {
                self.before += fields[self.field].tensors;
                self.field += 1;
            }
        }
        let tensor = TensorSpec::find(self.whole, self.next, self.field, self.before);
        self.next += 1;
        Some(tensor)
    }
}

impl Iterator for Tensors {
    type Item = TensorSpec;

    #[inline]
    fn next(&mut self) -> Option<TensorSpec> {
        self.step()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.end - self.next, Some(self.end - self.next))
    }
}

impl ExactSizeIterator for Tensors {}
