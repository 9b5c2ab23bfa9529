//! The losses that a loss is the sum of, over an epoch.

use crate::optim::{State, StateVisitor};
use crate::train::History;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;

/// The sums of the parts of the losses of batches, each with the weight of its batch.
pub(super) struct PartSums {
    names: &'static [&'static str],
    sums: Vec<f64>,
    weight: f64,
}

impl PartSums {
    /// Nothing yet, of parts with these names.
    pub(super) fn of(names: &'static [&'static str]) -> Self {
        PartSums { names, sums: vec![0.0; names.len()], weight: 0.0 }
    }

    /// Adds the parts of a batch.
    pub(super) fn add(&mut self, parts: &[f64], weight: f64) {
        self.sums.iter_mut().zip(parts).for_each(|(sum, part)| *sum += part * weight);
        self.weight += weight;
    }

    /// Records the means of the epoch, in columns as `loss.digit`, and begins another one.
    pub(super) fn record(&mut self, history: &mut History) {
        for (name, sum) in self.names.iter().zip(&mut self.sums) {
            history.record(format!("loss.{name}"), *sum / self.weight);
            *sum = 0.0;
        }
        self.weight = 0.0;
    }
}

impl State for PartSums {
    fn visit(&mut self, visitor: &mut dyn StateVisitor) {
        for (name, sum) in self.names.iter().zip(&mut self.sums) {
            visitor.number(&format!("sum.{name}"), sum);
        }
        visitor.number("weight", &mut self.weight);
    }
}
