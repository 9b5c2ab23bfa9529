//! A weights file against what the compiler alone knows of a network: nested networks, layers of the user's, sizes by constants.

use crate::embed::Stored;
use crate::layer::{Content, Path};
use crate::text::{Text, fail};

/// Fails to compile unless the tensors of a file fit the part of a network that they belong to, and lists what does not.
pub const fn assert_weights(network: &Content, part: usize, file: &[Stored]) {
    let Content::Parts { parts } = network else { return };
    let part_content = &parts[part].content;
    let path = parts[part].path(&Path::ROOT);
    let problems = missing(Text::new(), part_content, &path, part, file);
    let problems = if is_transposed(network, file) { squares(problems, network, file) } else { problems };
    let problems = unexpected(problems, part_content, &path, part, file);
    if !problems.as_str().is_empty() {
        fail(&Text::new().text("the weights file does not fit `").path(&path).text("`:").text(problems.as_str()));
    }
}

/// Adds the tensors that the file does not have, or has of another shape.
const fn missing(mut problems: Text, content: &Content, path: &Path<'_>, part: usize, file: &[Stored]) -> Text {
    match content {
        Content::Tensor { shape, .. } => match Stored::find(file, part, path) {
            None => line(problems, path).text(" ").sizes(shape).text(" is missing"),
            Some(found) if !found.has_shape(shape) => {
                let problems = line(problems, path).text(" is ").sizes(found.shape);
                let problems = problems.text(", but the network needs ").sizes(shape);
                if is_transpose(shape, found.shape) { problems.text(": it is transposed") } else { problems }
            }
            Some(_) => problems,
        },
        Content::Parts { parts } => {
            let mut position = 0;
            while position < parts.len() {
                problems = missing(problems, &parts[position].content, &parts[position].path(path), part, file);
                position += 1;
            }
            problems
        }
    }
}

/// The matrices of a file that lie as declared, and of those that are transposed, where it shows.
#[derive(Clone, Copy)]
struct Matrices {
    right: usize,
    transposed: usize,
}

/// Returns true if the file has its matrices as `[in, out]`: some are transposed, and none that
/// would show it are not.
const fn is_transposed(network: &Content, file: &[Stored]) -> bool {
    let mut found = Matrices { right: 0, transposed: 0 };
    let Content::Parts { parts } = network else { return false };
    let mut part = 0;
    while part < parts.len() {
        found = count(found, &parts[part].content, &parts[part].path(&Path::ROOT), part, file);
        part += 1;
    }
    found.transposed > 0 && found.right == 0
}

/// Counts the matrices of a part.
const fn count(mut found: Matrices, content: &Content, path: &Path<'_>, part: usize, file: &[Stored]) -> Matrices {
    match content {
        Content::Tensor { shape, .. } => {
            if let Some(stored) = Stored::find(file, part, path) {
                found.transposed += is_transpose(shape, stored.shape) as usize;
                let is_right = shape.len() == 2 && shape[0] != shape[1] && stored.has_shape(shape);
                found.right += is_right as usize;
            }
            found
        }
        Content::Parts { parts } => {
            let mut position = 0;
            while position < parts.len() {
                found = count(found, &parts[position].content, &parts[position].path(path), part, file);
                position += 1;
            }
            found
        }
    }
}

/// Adds the matrices of the whole network that do not show how they lie.
const fn squares(mut problems: Text, network: &Content, file: &[Stored]) -> Text {
    let mut position = 0;
    while position < file.len() {
        let stored = &file[position];
        if let [rows, columns] = stored.shape
            && *rows == *columns
            && *rows > 1
            && has(network, &Path::ROOT, stored.name)
        {
            problems = problems.text("\n  `").text(stored.name).text("` is ").sizes(stored.shape);
            problems =
                problems.text(", which does not show how it lies; the other matrices of the file are transposed, ");
            problems = problems.text("so that it most likely is too");
        }
        position += 1;
    }
    problems
}

