//! Where gradients are written in the backward pass, and where they are summed.
//!
//! Backward visits the steps in reverse. Of the uses of a value the one that is visited first
//! writes the value's gradient; each further use writes a part of its own, which is added. Only
//! that is left of the module "Duplicate".

use crate::model::size::Size;
use crate::model::{Network, Source, Step};

/// Where one use of a value writes the gradient of that value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// To the caller, who may not want it: the only use of the network's input at this position.
    Caller(usize),
    /// To the gradient of the value itself.
    Gradient(Source),
    /// To a buffer, from which it is added to the gradient; where not `always`, only if the
    /// gradient of the network's input is wanted.
    Part { part: Buffer, always: bool },
}

/// Memory for gradients, beside those in the records of the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Buffer {
    /// The gradient of the network's input at this position.
    Input(usize),
    /// A further use of a value; of several in the same step the one with this number.
    Part { of: Source, ordinal: usize },
}

/// The way of gradients through a step.
#[derive(Clone)]
pub(crate) struct Passing {
    /// Where it writes the gradients of its inputs.
    pub(crate) places: Vec<Place>,
    /// True if the gradient of its value leads to parameters.
    pub(crate) is_needed: bool,
    /// True if it computes the gradients of its inputs whenever it is visited: because parameters
    /// depend on them, or because it has several inputs, whose gradients come together.
    pub(crate) always: bool,
}

/// The ways of all gradients of a network.
pub(crate) struct Gradients {
    pub(crate) steps: Vec<Passing>,
    /// The buffers, with their sizes.
    pub(crate) buffers: Vec<(Buffer, Size)>,
}

impl Gradients {
    pub(crate) fn of(network: &Network) -> Self {
        let needed = needed(network);
        let passing = |(step, &is_needed): (&Step, &bool)| {
            let is_any_needed = step.from.iter().any(|source| is_source_needed(*source, &needed));
            Passing { places: Vec::new(), is_needed, always: step.from.len() > 1 || is_any_needed || !is_needed }
        };
        let steps = network.steps.iter().zip(&needed).map(passing).collect();
        let mut gradients = Gradients { steps, buffers: Vec::new() };
        for (position, input) in network.inputs.iter().enumerate() {
            if !is_caller_alone(network, position) {
                gradients.buffers.push((Buffer::Input(position), input.shape.features()));
            }
        }
        gradients.find_places(network, &needed);
        gradients
    }

    fn find_places(&mut self, network: &Network, needed: &[bool]) {
        let mut seen: Vec<Source> = Vec::new();
        for (position, step) in network.steps.iter().enumerate().rev() {
            let mut parts_here: Vec<Source> = Vec::new();
            for source in &step.from {
                let place = if let Source::Input(input) = *source
                    && !self.sums_input(input)
                {
                    Place::Caller(input)
                } else if seen.contains(source) {
                    let ordinal = parts_here.iter().filter(|part| *part == source).count();
                    parts_here.push(*source);
                    let always = !needed[position] || is_source_needed(*source, needed);
                    Place::Part { part: self.part(*source, ordinal, network), always }
                } else {
                    Place::Gradient(*source)
                };
                seen.push(*source);
                self.steps[position].places.push(place);
            }
        }
    }

    /// The buffer of a further use. Uses in different steps share one, since each is added at once;
    /// uses in the same step do not.
    fn part(&mut self, of: Source, ordinal: usize, network: &Network) -> Buffer {
        let part = Buffer::Part { of, ordinal };
        if self.buffers.iter().all(|(other, _)| *other != part) {
            self.buffers.push((part, network.shape(of).features()));
        }
        part
    }

    /// Returns `true` if the gradient of the network's input at this position is summed in a
    /// buffer.
    pub(crate) fn sums_input(&self, input: usize) -> bool {
        self.buffers.iter().any(|(buffer, _)| *buffer == Buffer::Input(input))
    }

    /// Returns `true` if the backward pass has to know whether the gradients of the network's
    /// inputs are wanted.
    pub(crate) fn asks_whether_wanted(&self) -> bool {
        self.steps.iter().any(|step| {
            let passed_on = matches!(step.places[..], [Place::Caller(_)]);
            let conditional_part = step.places.iter().any(|place| matches!(place, Place::Part { always: false, .. }));
            !step.is_needed || conditional_part || !(passed_on || step.always)
        })
    }
}

/// Returns `true` if the gradient of a network's input has no buffer of its own: it is used once,
/// and alone.
fn is_caller_alone(network: &Network, input: usize) -> bool {
    let users: Vec<_> = network.steps.iter().filter(|step| step.from.contains(&Source::Input(input))).collect();
    matches!(users[..], [user] if user.from.len() == 1)
}

fn is_source_needed(source: Source, needed: &[bool]) -> bool {
    match source {
        Source::Input(_) => false,
        Source::Step(from) => needed[from],
    }
}

/// For each step whether it has parameters, or takes a value that depends on parameters.
fn needed(network: &Network) -> Vec<bool> {
    let mut needed = Vec::with_capacity(network.steps.len());
    for step in &network.steps {
        let own = step.layer.has_parameters();
        let above = step.from.iter().any(|source| is_source_needed(*source, &needed));
        needed.push(own || above);
    }
    needed
}
