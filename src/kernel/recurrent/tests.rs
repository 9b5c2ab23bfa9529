//! Steps and sequences against their definitions, with every instruction set.

use super::step::Step;
use super::{Cell, FrameRun, FrameRuns, Kind, Stack};
use crate::kernel::recurrent::run::BLOCK;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Isa, Simd, WithSimd, vectorize};
use std::vec;
use std::vec::Vec;

const KINDS: [Kind; 4] = [Kind::Tanh, Kind::Relu, Kind::Gru, Kind::Lstm];

/// Numbers in ±1 that follow no simple pattern.
fn numbers(count: usize, seed: usize) -> Vec<f64> {
    (0..count).map(|i| ((i * 7919 + seed * 104_729) % 1009) as f64 / 504.0 - 1.0).collect()
}

/// The parameters of a cell: weights by columns, of the input and of the state, and their biases.
struct Parameters {
    kind: Kind,
    inputs: usize,
    hidden: usize,
    weights: [Vec<f64>; 2],
    biases: [Vec<f64>; 2],
}

impl Parameters {
    fn new(kind: Kind, inputs: usize, hidden: usize, has_bias: bool) -> Self {
        let rows = kind.gates() * hidden;
        let weights = [numbers(rows * inputs, 1), numbers(rows * hidden, 2)];
        let biases = [3, 4].map(|seed| if has_bias { numbers(rows, seed) } else { Vec::new() });
        Parameters { kind, inputs, hidden, weights, biases }
    }

    fn cell(&self) -> Cell<'_, f64> {
        let Parameters { kind, inputs, hidden, weights: [weight_ih, weight_hh], biases: [bias_ih, bias_hh] } = self;
        Cell { kind: *kind, inputs: *inputs, hidden: *hidden, weight_ih, weight_hh, bias_ih, bias_hh }
    }

    /// The products of a vector with the weight of the input, or of the state.
    fn products(&self, of_state: usize, x: &[f64]) -> Vec<f64> {
        let rows = self.kind.gates() * self.hidden;
        let product = |row: usize| x.iter().enumerate().map(move |(i, x)| self.weights[of_state][i * rows + row] * x);
        (0..rows).map(|row| product(row).sum::<f64>() + self.biases[of_state].get(row).unwrap_or(&0.0)).collect()
    }

    /// The next state and memory cells, by the definition.
    fn step(&self, x: &[f64], h: &[f64], c: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let (p, q) = (self.products(0, x), self.products(1, h));
        let sigmoid = |x: f64| 1.0 / (1.0 + (-x).exp());
        let unit = |unit: usize| {
            let at = |gate: usize| gate * self.hidden + unit;
            let sum = |gate: usize| p[at(gate)] + q[at(gate)];
            match self.kind {
                Kind::Tanh => (sum(0).tanh(), 0.0),
                Kind::Relu => (sum(0).max(0.0), 0.0),
                Kind::Gru => {
                    let (r, z) = (sigmoid(sum(0)), sigmoid(sum(1)));
                    ((1.0 - z) * (p[at(2)] + r * q[at(2)]).tanh() + z * h[unit], 0.0)
                }
                Kind::Lstm => {
                    let c = sigmoid(sum(1)) * c[unit] + sigmoid(sum(0)) * sum(2).tanh();
                    (sigmoid(sum(3)) * c.tanh(), c)
                }
            }
        };
        (0..self.hidden).map(unit).unzip()
    }
}

/// A sequence `[C, L]` through a layer, with the memory of one.
fn infer(isa: Isa, cell: Cell<'_, f64>, frames: usize, x: &[f64]) -> Vec<f64> {
    let samples = x.len() / (cell.inputs * frames);
    let memory = BLOCK * cell.inputs + (BLOCK + 1) * (cell.kind.gates() + 2) * cell.hidden;
    let mut y = vec![f64::NAN; samples * cell.hidden * frames];
    let stack = Stack { first: [cell], upper: [], frames, is_reversed: false, is_last: false };
    stack.infer(isa, x, &mut y, &mut vec![f64::NAN; samples * memory], memory);
    y
}

