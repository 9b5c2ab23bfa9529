//! The way in which each step runs in each pass, decided once: by itself, together with a
//! neighbour, in place, or not at all.
//!
//! An activation that alone takes the output of a layer is its epilogue, if the layer can have one.
//! If its derivative follows from its output, it is that in training too: the pass keeps its output
//! alone, and on the way back the gradient of the layer's output takes the place of that of the
//! activation's. Where a layer with an epilogue takes that output, it writes this gradient at once.
//!
//! A pool that alone takes the output of a convolution, with or without an activation between
//! them, runs with it at inference: row by row, so that the output of the convolution never is in
//! memory as a whole.

use crate::model::layer::{Fuses, Then};
use crate::model::{Network, Source, Step};

/// The run of a step at inference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InferRun {
    /// By itself: from the values of others to a value of its own.
    Call,
    /// With the activation of this step as its epilogue, whose value it writes.
    WithEpilogue(usize),
    /// With the activation and the pool of these steps, row by row: it writes the value of the
    /// pool.
    WithPool { activation: Option<usize>, pool: usize },
    /// As the epilogue of another step, or the pool behind it.
    IsEpilogue,
    /// On the value of its input, which no other step reads afterwards.
    InPlace,
    /// Not at all: its value is that of its input.
    Elided,
}

/// The run of a step in the forward pass of training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ForwardRun {
    /// By itself.
    Call,
    /// With the activation of this step as its epilogue: of both values the pass keeps that of the
    /// activation alone.
    WithEpilogue(usize),
    /// As the epilogue of another step.
    IsEpilogue,
}

/// The run of a step in the backward pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BackwardRun {
    /// By itself.
    Call,
    /// With the derivative of the activation of this step, its only input, as its epilogue: it
    /// writes the gradient of the activation's input.
    Through(usize),
    /// On the gradient of its output, which becomes that of its input.
    InPlace,
    /// Not at all: the step that takes its output has gone back through it.
    Elided,
}

/// The runs of a step in all passes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) infer: InferRun,
    pub(crate) forward: ForwardRun,
    pub(crate) backward: BackwardRun,
    /// The step in whose record a training pass keeps the output of this one, and its gradient;
    /// none if both are the caller's.
    pub(crate) record: Option<usize>,
}

/// The runs of all steps of a network.
pub(crate) struct Fusion {
    pub(crate) runs: Vec<Run>,
    /// The last two layers, if they are fully connected and the output of the first, with its
    /// epilogue, goes into the second alone: it need not be written for sizes for which the library
    /// finds that this pays.
    pub(crate) pair: Option<(usize, usize)>,
    /// The value that each step gives at inference: its own, or that of another if it is elided.
    origins: Vec<Source>,
}

impl Fusion {
    pub(crate) fn of(network: &Network) -> Self {
        Self::with(network, |_| true)
    }

    /// The runs of a network in which only some steps can have an epilogue.
    pub(crate) fn with(network: &Network, has_epilogue: impl Fn(usize) -> bool) -> Self {
        let infer = infer_runs(network, has_epilogue);
        let forward = forward_runs(network, &infer);
        let backward = backward_runs(network, &forward);
        let last = network.steps.len() - 1;
        let run = |position| Run {
            infer: infer[position],
            forward: forward[position],
            backward: backward[position],
            record: match forward[position] {
                ForwardRun::WithEpilogue(by) => Some(by),
                _ => (position < last).then_some(position),
            },
        };
        let runs = (0..=last).map(run).collect();
        Fusion { runs, pair: pair(network, &infer), origins: origins(network, &infer) }
    }

    /// Returns where the value of a source is at inference: elided steps are passed over.
    pub(crate) fn origin(&self, source: Source) -> Source {
        match source {
            Source::Input(_) => source,
            Source::Step(step) => self.origins[step],
        }
    }
}

impl InferRun {
    /// Returns the step whose value is written when the step at `position` runs.
    pub(crate) fn writes(self, position: usize) -> Option<usize> {
        match self {
            InferRun::Call => Some(position),
            InferRun::WithEpilogue(by) => Some(by),
            InferRun::WithPool { pool, .. } => Some(pool),
            InferRun::IsEpilogue | InferRun::InPlace | InferRun::Elided => None,
        }
    }
}

fn infer_runs(network: &Network, has_epilogue: impl Fn(usize) -> bool) -> Vec<InferRun> {
    let mut runs = vec![InferRun::Call; network.steps.len()];
    let last = network.steps.len() - 1;
    for (position, step) in network.steps.iter().enumerate() {
        let Some(source) = single_source(step) else { continue };
        match (fuses(network, position), source) {
            (Fuses::Identity, _) if position < last => runs[position] = InferRun::Elided,
            (Fuses::Activation { .. }, Source::Step(above)) if uses(network, source) == 1 => {
                let above = above_elided(network, &runs, above);
                if matches!(fuses(network, above), Fuses::Epilogue { .. }) && has_epilogue(above) {
                    runs[above] = InferRun::WithEpilogue(position);
                    runs[position] = InferRun::IsEpilogue;
                } else if position < last && owns_value(network, &runs, above) {
                    runs[position] = InferRun::InPlace;
                }
            }
            _ => {}
        }
    }
    for position in 0..runs.len() {
        if let Some((activation, pool)) = pool_behind(network, &runs, position).filter(|_| has_epilogue(position)) {
            runs[position] = InferRun::WithPool { activation, pool };
            runs[pool] = InferRun::IsEpilogue;
        }
    }
    runs
}

