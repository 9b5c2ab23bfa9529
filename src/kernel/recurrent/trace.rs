//! A layer over a sequence in training: all frames are one block, whose gates and states are kept
//! for the way back through time.

use super::frames::{gather, scatter};
use super::run::Block;
use super::step_backward::StepBackward;
use super::{Cell, Place, Walk};
use crate::kernel::precompiled::precompiled;
use crate::kernel::product;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Isa, Simd, WithSimd};
use alloc::vec::Vec;

/// The frames that are copied at a time: their numbers of a channel share a line of the cache, and
/// the rows that they go to, which lie far apart, do not evict each other.
const COPIED: usize = 8;

/// The memory of one direction of a layer, from the forward to the backward pass. It grows to the
/// largest batch.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trace<T> {
    /// The frames in the order of the way, `[L, B, C]`.
    inputs: Vec<T>,
    /// The gates, `[L, B, G·H]`.
    gates: Vec<T>,
    /// The recurrent products, `[L, B, G·H]`.
    recurrent: Vec<T>,
    /// The states, the first of them zero, `[L + 1, B, H]`.
    states: Vec<T>,
    /// The memory cells of the same times.
    cells: Vec<T>,
    back: Back<T>,
}

/// The working memory of the backward pass.
#[derive(Clone, Debug, Default)]
struct Back<T> {
    /// The gradient of the outputs, `[L, B, H]`.
    outputs: Vec<T>,
    /// The gradient of the input products, `[L, B, G·H]`.
    products: Vec<T>,
    /// The gradient of the recurrent products, where it is another.
    recurrent: Vec<T>,
    /// The gradient of the frames, `[L, B, C]`.
    inputs: Vec<T>,
    /// The weight of the state by rows, `[G·H, H]`.
    weight_hh: Vec<T>,
    /// Gradients of a state, `[B, H]` each: by way of the products, past them, of memory cells.
    of_state: [Vec<T>; 3],
}

/// Makes room for so many numbers, and returns them.
fn sized<T: Real>(numbers: &mut Vec<T>, count: usize) -> &mut [T] {
    if numbers.len() < count {
        numbers.resize(count, T::zero());
    }
    &mut numbers[..count]
}

/// As [`sized`], all zero.
fn zeros<T: Real>(numbers: &mut Vec<T>, count: usize) -> &mut [T] {
    let numbers = sized(numbers, count);
    numbers.fill(T::zero());
    numbers
}

/// The forward pass of one direction over samples `[B, C, L]`.
pub(crate) struct TracedRun<'a, T> {
    pub(crate) isa: Isa,
    pub(crate) cell: Cell<'a, T>,
    pub(crate) walk: Walk,
    pub(crate) input: &'a [T],
    pub(crate) output: (&'a mut [T], Place),
    pub(crate) trace: &'a mut Trace<T>,
}

precompiled!(pub(crate) TracedRuns: TracedRun -> () = traced_run);

fn traced_run<T: Real>(run: TracedRun<'_, T>) {
    run.isa.with(run);
}