#[test]
fn sequences_are_steps_by_the_definition() {
    for kind in KINDS {
        for (inputs, hidden, frames, has_bias) in [(1, 1, 1, true), (3, 5, BLOCK + 1, true), (2, 19, 2 * BLOCK, false)]
        {
            let parameters = Parameters::new(kind, inputs, hidden, has_bias);
            for samples in [1, 3] {
                let x = numbers(samples * inputs * frames, 5);
                for isa in Isa::all() {
                    let y = infer(isa, parameters.cell(), frames, &x);
                    for (x, y) in x.chunks(inputs * frames).zip(y.chunks(hidden * frames)) {
                        let (mut h, mut c) = (vec![0.0; hidden], vec![0.0; hidden]);
                        for frame in 0..frames {
                            let x: Vec<f64> = (0..inputs).map(|channel| x[channel * frames + frame]).collect();
                            (h, c) = parameters.step(&x, &h, &c);
                            for (unit, expected) in h.iter().enumerate() {
                                let found = y[unit * frames + frame];
                                // Rectified states grow.
                                let error = (found - expected).abs() / expected.abs().max(1.0);
                                assert!(error < 1e-12, "{isa:?} {kind:?} {frame} {unit}: {found}, {expected}");
                            }
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn frames_of_a_stream_are_those_of_the_sequence_to_the_bit() {
    for kind in KINDS {
        for (inputs, hidden) in [(1, 1), (3, 5), (40, 4), (300, 33)] {
            let frames = 2 * BLOCK + 1;
            let parameters = Parameters::new(kind, inputs, hidden, true);
            let (x, products) = (numbers(inputs * frames, 5), kind.gates() * hidden);
            for isa in Isa::all() {
                let y = infer(isa, parameters.cell(), frames, &x);
                let cells = if kind.has_cells() { hidden } else { 0 };
                let (mut state, mut cells) = (vec![0.0; hidden], vec![0.0; cells]);
                for position in 0..frames {
                    let frame: Vec<f64> = (0..inputs).map(|channel| x[channel * frames + position]).collect();
                    let (mut after, mut cells_after) = (state.clone(), cells.clone());
                    f64::precompiled::<FrameRuns>(FrameRun {
                        isa,
                        cell: parameters.cell(),
                        frame: &frame,
                        state: &mut state,
                        cells: &mut cells,
                        products: [&mut vec![f64::NAN; products], &mut vec![f64::NAN; products]],
                        after: [&mut after, &mut cells_after],
                    });
                    for (unit, output) in state.iter().enumerate() {
                        assert_eq!(output.to_bits(), y[unit * frames + position].to_bits(), "{isa:?} {kind:?}");
                    }
                }
            }
        }
    }
}

/// One step of one unit.
struct OneStep<'a>(Cell<'a, f64>, f64, f64);

impl WithSimd for OneStep<'_> {
    type Output = f64;

    fn with_simd<S: Simd>(self, simd: S) -> f64 {
        let OneStep(cell, x, h) = self;
        let (mut after, mut recurrent) = ([0.0], [0.0; 3]);
        let mut products: [f64; 3] = core::array::from_fn(|gate| cell.weight_ih[gate] * x + cell.bias_ih[gate]);
        let (before, cells_before, cells_after) = (&[h][..], &[][..], &mut [][..]);
        let (products, recurrent) = (&mut products[..], &mut recurrent[..]);
        let step = Step { products, recurrent, before, after: &mut after, cells_before, cells_after };
        vectorize!(simd, step.compute(simd, &cell));
        after[0]
    }
}

#[test]
fn a_gated_unit_from_a_state() {
    let (weights, biases) = ([vec![0.5, -0.5, 1.0], vec![0.2, 0.3, 0.8]], [vec![0.1, 0.2, 0.3], vec![0.0, 0.0, 0.4]]);
    let parameters = Parameters { kind: Kind::Gru, inputs: 1, hidden: 1, weights, biases };
    for isa in Isa::all() {
        let found = isa.run(OneStep(parameters.cell(), 1.0, 0.5));
        assert!((found - 0.741_988_2).abs() < 5e-8, "{isa:?}: {found}");
    }
}
