//! A trained network as a static: the runtime side of `weights = ".."`.
//!
//! The macro reads and verifies the file, and passes its tensors on as byte strings. Here the
//! compiler puts them into their places in the network, all of it in constants: the program
//! contains only one block of read-only memory.

pub(crate) mod golden;
pub(crate) mod verify;

use crate::error::fit::fits;
use crate::kernel::memory::plain::PlainData;
use crate::parameters::{Layout, Path, Schema, TensorSpec};
use crate::scalar::ElementType;

/// A tensor of a weights file, as the macro has read it.
#[derive(Clone, Copy, Debug)]
pub struct FileTensor {
    /// The field of the network that it belongs to.
    pub field: usize,
    /// Its name in the file.
    pub name: &'static str,
    /// Its sizes.
    pub shape: &'static [usize],
    /// The order of its elements in `bytes`.
    pub layout: Layout,
    /// The type of its elements in `bytes`.
    pub element: ElementType,
    /// The elements, little endian.
    pub bytes: &'static [u8],
}

impl FileTensor {
    /// Returns the tensor of a field at a path.
    pub(crate) const fn find<'f>(file: &'f [FileTensor], field: usize, path: &Path) -> Option<&'f FileTensor> {
        let mut position = 0;
        while position < file.len() {
            if file[position].field == field && path.is(file[position].name) {
                return Some(&file[position]);
            }
            position += 1;
        }
        None
    }

    pub(crate) const fn has_shape(&self, shape: &[usize]) -> bool {
        fits(shape, self.shape)
    }

    /// Writes the elements in the order that a tensor of the network has.
    const fn write(&self, tensor: &TensorSpec, target: &mut [u8]) {
        let size = tensor.element().size();
        if self.layout.agrees(tensor.layout(), tensor.shape()) {
            // One copy, which costs no compile time; the macro knows the layouts of nearly all
            // tensors.
            target.copy_from_slice(self.bytes);
        } else {
            let mut position = 0;
            while position < tensor.len() {
                let from = self.layout.offset_of(tensor.shape(), position) * size;
                let element = self.bytes.split_at(from).1.split_at(size).0;
                let rest = target.split_at_mut(tensor.offset_of(position) * size).1;
                rest.split_at_mut(size).0.copy_from_slice(element);
                position += 1;
            }
        }
        if cfg!(target_endian = "big") {
            swap(target, size);
        }
    }
}

/// The `BYTES` bytes of a network's parameters, in its memory layout, aligned to a cache line.
#[derive(Debug)]
#[repr(C, align(64))]
pub struct Embedded<const BYTES: usize>([u8; BYTES]);

impl<const BYTES: usize> Embedded<BYTES> {
    /// Arranges the parameters of a file in the layout of `network`. Tensors that are missing in
    /// the file, or have another shape or type, stay zero: the macro or
    /// [`assert_weights`](crate::__private::assert_weights) has reported them.
    #[must_use]
    pub const fn new(network: &'static Schema, file: &[FileTensor]) -> Self {
        let (mut bytes, mut field) = ([0; BYTES], 0);
        while field < network.len() {
            let mut tensors = network.tensors_of(field);
            while let Some(tensor) = tensors.step() {
                if let Some(found) = FileTensor::find(file, field, tensor.path())
                    && found.has_shape(tensor.shape())
                    && found.element as usize == tensor.element() as usize
                {
                    let place = tensor.bytes();
                    let target = bytes.split_at_mut(place.start).1.split_at_mut(place.end - place.start).0;
                    found.write(&tensor, target);
                }
            }
            field += 1;
        }
        Embedded(bytes)
    }

    /// Returns the network that has these parameters.
    #[must_use]
    pub const fn network<N: PlainData>(&'static self) -> &'static N {
        assert!(N::BYTES == BYTES && size_of::<N>() == BYTES, "a network is its parameters and nothing else");
        assert!(align_of::<N>() <= align_of::<Self>(), "a network is aligned as its parameters are");
        // SAFETY: by the contract of `PlainData` a network consists of `BYTES` bytes, of which any
        // initialised ones make a valid network; there are as many here, all initialised, at an
        // address that is aligned for it, and they are never written.
        unsafe { &*(&raw const self.0).cast::<N>() }
    }
}

/// Converts little-endian numbers of `size` bytes to big-endian ones, on big-endian processors.
const fn swap(numbers: &mut [u8], size: usize) {
    let mut number = 0;
    while number + size <= numbers.len() {
        let mut position = 0;
        while position < size / 2 {
            let (left, right) = (number + position, number + size - 1 - position);
            (numbers[left], numbers[right]) = (numbers[right], numbers[left]);
            position += 1;
        }
        number += size;
    }
}

#[cfg(test)]
mod tests {
    use super::{Embedded, FileTensor, swap};
    use crate::kernel::layout::elements;
    use crate::kernel::memory::plain::Plain;
    use crate::parameters::{Array, Field, Layout, Schema, TensorSchema};
    use crate::scalar::{Element, ElementType};
    use alloc::vec::Vec;
    use core::mem::offset_of;

