//! Names of the tensors of a recurrent layer: PyTorch's.

use crate::layer::{Field, Parameters, Schema};
use crate::scalar::Real;

/// The most layers in one step.
pub(super) const MAX_LAYERS: usize = 16;

/// The tensors of a cell.
const TENSORS: usize = 4;

/// The most tensors.
const MAX_TENSORS: usize = MAX_LAYERS * 2 * TENSORS;

macro_rules! names {
    ($($layer:literal)*) => {
        [$([
            names!(@direction $layer ""),
            names!(@direction $layer "_reverse"),
        ]),*]
    };
    (@direction $layer:literal $suffix:literal) => {
        [
            concat!("weight_ih_l", $layer, $suffix),
            concat!("weight_hh_l", $layer, $suffix),
            concat!("bias_ih_l", $layer, $suffix),
            concat!("bias_hh_l", $layer, $suffix),
        ]
    };
}

/// The names of each layer in each direction, in the order of the fields of a cell.
const NAMES: [[[&str; TENSORS]; 2]; MAX_LAYERS] = names!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);

/// A list of fields as it grows.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    fields: [Field; MAX_TENSORS],
    count: usize,
}

impl Fields {
    pub(super) const fn new() -> Self {
        Fields { fields: [Field::new("", 0, Schema::EMPTY); MAX_TENSORS], count: 0 }
    }

    /// Adds the tensors of a cell of type `P`, which begins `start` bytes behind the beginning of
    /// the layer.
    pub(super) const fn with<T: Real, P: Parameters<T>>(
        mut self,
        layer: usize,
        direction: usize,
        start: usize,
    ) -> Self {
        let Schema::Fields { fields } = P::SCHEMA else { panic!("a cell has fields") };
        let mut position = 0;
        while position < fields.len() {
            self.fields[self.count] = fields[position].renamed(NAMES[layer][direction][position]).moved(start);
            self.count += 1;
            position += 1;
        }
        self
    }

    /// The fields.
    pub(super) const fn as_slice(&'static self) -> &'static [Field] {
        self.fields.split_at(self.count).0
    }
}
