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
use super::correlation::{Axis, Phases, has_lanes_over_filters};
use super::frame::Frame;
use super::over_columns::width;
use super::over_filters::{height, register_filters};
use super::tile::{Loop, Nest, Operand, accumulate, accumulate_products};
use crate::kernel::precompiled::precompiled;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Isa, Lanes, MAX_LANES, Simd, WithSimd, vectorize};
use crate::kernel::sum::{corrected, two_sum};
use crate::kernel::threads;
use crate::kernel::tiling::EvenParts;

/// The slices whose sums there is memory for, and so the most threads at work.
pub(super) const SLICES: usize = if threads::AVAILABLE { 8 } else { 1 };

/// The most samples of a slice, and the scalars that they should not exceed: those of an L2 cache.
const MAX_SAMPLES: usize = 8;
const MAX_SCALARS: usize = 1 << 15;

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
    gradient.isa.with(gradient);
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
        let over_filters = has_lanes_over_filters(of_group, (rows.out, columns.out), lanes);
        let (inputs, outputs) = (self.convolution.inputs(), self.convolution.outputs());
        return_unless!(inputs > 0 && outputs > 0, "a sample has numbers");
        let frame = Frame::of_input(&self.convolution);
        let pitch = if over_filters { filters } else { columns.out.next_multiple_of(lanes) };
        let size = if over_filters { outputs } else { filters * rows.out * pitch };
        let samples = self.dy.len() / outputs;
        let (frames, gradients) = or_return!(self.memory.split_at_mut_checked(samples * frame.scalars()));
        let gradients = or_return!(gradients.get_mut(..samples * size));
        vectorize!(simd, {
            for (x, memory) in self.x.chunks_exact(inputs).zip(frames.chunks_exact_mut(frame.scalars())) {
                frame.fill(simd, x, memory);
            }
        });
        vectorize!(simd, {
            for (dy, memory) in self.dy.chunks_exact(outputs).zip(gradients.chunks_exact_mut(size)) {
                if over_filters {
                    transpose(dy, memory, filters);
                } else {
                    Frame::with_pitch((filters * rows.out, columns.out), pitch).fill(simd, dy, memory);
                }
            }
        });
        let taps = Taps {
            channels: per_group,
            kernel: (rows.kernel, columns.kernel),
            dilation: (rows.dilation * frame.row(), columns.dilation),
            plane: frame.plane(),
            columns: Phases::new(&Axis::of(columns), &frame),
        };
        let sums = Sums {
            simd,
            taps,
            filters,
            group: (of_group, per_group * frame.plane()),
            samples: Loop { count: samples, vector: size, scalar: frame.scalars() },
            rows: Loop { count: rows.out, vector: columns.out * pitch, scalar: rows.stride * frame.row() },
            columns: columns.out,
            pitch,
            x: frames,
            dy: gradients,
            dw: self.sums,
        };
        if over_filters {
            sums.over_filters();
        } else {
            sums.over_columns(rows.out);
        }
    }
}

/// Transposes `[filters][positions]` to `[positions][filters]`.
#[inline(always)]
fn transpose<T: Real>(maps: &[T], positions: &mut [T], filters: usize) {
    let count = maps.len().checked_div(filters).unwrap_or(0);
    for (filter, map) in maps.chunks_exact(count.max(1)).enumerate() {
        let places = positions.get_mut(filter..).unwrap_or_default().iter_mut().step_by(filters.max(1));
        for (place, &number) in places.zip(map) {
            *place = number;
        }
    }
}

/// The taps of all channels of a group, as they lie in the weight.
struct Taps {
    channels: usize,
    kernel: (usize, usize),
    /// The distance of taps of a kernel's rows in the frame, and of its columns in the input.
    dilation: (usize, usize),
    plane: usize,
    columns: Phases,
}

impl Taps {
    const fn count(&self) -> usize {
        self.channels * self.kernel.0 * self.kernel.1
    }

    /// The places in the frame of some taps.
    #[inline(always)]
    fn places<const N: usize>(&self, first: usize) -> [usize; N] {
        let (rows, columns) = (self.kernel.0.max(1), self.kernel.1.max(1));
        let (mut row, mut column) = (first / columns, first % columns);
        let (mut channel, mut places) = (row / rows, [0; N]);
        row %= rows;
        for place in &mut places {
            *place = channel * self.plane + row * self.dilation.0 + self.columns.place(column, self.dilation.1);
            column += 1;
            if column == columns {
                (row, column) = (row + 1, 0);
            }
            if row == rows {
                (channel, row) = (channel + 1, 0);
            }
        }
        places
    }
}

/// Sums over the positions of all samples, for all weights.
struct Sums<'a, S, T> {
    simd: S,
    taps: Taps,
    filters: usize,
    /// The filters of a group, and the numbers of its channels in a frame.
    group: (usize, usize),
    samples: Loop,
    rows: Loop,
    columns: usize,
    pitch: usize,
    x: &'a [T],
    dy: &'a [T],
    dw: &'a mut [T],
}

