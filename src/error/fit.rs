//! The rules by which a tensor of a file fits one of a network, and the sentences about those that
//! do not: the one table of them.
//!
//! A file is compared in three places, which say the same in the same words: by the macro, by the
//! compiler in constants, and by the library where it loads a file. The macro has a link to this
//! file. Each `{}` of a sentence is a blank, filled in the order that its comment says.

/// The name, and the shape that the network needs.
pub(crate) const MISSING: &str = "{} {} is missing";

/// The name, where only the compiler knows the shape.
pub(crate) const MISSING_OF_ANY_SHAPE: &str = "{} is missing";

/// The name that is probably meant; behind [`MISSING`].
pub(crate) const NEAREST: &str = "; the file has a {}";

/// The name and the shape.
pub(crate) const UNEXPECTED: &str = "{} {} is not in the network";

/// The name, the shape in the file, and the one that the network needs.
pub(crate) const OTHER_SHAPE: &str = "{} is {}, but the network needs {}";

/// Behind [`OTHER_SHAPE`].
pub(crate) const TRANSPOSED: &str = ": it is transposed";

/// The name and the shape.
pub(crate) const SQUARE: &str = "{} is {}, which does not show how it lies; the other matrices of the file are \
                                 transposed, so that it most likely is too";

/// The name, the type in the file, and those that can be read.
pub(crate) const OTHER_TYPE: &str = "{} has numbers of type {}, but {} can be read";

/// The name, the number of a tensor that is a single one, and the rule that it breaks.
pub(crate) const NUMBER: &str = "{} is {}, but {}";

/// The name, the number, its indices, and the rule that it breaks.
pub(crate) const NUMBER_AT: &str = "{} has {} at {}, but {}";

/// The rule for every number.
pub(crate) const FINITE: &str = "all numbers must be finite";

/// The rule for a variance, whose root is taken.
pub(crate) const NOT_NEGATIVE: &str = "variances must not be negative";

/// The prefix.
pub(crate) const PREFIX: &str = "the names in the file begin with {}, those of the network do not";

/// A part of a sentence: text, and the rest behind the blank that follows, if there is one.
pub(crate) const fn next(sentence: &str) -> (&str, Option<&str>) {
    let (bytes, mut position) = (sentence.as_bytes(), 0);
    while position + 1 < bytes.len() {
        if bytes[position] == b'{' && bytes[position + 1] == b'}' {
            let (text, rest) = sentence.split_at(position);
            return (text, Some(rest.split_at(2).1));
        }
        position += 1;
    }
    (sentence, None)
}

/// A sentence with its blanks filled in, where text can be formatted.
pub(crate) struct Filled<'a>(pub(crate) &'static str, pub(crate) &'a [&'a dyn core::fmt::Display]);

impl core::fmt::Display for Filled<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (mut text, mut rest) = next(self.0);
        for blank in self.1 {
            write!(f, "{text}{blank}")?;
            (text, rest) = next(rest.unwrap_or_default());
        }
        debug_assert!(rest.is_none(), "all blanks of `{}` are filled", self.0);
        f.write_str(text)
    }
}

/// A name as it stands in a sentence.
pub(crate) struct Quoted<'a>(pub(crate) &'a str);

impl core::fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "`{}`", self.0)
    }
}

/// A shape or indices as they stand in a sentence, `[1, 28, 28]`.
pub(crate) struct List<'a>(pub(crate) &'a [usize]);

impl core::fmt::Display for List<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

/// Returns `true` if numbers of the shape `found` in a file fit a tensor of the shape `needed`. A
/// single number may also be stored as a vector of one, as PyTorch has the slope of `PReLU`.
pub(crate) const fn fits(needed: &[usize], found: &[usize]) -> bool {
    if needed.is_empty() && found.len() == 1 {
        return found[0] == 1;
    }
    let (mut same, mut position) = (needed.len() == found.len(), 0);
    while same && position < needed.len() {
        same = needed[position] == found[position];
        position += 1;
    }
    same
}

/// Returns `true` if a matrix is the other way round.
pub(crate) const fn is_transpose(needed: &[usize], found: &[usize]) -> bool {
    shows_order(needed) && found.len() == 2 && needed[0] == found[1] && needed[1] == found[0]
}

/// Returns `true` for a matrix whose shape shows whether it is transposed.
pub(crate) const fn shows_order(shape: &[usize]) -> bool {
    shape.len() == 2 && shape[0] != shape[1]
}

/// Returns `true` for a matrix of more than one number that has as many rows as columns, so that
/// its shape does not show whether it is transposed.
pub(crate) const fn is_square(shape: &[usize]) -> bool {
    shape.len() == 2 && shape[0] == shape[1] && shape[0] > 1
}

/// The rule that a number of a tensor breaks, by the name of the tensor.
pub(crate) fn broken(name: &str) -> impl Fn(f64) -> Option<&'static str> {
    let is_variance = name.rsplit('.').next() == Some(VARIANCE);
    move |number| {
        if !number.is_finite() {
            Some(FINITE)
        } else if is_variance && number < 0.0 {
            Some(NOT_NEGATIVE)
        } else {
            None
        }
    }
}

/// The last name of a running variance.
const VARIANCE: &str = "running_var";

/// The last name of the whole number in which PyTorch counts the batches that a normalisation has
/// seen. Nothing depends on it, as long as the running statistics have a momentum.
const COUNTER: &str = "num_batches_tracked";

/// The last names of the running statistics, beside one of which it stands.
const STATISTICS: [&str; 2] = ["running_mean", VARIANCE];

/// Returns `true` if a tensor of a file is PyTorch's count of batches: a single whole number,
/// beside one of the `statistics`, whose names these are.
pub(crate) fn is_counter<N: AsRef<str>>(name: &str, shape: &[usize], kind: &str, statistics: &[N]) -> bool {
    let is_whole = matches!(kind, "I64" | "I32" | "I16" | "I8" | "U64" | "U32" | "U16" | "U8");
    let prefix = name.strip_suffix(COUNTER).filter(|prefix| prefix.is_empty() || prefix.ends_with('.'));
    let is_beside =
        |prefix: &str, other: &str| other.strip_prefix(prefix).is_some_and(|last| STATISTICS.contains(&last));
    let stands_beside = |prefix| statistics.iter().any(|other| is_beside(prefix, other.as_ref()));
    is_whole && shape.is_empty() && prefix.is_some_and(stands_beside)
}
