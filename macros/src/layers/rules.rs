//! Rules of shapes that several layers have.

use crate::model::assertion::Claim;
use crate::model::layer::{Given, Help, Outcome, Problem};
use crate::model::shape::{Shape, Takes};
use crate::model::text::join;

/// The output has the shape of the only input.
pub(super) fn same(given: &Given<'_>) -> Outcome {
    let input = &given.inputs[0];
    match Problem::obstacle(given, &input.known_to()) {
        Some(problem) => Outcome::bad(None, problem),
        None => Outcome::good(input.clone()),
    }
}

/// As [`same`], for a layer whose type has the number of channels.
pub(super) fn same_channels(given: &Given<'_>) -> Outcome {
    // A const parameter keeps them from being looked up: then the input must be a vector, whose
    // features they are.
    let is_vector = given.inputs[0].looked_up(0).is_none();
    let claims = if is_vector { must_be_flat(given, 0) } else { Vec::new() };
    Outcome { claims, ..same(given) }
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

/// As [`same`], for values of these ranks only.
pub(super) fn same_of(takes: &Takes, given: &Given<'_>) -> Outcome {
    let (step, giver, shape) = (given.step, &given.givers[0], &given.inputs[0]);
    // Where the macro does not know the rank it can be claimed to be that of a vector.
    if shape.is_hidden() && !takes.ranks.contains(&1) {
        let what = format!("`{step}` needs the number of channels of `{giver}`, whose shape only the compiler knows");
        let help = format!("make `{step}` the last step of the network `{giver}`, where the shape is known");
        return Outcome::bad(Some(shape.clone()), Problem::new(what, help, &[0]));
    }
    if !shape.is_hidden() && !takes.ranks.contains(&shape.rank()) {
        let what = format!("`{step}` takes {}, but `{giver}` gives {shape}", takes.words);
        return Outcome::bad(Some(shape.clone()), Problem::new(what, takes.instead, &[0]));
    }
    let mut outcome = same_channels(given);
    outcome.claims.extend(must_be_of(takes, given));
    outcome
}

/// These values if a shape whose rank only the compiler knows must be seen as one of them: a layer
/// that takes any value, or vectors as well, needs channels alone.
pub(super) fn to_be_known(takes: &Takes) -> Option<Takes> {
    (!takes.ranks.contains(&1)).then(|| takes.clone())
}

/// An input whose rank the macro does not know, and the compiler does, must have one of these.
pub(super) fn must_be_of(takes: &Takes, given: &Given<'_>) -> Option<Claim> {
    let takes_any = takes.ranks == (1..=Shape::MAX_RANK);
    (!takes_any && given.inputs[0].looked_up(0).is_some()).then(|| Claim::Rank {
        taker: given.step.to_owned(),
        takes: takes.clone(),
        seen: None,
        giver: given.givers[0].clone(),
        gives: given.inputs[0].clone(),
    })
}

/// The layer takes a flat vector.
pub(super) fn not_flat(given: &Given<'_>) -> Problem {
    let (step, giver, shape) = (given.step, &given.givers[0], &given.inputs[0]);
    let what = format!("`{step}` takes a flat vector, but `{giver}` gives {shape}");
    Problem { help: Help::OrVector { text: flatten_between(given) }, ..Problem::new(what, "", &[0]) }
}

/// The help for a step that takes flat vectors: what a `Flatten` in front of it would give.
pub(super) fn flatten_between(given: &Given<'_>) -> String {
    let (step, giver) = (given.step, &given.givers[0]);
    if given.is_stream {
        return format!(
            "put a step `last: Gru<16, Last>` between `{giver}` and `{step}`: no frame is the last of a stream, \
                        and its state is a vector after each"
        );
    }
    let gives = given.inputs[0].try_features().map(|features| format!(", which gives {features} features"));
    format!("put a step `flatten: Flatten` between `{giver}` and `{step}`{}", gives.unwrap_or_default())
}

/// A layer takes signals `[C, L]` or images `[C, H, W]`, whose numbers of sizes `ranks` has, and is
/// given another shape. `sibling` has the words about the layer that takes the other of the two.
pub(super) fn wrong_rank(given: &Given<'_>, ranks: &[usize], sibling: Option<&str>) -> Problem {
    let Given { step, givers, inputs, .. } = *given;
    let (giver, shape) = (&givers[0], &inputs[0]);
    let words = |rank: &usize| if *rank == 2 { SIGNAL.to_owned() } else { IMAGE.to_owned() };
    let takes = join(ranks.iter().map(words), ", or ");
    let found = if shape.is_hidden() { "a shape that only the compiler knows".into() } else { shape.to_string() };
    let reshape = ranks.iter().rev().find_map(|&rank| reshaped(shape, rank)).unwrap_or_else(|| {
        let form = if ranks == [2] { "signal: Reshape<C, L>" } else { "image: Reshape<C, H, W>" };
        form.to_owned()
    });
    let features = shape.try_features().map_or_else(|_| String::new(), |features| format!(" of {features} features"));
    let features = if reshape.contains("<C, ") { features } else { String::new() };
    let reshape = format!("put a step `{reshape}`{features} between `{giver}` and `{step}`");
    let help = match sibling.filter(|_| shape.rank() > 1 && !shape.is_hidden()) {
        Some(sibling) => format!("{sibling}, or {reshape}"),
        None => reshape,
    };
    Problem::new(format!("`{step}` takes {takes}, but `{giver}` gives {found}"), help, &[0])
}

const SIGNAL: &str = "a signal `[channels, length]`";
const IMAGE: &str = "an image `[channels, height, width]`";

/// The step that makes a signal or an image of a shape, if there is a natural one: one channel, a
/// square, one row, or all rows in one.
fn reshaped(shape: &Shape, rank: usize) -> Option<String> {
    match (shape.sizes(), rank) {
        _ if shape.is_hidden() => None,
        ([length], 2) => Some(format!("signal: Reshape<1, {length}>")),
        ([features], 3) => {
            let (features, side) = (features.known()?, features.known()?.isqrt());
            (side > 1 && side * side == features).then(|| format!("image: Reshape<1, {side}, {side}>"))
        }
        ([height, width], 3) if height.known().is_some() && height.known() == width.known() => {
            Some(format!("image: Reshape<1, {height}, {width}>"))
        }
        ([channels, length], 3) => Some(format!("image: Reshape<{channels}, 1, {length}>")),
        ([channels, _, _], 2) => Some(format!("signal: Reshape<{channels}, _>")),
        _ => None,
    }
}

/// An input whose rank the macro does not know is seen as a vector by a layer that would divide or
/// join images and signals by channels.
pub(super) fn seen_as_vector(given: &Given<'_>, input: usize) -> Option<Claim> {
    let takes = Takes { ranks: 1..=Shape::MAX_RANK, words: "any value", instead: "" };
    given.inputs[input].looked_up(0).map(|_| Claim::Rank {
        taker: given.step.to_owned(),
        takes,
        seen: Some(1),
        giver: given.givers[input].clone(),
        gives: given.inputs[input].clone(),
    })
}

/// An input whose rank the macro does not know must be a vector.
pub(super) fn must_be_flat(given: &Given<'_>, input: usize) -> Vec<Claim> {
    let shape = &given.inputs[input];
    let is_checked = shape.is_hidden() && shape.known_to().obstacle().is_none();
    is_checked.then(|| given.claim(input, Shape::vector(shape.features()))).into_iter().collect()
}
