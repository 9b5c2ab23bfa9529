//! One step of an optimiser over all tensors.

use crate::optim::clip::{Clipping, clip_into};
use crate::optim::group::Groups;
use crate::optim::penalty::{decay, limit_rows, shrink};
use crate::optim::rule::{MAX_MOMENTS, Rule, Update};
use crate::parameters::Schema;
use crate::scalar::Real;
use alloc::vec::Vec;

/// One step over all tensors, as slices: it does not depend on the network, and is compiled once
/// for all.
pub(super) struct DescentStep<'a, T, R> {
    pub(super) rule: &'a R,
    pub(super) learning_rate: f64,
    pub(super) is_decoupled: bool,
    pub(super) groups: &'a Groups,
    pub(super) clipping: Clipping,
    pub(super) tensor_steps: &'a mut [u64],
    pub(super) gradients: &'a [T],
    /// Memory for gradients that are clipped.
    pub(super) clipped: &'a mut [T],
    pub(super) parameters: &'a mut [T],
    pub(super) moments: [&'a mut [T]; MAX_MOMENTS],
    /// Memory for a number for each row.
    pub(super) rows: &'a mut Vec<f64>,
}

impl<T: Real, R: Rule> DescentStep<'_, T, R> {
    pub(super) fn take(mut self, schema: &'static Schema) {
        self.clip(schema);
        let gradients = if self.clipping.is_none() { self.gradients } else { &*self.clipped };
        for (number, tensor, settings) in self.groups.trained(schema, self.learning_rate) {
            let range = tensor.range();
            let parameters = &mut self.parameters[range.clone()];
            if self.is_decoupled && settings.weight_decay != 0.0 {
                decay(&settings, parameters);
            }
            self.tensor_steps[number] += 1;
            self.rule.apply_on_threads(Update {
                tensor: &tensor,
                step: self.tensor_steps[number],
                learning_rate: settings.learning_rate,
                weight_decay: if self.is_decoupled { 0.0 } else { settings.weight_decay },
                gradient: &gradients[range.clone()],
                parameters,
                moments: self.moments.each_mut().map(|moment| moment.get_mut(range.clone()).unwrap_or_default()),
            });
            let parameters = &mut self.parameters[range];
            if settings.l1 != 0.0 {
                shrink(&settings, parameters);
            }
            if settings.max_norm < f64::INFINITY {
                limit_rows(settings.max_norm, &tensor, parameters, self.rows);
            }
        }
    }

    /// Writes the gradients after clipping to their memory.
    fn clip(&mut self, schema: &'static Schema) {
        if self.clipping.is_none() {
            return;
        }
        let ranges = || self.groups.trained(schema, self.learning_rate).map(|(_, tensor, _)| tensor.range());
        let gradients = self.gradients;
        let limits = self.clipping.limits(&|| ranges().map(|range| &gradients[range]));
        for range in ranges() {
            clip_into(limits, &gradients[range.clone()], &mut self.clipped[range]);
        }
    }
}
