//! The order of a matrix's elements in memory.

/// In which order the elements of a matrix lie in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Row after row, as PyTorch and weights files have it.
    RowMajor,
    /// Column after column, as nalgebra has it.
    ColumnMajor,
}

impl Layout {
    /// The layout of a matrix with `out` rows and `inputs` columns: rows are contiguous where there are so few of them that a column would not fill registers.
    pub(crate) const fn of(out: usize, inputs: usize) -> Self {
        if out < 16 && out < inputs { Layout::RowMajor } else { Layout::ColumnMajor }
    }
}
