//! The role of a tensor in its layer.

use crate::kernel::layout::elements;

/// The role of a tensor in its layer. It decides the initial values, and whether they are trained.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
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
    /// Belongs to numbers one by one, such as the weight of a normalisation or the slope of an
    /// activation, `#[initial(1.0)]`: it begins at `initial` whatever the distribution of the
    /// weights around it, and at zero if all is to be zero.
    Elementwise {
        /// The value that each of its numbers begins with.
        initial: f64,
    },
    /// None of these. It begins at zero, unless its layer says otherwise in
    #[cfg_attr(feature = "train", doc = "[`initialize`](crate::layer::Differentiable::initialize).")]
    #[cfg_attr(not(feature = "train"), doc = "its initialisation.")]
    Free,
    /// A number that the layer has seen in training, such as a running mean, `#[statistic]`: it is
    /// stored, but is no parameter. No optimiser moves it, and it has no gradient.
    Statistic {
        /// The value that each of its numbers begins with.
        initial: f64,
    },
}

impl Role {
    /// The role that follows from a shape: tensors of two or more sizes are weights, with the fans
    /// of PyTorch's `_calculate_fan_in_and_fan_out`. The first size is that of the outputs, the
    /// second that of the inputs, and each of the others is one of the field that an output sees.
    ///
    /// ```
    /// use netwright::layer::Role;
    ///
    /// assert_eq!(Role::of(&[10, 100]), Role::Weight { fan_in: 100, fan_out: 10 });
    /// assert_eq!(Role::of(&[16, 6, 5, 5]), Role::Weight { fan_in: 6 * 25, fan_out: 16 * 25 });
    /// assert_eq!(Role::of(&[10]), Role::Free);
    /// ```
    #[must_use]
    pub const fn of(shape: &[usize]) -> Self {
        if shape.len() < 2 {
            return Role::Free;
        }
        let (matrix, field) = shape.split_at(2);
        let field = elements(field);
        Role::Weight { fan_in: matrix[1] * field, fan_out: matrix[0] * field }
    }

    /// Returns `true` if the tensor is a parameter, as opposed to a statistic.
    #[must_use]
    pub const fn is_parameter(&self) -> bool {
        !matches!(self, Role::Statistic { .. })
    }

    /// The role of a tensor of this role in a field whose attributes say another one: all below a
    /// statistic are statistics, any tensor can be declared elementwise, and what is neither weight
    /// nor bias can be declared a bias.
    pub(super) const fn within(self, field: Option<Role>) -> Self {
        match (self, field) {
            (Role::Statistic { .. }, _) => self,
            (_, Some(statistic @ Role::Statistic { .. })) => statistic,
            (_, Some(elementwise @ Role::Elementwise { .. })) => elementwise,
            (Role::Free, Some(bias @ Role::Bias { .. })) => bias,
            _ => self,
        }
    }
}
