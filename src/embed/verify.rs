//! A weights file against what the compiler alone knows of a network: nested networks, layers of
//! the user's, sizes by constants.

use crate::embed::FileTensor;
use crate::error::fit::{
    MISSING, OTHER_SHAPE, OTHER_TYPE, SQUARE, TRANSPOSED, UNEXPECTED, is_square, is_transpose, shows_order,
};
use crate::parameters::{Schema, TensorSpec, Tensors};
use crate::text::{Blank, Text, fail};

/// Fails to compile unless the tensors of a file fit the field of a network that they belong to,
/// and lists what does not.
pub const fn assert_weights(network: &'static Schema, field: usize, file: &[FileTensor]) {
    let Schema::Fields { fields } = network else { return };
    let mut problems = Text::new();
    let mut tensors = network.tensors_of(field);
    while let Some(tensor) = tensors.step() {
        problems = compare(problems, &tensor, FileTensor::find(file, field, tensor.path()));
    }
    if is_transposed(network, file) {
        problems = squares(problems, network, file);
    }
    problems = unexpected(problems, &network.tensors_of(field), field, file);
    if !problems.as_str().is_empty() {
        let name = fields[field].name();
        fail(&Text::new().text("the weights file does not fit ").quoted(name).text(":").text(problems.as_str()));
    }
}

/// Adds that a file does not have a tensor, or has it of another shape or type.
const fn compare(problems: Text, tensor: &TensorSpec, found: Option<&FileTensor>) -> Text {
    let (path, shape) = (Blank::Path(tensor.path()), tensor.shape());
    let Some(found) = found else {
        return line(problems, MISSING, &[path, Blank::Sizes(shape)]);
    };
    if !found.has_shape(shape) {
        let problems = line(problems, OTHER_SHAPE, &[path, Blank::Sizes(found.shape), Blank::Sizes(shape)]);
        return if is_transpose(shape, found.shape) { problems.text(TRANSPOSED) } else { problems };
    }
    if found.element as usize != tensor.element() as usize {
        let (found, needed) = (found.element.name(), tensor.element().name());
        return line(problems, OTHER_TYPE, &[path, Blank::Text(found), Blank::Text(needed)]);
    }
    problems
}

/// Returns `true` if the file has its matrices as `[in, out]`: some are transposed, and none that
/// would show it are not.
const fn is_transposed(network: &'static Schema, file: &[FileTensor]) -> bool {
    let (mut transposed, mut field) = (false, 0);
    while field < network.len() {
        let mut tensors = network.tensors_of(field);
        while let Some(tensor) = tensors.step() {
            if let Some(found) = FileTensor::find(file, field, tensor.path()) {
                if shows_order(tensor.shape()) && found.has_shape(tensor.shape()) {
                    return false;
                }
                transposed |= is_transpose(tensor.shape(), found.shape);
            }
        }
        field += 1;
    }
    transposed
}

/// Adds the matrices of the whole network that do not show how they lie.
const fn squares(mut problems: Text, network: &'static Schema, file: &[FileTensor]) -> Text {
    let mut position = 0;
    while position < file.len() {
        let FileTensor { name, shape, .. } = file[position];
        if is_square(shape) && has(&network.tensors(), name) {
            problems = line(problems, SQUARE, &[Blank::Name(name), Blank::Sizes(shape)]);
        }
        position += 1;
    }
    problems
}

/// Adds the tensors that only the file has.
const fn unexpected(mut problems: Text, tensors: &Tensors, field: usize, file: &[FileTensor]) -> Text {
    let mut position = 0;
    while position < file.len() {
        let FileTensor { name, shape, .. } = file[position];
        if file[position].field == field && !has(tensors, name) {
            problems = line(problems, UNEXPECTED, &[Blank::Name(name), Blank::Sizes(shape)]);
        }
        position += 1;
    }
    problems
}

/// Returns `true` if one of the tensors has this name.
const fn has(tensors: &Tensors, name: &str) -> bool {
    let mut tensors = tensors.copy();
    while let Some(tensor) = tensors.step() {
        if tensor.path().is(name) {
            return true;
        }
    }
    false
}

/// Adds a line with a sentence about a tensor.
const fn line(problems: Text, sentence: &str, blanks: &[Blank<'_>]) -> Text {
    problems.text("\n  ").filled(sentence, blanks)
}

#[cfg(test)]
mod tests {
    use super::assert_weights;
    use crate::embed::FileTensor;
    use crate::layer::{Field, Layout, Linear, Parameters, Schema};
    use crate::scalar::ElementType;

    const BLOCK: &Schema =
        &Schema::Fields { fields: &[Field::new("fc", 0, <Linear<f32, 2, 3> as Parameters<f32>>::SCHEMA)] };
    const NETWORK: &Schema = &Schema::Fields { fields: &[Field::new("head", 0, BLOCK), Field::new("block", 0, BLOCK)] };

    const fn stored(name: &'static str, shape: &'static [usize]) -> FileTensor {
        FileTensor { field: 1, name, shape, layout: Layout::RowMajor, element: ElementType::F32, bytes: &[] }
    }

    #[test]
    fn a_file_that_fits_is_passed() {
        assert_weights(NETWORK, 1, &[stored("block.fc.bias", &[3]), stored("block.fc.weight", &[3, 2])]);
    }

    #[test]
    #[should_panic = "does not fit `block`:\n  `block.fc.weight` is [2, 4], but the network needs [3, 2]\n  \
                      `block.fc.bias` [3] is missing\n  `block.bias` [3] is not in the network"]
    fn everything_is_listed() {
        assert_weights(NETWORK, 1, &[stored("block.fc.weight", &[2, 4]), stored("block.bias", &[3])]);
    }

    const SQUARE: &Schema =
        &Schema::Fields { fields: &[Field::new("fc", 0, <Linear<f32, 3, 3> as Parameters<f32>>::SCHEMA)] };
    const WITH_SQUARE: &Schema =
        &Schema::Fields { fields: &[Field::new("square", 0, SQUARE), Field::new("block", 0, BLOCK)] };

    const fn square() -> FileTensor {
        FileTensor { field: 0, ..stored("square.fc.weight", &[3, 3]) }
    }

    #[test]
    #[should_panic = "does not fit `block`:\n  `block.fc.weight` is [2, 3], but the network needs [3, 2]: it is transposed\n  \
                      `square.fc.weight` is [3, 3], which does not show how it lies; the other matrices of the file are \
                      transposed, so that it most likely is too"]
    fn squares_beside_what_is_transposed_are_named() {
        let file = [square(), stored("block.fc.weight", &[2, 3]), stored("block.fc.bias", &[3])];
        assert_weights(WITH_SQUARE, 1, &file);
    }

    #[test]
    fn squares_beside_what_is_right_are_passed() {
        let file = [square(), stored("block.fc.weight", &[3, 2]), stored("block.fc.bias", &[3])];
        assert_weights(WITH_SQUARE, 1, &file);
    }
}
