//! The correlation of one sample with filters: the forward pass of a convolution, and the gradient
//! of its input, which is a correlation with flipped filters.

use super::frame::Frame;
use super::tile::{Loop, Nest};
use super::width::{fitting, multiplications};
use crate::kernel::precompiled::precompiled;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Isa, Lanes, Simd, WithSimd};
use crate::kernel::window::Slide;
use core::ops::Range;

/// The windows along one axis, over a [`Frame`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    /// The positions of the window, and the distances of their first taps in the frame from each
    /// other and of the first position's from the beginning.
    pub(super) positions: usize,
    pub(super) step: usize,
    pub(super) first: usize,
    /// The taps, and their distance in the frame.
    pub(super) taps: usize,
    pub(super) dilation: usize,
    /// The first tap of the kernel, and the distance to the next in it.
    pub(super) first_weight: usize,
    pub(super) weight_step: usize,
    /// The place of the first position in the output, and the distance to the next.
    pub(super) first_output: usize,
    pub(super) output_step: usize,
}

impl Axis {
    /// The windows of a forward pass, given the distance of their positions in the frame.
    pub(super) const fn of(slide: Slide, step: usize) -> Self {
        Axis {
            positions: slide.out,
            step,
            first: 0,
            taps: slide.kernel,
            dilation: slide.dilation,
            first_weight: 0,
            weight_step: 1,
            first_output: 0,
            output_step: 1,
        }
    }

    /// The windows from a position on, as many as the range has.
    pub(super) const fn part(self, positions: &Range<usize>) -> Self {
        let end = if positions.end < self.positions { positions.end } else { self.positions };
        let first = self.first + positions.start * self.step;
        Axis { positions: end.saturating_sub(positions.start), first, ..self }
    }

    /// The taps, from the first to the one behind the last, that some of the windows from one to
    /// another have within the content of the frame.
    #[inline(always)]
    fn taps_within(&self, (one, other): (usize, usize), content: &Range<usize>) -> (usize, usize) {
        if self.taps == 0 {
            return (0, 0);
        }
        let (one, other) = (self.first + one * self.step, self.first + other * self.step);
        let missing = content.start.saturating_sub(other);
        let first = if missing == 0 { 0 } else { self.count_of_taps(missing) };
        let end = content.end.saturating_sub(one);
        let end = if end > (self.taps - 1) * self.dilation { self.taps } else { self.count_of_taps(end) };
        (first.min(end), end)
    }

    /// The taps within a distance.
    #[inline(always)]
    const fn count_of_taps(&self, distance: usize) -> usize {
        if self.dilation > 1 { distance.div_ceil(self.dilation) } else { distance }
    }
}

/// The weights of a kernel, `[channels][rows][columns][filters]`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kernel {
    pub(super) channels: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// The filters of all groups.
    pub(super) filters: usize,
}

/// Filters that the input is correlated with, and the floor of their sums.
#[derive(Clone, Copy)]
pub(crate) struct Filters<'a, T> {
    pub(crate) weight: &'a [T],
    /// A number for each filter, or none.
    pub(crate) bias: &'a [T],
    /// The number that lesser sums are raised to.
    pub(crate) floor: Option<T>,
}

/// The output, `[filters][rows][columns]`, with the distances of filters and of rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Output {
    pub(super) map: usize,
    pub(super) row: usize,
}

/// A correlation of one sample: its operands and all its sizes.
pub(super) struct Correlation<'a, T> {
    pub(super) isa: Isa,
    pub(super) groups: usize,
    pub(super) kernel: Kernel,
    pub(super) rows: Axis,
    pub(super) columns: Axis,
    pub(super) frame: Frame,
    pub(super) output: Output,
    /// The rows and columns of the windows of a pool behind the correlation, one or two of each,
    /// which divide those of the positions: the greatest number of each window is written.
    pub(super) pooled: (usize, usize),
    /// The sample in its frame.
    pub(super) x: &'a [T],
    pub(super) filters: Filters<'a, T>,
    pub(super) y: &'a mut [T],
}

