//! The gradient of a convolution's input: a correlation of the gradient of the output with the
//! flipped filters.
//!
//! With `y_o = Σ_t w_t·x_(s·o + d·t - b)` along each axis, stride `s`, dilation `d` and `b` padded
//! elements in front,
//!
//! ```text
//! dE/dx_i = Σ_t w_t · dE/dy_o   over the taps t with s·o + d·t - b = i
//! ```
//!
//! The inputs `i` whose `i + b` leave the same remainder `r` divided by `s` have the same taps:
//! those with `d·t ≡ r`, every `m = s / gcd(s, d)`-th one. From tap to tap, `o` moves by
//! `d / gcd(s, d)`, and from one of these inputs to the next by 1. So there are `s` correlations
//! along each axis, none of which multiplies a zero between two outputs.

use super::Convolution;
use super::correlation::{Axis, Correlation, Filters, Kernel, Output, greatest_common_divisor};
use super::frame::Frame;
use super::samples::{Samples, over_samples};
use super::transpose::transpose;
use crate::kernel::epilogue::Epilogue;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Simd, vectorize};
use crate::kernel::window::Slide;

/// The number as a divisor, which the optimizer sees is not zero.
const fn divisor(number: usize) -> usize {
    if number > 0 { number } else { 1 }
}

/// The inputs along an axis whose taps are the same.
#[derive(Clone, Copy)]
struct Phase {
    axis: Axis,
    /// The place in the output's gradient that the first window begins with.
    first: isize,
}

impl Phase {
    /// The inputs with a remainder; nothing if there are none.
    const fn new(slide: Slide, remainder: usize) -> Option<Self> {
        let Slide { size, kernel, dilation, before, .. } = slide;
        let stride = divisor(slide.stride);
        let first_output = (remainder + stride - before % stride) % stride;
        if first_output >= size {
            return None;
        }
        let common = divisor(greatest_common_divisor(stride, dilation));
        let period = divisor(stride / common);
        let mut tap = 0;
        while tap < kernel && (tap >= period || tap * dilation % stride != remainder) {
            tap = if tap < period { tap + 1 } else { kernel };
        }
        let taps = (kernel - tap).div_ceil(period);
        let last = taps.saturating_sub(1);
        let step = dilation / common;
        // The output that the last of the taps brings to the first of the inputs.
        let nearest = if taps > 0 { (tap * dilation - remainder) / stride + last * step } else { 0 };
        let first = ((first_output + before) / stride).cast_signed() - nearest.cast_signed();
        let axis = Axis {
            positions: (size - 1 - first_output) / stride + 1,
            step: 1,
            first: 0,
            taps,
            dilation: step,
            first_weight: if taps > 0 { kernel - 1 - tap - last * period } else { 0 },
            weight_step: period,
            first_output,
            output_step: stride,
        };
        Some(Phase { axis, first })
    }

    /// The phase over a frame with so many elements in front.
    const fn within(self, before: usize) -> Axis {
        let first = if self.axis.taps > 0 { (self.first + before.cast_signed()).cast_unsigned() } else { 0 };
        Axis { first, ..self.axis }
    }
}

/// The padded elements in front of the output's gradient, and the elements of the padded axis.
const fn padding(slide: Slide) -> (usize, usize) {
    let (mut first, mut end) = (0, 1);
    let mut remainder = 0;
    while remainder < slide.stride {
        if let Some(Phase { axis, first: begin }) = Phase::new(slide, remainder)
            && axis.taps > 0
        {
            let last = begin + (axis.positions - 1 + (axis.taps - 1) * axis.dilation).cast_signed();
            first = if begin < first { begin } else { first };
            end = if last + 1 > end { last + 1 } else { end };
        }
        remainder += 1;
    }
    let (before, count) = (first.unsigned_abs(), (end - first).cast_unsigned());
    // Without padding the axis is as long as it is.
    (before, if count < before + slide.out { before + slide.out } else { count })
}

/// The frame of the gradient of the output.
const fn frame_of_gradient(convolution: &Convolution) -> Frame {
    let Convolution { filters, rows, columns, .. } = *convolution;
    let ((first_row, row_count), (first_column, width)) = (padding(rows), padding(columns));
    let size = (rows.out, columns.out);
    Frame { rows: row_count, first_row, first_column, width, ..Frame::bare(filters, size) }
}

/// Returns `true` unless the gradient of the output can be read where it lies.
const fn needs_frame(convolution: &Convolution) -> bool {
    let Convolution { rows, columns, .. } = *convolution;
    frame_of_gradient(convolution)
        .is_needed((rows.size / divisor(rows.stride), columns.size / divisor(columns.stride)), 1)
}