/// The step whose value the step `step` gives on, if nobody else takes that; else `step`.
fn above_elided(network: &Network, runs: &[InferRun], step: usize) -> usize {
    match single_source(&network.steps[step]) {
        Some(source @ Source::Step(above)) if runs[step] == InferRun::Elided && uses(network, source) == 1 => {
            above_elided(network, runs, above)
        }
        _ => step,
    }
}

/// The activation, if any, and the pool that run with a convolution.
///
/// Not in a network with const parameters: the memory of the rows is an expression, which must not
/// depend on them.
fn pool_behind(network: &Network, runs: &[InferRun], position: usize) -> Option<(Option<usize>, usize)> {
    let (activation, value) = match runs[position] {
        InferRun::Call => (None, position),
        InferRun::WithEpilogue(by) => (Some(by), by),
        _ => return None,
    };
    let is_convolution = fuses(network, position) == Fuses::Epilogue { then: Then::Pool };
    let pool = network.steps.iter().position(|step| step.from == [Source::Step(value)])?;
    let is_alone = uses(network, Source::Step(value)) == 1 && fuses(network, pool) == Fuses::Pool;
    (is_convolution && is_alone && network.parameters.is_empty()).then_some((activation, pool))
}

/// An activation is an epilogue in training too if its gradient follows from its output, and is
/// computed in place, where the memory of the pass holds it.
fn forward_runs(network: &Network, infer: &[InferRun]) -> Vec<ForwardRun> {
    let mut runs = vec![ForwardRun::Call; infer.len()];
    for (position, run) in infer.iter().enumerate() {
        if let InferRun::WithEpilogue(by) | InferRun::WithPool { activation: Some(by), .. } = *run
            && single_source(&network.steps[by]) == Some(Source::Step(position))
            && by + 1 < infer.len()
            && fuses(network, by) == (Fuses::Activation { has_gradient_of_output: true })
        {
            runs[position] = ForwardRun::WithEpilogue(by);
            runs[by] = ForwardRun::IsEpilogue;
        }
    }
    runs
}

fn backward_runs(network: &Network, forward: &[ForwardRun]) -> Vec<BackwardRun> {
    let is_epilogue = |step: usize| forward[step] == ForwardRun::IsEpilogue;
    let alone = |step: usize| if is_epilogue(step) { BackwardRun::InPlace } else { BackwardRun::Call };
    let mut runs: Vec<_> = (0..forward.len()).map(alone).collect();
    for (position, step) in network.steps.iter().enumerate() {
        if let Some(source @ Source::Step(above)) = single_source(step)
            && matches!(fuses(network, position), Fuses::Epilogue { .. })
            && is_epilogue(above)
            && uses(network, source) == 1
        {
            runs[position] = BackwardRun::Through(above);
            runs[above] = BackwardRun::Elided;
        }
    }
    runs
}

fn pair(network: &Network, runs: &[InferRun]) -> Option<(usize, usize)> {
    let writer = |value: usize| (0..=value).find(|&step| runs[step].writes(step) == Some(value));
    let second = writer(runs.len() - 1)?;
    let source @ Source::Step(between) = single_source(&network.steps[second])? else { return None };
    let first = writer(between)?;
    let are_dense =
        [first, second].iter().all(|&step| fuses(network, step) == Fuses::Epilogue { then: Then::FullyConnected });
    (are_dense && uses(network, source) == 1).then_some((first, second))
}

fn origins(network: &Network, runs: &[InferRun]) -> Vec<Source> {
    let mut origins: Vec<Source> = Vec::with_capacity(runs.len());
    for (position, step) in network.steps.iter().enumerate() {
        let origin = match (runs[position], single_source(step)) {
            (InferRun::Elided, Some(Source::Step(above))) => origins[above],
            (InferRun::Elided, Some(input @ Source::Input(_))) => input,
            _ => Source::Step(position),
        };
        origins.push(origin);
    }
    origins
}

fn fuses(network: &Network, step: usize) -> Fuses {
    network.steps[step].layer.fuses()
}

/// The only input of a step.
fn single_source(step: &Step) -> Option<Source> {
    if let [source] = step.from[..] { Some(source) } else { None }
}

/// The number of uses of a value.
fn uses(network: &Network, value: Source) -> usize {
    network.steps.iter().flat_map(|step| &step.from).filter(|source| **source == value).count()
}

/// Returns `true` if the value of a step lies in memory that no other step reads.
fn owns_value(network: &Network, runs: &[InferRun], step: usize) -> bool {
    match runs[step] {
        InferRun::Elided => match single_source(&network.steps[step]) {
            Some(Source::Step(above)) => uses(network, Source::Step(above)) == 1 && owns_value(network, runs, above),
            _ => false,
        },
        _ => true,
    }
}
