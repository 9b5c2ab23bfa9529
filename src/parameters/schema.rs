//! The tree of the tensors of a type, known when the program is compiled.

use crate::kernel::element::{Element, ElementType};
use crate::parameters::{Layout, Role, Tensors};

/// A description of everything that a type stores: one tensor, or the tensors of its fields.
///
/// A derived implementation of [`Parameters`](crate::layer::Parameters) lists the fields. All that
/// goes over parameters by name follows from it: initialising, optimising, saving and loading, and
/// the verification of a weights file by the compiler.
///
/// ```
/// use netwright::layer::{Linear, Parameters};
///
/// let schema = <Linear<f32, 2, 3> as Parameters<f32>>::SCHEMA;
/// let names: Vec<_> = schema.tensors().map(|tensor| tensor.path().to_string()).collect();
/// assert_eq!(names, ["weight", "bias"]);
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Schema {
    /// One tensor.
    Tensor(TensorSchema),
    /// The tensors of several fields, in their order; none for a type without any.
    Fields {
        /// The fields.
        fields: &'static [Field],
    },
}

/// A description of a type that is one tensor.
#[derive(Clone, Copy, Debug)]
pub struct TensorSchema {
    /// The sizes, `[out, in]` for a weight, none for a single number.
    pub shape: &'static [usize],
    /// The order of the elements in memory.
    pub layout: Layout,
    /// The role, unless the field that the tensor is in says another one.
    pub role: Role,
    /// The type of the elements.
    pub element: ElementType,
}

impl TensorSchema {
    /// A tensor whose role follows from its shape, [`Role::of`].
    #[must_use]
    pub const fn new<T: Element>(shape: &'static [usize], layout: Layout) -> Self {
        TensorSchema { shape, layout, role: Role::of(shape), element: T::TYPE }
    }
}

/// A field: a step of a network, a part of a layer.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub(super) name: &'static str,
    /// The bytes of the whole before it.
    pub(super) start: usize,
    /// True if optimisers leave it alone.
    pub(super) frozen: bool,
    /// The role that its attributes give to its tensors.
    pub(super) role: Option<Role>,
    /// The number of tensors in it.
    pub(super) tensors: usize,
    pub(super) schema: &'static Schema,
}

impl Schema {
    /// The schema of a type that stores nothing.
    pub const EMPTY: &'static Schema = &Schema::Fields { fields: &[] };

    /// The tensors, in the order of declaration.
    #[must_use]
    pub const fn tensors(&'static self) -> Tensors {
        Tensors::new(self, 0, self.count())
    }

    /// The number of fields; none for a single tensor.
    pub(crate) const fn len(&self) -> usize {
        match self {
            Schema::Tensor(_) => 0,
            Schema::Fields { fields } => fields.len(),
        }
    }

    /// The tensors of one of the fields, whose paths begin with its name.
    pub(crate) const fn tensors_of(&'static self, field: usize) -> Tensors {
        let Schema::Fields { fields } = self else { return self.tensors() };
        let (mut first, mut position) = (0, 0);
        while position < field {
            first += fields[position].tensors;
            position += 1;
        }
        Tensors::new(self, first, first + fields[field].tensors)
    }

    /// The number of tensors.
    const fn count(&self) -> usize {
        let Schema::Fields { fields } = self else { return 1 };
        let (mut count, mut position) = (0, 0);
        while position < fields.len() {
            count += fields[position].tensors;
            position += 1;
        }
        count
    }

    /// The number of elements of all tensors but statistics.
    pub(super) const fn parameters(&'static self) -> usize {
        let (mut count, mut tensors) = (0, self.tensors());
        while let Some(tensor) = tensors.step() {
            if tensor.role().is_parameter() {
                count += tensor.len();
            }
        }
        count
    }
}

impl Field {
    /// The field `name`, which begins `start` bytes behind the beginning of the struct:
    /// [`offset_of!`](core::mem::offset_of).
    #[must_use]
    pub const fn new(name: &'static str, start: usize, schema: &'static Schema) -> Self {
        Field { name, start, frozen: false, role: None, tensors: schema.count(), schema }
    }

    /// Leaves the field out of training, `#[freeze]`.
    #[must_use]
    pub const fn frozen(self) -> Self {
        Field { frozen: true, ..self }
    }

    /// Makes a vector a bias, which is added where `fan_in` inputs meet: `#[fan_in(..)]`.
    #[must_use]
    pub const fn bias(self, fan_in: usize) -> Self {
        Field { role: Some(Role::Bias { fan_in }), ..self }
    }

    /// Makes the tensors elementwise, whose numbers begin at `initial`: `#[initial(..)]`.
    #[must_use]
    pub const fn elementwise(self, initial: f64) -> Self {
        Field { role: Some(Role::Elementwise { initial }), ..self }
    }

    /// Makes the tensors statistics, whose numbers begin at `initial`: `#[statistic]`.
    #[must_use]
    pub const fn statistic(self, initial: f64) -> Self {
        Field { role: Some(Role::Statistic { initial }), ..self }
    }

    /// The field under another name.
    pub(crate) const fn renamed(self, name: &'static str) -> Self {
        Field { name, ..self }
    }

    /// The field of a struct that begins so many bytes behind the beginning of another.
    pub(crate) const fn moved(self, start: usize) -> Self {
        Field { start: self.start + start, ..self }
    }

    /// The description of what is in it.
    #[cfg(feature = "weights")]
    pub(crate) const fn schema(&self) -> &'static Schema {
        self.schema
    }

    /// The name in weights files.
    pub(crate) const fn name(&self) -> &'static str {
        self.name
    }
}

/// The way down a tree to one of its tensors.
#[derive(Clone, Copy)]
pub(super) struct TreeWalk {
    schema: &'static Schema,
    /// The number of the tensor among those below.
    number: usize,
}

impl TreeWalk {
    pub(super) const fn new(schema: &'static Schema, number: usize) -> Self {
        TreeWalk { schema, number }
    }

    /// Goes down into the field that the tensor is in, which is `from` or one behind it.
    pub(super) const fn down(&mut self, from: usize) -> Below {
        match self.schema {
            Schema::Tensor(tensor) => Below::Tensor(tensor),
            Schema::Fields { fields } => {
                let mut position = from;
                while self.number >= fields[position].tensors {
                    self.number -= fields[position].tensors;
                    position += 1;
                }
                self.schema = fields[position].schema;
                Below::Field(&fields[position])
            }
        }
    }
}

/// The next part of the way down to a tensor.
pub(super) enum Below {
    Field(&'static Field),
    Tensor(&'static TensorSchema),
}