impl Convolution {
    /// The scalars that [`backward_input`] works in: the flipped weights, and the gradient of one
    /// sample's output in a frame.
    pub(crate) const fn input_gradient_scratch(self) -> usize {
        self.weights() + self.gradient_frame()
    }

    /// The scalars of the frame; none if the gradient is read where it lies.
    pub(super) const fn gradient_frame(self) -> usize {
        if needs_frame(&self) { frame_of_gradient(&self).scalars() } else { 0 }
    }
}

/// `dx = f(wᵀ * dy)` for each sample of the batch.
///
/// It works in [`Convolution::input_gradient_scratch`] scalars. With more of them it has a frame
/// for each of several threads.
#[cfg(any(feature = "train", test))]
pub(crate) fn backward_input<S: Simd, T: Real, E: Epilogue<T>>(
    simd: S,
    convolution: &Convolution,
    weight: &[T],
    dy: &[T],
    dx: &mut [T],
    scratch: &mut [T],
    epilogue: E,
) {
    transposed(simd, convolution, (weight, &[]), dy, dx, scratch, epilogue);
}

/// `dx = f(wᵀ * dy + b)` for each sample of the batch: the forward pass of a transposed
/// convolution, with a bias for each channel, or none.
#[inline(never)]
pub(crate) fn transposed<S: Simd, T: Real, E: Epilogue<T>>(
    simd: S,
    convolution: &Convolution,
    (weight, bias): (&[T], &[T]),
    dy: &[T],
    dx: &mut [T],
    scratch: &mut [T],
    epilogue: E,
) {
    let (flipped, scratch) = or_return!(scratch.split_at_mut_checked(convolution.weights()));
    vectorize!(simd, flip(convolution, weight, flipped));
    let flipped = Filters { weight: flipped, bias, floor: epilogue.floor() };
    let samples = Samples {
        read: (dy, convolution.outputs()),
        written: (dx, convolution.inputs()),
        scratch,
        frame: convolution.gradient_frame(),
        work: convolution.macs(),
    };
    over_samples(simd, samples, epilogue, |dy, dx, scratch| {
        one_sample(simd, convolution, flipped, dy, dx, scratch);
    });
}

/// Reverses the order of the taps, and exchanges channels and filters:
/// `[filters of a group][rows][columns][channels]`.
#[inline(always)]
fn flip<T: Real>(convolution: &Convolution, weight: &[T], flipped: &mut [T]) {
    let Convolution { channels, filters, groups, rows, columns } = *convolution;
    let (Some(of_group), taps) = (filters.checked_div(groups), rows.kernel * columns.kernel) else { return };
    let per_group = or_return!(channels.checked_div(groups));
    return_unless!(filters > 0 && of_group > 0, "a group has filters");
    for tap in 0..taps {
        for group in 0..groups {
            let weight = or_return!(weight.get(tap * filters + group * of_group..));
            let flipped = or_return!(flipped.get_mut((taps - 1 - tap) * channels + group * per_group..));
            transpose(weight, flipped, (per_group, of_group), (taps * filters, taps * channels));
        }
    }
}

/// Computes the gradient of one sample from flipped weights, phase by phase of its rows and
/// columns.
fn one_sample<S: Simd, T: Real>(
    simd: S,
    convolution: &Convolution,
    flipped: Filters<'_, T>,
    dy: &[T],
    dx: &mut [T],
    scratch: &mut [T],
) {
    let Convolution { channels, filters, groups, rows, columns } = *convolution;
    let frame = frame_of_gradient(convolution);
    let of_group = or_return!(filters.checked_div(groups));
    let needs_frame = needs_frame(convolution);
    if needs_frame {
        frame.fill(simd, dy, scratch);
    }
    let x = if needs_frame { &*scratch } else { dy };
    for row_phase in (0..rows.stride).filter_map(|remainder| Phase::new(rows, remainder)) {
        for column_phase in (0..columns.stride).filter_map(|remainder| Phase::new(columns, remainder)) {
            Correlation {
                isa: simd.isa(),
                groups,
                kernel: Kernel { channels: of_group, rows: rows.kernel, columns: columns.kernel, filters: channels },
                rows: row_phase.within(frame.first_row),
                columns: column_phase.within(frame.first_column),
                frame,
                output: Output { map: rows.size * columns.size, row: columns.size },
                pooled: (1, 1),
                x,
                filters: flipped,
                y: &mut *dx,
            }
            .compute();
        }
    }
}
