//! The forward pass of a convolution.

use super::Convolution;
use super::correlation::{Axis, Correlation, Kernel, Output};
use super::frame::Frame;
use crate::kernel::epilogue::Epilogue;
use crate::kernel::pointwise;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Simd, vectorize};
use crate::kernel::threads;
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
    let (inputs, outputs, frame) = (convolution.inputs(), convolution.outputs(), convolution.scratch());
    return_unless!(inputs > 0 && outputs > 0 && scratch.len() >= frame, "a frame for each thread");
    let samples = y.len() / outputs;
    let shares = Shares { simd, convolution, parameters, epilogue };
    let share = threads::share(samples, convolution.macs(), 1);
    let frames = scratch.len().checked_div(frame).unwrap_or(usize::MAX);
    match share.map(|share| share.max(samples.div_ceil(frames))) {
        Some(share) if share < samples => {
            let parts = y.chunks_mut(share * outputs).zip(x.chunks(share * inputs)).enumerate();
            let parts = parts.zip(Frames { rest: scratch, size: frame, count: samples.div_ceil(share) });
            threads::for_each(parts, |((part, (y, x)), scratch)| shares.compute(x, y, scratch, part * share));
        }
        _ => shares.compute(x, y, scratch, 0),
    }
}

/// Slices of equal size, which may be empty.
struct Frames<'a, T> {
    rest: &'a mut [T],
    size: usize,
    count: usize,
}

impl<'a, T> Iterator for Frames<'a, T> {
    type Item = &'a mut [T];

    fn next(&mut self) -> Option<Self::Item> {
        self.count = self.count.checked_sub(1)?;
        let (frame, rest) = core::mem::take(&mut self.rest).split_at_mut_checked(self.size)?;
        self.rest = rest;
        Some(frame)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.count, Some(self.count))
    }
}

impl<T> ExactSizeIterator for Frames<'_, T> {}

/// A forward pass that threads share.
struct Shares<'a, S, T, E> {
    simd: S,
    convolution: &'a Convolution,
    parameters: (&'a [T], &'a [T]),
    epilogue: E,
}

impl<S: Simd, T: Real, E: Epilogue<T>> Shares<'_, S, T, E> {
    /// Computes some samples, the first of which has a number in the batch.
    fn compute(&self, x: &[T], y: &mut [T], scratch: &mut [T], first: usize) {
        let Shares { simd, convolution, parameters, epilogue } = *self;
        let (inputs, outputs) = (convolution.inputs(), convolution.outputs());
        for (sample, (x, y)) in x.chunks_exact(inputs).zip(y.chunks_exact_mut(outputs)).enumerate() {
            prepare(simd, convolution, x, scratch);
            forward_rows(simd, convolution, parameters, x, 0..convolution.rows.out, y, scratch);
            if !epilogue.is_identity() {
                let epilogue = epilogue.offset_by((first + sample) * outputs);
                vectorize!(simd, pointwise::map_in_place(simd, y, epilogue));
            }
        }
    }
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
    let (frame, x) = if convolution.has_frame() {
        (Frame::of_input(convolution), scratch)
    } else {
        (Frame::bare(channels, (window_rows.size, columns.size)), x)
    };
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
