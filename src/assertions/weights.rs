//! A weights file against what the compiler alone knows of a network: nested networks, layers of the user's, sizes by constants.

use super::text::{Text, fail};
use crate::embedding::Stored;
use crate::layer::{Content, Path};

/// Fails to compile unless the tensors of a file fit the part of a network that they belong to, and lists what does not.
pub const fn assert_weights(network: &Content, part: usize, file: &[Stored]) {
    let Content::Parts { parts } = network else { return };
    let part_content = &parts[part].content;
    let path = parts[part].path(&Path::ROOT);
    let problems = missing(Text::new(), part_content, &path, part, file);
    let problems = unexpected(problems, part_content, &path, part, file);
    if !problems.as_str().is_empty() {
        fail(&Text::new().text("the weights file does not fit `").path(&path).text("`:").text(problems.as_str()));
    }
}

/// Adds the tensors that the file does not have, or has of another shape.
const fn missing(mut problems: Text, content: &Content, path: &Path<'_>, part: usize, file: &[Stored]) -> Text {
    match content {
        Content::Tensor { shape, .. } => match Stored::find(file, part, path) {
            None => line(problems, path).text(" is missing in the file, the declaration needs ").sizes(shape),
            Some(found) if !found.has_shape(shape) => {
                let problems = line(problems, path).text(" is ").sizes(found.shape).text(" in the file, ");
                problems.text("the declaration needs ").sizes(shape)
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

/// Adds the tensors that only the file has.
const fn unexpected(mut problems: Text, content: &Content, path: &Path<'_>, part: usize, file: &[Stored]) -> Text {
    let mut position = 0;
    while position < file.len() {
        let stored = &file[position];
        if stored.part == part && !has(content, path, stored.name) {
            problems = problems.text("\n  `").text(stored.name).text("` ").sizes(stored.shape);
            problems = problems.text(" is in the file, but not in the declaration");
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
    use crate::embedding::Stored;
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
    #[should_panic = "does not fit `block`:\n  `block.fc.weight` is [2, 3] in the file, the declaration needs [3, 2]\n  \
                      `block.fc.bias` is missing in the file, the declaration needs [3]\n  \
                      `block.bias` [3] is in the file, but not in the declaration"]
    fn everything_is_listed() {
        assert_weights(&NETWORK, 1, &[stored("block.fc.weight", &[2, 3]), stored("block.bias", &[3])]);
    }
}
