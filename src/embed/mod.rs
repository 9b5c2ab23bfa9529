//! A trained network as a static: the runtime side of `weights = ".."`.
//!
//! The macro reads and verifies the file, and passes its tensors on as byte strings. Here the
//! compiler puts them into their places in the network, all of it in constants: the program
//! contains only one block of read-only memory.

pub(crate) mod golden;
pub(crate) mod verify;

use crate::kernel::memory::plain::Plain;
use crate::parameters::{Content, Layout, Path, fits};

/// A tensor of a weights file, as the macro has read it.
#[derive(Clone, Copy, Debug)]
pub struct Stored {
    /// The part of the network that it belongs to.
    pub part: usize,
    /// Its name in the file.
    pub name: &'static str,
    /// Its sizes.
    pub shape: &'static [usize],
    /// The order of its elements in `bytes`.
    pub layout: Layout,
    /// The elements, of single precision and little endian.
    pub bytes: &'static [u8],
}

const SCALAR: usize = size_of::<f32>();

impl Stored {
    /// Returns the tensor of a part at a path.
    pub(crate) const fn find<'f>(file: &'f [Stored], part: usize, path: &Path<'_>) -> Option<&'f Stored> {
        let mut position = 0;
        while position < file.len() {
            if file[position].part == part && path.is(file[position].name) {
                return Some(&file[position]);
            }
            position += 1;
        }
        None
    }

    pub(crate) const fn has_shape(&self, shape: &[usize]) -> bool {
        fits(shape, self.shape)
    }

    /// Writes the elements in the order of `layout`.
    const fn write(&self, layout: Layout, target: &mut [u8]) {
        match (self.shape, self.layout, layout) {
            ([rows, columns], Layout::RowMajor, Layout::ColumnMajor) => transpose(self.bytes, *rows, *columns, target),
            ([rows, columns], Layout::ColumnMajor, Layout::RowMajor) => transpose(self.bytes, *columns, *rows, target),
            // One copy, which costs no compile time; the macro knows the layouts of nearly all
            // tensors.
            _ => target.copy_from_slice(self.bytes),
        }
    }
}

/// Writes the element (line, place) of `lines` lines of `length` elements to (place, line).
const fn transpose(elements: &[u8], lines: usize, length: usize, target: &mut [u8]) {
    let mut line = 0;
    while line < lines {
        let mut place = 0;
        while place < length {
            let element = elements.split_at((line * length + place) * SCALAR).1.split_at(SCALAR).0;
            let rest = target.split_at_mut((place * lines + line) * SCALAR).1;
            rest.split_at_mut(SCALAR).0.copy_from_slice(element);
            place += 1;
        }
        line += 1;
    }
}

/// The `BYTES` bytes of a network's parameters, in its memory layout, aligned to a cache line.
#[derive(Debug)]
#[repr(C, align(64))]
pub struct Embedded<const BYTES: usize>([u8; BYTES]);

impl<const BYTES: usize> Embedded<BYTES> {
    /// Arranges the parameters of a file in the layout of `network`. Tensors that are missing in
    /// the file, or have another shape, stay zero: the macro or
    /// [`assert_weights`](crate::__private::assert_weights) has reported them.
    #[must_use]
    pub const fn new(network: &Content, file: &[Stored]) -> Self {
        let mut bytes = [0; BYTES];
        if let Content::Parts { parts } = network {
            let mut part = 0;
            while part < parts.len() {
                let path = parts[part].path(&Path::ROOT);
                fill(&mut bytes, &parts[part].content, &path, parts[part].start, part, file);
                part += 1;
            }
        }
        if cfg!(target_endian = "big") {
            swap(&mut bytes);
        }
        Embedded(bytes)
    }

    /// Returns the network that has these parameters.
    #[must_use]
    pub const fn network<N: Plain<f32>>(&'static self) -> &'static N {
        assert!(N::LEN * SCALAR == BYTES && size_of::<N>() == BYTES, "a network is its parameters and nothing else");
        assert!(align_of::<N>() <= align_of::<Self>(), "a network is aligned as its parameters are");
        // SAFETY: by the contract of `Plain` a network consists of `LEN` consecutive numbers of
        // type `f32` and nothing else, and any bytes are valid numbers; there are as many bytes
        // here, all initialised, at an aligned address, and they are never written.
        unsafe { &*(&raw const self.0).cast::<N>() }
    }
}

/// Writes the tensors of `content`, which lies at `path` and begins at scalar `start`.
const fn fill(bytes: &mut [u8], content: &Content, path: &Path<'_>, start: usize, part: usize, file: &[Stored]) {
    match content {
        Content::Tensor { shape, layout, .. } => {
            if let Some(found) = Stored::find(file, part, path)
                && found.has_shape(shape)
            {
                let target = bytes.split_at_mut(start * SCALAR).1.split_at_mut(found.bytes.len()).0;
                found.write(*layout, target);
            }
        }
        Content::Parts { parts } => {
            let mut position = 0;
            while position < parts.len() {
                let inner = &parts[position];
                fill(bytes, &inner.content, &inner.path(path), start + inner.start, part, file);
                position += 1;
            }
        }
    }
}

/// Converts little-endian numbers to big-endian ones, on big-endian processors.
const fn swap(bytes: &mut [u8]) {
    let mut position = 0;
    while position + SCALAR <= bytes.len() {
        let (left, right) = (position, position + SCALAR - 1);
        (bytes[left], bytes[right]) = (bytes[right], bytes[left]);
        (bytes[left + 1], bytes[right - 1]) = (bytes[right - 1], bytes[left + 1]);
        position += SCALAR;
    }
}

#[cfg(test)]
mod tests {
    use super::{Stored, swap};
    use crate::layer::Layout;

    /// Bytes that all differ, so that a byte in the wrong place shows.
    const BYTES: &[u8] = &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23];
    /// `BYTES` as numbers in rows of two, transposed from rows of three.
    const OTHER: &[u8] = &[0, 1, 2, 3, 12, 13, 14, 15, 4, 5, 6, 7, 16, 17, 18, 19, 8, 9, 10, 11, 20, 21, 22, 23];

    #[track_caller]
    fn writes(from: (Layout, &'static [u8]), to: Layout, expected: &[u8]) {
        let mut target = [0; 24];
        let (layout, bytes) = from;
        Stored { part: 0, name: "w", shape: &[2, 3], layout, bytes }.write(to, &mut target);
        assert_eq!(target, expected);
    }

    #[test]
    fn numbers_are_put_into_the_order_of_the_layer() {
        writes((Layout::RowMajor, BYTES), Layout::RowMajor, BYTES);
        writes((Layout::RowMajor, BYTES), Layout::ColumnMajor, OTHER);
        writes((Layout::ColumnMajor, OTHER), Layout::RowMajor, BYTES);
        writes((Layout::ColumnMajor, OTHER), Layout::ColumnMajor, OTHER);
    }

    #[test]
    fn bytes_are_swapped_number_by_number() {
        let mut bytes = [1.5_f32.to_le_bytes(), (-3.25_f32).to_le_bytes()].concat();
        swap(&mut bytes);
        assert_eq!(bytes, [1.5_f32.to_be_bytes(), (-3.25_f32).to_be_bytes()].concat());
    }
}
