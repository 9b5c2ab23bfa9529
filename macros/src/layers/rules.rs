//! Shape rules: what a layer gives for what it is given, or what is wrong with that.

use crate::layers::Layer;
use crate::model::shape::Shape;
use crate::model::size::{Comparison, Incomputable, Size};

/// What comes of a layer and its inputs. The output is the best guess where there is a problem, so that the steps below can be
/// checked all the same.
pub(crate) struct Outcome {
    pub(crate) output: Shape,
    pub(crate) problem: Option<Problem>,
    /// Sizes that only the compiler can compare.
    pub(crate) later: Vec<Later>,
}

/// What is wrong with the inputs of a step. Inputs are meant by their position.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// The layer says that it takes another number of features.
    Mismatch { takes: String },
    /// The layer takes a flat vector.
    NotFlat,
    /// The input has another shape than an earlier one.
    Unequal { first: usize, input: usize },
    /// The input cannot be joined to the first one: apart from the channels the sizes must agree.
    Unjoinable { input: usize },
    /// The size of the output cannot be computed.
    Output(Incomputable),
    /// The weight would be too large.
    Weight(Incomputable),
    /// The size of the input cannot be written into the type of the layer.
    Input(Incomputable),
    /// There are more `_` in the type than sizes that could stand there; what there can be, in words.
    Holes { written: usize, help: String },
}

/// Two shapes for the compiler to compare: what the step takes, and what the input at this position gives.
pub(crate) struct Later {
    pub(crate) takes: Shape,
    pub(crate) input: usize,
    pub(crate) gives: Shape,
}

impl Outcome {
    fn good(output: Shape) -> Self {
        Outcome { output, problem: None, later: Vec::new() }
    }

    fn bad(output: Shape, problem: Problem) -> Self {
        Outcome { output, problem: Some(problem), later: Vec::new() }
    }

    /// The output if it could be computed.
    fn computed(output: Result<Shape, Incomputable>) -> Self {
        match output {
            Ok(output) => Self::good(output),
            Err(reason) => Self::bad(Shape::unknown(), Problem::Output(reason)),
        }
    }
}

/// The output of a layer that could not be read.
pub(crate) fn unknown(_: &Layer, _: &[Shape]) -> Outcome {
    Outcome::good(Shape::unknown())
}

/// What a layer gives that is not built in: its implementation says it, which the compiler looks up.
pub(crate) fn foreign(layer: &Layer, inputs: &[Shape]) -> Outcome {
    let Some(foreign) = &layer.foreign else { return unknown(layer, inputs) };
    if let Some(written) = foreign.excess(inputs) {
        return Outcome::bad(Shape::unknown(), Problem::Holes { written, help: foreign.help(inputs) });
    }
    match foreign.obstacle(inputs) {
        Some(parameter) => {
            Outcome::bad(Shape::unknown(), Problem::Input(Incomputable::Parameter(parameter.to_string())))
        }
        None => Outcome::good(foreign.output(inputs)),
    }
}

/// What is wrong if the size of an input must be a number in the type of the layer, but is none.
fn obstacle(inputs: &[Shape]) -> Option<Problem> {
    let parameter = inputs.iter().find_map(Shape::needed_parameter)?;
    Some(Problem::Input(Incomputable::Parameter(parameter.to_string())))
}

/// The shape of the first input.
pub(crate) fn same(_: &Layer, inputs: &[Shape]) -> Outcome {
    obstacle(inputs).map_or_else(|| Outcome::good(inputs[0].clone()), |problem| Outcome::bad(Shape::unknown(), problem))
}

/// As [`same`], for flat vectors only.
pub(crate) fn same_vector(_: &Layer, inputs: &[Shape]) -> Outcome {
    let output = inputs[0].clone();
    if output.rank() != 1 {
        return Outcome::bad(output, Problem::NotFlat);
    }
    match obstacle(inputs) {
        Some(problem) => Outcome::bad(Shape::unknown(), problem),
        None => Outcome { later: flat_later(&inputs[0]), ..Outcome::good(Shape::vector(output.features())) },
    }
}

/// A shape whose rank the macro does not know must be a vector.
fn flat_later(input: &Shape) -> Vec<Later> {
    let later = Later { takes: Shape::vector(input.features()), input: 0, gives: input.clone() };
    Some(later).filter(|_| input.is_hidden() && input.needed_parameter().is_none()).into_iter().collect()
}