/// Returns true if a matrix is the other way round.
const fn is_transpose(expected: &[usize], found: &[usize]) -> bool {
    match (expected, found) {
        ([rows, columns], [other_rows, other_columns]) => {
            *rows != *columns && *rows == *other_columns && *columns == *other_rows
        }
        _ => false,
    }
}

/// Adds the tensors that only the file has.
const fn unexpected(mut problems: Text, content: &Content, path: &Path<'_>, part: usize, file: &[Stored]) -> Text {
    let mut position = 0;
    while position < file.len() {
        let stored = &file[position];
        if stored.part == part && !has(content, path, stored.name) {
            problems = problems.text("\n  `").text(stored.name).text("` ").sizes(stored.shape);
            problems = problems.text(" is not in the network");
        }
        position += 1;
    }
    problems
}

/// Whether there is a tensor of this name.
const fn has(content: &Content, path: &Path<'_>, name: &str) -> bool {
    match content {
        Content::Tensor { .. } => path.is(name),
        Content::Parts { parts } => {
            let mut position = 0;
            while position < parts.len() {
                if has(&parts[position].content, &parts[position].path(path), name) {
                    return true;
                }
                position += 1;
            }
            false
        }
    }
}

/// Begins a line about a tensor.
const fn line(text: Text, path: &Path<'_>) -> Text {
    text.text("\n  `").path(path).text("`")
}

#[cfg(test)]
mod tests {
    use super::assert_weights;
    use crate::embed::Stored;
    use crate::layer::{Content, Layout, Linear, Parameters, Part};

    const BLOCK: Content = Content::Parts { parts: &[part("fc", <Linear<f32, 2, 3> as Parameters<f32>>::CONTENT)] };
    const NETWORK: Content = Content::Parts { parts: &[part("head", BLOCK), part("block", BLOCK)] };

    const fn part(name: &'static str, content: Content) -> Part {
        Part { name, start: 0, frozen: false, fan_in: None, content }
    }

    const fn stored(name: &'static str, shape: &'static [usize]) -> Stored {
        Stored { part: 1, name, shape, layout: Layout::RowMajor, bytes: &[] }
    }

    #[test]
    fn a_file_that_fits_is_passed() {
        assert_weights(&NETWORK, 1, &[stored("block.fc.bias", &[3]), stored("block.fc.weight", &[3, 2])]);
    }

    #[test]
    #[should_panic = "does not fit `block`:\n  `block.fc.weight` is [2, 4], but the network needs [3, 2]\n  \
                      `block.fc.bias` [3] is missing\n  `block.bias` [3] is not in the network"]
    fn everything_is_listed() {
        assert_weights(&NETWORK, 1, &[stored("block.fc.weight", &[2, 4]), stored("block.bias", &[3])]);
    }

    const SQUARE: Content = Content::Parts { parts: &[part("fc", <Linear<f32, 3, 3> as Parameters<f32>>::CONTENT)] };
    const WITH_SQUARE: Content = Content::Parts { parts: &[part("square", SQUARE), part("block", BLOCK)] };

    const fn square() -> Stored {
        Stored { part: 0, ..stored("square.fc.weight", &[3, 3]) }
    }

    #[test]
    #[should_panic = "does not fit `block`:\n  `block.fc.weight` is [2, 3], but the network needs [3, 2]: it is transposed\n  \
                      `square.fc.weight` is [3, 3], which does not show how it lies; the other matrices of the file are \
                      transposed, so that it most likely is too"]
    fn squares_beside_what_is_transposed_are_named() {
        let file = [square(), stored("block.fc.weight", &[2, 3]), stored("block.fc.bias", &[3])];
        assert_weights(&WITH_SQUARE, 1, &file);
    }

    #[test]
    fn squares_beside_what_is_right_are_passed() {
        let file = [square(), stored("block.fc.weight", &[3, 2]), stored("block.fc.bias", &[3])];
        assert_weights(&WITH_SQUARE, 1, &file);
    }
}
