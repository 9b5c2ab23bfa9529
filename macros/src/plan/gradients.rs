//! Where gradients are written in the backward pass, and where they are summed.
//!
//! Backward visits the steps in reverse. Of the uses of a value the one that is visited first writes the value's gradient;
//! each further use writes a part of its own, which is added. Only that is left of the module "Duplicate".

use crate::expand::Names;
use crate::model::size::Size;
use crate::model::{Network, Source};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt;

/// Where one use of a value writes the gradient of that value.
#[derive(Clone)]
pub(crate) enum Place {
    /// To the caller, who may not want it: the only use of the network's input.
    Caller,
    /// To the gradient itself.
    Sum(TokenStream),
    /// To a buffer, from which it is added to the gradient; where not `always`, only if the input's gradient is wanted.
    Part { part: Ident, sum: TokenStream, always: bool },
}

impl Place {
    /// The place, borrowed for writing.
    pub(crate) fn view_mut(&self) -> TokenStream {
        match self {
            Place::Caller => quote!(input_gradient),
            Place::Sum(sum) => quote!(#sum.view_mut(batch)),
            Place::Part { part, .. } => quote!(saved.#part.view_mut(batch)),
        }
    }
}

/// The places of all gradients of a network.
pub(crate) struct Gradients {
    places: Vec<Vec<Place>>,
    needed: Vec<bool>,
    always: Vec<bool>,
    buffers: Vec<(Ident, Size)>,
    input_sum: Option<Ident>,
}

impl Gradients {
    pub(crate) fn of(network: &Network, names: &Names) -> Self {
        let needed = needed(network);
        let always = network
            .steps
            .iter()
            .map(|step| step.from.len() > 1 || step.from.iter().any(|source| is_needed(source, &needed)))
            .collect();
        let mut gradients = Gradients {
            places: vec![Vec::new(); network.steps.len()],
            needed,
            always,
            buffers: Vec::new(),
            input_sum: None,
        };
        gradients.name_input_sum(network, names);
        gradients.find_places(network, names);
        gradients
    }

    /// The network's input needs a sum of its own if it is used several times, or next to other inputs.
    fn name_input_sum(&mut self, network: &Network, names: &Names) {
        let users: Vec<_> = network.steps.iter().filter(|step| step.from.contains(&Source::Input)).collect();
        if !matches!(users[..], [user] if user.from.len() == 1) {
            let name = names.fresh("input_gradient");
            self.buffers.push((name.clone(), network.input.features()));
            self.input_sum = Some(name);
        }
    }

    fn find_places(&mut self, network: &Network, names: &Names) {
        let mut seen: Vec<Source> = Vec::new();
        for (position, step) in network.steps.iter().enumerate().rev() {
            let mut parts_here: Vec<Source> = Vec::new();
            for source in &step.from {
                let place = match self.sum(source, network, names) {
                    None => Place::Caller,
                    Some(sum) if !seen.contains(source) => Place::Sum(sum),
                    Some(sum) => {
                        let ordinal = parts_here.iter().filter(|part| *part == source).count();
                        parts_here.push(*source);
                        let part = self.part(source, ordinal, network, names);
                        Place::Part { part, sum, always: !self.needed[position] || is_needed(source, &self.needed) }
                    }
                };
                seen.push(*source);
                self.places[position].push(place);
            }
        }
    }

    /// The gradient of a value; none if it is the caller's.
    fn sum(&self, source: &Source, network: &Network, names: &Names) -> Option<TokenStream> {
        match source {
            Source::Input => self.input_sum.as_ref().map(|sum| quote!(saved.#sum)),
            Source::Step(from) => {
                let (field, place) = (names.value(&network.steps[*from]), network.steps[*from].place());
                Some(quote_spanned!(place=> saved.#field.gradient))
            }
        }
    }

    /// The buffer of a further use. Uses in different steps share one, since each is added at once; uses in the same step do not.
    fn part(&mut self, source: &Source, ordinal: usize, network: &Network, names: &Names) -> Ident {
        let (value, size) = match source {
            Source::Input => (format_ident!("input"), network.input.features()),
            Source::Step(from) => (names.value(&network.steps[*from]), network.steps[*from].output.features()),
        };
        let number = if ordinal == 0 { String::new() } else { format!("_{}", ordinal + 1) };
        let name = names.fresh(&format!("{}_part{number}", value.unraw()));
        if self.buffers.iter().all(|(other, _)| *other != name) {
            self.buffers.push((name.clone(), size));
        }
        name
    }

    /// The buffers beside the steps' own gradients, with their sizes.
    pub(crate) fn buffers(&self) -> impl Iterator<Item = (&Ident, &Size)> {
        self.buffers.iter().map(|(name, size)| (name, size))
    }

    /// Where a step writes the gradients of its inputs.
    pub(crate) fn places(&self, position: usize) -> &[Place] {
        &self.places[position]
    }

    /// Whether the gradient of a step's value leads to parameters.
    pub(crate) fn is_needed(&self, position: usize) -> bool {
        self.needed[position]
    }

    /// Whether a step that is visited computes the gradients of its inputs in any case: because parameters depend on them, or
    /// because it has several inputs, whose gradients come together.
    pub(crate) fn inputs_always_needed(&self, position: usize) -> bool {
        self.always[position] || !self.needed[position]
    }

    /// The sum of the gradients of the network's input, if it is not the caller's.
    pub(crate) fn input_sum(&self) -> Option<&Ident> {
        self.input_sum.as_ref()
    }

    /// Whether the backward pass has to know if the gradient of the network's input is wanted.
    pub(crate) fn asks_whether_wanted(&self) -> bool {
        self.places.iter().enumerate().any(|(position, places)| {
            let passed_on = matches!(places[..], [Place::Caller]);
            let conditional_part = places.iter().any(|place| matches!(place, Place::Part { always: false, .. }));
            !self.needed[position] || conditional_part || !(passed_on || self.always[position])
        })
    }
}

fn is_needed(source: &Source, needed: &[bool]) -> bool {
    match source {
        Source::Input => false,
        Source::Step(from) => needed[*from],
    }
}

/// For each step whether it has parameters, or takes a value that depends on parameters.
fn needed(network: &Network) -> Vec<bool> {
    let mut needed = Vec::with_capacity(network.steps.len());
    for step in &network.steps {
        let own = step.layer.has_parameters();
        let above = step.from.iter().any(|source| is_needed(source, &needed));
        needed.push(own || above);
    }
    needed
}