precompiled!(Correlations: Correlation -> () = compute);

fn compute<T: Real>(correlation: Correlation<'_, T>) {
    let correlation = correlation.with_joined_rows();
    let positions = (correlation.rows.positions, correlation.columns.positions);
    fitting::<T>(correlation.isa, correlation.filters_of_group(), positions).with_any_width(correlation);
}

impl<T: Real> Correlation<'_, T> {
    /// Computes the output.
    pub(super) fn compute(self) {
        T::precompiled::<Correlations>(self);
    }

    /// The correlation with all positions in one row, if they lie one behind the other in input and
    /// output, as those of a kernel of one column do where nothing is padded or left out.
    fn with_joined_rows(mut self) -> Self {
        let columns = self.columns.positions;
        let steps = [self.rows.step, self.rows.output_step, self.columns.step, self.columns.output_step];
        let is_dense = self.columns.taps == 1 && steps == [1; 4] && self.frame.phases == 1;
        let rows_follow = self.frame.row() == columns && self.output.row == columns;
        if is_dense && rows_follow && self.pooled == (1, 1) && self.frame.content() == (0..self.frame.rows) {
            self.columns.positions = self.rows.positions * columns;
            self.rows.positions = 1;
        }
        self
    }
}

impl<T: Real> WithSimd for Correlation<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        return_unless!(self.groups > 0 && self.kernel.channels > 0 && self.frame.phases > 0, "sizes are at least 1");
        if self.rows.positions == 0 || self.columns.positions == 0 {
            return;
        }
        let positions = (self.rows.positions, self.columns.positions);
        let [over_filters, over_columns] = multiplications(self.filters_of_group(), positions, T::Lanes::<S>::LANES);
        // A window of the pool has two columns of a register.
        let has_pairs = T::Lanes::<S>::LANES > 1 || self.pooled.1 == 1;
        // Where both take as many, columns need no transposition of the output.
        if over_filters < over_columns || !has_pairs {
            self.over_filters(simd);
        } else {
            self.over_columns(simd);
        }
    }
}

impl<T: Real> Correlation<'_, T> {
    /// The filters of a group.
    #[inline(always)]
    pub(super) fn filters_of_group(&self) -> usize {
        self.kernel.filters.checked_div(self.groups).unwrap_or(0)
    }

    /// The place in the frame of the first tap of a group's first channel at a position.
    #[inline(always)]
    pub(super) fn place(&self, group: usize, row: usize, column: usize) -> usize {
        let row = self.rows.first + row * self.rows.step;
        let channel = group * self.kernel.channels;
        channel * self.frame.plane() + row * self.frame.row() + self.columns.first + column
    }

    /// The place in the output of a position, for filter 0.
    #[inline(always)]
    pub(super) fn output_place(&self, row: usize, column: usize) -> usize {
        // A pool writes half as many.
        let (row, column) = (row >> (self.pooled.0 - 1), column >> (self.pooled.1 - 1));
        let row = self.rows.first_output + row * self.rows.output_step;
        row * self.output.row + self.columns.first_output + column * self.columns.output_step
    }

    /// The parts of the sums for the windows from one row to another, which are added one after the
    /// other: a part for each of those phases of the columns that have taps. The input is the
    /// vector, the weights are the scalars.
    #[inline(always)]
    pub(super) fn parts(&self, rows: (usize, usize)) -> Parts {
        let Kernel { rows: kernel_rows, columns: kernel_columns, filters, channels } = self.kernel;
        let (first, end) = self.rows.taps_within(rows, &self.frame.content());
        let (frame_row, weight_row) = (self.frame.row(), kernel_columns * filters);
        let channels = Loop { count: channels, vector: self.frame.plane(), scalar: kernel_rows * weight_row };
        let rows = Loop {
            count: end - first,
            vector: self.rows.dilation * frame_row,
            scalar: self.rows.weight_step * weight_row,
        };
        let weight =
            (self.rows.first_weight + first * self.rows.weight_step) * weight_row + self.columns.first_weight * filters;
        Parts {
            channels,
            rows,
            kernel_rows: self.rows.taps,
            first: (first * rows.vector, weight),
            columns: Phases::new(&self.columns, &self.frame),
            weight_step: self.columns.weight_step * filters,
        }
    }
}

