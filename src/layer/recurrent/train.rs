//! The passes of training through recurrent layers.

use super::{Recurrent, RecurrentUnit};
use crate::kernel::recurrent::{BackwardRun, BackwardRuns, CellGradient, Part, Trace, TracedRun, TracedRuns};
use crate::kernel::simd::Simd;
use crate::layer::{Backward, BiasOption, Differentiable, Forward, Parameters, Saved, ScratchSize, grow};
use crate::parameters::init::{Init, fill};
use crate::scalar::Real;
use crate::value::{Elements, ElementsMut};
use alloc::vec::Vec;
use nalgebra::{ComplexField, Dim};
use rand::{Rng, RngExt};

/// The gates and states of all frames, which the backward pass goes back through, of `UPPER + 1`
/// layers in `D` directions.
#[derive(Clone, Debug, Default)]
pub struct Traces<T, const D: usize, const UPPER: usize> {
    /// The memory of each layer in each direction.
    traces: Vec<Trace<T>>,
    /// The sequences between the layers.
    values: Vec<Vec<T>>,
    /// Their gradients.
    gradients: Vec<Vec<T>>,
}

/// The memory of a trace grows in the passes, whose frames it depends on.
impl<T: Real, B: Dim, const D: usize, const UPPER: usize> Saved<B> for Traces<T, D, UPPER> {
    fn reserve(&mut self, _: B) {
        self.traces.resize_with(D * (UPPER + 1), Trace::default);
        self.values.resize_with(UPPER, Vec::new);
        self.gradients.resize_with(UPPER, Vec::new);
    }
}

impl<
    T: Real,
    U: RecurrentUnit,
    const IN: usize,
    const OUT: usize,
    const C: usize,
    const L: usize,
    const H: usize,
    const GATES: usize,
    const WIDE: usize,
    const UPPER: usize,
    const D: usize,
    const REVERSED: bool,
    const LAST: bool,
    O: BiasOption,
> Recurrent<T, U, IN, OUT, C, L, H, GATES, WIDE, UPPER, D, REVERSED, LAST, O>
{
    /// The cells of a layer as the kernels see them, where they hold gradients.
    fn gradients_of(&mut self, layer: usize) -> impl Iterator<Item = CellGradient<'_, T>> {
        let (first, upper) = match layer.checked_sub(1).and_then(|layer| self.upper.get_mut(layer)) {
            Some(cells) => (&mut [][..], &mut cells[..]),
            None => (&mut self.first[..], &mut [][..]),
        };
        first.iter_mut().map(|cell| cell.gradient()).chain(upper.iter_mut().map(|cell| cell.gradient()))
    }
}

impl<
    T: Real,
    U: RecurrentUnit,
    const IN: usize,
    const OUT: usize,
    const C: usize,
    const L: usize,
    const H: usize,
    const GATES: usize,
    const WIDE: usize,
    const UPPER: usize,
    const D: usize,
    const REVERSED: bool,
    const LAST: bool,
    O: BiasOption,
> Differentiable<T> for Recurrent<T, U, IN, OUT, C, L, H, GATES, WIDE, UPPER, D, REVERSED, LAST, O>
{
    type Saved<B: Dim> = Traces<T, D, UPPER>;

    const TRAINING_SCRATCH: ScratchSize = ScratchSize::NONE;

    fn forward_train<B: Dim, S: Simd>(&self, simd: S, pass: Forward<'_, T, Self, B>) {
        let Forward { input, mut output, saved, .. } = pass;
        let (x, y, stack, isa) = (input.elements(), output.elements_mut(), self.stack(), simd.isa());
        let between = y.len() / OUT * L * WIDE;
        for layer in 0..=UPPER {
            let (below, above) = saved.values.split_at_mut(layer);
            let input = below.last().map_or(x, |value| &value[..between]);
            let output = match above.first_mut() {
                Some(value) => {
                    grow(value, between);
                    &mut value[..between]
                }
                None => &mut *y,
            };
            let traces = saved.traces.iter_mut().skip(layer * D);
            for (Part { cell, walk, place }, trace) in stack.parts(layer).zip(traces) {
                T::precompiled::<TracedRuns>(TracedRun {
                    isa,
                    cell,
                    walk,
                    input,
                    output: (&mut *output, place),
                    trace,
                });
            }
        }
    }

    fn backward<B: Dim, S: Simd>(&self, simd: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        let Backward { saved, output_gradient, mut input_gradient, .. } = pass;
        let (dy, stack, isa) = (output_gradient.elements(), self.stack(), simd.isa());
        let between = dy.len() / OUT * L * WIDE;
        for layer in (0..=UPPER).rev() {
            let (below, above) = saved.gradients.split_at_mut(layer);
            let dy = above.first().map_or(dy, |value| &value[..between]);
            let mut dx = match below.last_mut() {
                Some(value) => {
                    grow(value, between);
                    Some(&mut value[..between])
                }
                None => input_gradient.as_mut().map(ElementsMut::elements_mut),
            };
            let traces = saved.traces.iter_mut().skip(layer * D);
            let directions = stack.parts(layer).zip(traces).zip(gradient.gradients_of(layer));
            for (direction, ((Part { cell, walk, place }, trace), gradient)) in directions.enumerate() {
                T::precompiled::<BackwardRuns>(BackwardRun {
                    isa,
                    cell,
                    walk,
                    trace,
                    output_gradient: (dy, place),
                    gradient,
                    input_gradient: dx.as_deref_mut(),
                    is_added: direction > 0,
                });
            }
        }
    }

    fn initialize(&mut self, init: Init, rng: &mut dyn Rng) {
        if init != Init::Default {
            return fill(self, init, rng);
        }
        #[allow(clippy::cast_precision_loss)] // Sizes are far below 2^52.
        let bound = ComplexField::sqrt(H as f64).recip();
        for tensor in Self::tensors() {
            let values = self.values_mut(&tensor);
            for position in 0..values.len() {
                values[tensor.offset_of(position)] = T::from_double((2.0 * rng.random::<f64>() - 1.0) * bound);
            }
        }
    }
}
