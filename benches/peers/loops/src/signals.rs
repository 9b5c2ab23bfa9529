//! A gated recurrent unit, with loops over contiguous states.

use crate::Layer;
use harness::{Bench, Data, Seconds};
use std::array;
use std::hint::black_box;

const FEATURES: usize = 16;
const HIDDEN: usize = 32;
const LENGTH: usize = 100;

/// The layers of one gate.
struct Gate {
    of_input: Box<Layer<FEATURES, HIDDEN>>,
    of_state: Box<Layer<HIDDEN, HIDDEN>>,
}

impl Gate {
    fn random(seed: u64) -> Self {
        Self { of_input: Layer::random(seed), of_state: Layer::random(seed + 1) }
    }

    fn of(&self, x: &[f32; FEATURES], h: &[f32; HIDDEN]) -> [f32; HIDDEN] {
        let (of_input, of_state) = (self.of_input.of(x), self.of_state.of(h));
        array::from_fn(|i| sigmoid(of_input[i] + of_state[i]))
    }
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// All states of a sequence.
pub(crate) fn gru(bench: &Bench) -> Seconds {
    let (reset, update, new) = (Gate::random(1), Gate::random(3), Gate::random(5));
    let x = Data::noise(LENGTH, FEATURES, 1).rows::<FEATURES>();
    let mut states = vec![[0.0; HIDDEN]; LENGTH];
    bench.measure(|| {
        let mut h = [0.0; HIDDEN];
        for (x, state) in black_box(&x).iter().zip(&mut states) {
            let (r, z) = (reset.of(x, &h), update.of(x, &h));
            let (of_input, of_state) = (new.of_input.of(x), new.of_state.of(&h));
            let n: [f32; HIDDEN] = array::from_fn(|i| (of_input[i] + r[i] * of_state[i]).tanh());
            h = array::from_fn(|i| (1.0 - z[i]) * n[i] + z[i] * h[i]);
            *state = h;
        }
        black_box(&states);
    })
}