    /// A network of one tensor, in a given layout.
    const fn network(shape: &'static [usize], layout: Layout) -> Schema {
        Schema::Tensor(TensorSchema::new::<f32>(shape, layout))
    }

    /// The numbers of a tensor in a layout: each is its own position in the mathematical order.
    fn numbers(shape: &[usize], layout: Layout) -> Vec<u8> {
        let mut numbers = alloc::vec![0.0_f32; elements(shape)];
        (0..elements(shape)).for_each(|position| numbers[layout.offset_of(shape, position)] = position as f32);
        numbers.into_iter().flat_map(f32::to_le_bytes).collect()
    }

    /// Embeds a tensor of a shape, from either layout and to either layout.
    macro_rules! embeds {
        ($count:literal, $shape:expr) => {{
            const SHAPE: &[usize] = &$shape;
            const BY_ROWS: &Schema =
                &Schema::Fields { fields: &[Field::new("w", 0, &network(SHAPE, Layout::RowMajor))] };
            const BY_COLUMNS: &Schema =
                &Schema::Fields { fields: &[Field::new("w", 0, &network(SHAPE, Layout::ColumnMajor))] };
            for (schema, to) in [(BY_ROWS, Layout::RowMajor), (BY_COLUMNS, Layout::ColumnMajor)] {
                for layout in [Layout::RowMajor, Layout::ColumnMajor] {
                    let bytes = Vec::leak(numbers(SHAPE, layout));
                    let (element, shape) = (ElementType::F32, SHAPE);
                    let file = [FileTensor { field: 0, name: "w", shape, layout, element, bytes }];
                    let found = Embedded::<{ $count * 4 }>::new(schema, &file);
                    assert_eq!(found.0[..], numbers(SHAPE, to), "{SHAPE:?} from {layout:?} to {to:?}");
                }
            }
        }};
    }

    #[test]
    fn tensors_of_any_rank_are_put_into_the_order_of_the_network() {
        embeds!(1, []);
        embeds!(5, [5]);
        embeds!(6, [2, 3]);
        embeds!(24, [4, 3, 2]);
        embeds!(150, [6, 1, 5, 5]);
        embeds!(120, [2, 3, 4, 5]);
    }

    /// A layer of whole numbers: `i8` weights and an `i32` bias.
    struct Quantized {
        weight: [[[[i8; 2]; 2]; 1]; 3],
        bias: [i32; 3],
    }

    crate::__plain_struct!(several [] Quantized [] { weight: [[[[i8; 2]; 2]; 1]; 3], bias: [i32; 3] });

    const fn tensor<T: Element, A: Array<T>>() -> Schema {
        Schema::Tensor(A::TENSOR)
    }

    impl Quantized {
        const SCHEMA: &'static Schema = &Schema::Fields {
            fields: &[
                Field::new("weight", offset_of!(Self, weight), &tensor::<i8, [[[[i8; 2]; 2]; 1]; 3]>()),
                Field::new("bias", offset_of!(Self, bias), &tensor::<i32, [i32; 3]>()),
            ],
        };
        const FILE: [FileTensor; 2] = [
            FileTensor {
                field: 0,
                name: "weight",
                shape: &[3, 1, 2, 2],
                layout: Layout::ColumnMajor,
                element: ElementType::I8,
                bytes: &[1, 5, 9, 2, 6, 10, 3, 7, 11, 4, 8, 0xF4],
            },
            FileTensor {
                field: 1,
                name: "bias",
                shape: &[3],
                layout: Layout::RowMajor,
                element: ElementType::I32,
                bytes: &[1, 0, 0, 0, 0, 1, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF],
            },
        ];
    }

    #[test]
    fn whole_numbers_are_embedded_as_any_others() {
        static EMBEDDED: Embedded<24> = Embedded::new(Quantized::SCHEMA, &Quantized::FILE);
        let network: &'static Quantized = EMBEDDED.network();
        assert_eq!(
            network.weight.as_slice().as_flattened().as_flattened(),
            [[1, 2], [3, 4], [5, 6], [7, 8], [9, 10], [11, -12]]
        );
        assert_eq!(Plain::<i8>::as_slice(&network.weight), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -12]);
        assert_eq!(network.bias, [1, 256, -2]);
    }

    #[test]
    fn tensors_of_another_type_are_left() {
        let mut file = Quantized::FILE;
        file[1].element = ElementType::F32;
        let embedded = Embedded::<24>::new(Quantized::SCHEMA, &file);
        assert_eq!(embedded.0.iter().filter(|byte| **byte != 0).count(), 12);
    }

    #[test]
    fn bytes_are_swapped_number_by_number() {
        let mut bytes = [1.5_f32.to_le_bytes(), (-3.25_f32).to_le_bytes()].concat();
        swap(&mut bytes, 4);
        assert_eq!(bytes, [1.5_f32.to_be_bytes(), (-3.25_f32).to_be_bytes()].concat());
        let mut bytes = [1, 2, 3];
        swap(&mut bytes, 1);
        assert_eq!(bytes, [1, 2, 3]);
        swap(&mut bytes[..2], 2);
        assert_eq!(bytes, [2, 1, 3]);
    }
}
