//! A gated recurrent unit from 16 features to 32 over 100 frames, written by hand.

use super::loops::{Layer, sigmoid};
use netwright::nalgebra::{SMatrix, SVector};
use std::array;

pub(crate) const FEATURES: usize = 16;
pub(crate) const HIDDEN: usize = 32;
pub(crate) const LENGTH: usize = 100;
const GATES: usize = 3 * HIDDEN;

/// The products of the three gates, in PyTorch's order: reset, update, new.
pub(crate) trait Products {
    fn of_input(&self, x: [f32; FEATURES]) -> [f32; GATES];
    fn of_state(&self, h: [f32; HIDDEN]) -> [f32; GATES];
}

impl Products for (Box<Layer<FEATURES, GATES>>, Box<Layer<HIDDEN, GATES>>) {
    fn of_input(&self, x: [f32; FEATURES]) -> [f32; GATES] {
        self.0.of(&x)
    }

    fn of_state(&self, h: [f32; HIDDEN]) -> [f32; GATES] {
        self.1.of(&h)
    }
}

/// A weight and a bias.
pub(crate) type Static<const I: usize> = (SMatrix<f32, GATES, I>, SVector<f32, GATES>);

impl Products for Box<(Static<FEATURES>, Static<HIDDEN>)> {
    fn of_input(&self, x: [f32; FEATURES]) -> [f32; GATES] {
        let (weight, bias) = &self.0;
        (weight * SVector::from(x) + bias).into()
    }

    fn of_state(&self, h: [f32; HIDDEN]) -> [f32; GATES] {
        let (weight, bias) = &self.1;
        (weight * SVector::from(h) + bias).into()
    }
}

/// The states of a sequence `[FEATURES, LENGTH]`, as `[HIDDEN, LENGTH]`.
pub(crate) fn states(products: &impl Products, x: &[f32], states: &mut [f32]) {
    let mut h = [0.0; HIDDEN];
    for time in 0..LENGTH {
        let p = products.of_input(array::from_fn(|feature| x[feature * LENGTH + time]));
        let q = products.of_state(h);
        h = array::from_fn(|i| {
            let (reset, update) = (sigmoid(p[i] + q[i]), sigmoid(p[HIDDEN + i] + q[HIDDEN + i]));
            let new = (p[2 * HIDDEN + i] + reset * q[2 * HIDDEN + i]).tanh();
            (1.0 - update) * new + update * h[i]
        });
        for (unit, h) in h.into_iter().enumerate() {
            states[unit * LENGTH + time] = h;
        }
    }
}