/// Taps along a row, phase by phase of the columns of a [`Frame`].
///
/// Tap `t` reads column `t·dilation` of a window. With the greatest common divisor `g` of stride
/// and dilation, the taps `t, t + stride/g, t + 2·stride/g, ..` are in one phase, where each lies
/// `dilation/g` columns behind the one before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Phases {
    /// The number of phases that taps are in.
    pub(super) count: usize,
    /// The taps of a phase; as many phases as `longer` says have one more, and come first.
    taps: usize,
    longer: usize,
    /// The distance of consecutive taps of a phase in the frame.
    pub(super) step: usize,
    /// From tap to tap of the kernel: phases and columns of a phase.
    dilation: (usize, usize),
    stride: usize,
    width: usize,
}

impl Phases {
    #[inline(always)]
    pub(super) fn new(columns: &Axis, frame: &Frame) -> Self {
        let Frame { stride, width, .. } = *frame;
        if stride == 1 {
            let Axis { taps, dilation, .. } = *columns;
            return Phases { count: 1, taps, longer: 0, step: dilation, dilation: (0, 0), stride, width };
        }
        let stride = stride.max(1);
        let divisor = greatest_common_divisor(stride, columns.dilation).max(1);
        let count = (stride / divisor).max(1);
        Phases {
            count,
            taps: columns.taps / count,
            longer: columns.taps % count,
            step: columns.dilation / divisor,
            dilation: (columns.dilation % stride, columns.dilation / stride),
            stride,
            width,
        }
    }

    /// The number of taps of a phase.
    #[inline(always)]
    fn taps_of(&self, phase: usize) -> usize {
        self.taps + usize::from(phase < self.longer)
    }

    /// The place in a row of the frame that a tap reads at the first position.
    #[inline(always)]
    pub(super) fn place(&self, tap: usize, dilation: usize) -> usize {
        if self.stride == 1 {
            return tap * dilation;
        }
        let column = tap * dilation;
        (column % self.stride.max(1)) * self.width + column / self.stride.max(1)
    }
}

pub(super) const fn greatest_common_divisor(mut a: usize, mut b: usize) -> usize {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// The parts of sums over channels, rows and columns of a kernel: nests of loops, each with the
/// places of its first elements in input and weight relative to those of the window.
pub(super) struct Parts {
    channels: Loop,
    rows: Loop,
    kernel_rows: usize,
    first: (usize, usize),
    columns: Phases,
    weight_step: usize,
}

impl Parts {
    /// Calls `add` with the sums so far and each part: its loops, and the places where it begins.
    #[inline(always)]
    pub(super) fn fold<A>(&self, mut sums: A, add: impl Fn(A, &Nest, (usize, usize)) -> A) -> A {
        let Phases { count, step, dilation, stride, width, .. } = self.columns;
        let (mut phase_column, mut column) = (0, 0);
        for phase in 0..count {
            let columns = Loop { count: self.columns.taps_of(phase), vector: step, scalar: count * self.weight_step };
            let input = self.first.0 + phase_column * width + column;
            let weight = self.first.1 + phase * self.weight_step;
            let nest = Nest([self.channels, self.rows, columns]).longest_innermost(self.kernel_rows, columns.count);
            sums = add(sums, &nest, (input, weight));
            (phase_column, column) = (phase_column + dilation.0, column + dilation.1);
            if phase_column >= stride {
                (phase_column, column) = (phase_column - stride, column + 1);
            }
        }
        sums
    }
}