/// `[IN]` to `[OUT]`.
pub(crate) fn linear(layer: &Layer, inputs: &[Shape]) -> Outcome {
    let output = layer.gives.clone().map_or_else(Shape::unknown, Shape::vector);
    let [input] = inputs[0].sizes() else { return Outcome::bad(output, Problem::NotFlat) };
    let mut later = flat_later(&inputs[0]);
    match layer.takes.as_ref().map(|takes| (takes, takes.compare(input))) {
        None => {
            if let Some(problem) = obstacle(inputs) {
                return Outcome::bad(output, problem);
            }
        }
        Some((_, Comparison::Equal)) => {}
        Some((takes, Comparison::Different)) => {
            return Outcome::bad(output, Problem::Mismatch { takes: takes.to_string() });
        }
        // This says that the input is a vector, too.
        Some((takes, Comparison::Later)) => {
            later = vec![Later { takes: Shape::vector(takes.clone()), input: 0, gives: inputs[0].clone() }];
        }
    }
    // A weight of known sizes may be too large where its sizes are not; other sizes are the compiler's business.
    let sizes: Vec<Size> = output.sizes().iter().chain([input]).cloned().collect();
    let problem = match Size::product(&sizes) {
        Err(reason @ Incomputable::TooLarge(_)) => Some(Problem::Weight(reason)),
        _ => None,
    };
    Outcome { output, problem, later }
}

/// Any shape to the vector of its features.
pub(crate) fn flat(_: &Layer, inputs: &[Shape]) -> Outcome {
    match obstacle(inputs) {
        Some(problem) => Outcome::bad(Shape::unknown(), problem),
        None => Outcome::computed(inputs[0].try_features().map(Shape::vector)),
    }
}

/// Inputs of one shape to that shape.
pub(crate) fn equal(_: &Layer, inputs: &[Shape]) -> Outcome {
    // A shape that the macro knows says the most, one whose size is no number in a type the least.
    let rank = |position: &usize| (inputs[*position].needed_parameter().is_some(), inputs[*position].is_hidden());
    let first = (0..inputs.len()).min_by_key(rank).unwrap_or(0);
    let output = inputs[first].clone();
    let mut later = Vec::new();
    for (position, input) in inputs.iter().enumerate() {
        match output.compare(input) {
            Comparison::Equal => {}
            Comparison::Different => return Outcome::bad(output, Problem::Unequal { first, input: position }),
            Comparison::Later => later.push(Later { takes: output.clone(), input: position, gives: input.clone() }),
        }
    }
    match obstacle(&inputs[first..=first]) {
        Some(problem) => Outcome::bad(Shape::unknown(), problem),
        None => Outcome { later, ..Outcome::good(output) },
    }
}

/// Inputs one after the other: the first sizes are added, the others must agree.
pub(crate) fn stacked(_: &Layer, inputs: &[Shape]) -> Outcome {
    let mut later = Vec::new();
    let rest = |shape: &Shape| Shape::new(shape.sizes().iter().skip(1).cloned().collect());
    let planes = rest(&inputs[0]);
    for (position, input) in inputs.iter().enumerate() {
        let with_channels =
            |shape: &Shape| Shape::new(input.sizes()[..1].iter().chain(shape.sizes()).cloned().collect());
        match planes.compare(&rest(input)) {
            Comparison::Equal if input.is_hidden() => {
                later.extend(flat_later(input).into_iter().map(|later| Later { input: position, ..later }))
            }
            Comparison::Equal => {}
            Comparison::Different => return Outcome::bad(Shape::unknown(), Problem::Unjoinable { input: position }),
            Comparison::Later => {
                later.push(Later { takes: with_channels(&planes), input: position, gives: input.clone() })
            }
        }
    }
    let channels: Vec<Size> = inputs.iter().map(|input| input.sizes()[0].clone()).collect();
    let output = Size::sum(&channels).and_then(|sum| {
        let shape = Shape::new([sum].into_iter().chain(planes.sizes().iter().cloned()).collect());
        shape.try_features().map(|_| shape)
    });
    Outcome { later, ..Outcome::computed(output) }
}