impl<S: Simd, T: Real> Sums<'_, S, T> {
    /// Computes all weights, with one or two registers of filters for each of some taps at a time.
    #[inline(always)]
    fn over_filters(mut self) {
        let (filters, lanes) = (self.group.0, T::Lanes::<S>::LANES);
        for group in 0..self.filters / filters.max(1) {
            for registers in EvenParts::new(filters.div_ceil(lanes), super::over_filters::WIDTH) {
                let places = register_filters((group * filters, filters), &registers, lanes);
                with_const!(registers.len() => V in [2] or 1, self.filter_strip::<V>(group, places));
            }
        }
    }

    #[inline(always)]
    fn filter_strip<const V: usize>(&mut self, group: usize, (first, last): (usize, usize)) {
        vectorize!(self.simd, {
            let count = self.taps.count();
            let mut tap = 0;
            while tap < count {
                let height = height::<S>(V, count - tap, count);
                let start = tap.min(count - height);
                with_const!(
                    height => R in [8, 6, 4, 2] or 1,
                    if const { super::over_filters::is_tile::<S>(R, V) } {
                        self.filters_tile::<R, V>(group, start, (first, last));
                    }
                );
                tap += height;
            }
        });
    }

    #[inline(always)]
    fn filters_tile<const R: usize, const V: usize>(
        &mut self,
        group: usize,
        tap: usize,
        (first, last): (usize, usize),
    ) {
        let mut filters = [first; V];
        filters[V - 1] = last;
        let mut sums = [[T::Lanes::<S>::splat(self.simd, T::zero()); V]; R];
        let columns = Loop { count: self.columns, vector: self.pitch, scalar: 1 };
        let vector = Operand { elements: self.dy, first: 0, offsets: filters };
        let scalar = Operand { elements: self.x, first: group * self.group.1, offsets: self.taps.places::<R>(tap) };
        accumulate(self.simd, &mut sums, &Nest([self.samples, self.rows, columns]), &vector, &scalar);
        for (r, sums) in sums.into_iter().enumerate() {
            for (sum, filter) in sums.into_iter().zip(filters) {
                let dw = or_return!(self.dw.get_mut((tap + r) * self.filters + filter..));
                sum.store_slice(or_return!(dw.get_mut(..T::Lanes::<S>::LANES)));
            }
        }
    }

    /// Computes all weights, with registers of columns for some filters and taps at a time.
    #[inline(always)]
    fn over_columns(mut self, rows: usize) {
        self.rows.vector = self.pitch;
        let filters = self.group.0;
        for group in 0..self.filters / filters.max(1) {
            for part in EvenParts::new(filters, const { filters_of_tile::<S>() }) {
                let filter = group * filters + part.start;
                with_const!(
                    part.len() => R in 1..=4 if R <= filters_of_tile::<S>(),
                    self.column_strip::<R>(rows, group, filter)
                );
            }
        }
    }

    #[inline(always)]
    fn column_strip<const R: usize>(&mut self, rows: usize, group: usize, filter: usize) {
        vectorize!(self.simd, {
            let count = self.taps.count();
            let mut tap = 0;
            while tap < count {
                let width = width::<S>(R, count - tap, count);
                let start = tap.min(count - width);
                with_const!(
                    width => V in [8, 4, 2] or 1,
                    if const { super::over_columns::is_tile::<S>(R, V) } {
                        self.columns_tile::<R, V>(rows, group, filter, start);
                    }
                );
                tap += width;
            }
        });
    }

    #[inline(always)]
    fn columns_tile<const R: usize, const V: usize>(&mut self, rows: usize, group: usize, filter: usize, tap: usize) {
        let lanes = T::Lanes::<S>::LANES;
        let mut sums = [[T::Lanes::<S>::splat(self.simd, T::zero()); V]; R];
        let map = rows * self.pitch;
        let blocks = Loop { count: self.pitch / lanes, vector: lanes, scalar: lanes };
        let nest = Nest([self.samples, self.rows, blocks].map(Loop::swapped));
        let vector = Operand { elements: self.x, first: group * self.group.1, offsets: self.taps.places::<V>(tap) };
        let scalar = Operand { elements: self.dy, first: filter * map, offsets: core::array::from_fn(|r| r * map) };
        accumulate_products(self.simd, &mut sums, &nest, &vector, &scalar);
        for (r, sums) in sums.into_iter().enumerate() {
            for (v, sum) in sums.into_iter().enumerate() {
                *or_return!(self.dw.get_mut((tap + v) * self.filters + filter + r)) = sum.reduce_sum();
            }
        }
    }
}

/// The most filters of a tile with lanes over columns: both operands are registers, so a tile is as
/// near to a square as it can be.
const fn filters_of_tile<S: Simd>() -> usize {
    if S::BLOCKING.convolution.0 >= 12 { 3 } else { S::BLOCKING.convolution.1 }
}
