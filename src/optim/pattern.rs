//! Patterns of tensor names: `hidden.*`, `*.bias`.

use crate::network::Network;
use crate::parameters::{Path, Schema, TensorSpec};
use crate::text::{Text, fail};
use alloc::borrow::ToOwned;
use alloc::string::String;

/// A pattern of tensor names, checked by the compiler: `pattern!(Net, "hidden.*")` is the text
/// `"hidden.*"`, and does not compile if no parameter of the network `Net` has such a name.
///
/// `*` stands for any text, also for none and across points. All else stands for itself.
///
/// ```
/// use netwright::optim::{Group, pattern};
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Net {
///     hidden: Linear<3>,
///     tanh: Tanh,
///     out: Linear<1>,
/// }
///
/// let adam = Adam::<Net>::new(1e-3).weight_decay(0.1).group(pattern!(Net, "*.bias"), Group::new().weight_decay(0.0));
/// # let _ = adam;
/// ```
///
/// ```compile_fail
/// # use netwright::optim::pattern;
/// # use netwright::prelude::*;
/// # #[network(input = 2)]
/// # struct Net { hidden: Linear<3>, tanh: Tanh, out: Linear<1> }
/// let bias = pattern!(Net, "*.bais"); // no parameter of `Net` is named `*.bais`; the nearest name is `out.bias`
/// ```
///
/// Where the network is a type parameter, or the pattern is known only when the program runs, it is
/// any text; [`validate`](crate::optim::Settings::validate) and training give an error if it names
/// nothing.
#[doc(hidden)]
#[macro_export]
macro_rules! __pattern {
    ($network:ty, $pattern:expr $(,)?) => {{
        // An item, which is checked even where no code is generated.
        const PATTERN: &str = $crate::__private::checked_pattern::<$network>($pattern);
        PATTERN
    }};
}

/// Returns the pattern; in a constant, one that names no parameter does not compile.
#[must_use]
pub const fn checked_pattern<N: Network>(pattern: &'static str) -> &'static str {
    let mut tensors = N::SCHEMA.tensors();
    while let Some(tensor) = tensors.step() {
        if names(pattern, &tensor) {
            return pattern;
        }
    }
    let text = Text::new().text("no parameter of ").quoted(N::NAME).text(" is named ").quoted(pattern);
    match nearest(pattern, N::SCHEMA) {
        Some(path) => fail(&text.text("; the nearest name is ").text("`").path(&path).text("`")),
        None => fail(&text.text(": it has no parameters")),
    }
    pattern
}

/// Returns `true` if a pattern names a tensor, which must be a parameter.
pub(super) const fn names(pattern: &str, tensor: &TensorSpec) -> bool {
    tensor.role().is_parameter() && matches(pattern, Text::new().path(tensor.path()).as_str())
}

/// Returns the name of a parameter that is nearest to a pattern, for messages.
pub(super) fn nearest_name(pattern: &str, schema: &'static Schema) -> Option<String> {
    nearest(pattern, schema).map(|path| Text::new().path(&path).as_str().to_owned())
}

/// Returns `true` if a pattern, in which `*` is any text, is that of a name.
///
/// Without a match so far, the last `*` takes one character more.
const fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.as_bytes(), name.as_bytes());
    let (mut in_pattern, mut in_name) = (0, 0);
    // The places behind the last `*`, and behind the text that it stands for.
    let mut star = None;
    while in_name < name.len() {
        if in_pattern < pattern.len() && pattern[in_pattern] == b'*' {
            in_pattern += 1;
            star = Some((in_pattern, in_name));
        } else if in_pattern < pattern.len() && pattern[in_pattern] == name[in_name] {
            in_pattern += 1;
            in_name += 1;
        } else if let Some((behind, taken)) = star {
            in_pattern = behind;
            in_name = taken + 1;
            star = Some((behind, taken + 1));
        } else {
            return false;
        }
    }
    while in_pattern < pattern.len() && pattern[in_pattern] == b'*' {
        in_pattern += 1;
    }
    in_pattern == pattern.len()
}

/// Returns the path of the parameter whose name is nearest to a pattern.
const fn nearest(pattern: &str, schema: &'static Schema) -> Option<Path> {
    let (mut tensors, mut nearest, mut least) = (schema.tensors(), None, usize::MAX);
    while let Some(tensor) = tensors.step() {
        if tensor.role().is_parameter() {
            let distance = distance(pattern, Text::new().path(tensor.path()).as_str());
            if nearest.is_none() || distance < least {
                nearest = Some(*tensor.path());
                least = distance;
            }
        }
    }
    nearest
}

/// The bytes of a name that distances count.
const COUNTED: usize = 256;

/// Returns the edits that turn the name into one that the pattern has: insertions, deletions and
/// replacements of bytes, while those that a `*` stands for are free.
///
/// Row by row, after R. Wagner and M. Fischer, "The string-to-string correction problem", 1974.
const fn distance(pattern: &str, name: &str) -> usize {
    let (pattern, name) = (pattern.as_bytes(), name.as_bytes());
    let length = if name.len() < COUNTED { name.len() } else { COUNTED };
    // Of the pattern so far, and the first bytes of the name.
    let mut edits = [0; COUNTED + 1];
    let mut place = 0;
    while place <= length {
        edits[place] = place;
        place += 1;
    }
    let mut in_pattern = 0;
    while in_pattern < pattern.len() {
        let byte = pattern[in_pattern];
        let mut diagonal = edits[0];
        if byte != b'*' {
            edits[0] += 1;
        }
        place = 1;
        while place <= length {
            let above = edits[place];
            edits[place] = if byte == b'*' {
                least(above, edits[place - 1])
            } else {
                let replaced = diagonal + (byte != name[place - 1]) as usize;
                least(replaced, least(above, edits[place - 1]) + 1)
            };
            diagonal = above;
            place += 1;
        }
        in_pattern += 1;
    }
    edits[length]
}

const fn least(a: usize, b: usize) -> usize {
    if a < b { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::{distance, matches};

    #[test]
    fn a_star_is_any_text() {
        for (pattern, name) in [
            ("*", "hidden.weight"),
            ("*", ""),
            ("hidden.*", "hidden.weight"),
            ("hidden.*", "hidden."),
            ("*.bias", "block.fc.bias"),
            ("*.bias", "a.bias.bias"),
            ("block*.fc.*", "block12.fc.weight"),
            ("*i*i*", "hi.bias"),
            ("**bias", "bias"),
            ("0.weight", "0.weight"),
        ] {
            assert!(matches(pattern, name), "{pattern} {name}");
            assert_eq!(distance(pattern, name), 0, "{pattern} {name}");
        }
        for (pattern, name, edits) in [
            ("", "bias", 4),
            ("bias", "", 4),
            ("*.bais", "out.bias", 2),
            ("hiden.*", "hidden.weight", 1),
            ("*.bias", "bias", 1),
            ("hidden", "hidden.weight", 7),
            ("a*b*c", "abx", 1),
        ] {
            assert!(!matches(pattern, name), "{pattern} {name}");
            assert_eq!(distance(pattern, name), edits, "{pattern} {name}");
        }
    }
}
