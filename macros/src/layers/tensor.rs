//! The tensors of built-in layers, which the macro knows by itself.

use crate::layers::Layer;
use crate::model::quantity::Quantity;
use crate::model::size::Size;

/// The tensors of a layer with so many inputs and outputs.
pub(crate) type Tensors = fn(&Layer, &Size, &Size) -> Vec<Tensor>;

/// A tensor of a built-in layer.
pub(crate) struct Tensor {
    /// Its name in the layer.
    pub(crate) name: &'static str,
    /// The sizes, `[out, in]` for a weight.
    pub(crate) sizes: Vec<Size>,
}

impl Tensor {
    /// How many numbers it has.
    pub(crate) fn count(&self) -> Quantity {
        self.sizes.iter().rev().map(Quantity::of).reduce(Quantity::times).unwrap_or(Quantity::ZERO)
    }
}
