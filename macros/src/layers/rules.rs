//! Rules of shapes that several layers have.

use crate::model::assertion::Claim;
use crate::model::layer::{Given, Outcome, Problem};
use crate::model::shape::Shape;

/// The output has the shape of the only input.
pub(super) fn same(given: &Given<'_>) -> Outcome {
    let input = &given.inputs[0];
    match Problem::obstacle(given, &input.known_to()) {
        Some(problem) => Outcome::bad(None, problem),
        None => Outcome::good(input.clone()),
    }
}

/// As [`same`], for flat vectors only.
pub(super) fn same_vector(given: &Given<'_>) -> Outcome {
    let input = &given.inputs[0];
    if input.rank() != 1 {
        return Outcome::bad(Some(input.clone()), not_flat(given));
    }
    match Problem::obstacle(given, &input.known_to()) {
        Some(problem) => Outcome::bad(None, problem),
        None => Outcome { claims: must_be_flat(given, 0), ..Outcome::good(Shape::vector(input.features())) },
    }
}

/// The layer takes a flat vector.
pub(super) fn not_flat(given: &Given<'_>) -> Problem {
    let (step, giver, shape) = (given.step, &given.givers[0], &given.inputs[0]);
    Problem::new(
        format!("`{step}` takes a flat vector, but `{giver}` gives {shape}"),
        format!("put a step `flatten: Flatten` between `{giver}` and `{step}`"),
        &[0],
    )
}

/// An input whose rank the macro does not know must be a vector.
pub(super) fn must_be_flat(given: &Given<'_>, input: usize) -> Vec<Claim> {
    let shape = &given.inputs[input];
    let is_checked = shape.is_hidden() && shape.known_to().obstacle().is_none();
    is_checked.then(|| given.claim(input, Shape::vector(shape.features()))).into_iter().collect()
}