impl<T: Real> WithSimd for TracedRun<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let TracedRun { cell, walk, input, output: (output, place), trace, .. } = self;
        let of_input = Place { sample: cell.inputs * walk.frames, start: 0 };
        let samples = input.len() / of_input.sample;
        let (hidden, products) = (samples * cell.hidden, samples * cell.products());
        let cells = if cell.kind.has_cells() { hidden } else { 0 };
        let mut block = Block {
            inputs: sized(&mut trace.inputs, walk.frames * samples * cell.inputs),
            products: sized(&mut trace.gates, walk.frames * products),
            recurrent: sized(&mut trace.recurrent, walk.frames * products),
            states: sized(&mut trace.states, (walk.frames + 1) * hidden),
            cells: sized(&mut trace.cells, (walk.frames + 1) * cells),
        };
        block.states[..hidden].fill(T::zero());
        block.cells[..cells].fill(T::zero());
        for start in (0..walk.frames).step_by(COPIED) {
            let frames = start..(start + COPIED).min(walk.frames);
            let rows = &mut block.inputs[start * samples * cell.inputs..];
            gather(walk, frames, (input, of_input), cell.inputs, rows);
        }
        let parameters = (cell.weight_ih, cell.bias_ih);
        product::forward_batch(simd, cell.input_dims(), parameters, block.inputs, block.products);
        block.advance(simd, &cell, samples, walk.frames);
        let states = &block.states[hidden..];
        if walk.is_last {
            let (end, last) = (Walk { frames: 1, ..walk }, &states[(walk.frames - 1) * hidden..]);
            return scatter(end, 0..1, last, cell.hidden, (output, place), |to, from| *to = from);
        }
        for start in (0..walk.frames).step_by(COPIED) {
            let (frames, rows) = (start..(start + COPIED).min(walk.frames), &states[start * hidden..]);
            scatter(walk, frames, rows, cell.hidden, (&mut *output, place), |to, from| *to = from);
        }
    }
}

/// The gradients of the parameters of a cell, to be added to; those of absent biases are empty.
pub(crate) struct CellGradient<'a, T> {
    pub(crate) weight_ih: &'a mut [T],
    pub(crate) weight_hh: &'a mut [T],
    pub(crate) bias_ih: &'a mut [T],
    pub(crate) bias_hh: &'a mut [T],
}

/// The backward pass of one direction, after a forward pass with the trace.
pub(crate) struct BackwardRun<'a, T> {
    pub(crate) isa: Isa,
    pub(crate) cell: Cell<'a, T>,
    pub(crate) walk: Walk,
    pub(crate) trace: &'a mut Trace<T>,
    /// The gradient of the outputs, and the place of this direction in it.
    pub(crate) output_gradient: (&'a [T], Place),
    pub(crate) gradient: CellGradient<'a, T>,
    /// The gradient of the input, `[B, C, L]`, if it is wanted.
    pub(crate) input_gradient: Option<&'a mut [T]>,
    /// The gradient of the input is added to what is there: that of the other direction.
    pub(crate) is_added: bool,
}

precompiled!(pub(crate) BackwardRuns: BackwardRun -> () = backward_run);

fn backward_run<T: Real>(run: BackwardRun<'_, T>) {
    run.isa.with(run);
}

impl<T: Real> WithSimd for BackwardRun<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let BackwardRun { cell, walk, trace, output_gradient, gradient, input_gradient, is_added, .. } = self;
        let samples = output_gradient.0.len() / output_gradient.1.sample;
        let frames = walk.frames * samples;
        let (hidden, products) = (frames * cell.hidden, frames * cell.products());
        trace.gather_gradient(walk, &cell, output_gradient, samples);
        trace.backward_through_time(simd, &cell, walk.frames, samples);
        let Trace { inputs, states, back, .. } = trace;
        let dp = &back.products[..products];
        let dq = if has_own_gradient(&cell) { &back.recurrent[..products] } else { dp };
        let (x, h) = (&inputs[..frames * cell.inputs], &states[..hidden]);
        product::backward_weight(simd, cell.input_dims(), x, dp, gradient.weight_ih);
        product::backward_weight(simd, cell.state_dims(), h, dq, gradient.weight_hh);
        for (dy, db) in [(dp, gradient.bias_ih), (dq, gradient.bias_hh)] {
            if !db.is_empty() {
                product::backward_bias(simd, dy, db);
            }
        }
        if let Some(input_gradient) = input_gradient {
            let dx = sized(&mut back.inputs, frames * cell.inputs);
            product::backward_input_batch(simd, cell.input_dims(), cell.weight_ih, dp, dx);
            let place = Place { sample: cell.inputs * walk.frames, start: 0 };
            for start in (0..walk.frames).step_by(COPIED) {
                let frames = start..(start + COPIED).min(walk.frames);
                let (rows, to) = (&dx[start * samples * cell.inputs..], (&mut *input_gradient, place));
                if is_added {
                    scatter(walk, frames, rows, cell.inputs, to, |to, from| *to += from);
                } else {
                    scatter(walk, frames, rows, cell.inputs, to, |to, from| *to = from);
                }
            }
        }
    }
}

