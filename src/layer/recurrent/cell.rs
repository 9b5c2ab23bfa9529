//! The parameters of one layer in one direction.

use super::RecurrentUnit;
use crate::kernel::recurrent;
use crate::layer::{BiasOption, Layout, Parameters, Plain, Schema, TensorSchema, WithBias};
use crate::scalar::Real;
use core::fmt;
use core::ops::{Index, IndexMut};

/// A weight of all gates, a matrix of `GATES·H` rows and `IN` columns, which lies by columns: so
/// each number of the input is multiplied with whole registers.
///
/// The rows are those of PyTorch: the first `H` belong to the first gate. Elements are addressed
/// mathematically, `weight[(row, column)]`.
#[derive(Clone, PartialEq)]
#[repr(transparent)]
pub struct GateWeight<T, const GATES: usize, const H: usize, const IN: usize> {
    columns: [[[T; H]; GATES]; IN],
}

crate::__plain_struct!(T in [T: Real, const GATES: usize, const H: usize, const IN: usize]
    GateWeight [T, GATES, H, IN] { columns: [[[T; H]; GATES]; IN] });

/// The matrix as one tensor, `[GATES·H, IN]`.
impl<T: Real, const GATES: usize, const H: usize, const IN: usize> Parameters<T> for GateWeight<T, GATES, H, IN> {
    type Over<U: Real> = GateWeight<U, GATES, H, IN>;

    const SCHEMA: &'static Schema = &Schema::Tensor(TensorSchema::new::<T>(&[GATES * H, IN], Layout::ColumnMajor));
}

impl<T, const GATES: usize, const H: usize, const IN: usize> Index<(usize, usize)> for GateWeight<T, GATES, H, IN> {
    type Output = T;

    /// The element (row, column). Panics outside the matrix, as indexing does.
    fn index(&self, (row, column): (usize, usize)) -> &T {
        &self.columns[column].as_flattened()[row]
    }
}

impl<T, const GATES: usize, const H: usize, const IN: usize> IndexMut<(usize, usize)> for GateWeight<T, GATES, H, IN> {
    fn index_mut(&mut self, (row, column): (usize, usize)) -> &mut T {
        &mut self.columns[column].as_flattened_mut()[row]
    }
}

impl<T: Real, const GATES: usize, const H: usize, const IN: usize> fmt::Debug for GateWeight<T, GATES, H, IN> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = |row| core::array::from_fn::<T, IN, _>(|column| self[(row, column)]);
        f.debug_list().entries((0..GATES * H).map(row)).finish()
    }
}

/// A bias of all gates, a vector of `GATES·H` numbers: the first `H` belong to the first gate.
#[derive(Clone, PartialEq)]
#[repr(transparent)]
pub struct GateBias<T, const GATES: usize, const H: usize> {
    gates: [[T; H]; GATES],
}

crate::__plain_struct!(T in [T: Real, const GATES: usize, const H: usize]
    GateBias [T, GATES, H] { gates: [[T; H]; GATES] });

/// The vector as one tensor, `[GATES·H]`.
impl<T: Real, const GATES: usize, const H: usize> Parameters<T> for GateBias<T, GATES, H> {
    type Over<U: Real> = GateBias<U, GATES, H>;

    const SCHEMA: &'static Schema = &Schema::Tensor(TensorSchema::new::<T>(&[GATES * H], Layout::ColumnMajor));
}

impl<T, const GATES: usize, const H: usize> Index<usize> for GateBias<T, GATES, H> {
    type Output = T;

    /// The element of a row. Panics outside the vector, as indexing does.
    fn index(&self, row: usize) -> &T {
        &self.gates.as_flattened()[row]
    }
}

impl<T, const GATES: usize, const H: usize> IndexMut<usize> for GateBias<T, GATES, H> {
    fn index_mut(&mut self, row: usize) -> &mut T {
        &mut self.gates.as_flattened_mut()[row]
    }
}

impl<T: Real, const GATES: usize, const H: usize> fmt::Debug for GateBias<T, GATES, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.gates.as_flattened().fmt(f)
    }
}

/// The parameters of one layer of a recurrent network in one direction, with `GATES` gates of `H`
/// units over frames of `IN` numbers.
///
/// Rows of weights and biases are in PyTorch's order of gates: `r, z, n` of a GRU, `i, f, g, o` of
/// an LSTM.
#[derive(Clone, Debug, PartialEq, Parameters)]
pub struct RecurrentCell<T: Real, const GATES: usize, const IN: usize, const H: usize, O: BiasOption = WithBias> {
    /// The weight `W_ih` of the input, `[GATES·H, IN]`.
    pub weight_ih: GateWeight<T, GATES, H, IN>,
    /// The weight `W_hh` of the state before, `[GATES·H, H]`.
    pub weight_hh: GateWeight<T, GATES, H, H>,
    /// The bias `b_ih`, `[GATES·H]`; `()` with [`NoBias`](crate::layer::NoBias).
    #[fan_in(H)]
    pub bias_ih: O::Gates<T, GATES, H>,
    /// The bias `b_hh`, `[GATES·H]`; `()` with [`NoBias`](crate::layer::NoBias).
    #[fan_in(H)]
    pub bias_hh: O::Gates<T, GATES, H>,
}

impl<T: Real, const GATES: usize, const IN: usize, const H: usize, O: BiasOption> RecurrentCell<T, GATES, IN, H, O> {
    /// The cell as the kernels see it.
    #[inline(always)]
    pub(super) fn view<U: RecurrentUnit>(&self) -> recurrent::Cell<'_, T> {
        recurrent::Cell {
            kind: U::KIND,
            inputs: IN,
            hidden: H,
            weight_ih: self.weight_ih.as_slice(),
            weight_hh: self.weight_hh.as_slice(),
            bias_ih: self.bias_ih.as_slice(),
            bias_hh: self.bias_hh.as_slice(),
        }
    }

    /// The cell as the kernels see it, where it holds gradients.
    #[cfg(feature = "train")]
    pub(super) fn gradient(&mut self) -> recurrent::CellGradient<'_, T> {
        recurrent::CellGradient {
            weight_ih: self.weight_ih.as_mut_slice(),
            weight_hh: self.weight_hh.as_mut_slice(),
            bias_ih: self.bias_ih.as_mut_slice(),
            bias_hh: self.bias_hh.as_mut_slice(),
        }
    }
}
