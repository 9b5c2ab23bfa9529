//! The gradient of a convolution's weight.
//!
//! `dE/dw[c, t, f] = Σ dE/dy[f, p]·x[c, s·p + d·t - b]`, summed over the positions `p` and the
//! samples: a correlation in which taps and positions have changed places. Tiles of weights stay in
//! registers through all positions of a few samples, a slice. Their lanes are
//!
//! - filters, where these fill registers: the gradient of the output is transposed for it;
//! - columns of the output, with one sum over the lanes at the end.
//!
//! The sums of the slices are added in their order and with compensation, so that they are the same
//! bits for any number of threads, and as precise for a large batch.

use super::Convolution;
use super::correlation::{Axis, Phases};
use super::frame::{Frame, lengthen};
use super::over_positions::{Sums, Taps};
use super::tile::Loop;
use super::transpose::transpose;
use super::width::{fitting, multiplications};
use crate::kernel::precompiled::precompiled;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Isa, Lanes, MAX_LANES, Simd, WithSimd, vectorize};
use crate::kernel::sum::{corrected, two_sum};
use crate::kernel::threads;

/// The slices whose sums there is memory for, and so the most threads at work.
pub(super) const SLICES: usize = if threads::AVAILABLE { 8 } else { 1 };

/// The most samples of a slice, and the scalars that they should not exceed: those of an L2 cache.
const MAX_SAMPLES: usize = 8;
const MAX_SCALARS: usize = 1 << 15;

/// The weights of a filter next to which the transposition of its output takes no time.
const MIN_DEPTH: usize = 64;

impl Convolution {
    /// The scalars that [`backward_weight`] works in: the sums and their errors, and for each slice
    /// that is under way its sums and its samples.
    pub(crate) const fn weight_gradient_scratch(self) -> usize {
        2 * self.weights() + SLICES * self.slice_scratch()
    }

    const fn slice_scratch(self) -> usize {
        self.weights() + self.samples_of_slice() * self.sample_scratch()
    }

    /// The scalars of an input in its frame, and of the gradient of its output.
    const fn sample_scratch(self) -> usize {
        Frame::of_input(&self).scalars() + self.filters * self.rows.out * self.columns.out.next_multiple_of(MAX_LANES)
    }

    const fn samples_of_slice(self) -> usize {
        match MAX_SCALARS / self.sample_scratch() {
            0 => 1,
            samples if samples < MAX_SAMPLES => samples,
            _ => MAX_SAMPLES,
        }
    }
}

/// `dw += dy * x`, summed over the batch.
///
/// It works in [`Convolution::weight_gradient_scratch`] scalars.
#[inline(never)]
pub(crate) fn backward_weight<S: Simd, T: Real>(
    simd: S,
    convolution: &Convolution,
    x: &[T],
    dy: &[T],
    dw: &mut [T],
    scratch: &mut [T],
) {
    let (weights, samples) = (convolution.weights(), convolution.samples_of_slice());
    let (inputs, outputs) = (samples * convolution.inputs(), samples * convolution.outputs());
    return_unless!(inputs > 0 && outputs > 0 && weights > 0 && dw.len() == weights, "weights of some samples");
    let (sums, scratch) = or_return!(scratch.split_at_mut_checked(weights));
    let (errors, scratch) = or_return!(scratch.split_at_mut_checked(weights));
    sums.copy_from_slice(dw);
    errors.fill(T::zero());
    let size = convolution.slice_scratch();
    let count = dy.len().div_ceil(outputs);
    let share = threads::share(count.min(SLICES), samples * convolution.macs(), 1);
    // One thread has all its slices in the same memory, which is in its cache.
    let round = if share.is_some() { SLICES } else { 1 };
    for (x, dy) in x.chunks(round * inputs).zip(dy.chunks(round * outputs)) {
        let count = dy.len().div_ceil(outputs);
        let memory = or_return!(scratch.get_mut(..count * size));
        let compute = |first: usize, memory: &mut [T]| {
            let slices = x.chunks(inputs).zip(dy.chunks(outputs)).skip(first);
            for ((x, dy), memory) in slices.zip(memory.chunks_exact_mut(size)) {
                let (sums, memory) = memory.split_at_mut(weights);
                WeightGradient { isa: simd.isa(), convolution: *convolution, x, dy, sums, memory }.compute();
            }
        };
        match share {
            Some(share) if share < count => {
                let parts = memory.chunks_mut(share * size).enumerate();
                threads::for_each(parts, |(part, memory)| compute(part * share, memory));
            }
            _ => compute(0, memory),
        }
        for slice in memory.chunks_exact(size) {
            vectorize!(simd, add_slice(slice, sums, errors));
        }
    }
    for ((dw, &sum), &error) in dw.iter_mut().zip(&*sums).zip(&*errors) {
        *dw = corrected(sum, error);
    }
}

