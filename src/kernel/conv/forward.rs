//! The forward pass of a convolution.

use super::Convolution;
use super::correlation::{Axis, Correlation, Kernel, Output};
use super::frame::Frame;
use super::samples::{Samples, over_samples};
use crate::kernel::epilogue::Epilogue;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Simd, vectorize};
use core::ops::Range;

/// `y = f(w * x + b)` for each sample of the batch; `bias` may be empty.
///
/// It works in [`Convolution::scratch`] scalars. A multiple of them serves as many threads.
#[inline(never)]
pub(crate) fn forward<S: Simd, T: Real, E: Epilogue<T>>(
    simd: S,
    convolution: &Convolution,
    parameters: (&[T], &[T]),
    x: &[T],
    y: &mut [T],
    scratch: &mut [T],
    epilogue: E,
) {
    let samples = Samples {
        read: (x, convolution.inputs()),
        written: (y, convolution.outputs()),
        scratch,
        frame: convolution.scratch(),
        work: convolution.macs(),
    };
    over_samples(simd, samples, epilogue, |x, y, scratch| {
        prepare(simd, convolution, x, scratch);
        forward_rows(simd, convolution, parameters, x, 0..convolution.rows.out, y, scratch);
    });
}

/// Prepares [`Convolution::scratch`] scalars for the rows of one sample.
pub(crate) fn prepare<S: Simd, T: Real>(simd: S, convolution: &Convolution, x: &[T], scratch: &mut [T]) {
    if convolution.has_frame() {
        let frame = Frame::of_input(convolution);
        vectorize!(simd, frame.fill(simd, x, scratch));
    }
}

/// Computes some rows of the output of one sample, `[filters][rows][columns]`, without an epilogue.
///
/// `scratch` is what [`prepare`] has made of `x`.
pub(crate) fn forward_rows<S: Simd, T: Real>(
    simd: S,
    convolution: &Convolution,
    (weight, bias): (&[T], &[T]),
    x: &[T],
    rows: Range<usize>,
    band: &mut [T],
    scratch: &[T],
) {
    let Convolution { channels, filters, groups, rows: window_rows, columns } = *convolution;
    let (frame, x) = (Frame::of_input(convolution), if convolution.has_frame() { scratch } else { x });
    let rows = Axis::of(window_rows).part(&rows);
    let channels = or_return!(channels.checked_div(groups));
    Correlation {
        isa: simd.isa(),
        groups,
        kernel: Kernel { channels, rows: window_rows.kernel, columns: columns.kernel, filters },
        output: Output { map: rows.positions * columns.out, row: columns.out },
        rows,
        columns: Axis::of(columns),
        frame,
        x,
        weight,
        bias,
        y: band,
    }
    .compute();
}
