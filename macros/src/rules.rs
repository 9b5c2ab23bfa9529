//! Shape rules: what a layer gives for what it is given, or what is wrong with that.

use crate::catalogue::Layer;
use crate::size::{Comparison, Incomputable, Shape, Size};

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
    /// The input has another shape than the first one.
    Unequal { input: usize },
    /// The input cannot be joined to the first one: apart from the channels the sizes must agree.
    Unjoinable { input: usize },
    /// The size of the output cannot be computed.
    Output(Incomputable),
    /// The weight would be too large.
    Weight(Incomputable),
}

/// Two sizes for the compiler to compare: what the step takes, and what the input at this position gives.
pub(crate) struct Later {
    pub(crate) takes: Size,
    pub(crate) input: usize,
    pub(crate) gives: Size,
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

/// The shape of the first input.
pub(crate) fn same(_: &Layer, inputs: &[Shape]) -> Outcome {
    Outcome::good(inputs[0].clone())
}

/// As [`same`], for flat vectors only.
pub(crate) fn same_vector(_: &Layer, inputs: &[Shape]) -> Outcome {
    let output = inputs[0].clone();
    if output.rank() == 1 { Outcome::good(output) } else { Outcome::bad(output, Problem::NotFlat) }
}

/// `[IN]` to `[OUT]`.
pub(crate) fn linear(layer: &Layer, inputs: &[Shape]) -> Outcome {
    let output = layer.gives.clone().map_or_else(Shape::unknown, Shape::vector);
    let [input] = inputs[0].sizes() else { return Outcome::bad(output, Problem::NotFlat) };
    let mut later = Vec::new();
    if let Some(takes) = &layer.takes {
        match takes.compare(input) {
            Comparison::Equal => {}
            Comparison::Different => return Outcome::bad(output, Problem::Mismatch { takes: takes.to_string() }),
            Comparison::Later => later.push(Later { takes: takes.clone(), input: 0, gives: input.clone() }),
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
    Outcome::computed(inputs[0].try_features().map(Shape::vector))
}

/// Inputs of one shape to that shape.
pub(crate) fn equal(_: &Layer, inputs: &[Shape]) -> Outcome {
    let output = inputs[0].clone();
    let mut later = Vec::new();
    for (position, input) in inputs.iter().enumerate().skip(1) {
        match output.compare(input) {
            Comparison::Equal => {}
            Comparison::Different => return Outcome::bad(output, Problem::Unequal { input: position }),
            Comparison::Later => later.extend(pairs(&output, input, position)),
        }
    }
    Outcome { output, problem: None, later }
}

/// Inputs one after the other: the first sizes are added, the others must agree.
pub(crate) fn stacked(_: &Layer, inputs: &[Shape]) -> Outcome {
    let mut later = Vec::new();
    let rest = |shape: &Shape| Shape::new(shape.sizes().iter().skip(1).cloned().collect());
    let planes = rest(&inputs[0]);
    for (position, input) in inputs.iter().enumerate().skip(1) {
        match planes.compare(&rest(input)) {
            Comparison::Equal => {}
            Comparison::Different => return Outcome::bad(Shape::unknown(), Problem::Unjoinable { input: position }),
            Comparison::Later => later.extend(pairs(&planes, &rest(input), position)),
        }
    }
    let channels: Vec<Size> = inputs.iter().map(|input| input.sizes()[0].clone()).collect();
    let output = Size::sum(&channels).and_then(|sum| {
        let shape = Shape::new([sum].into_iter().chain(planes.sizes().iter().cloned()).collect());
        shape.try_features().map(|_| shape)
    });
    Outcome { later, ..Outcome::computed(output) }
}

/// The sizes of two shapes that only the compiler can compare.
fn pairs(takes: &Shape, gives: &Shape, input: usize) -> impl Iterator<Item = Later> {
    let sizes = takes.sizes().iter().zip(gives.sizes());
    let unknown = sizes.filter(|(takes, gives)| takes.compare(gives) == Comparison::Later);
    let later: Vec<_> =
        unknown.map(|(takes, gives)| Later { takes: takes.clone(), input, gives: gives.clone() }).collect();
    later.into_iter()
}