/// Adds the sums of a slice, and their rounding errors.
#[inline(always)]
fn add_slice<T: Real>(slice: &[T], sums: &mut [T], errors: &mut [T]) {
    for ((&number, sum), error) in slice.iter().zip(sums).zip(errors) {
        let (total, lost) = two_sum(*sum, number);
        (*sum, *error) = (total, *error + lost);
    }
}

/// The gradient over a slice of samples.
struct WeightGradient<'a, T> {
    isa: Isa,
    convolution: Convolution,
    x: &'a [T],
    dy: &'a [T],
    /// The gradient, which is written.
    sums: &'a mut [T],
    /// Memory for the samples.
    memory: &'a mut [T],
}

precompiled!(WeightGradients: WeightGradient -> () = compute);

fn compute<T: Real>(gradient: WeightGradient<'_, T>) {
    let Convolution { filters, groups, rows, columns, .. } = gradient.convolution;
    let filters = or_return!(filters.checked_div(groups));
    fitting::<T>(gradient.isa, filters, (rows.out, columns.out)).with_any_width(gradient);
}

impl<T: Real> WeightGradient<'_, T> {
    fn compute(self) {
        T::precompiled::<WeightGradients>(self);
    }
}

impl<T: Real> WithSimd for WeightGradient<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Convolution { channels, filters, groups, rows, columns } = self.convolution;
        let lanes = T::Lanes::<S>::LANES;
        let (of_group, per_group) = (or_return!(filters.checked_div(groups)), or_return!(channels.checked_div(groups)));
        let [over_filters, over_columns] = multiplications(of_group, (rows.out, columns.out), lanes);
        // Where both take as many, filters need no sums over the lanes, but a transposition.
        let is_deep = self.convolution.depth() >= MIN_DEPTH;
        let over_filters = over_filters < over_columns || (is_deep && over_filters == over_columns);
        let (inputs, outputs) = (self.convolution.inputs(), self.convolution.outputs());
        return_unless!(inputs > 0 && outputs > 0, "a sample has numbers");
        let frame = Frame::of_input(&self.convolution);
        let pitch = if over_filters { filters } else { columns.out.next_multiple_of(lanes) };
        let size = if over_filters { outputs } else { filters * rows.out * pitch };
        let samples = self.dy.len() / outputs;
        // Numbers without padding that fill registers are read where they lie.
        let reads_dy = !over_filters && columns.out == pitch;
        let reads_x = !self.convolution.has_frame() && (over_filters || reads_dy);
        let x_size = if reads_x { inputs } else { frame.scalars() };
        let frames = if reads_x { 0 } else { samples * x_size };
        let (frames, gradients) = or_return!(self.memory.split_at_mut_checked(frames));
        let gradients = or_return!(gradients.get_mut(..if reads_dy { 0 } else { samples * size }));
        for (x, memory) in self.x.chunks_exact(inputs).zip(frames.chunks_exact_mut(x_size)) {
            frame.fill(simd, x, memory);
        }
        vectorize!(simd, {
            if !over_filters {
                return lengthen(simd, (self.dy, columns.out), (gradients, pitch));
            }
            let positions = outputs / filters;
            for (dy, memory) in self.dy.chunks_exact(outputs).zip(gradients.chunks_exact_mut(size)) {
                transpose(dy, memory, (filters, positions), (positions, filters));
            }
        });
        let taps = Taps {
            channels: per_group,
            kernel: (rows.kernel, columns.kernel),
            dilation: (rows.dilation * frame.row(), columns.dilation),
            plane: frame.plane(),
            columns: Phases::new(&Axis::of(columns, 1), &frame),
        };
        let sums = Sums {
            simd,
            taps,
            filters,
            group: (of_group, per_group * frame.plane()),
            samples: Loop { count: samples, vector: size, scalar: x_size },
            rows: Loop { count: rows.out, vector: columns.out * pitch, scalar: frame.stride_of(rows) * frame.row() },
            columns: columns.out,
            pitch,
            x: if reads_x { self.x } else { frames },
            dy: if reads_dy { self.dy } else { gradients },
            dw: self.sums,
        };
        if over_filters {
            sums.over_filters();
        } else {
            sums.over_columns(rows.out);
        }
    }
}
