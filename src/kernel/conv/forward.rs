//! The forward pass of a convolution.

use super::Convolution;
use super::correlation::{Axis, Correlation, Filters, Kernel, Output};
use super::frame::Frame;
use super::samples::{Samples, over_samples};
use crate::kernel::epilogue::Epilogue;
use crate::kernel::scalar::Real;
use crate::kernel::simd::Simd;
use core::ops::Range;

/// `y = f(w * x + b)` for each sample of the batch; `bias` may be empty.
///
/// It works in [`Convolution::scratch`] scalars. A multiple of them serves as many threads.
#[inline(never)]
pub(crate) fn forward<S: Simd, T: Real, E: Epilogue<T>>(
    simd: S,
    convolution: &Convolution,
    (weight, bias): (&[T], &[T]),
    x: &[T],
    y: &mut [T],
    scratch: &mut [T],
    epilogue: E,
) {
    let filters = Filters { weight, bias, floor: epilogue.floor() };
    let samples = Samples {
        read: (x, convolution.inputs()),
        written: (y, convolution.outputs()),
        scratch,
        frame: convolution.scratch(),
        work: convolution.macs(),
    };
    over_samples(simd, samples, epilogue, |x, y, scratch| {
        prepare(simd, convolution, x, scratch);
        forward_rows(simd, convolution, filters, x, 0..convolution.rows.out, y, scratch);
    });
}

/// Prepares [`Convolution::scratch`] scalars for the rows of one sample.
pub(crate) fn prepare<S: Simd, T: Real>(simd: S, convolution: &Convolution, x: &[T], scratch: &mut [T]) {
    if convolution.has_frame() {
        Frame::of_input(convolution).fill(simd, x, scratch);
    }
}

/// Computes some rows of the output of one sample, `[filters][rows][columns]`, without an epilogue
/// but a floor.
///
/// `scratch` is what [`prepare`] has made of `x`.
pub(crate) fn forward_rows<S: Simd, T: Real>(
    simd: S,
    convolution: &Convolution,
    filters: Filters<'_, T>,
    x: &[T],
    rows: Range<usize>,
    band: &mut [T],
    scratch: &[T],
) {
    let columns = 0..convolution.columns.out;
    correlate(simd, convolution, filters, x, (rows, columns, (1, 1)), band, scratch);
}

/// Computes the greatest numbers of the windows of a pool, one or two rows and two columns side by
/// side, over the output of one sample: `[filters][rows][columns]` of `out`, without an epilogue
/// but a floor.
///
/// `scratch` is what [`prepare`] has made of `x`.
pub(super) fn forward_greatest<S: Simd, T: Real>(
    simd: S,
    convolution: &Convolution,
    filters: Filters<'_, T>,
    x: &[T],
    (window, out): ((usize, usize), [usize; 2]),
    y: &mut [T],
    scratch: &[T],
) {
    let positions = (0..out[0] * window.0, 0..out[1] * window.1, window);
    correlate(simd, convolution, filters, x, positions, y, scratch);
}

/// Computes some rows and columns of the output, or the greatest numbers of windows of them.
fn correlate<S: Simd, T: Real>(
    simd: S,
    convolution: &Convolution,
    filters: Filters<'_, T>,
    x: &[T],
    (rows, columns, pooled): (Range<usize>, Range<usize>, (usize, usize)),
    y: &mut [T],
    scratch: &[T],
) {
    let Convolution { channels, groups, .. } = *convolution;
    let channels = or_return!(channels.checked_div(groups));
    let frame = Frame::of_input(convolution);
    let rows = Axis::of(convolution.rows, frame.stride_of(convolution.rows)).part(&rows);
    let columns = Axis::of(convolution.columns, 1).part(&columns);
    let row = or_return!(columns.positions.checked_div(pooled.1));
    let map = or_return!(rows.positions.checked_div(pooled.0)) * row;
    Correlation {
        isa: simd.isa(),
        groups,
        kernel: Kernel { channels, rows: rows.taps, columns: columns.taps, filters: convolution.filters },
        output: Output { map, row },
        rows,
        columns,
        pooled,
        frame,
        x: if convolution.has_frame() { scratch } else { x },
        filters,
        y,
    }
    .compute();
}
