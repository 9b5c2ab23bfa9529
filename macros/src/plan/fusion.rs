//! Steps that need no memory of their own: activations that finish the sums of the step above, or work in place, and steps that change nothing.

use crate::layers::Joins;
use crate::model::{Network, Source, Step};

/// How a step is run at inference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Run {
    /// By itself: from the values of others to a value of its own.
    Call,
    /// Its sums are finished by an activation, and written as the value of that step.
    FinishedBy(usize),
    /// Together with the step whose sums it finishes.
    Finishes,
    /// On the value of its input, which nobody else reads afterwards.
    InPlace,
    /// Not at all: its value is that of its input.
    Nothing,
}

/// How the steps of a network are run.
pub(crate) struct Fusion {
    runs: Vec<Run>,
}

impl Fusion {
    pub(crate) fn of(network: &Network) -> Self {
        let mut runs = vec![Run::Call; network.steps.len()];
        let last = network.steps.len() - 1;
        for (position, step) in network.steps.iter().enumerate() {
            let Some(source) = single_source(step) else { continue };
            match (joins(network, position), source) {
                (Joins::Identity, _) if position < last => runs[position] = Run::Nothing,
                (Joins::Activation { .. }, Source::Step(above)) if uses(network, source) == 1 => {
                    if joins(network, above) == Joins::Sums {
                        runs[above] = Run::FinishedBy(position);
                        runs[position] = Run::Finishes;
                    } else if position < last && owns_value(network, &runs, above) {
                        runs[position] = Run::InPlace;
                    }
                }
                _ => {}
            }
        }
        Fusion { runs }
    }

    pub(crate) fn run(&self, position: usize) -> Run {
        self.runs[position]
    }

    /// Where the value of a source really is: steps that change nothing are passed over.
    pub(crate) fn origin(&self, source: Source, network: &Network) -> Source {
        match source {
            Source::Step(step) if self.runs[step] == Run::Nothing => {
                single_source(&network.steps[step]).map_or(source, |above| self.origin(above, network))
            }
            _ => source,
        }
    }

    /// The last two steps of sums, if the value of the first, finished or not, goes into the second alone: the value need not be written then, for sizes for which
    /// the library finds that this pays.
    pub(crate) fn last_pair(&self, network: &Network) -> Option<(usize, usize)> {
        let last = network.steps.len() - 1;
        let second = (0..=last).find(|&step| self.writes(step) == Some(last))?;
        let source = single_source(&network.steps[second])?;
        let first = (0..second).find(|&step| self.writes(step).map(Source::Step) == Some(source))?;
        let are_sums = [first, second].iter().all(|&step| joins(network, step) == Joins::Sums);
        (are_sums && uses(network, source) == 1).then_some((first, second))
    }

    /// The step whose value is written when a step is run by itself or with an activation.
    fn writes(&self, position: usize) -> Option<usize> {
        match self.runs[position] {
            Run::Call => Some(position),
            Run::FinishedBy(by) => Some(by),
            Run::Finishes | Run::InPlace | Run::Nothing => None,
        }
    }

    /// The activation that finishes the sums of a step in training too, so that the pass keeps the finished value alone: its gradient must follow from that,
    /// and is computed in place, where the memory of the pass holds it.
    pub(crate) fn trained_with(&self, position: usize, network: &Network) -> Option<usize> {
        match self.runs[position] {
            Run::FinishedBy(by) if by + 1 < network.steps.len() => {
                (joins(network, by) == Joins::Activation { has_gradient_of_output: true }).then_some(by)
            }
            _ => None,
        }
    }

    /// The step whose sums an activation finishes in training.
    pub(crate) fn trains_with(&self, position: usize, network: &Network) -> Option<usize> {
        (0..position).find(|&above| self.trained_with(above, network) == Some(position))
    }

    /// The activation that is the only input of a step of sums, and goes nowhere else: on the way back the step writes the gradient of the activation's input at
    /// once.
    pub(crate) fn goes_back_through(&self, position: usize, network: &Network) -> Option<usize> {
        match single_source(&network.steps[position]) {
            Some(source @ Source::Step(above)) if joins(network, position) == Joins::Sums => {
                (uses(network, source) == 1 && self.trains_with(above, network).is_some()).then_some(above)
            }
            _ => None,
        }
    }

    /// Whether the gradient of an activation's input has been written by the only step that takes its output.
    pub(crate) fn is_passed_on_the_way_back(&self, position: usize, network: &Network) -> bool {
        (position..network.steps.len()).any(|below| self.goes_back_through(below, network) == Some(position))
    }
}

fn joins(network: &Network, step: usize) -> Joins {
    network.steps[step].layer.row.joins
}

/// The only input of a step.
fn single_source(step: &Step) -> Option<Source> {
    if let [source] = step.from[..] { Some(source) } else { None }
}

/// How often a value is used.
fn uses(network: &Network, value: Source) -> usize {
    network.steps.iter().flat_map(|step| &step.from).filter(|source| **source == value).count()
}

/// Whether the value of a step lies in memory that no other step reads.
fn owns_value(network: &Network, runs: &[Run], step: usize) -> bool {
    match runs[step] {
        Run::Nothing => match single_source(&network.steps[step]) {
            Some(Source::Step(above)) => uses(network, Source::Step(above)) == 1 && owns_value(network, runs, above),
            _ => false,
        },
        _ => true,
    }
}