/// Returns `true` if the gradient of the recurrent products is not that of the input products.
fn has_own_gradient<T>(cell: &Cell<'_, T>) -> bool {
    matches!(cell.kind, super::Kind::Gru)
}

impl<T: Real> Trace<T> {
    /// Copies the gradient of the outputs into rows, one for each frame and sample: of the last
    /// state alone, and zeroes before it, if that is the output.
    fn gather_gradient(&mut self, walk: Walk, cell: &Cell<'_, T>, from: (&[T], Place), samples: usize) {
        let hidden = samples * cell.hidden;
        let rows = sized(&mut self.back.outputs, walk.frames * hidden);
        if walk.is_last {
            let (before, last) = rows.split_at_mut((walk.frames - 1) * hidden);
            before.fill(T::zero());
            return gather(Walk { frames: 1, ..walk }, 0..1, from, cell.hidden, last);
        }
        for start in (0..walk.frames).step_by(COPIED) {
            let frames = start..(start + COPIED).min(walk.frames);
            gather(walk, frames, from, cell.hidden, &mut rows[start * hidden..]);
        }
    }

    /// Computes the gradients of all products, from the last frame to the first.
    #[inline(always)]
    fn backward_through_time<S: Simd>(&mut self, simd: S, cell: &Cell<'_, T>, frames: usize, samples: usize) {
        let (hidden, products) = (samples * cell.hidden, samples * cell.products());
        let Trace { gates, recurrent, states, cells, back, .. } = self;
        let Back { outputs, products: dp, recurrent: dq, weight_hh, of_state: [later, direct, dc], .. } = back;
        let own = if has_own_gradient(cell) { products } else { 0 };
        let with_cells = if cell.kind.has_cells() { hidden } else { 0 };
        let (dp, dq) = (sized(dp, frames * products), sized(dq, frames * own));
        let weight_hh = sized(weight_hh, cell.weight_hh.len());
        transpose(cell.weight_hh, cell.hidden, weight_hh);
        let (later, direct, dc) = (zeros(later, hidden), zeros(direct, hidden), zeros(dc, with_cells));
        for frame in (0..frames).rev() {
            let at = |size: usize| frame * size..(frame + 1) * size;
            let next = |size: usize| (frame + 1) * size..(frame + 2) * size;
            StepBackward {
                gates: &gates[at(products)],
                recurrent: &recurrent[at(products)],
                states: [&states[at(hidden)], &states[next(hidden)]],
                cells: [&cells[at(with_cells)], &cells[next(with_cells)]],
                gradients: [&outputs[at(hidden)], later],
                direct,
                cell_gradient: dc,
                of_products: &mut dp[at(products)],
                of_recurrent: &mut dq[at(own)],
            }
            .compute(simd, cell);
            if frame > 0 {
                let of_recurrent = if own > 0 { &dq[at(own)] } else { &dp[at(products)] };
                let (weight, dims) = ((&*weight_hh, &[] as &[T]), cell.state_dims().transposed());
                product::forward_rows(simd.isa(), dims, weight, of_recurrent, later, false);
            }
        }
    }
}

/// Copies the columns of a matrix, each as long as the rows of the other.
fn transpose<T: Copy>(from: &[T], columns: usize, to: &mut [T]) {
    for (column, numbers) in from.chunks_exact(from.len() / columns).enumerate() {
        for (to, number) in to[column..].iter_mut().step_by(columns).zip(numbers) {
            *to = *number;
        }
    }
}
