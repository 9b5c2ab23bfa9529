//! Pools over images `[C, H, W]`, and over signals `[C, L]` as images of one row: of each window of
//! a channel one number, its greatest element or the average.
//!
//! Sizes are known at run time: the kernels are compiled in this crate, once for each element type
//! and instruction set. Channels are computed one by one, so that a batch of `N` samples is an
//! image of `N·C` channels.

#[cfg(any(feature = "train", test))]
mod average_backward;
mod columns;
mod fold;
mod forward;
mod frame_by_frame;
#[cfg(any(feature = "train", test))]
mod greatest_backward;
mod halves;
mod positions;
#[cfg(test)]
mod tests;

use crate::kernel::precompiled::precompiled;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Isa, Simd, WithSimd, vectorize};
use crate::kernel::window::Slide;
use core::ops::Range;
use fold::{Greatest, Sum};
use halves::halves;
use positions::Averaged;

pub(crate) use frame_by_frame::forward_frame;
pub(crate) use positions::Regions;

/// A pool: its windows along the rows and the columns of an image, and what it computes of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pool {
    /// The greatest element. Padding is less than every number.
    Max { rows: Slide, columns: Slide },
    /// The average. Padding counts as elements that are zero, or not at all.
    Average { rows: Slide, columns: Slide, counts_padding: bool },
    /// The average of regions.
    Adaptive { rows: Regions, columns: Regions },
}

impl Pool {
    /// The greatest of all elements of a channel.
    pub(crate) const fn greatest_of(elements: usize) -> Self {
        let columns = Slide { size: elements, out: 1, kernel: elements, stride: elements, dilation: 1, before: 0 };
        Pool::Max { rows: Slide::NONE, columns }
    }

    /// The average of all elements of a channel.
    pub(crate) const fn average_of(elements: usize) -> Self {
        Pool::Adaptive { rows: Regions::NONE, columns: Regions { size: elements, out: 1 } }
    }

    /// The numbers of rows and columns of the input.
    pub(crate) const fn size(self) -> [usize; 2] {
        match self {
            Pool::Max { rows, columns } | Pool::Average { rows, columns, .. } => [rows.size, columns.size],
            Pool::Adaptive { rows, columns } => [rows.size, columns.size],
        }
    }

    /// The numbers of rows and columns of the output.
    pub(crate) const fn out(self) -> [usize; 2] {
        match self {
            Pool::Max { rows, columns } | Pool::Average { rows, columns, .. } => [rows.out, columns.out],
            Pool::Adaptive { rows, columns } => [rows.out, columns.out],
        }
    }

    /// The most rows of the input that so many rows of the output, at least one, are computed from.
    pub(crate) const fn rows_read(self, out: usize) -> usize {
        match self {
            Pool::Max { rows, .. } | Pool::Average { rows, .. } => {
                let read = (out - 1) * rows.stride + rows.span();
                if read < rows.size { read } else { rows.size }
            }
            Pool::Adaptive { rows, .. } => rows.size,
        }
    }

    /// The rows and columns of its windows, if it takes the greatest of two columns side by side,
    /// of one row or of two, and none is padding.
    #[inline(always)]
    pub(crate) fn halving_window(self) -> Option<(usize, usize)> {
        let Pool::Max { rows, columns } = self else { return None };
        let is_single = rows.kernel == 1 && rows.stride == 1 && rows.before == 0 && rows.out == rows.size;
        let rows = if halves(rows) { 2 } else { 1 };
        ((rows == 2 || is_single) && halves(columns)).then_some((rows, 2))
    }

    /// The rows of the input that some rows of the output are computed from.
    ///
    /// A pool can compute them as soon as these are there: those of one row of the output are its
    /// window, and the window of the next row begins a stride below.
    pub(crate) fn reads(self, out: Range<usize>) -> Range<usize> {
        match self {
            Pool::Max { rows, .. } | Pool::Average { rows, .. } => positions::reads(rows, out),
            Pool::Adaptive { rows, .. } => positions::reads(rows, out),
        }
    }
}

/// Some rows of an image: `rows` of them from number `first` on, at least one, of every channel.
#[derive(Clone, Copy)]
pub(crate) struct Band<'a, T> {
    /// `[channels][rows][columns]`.
    pub(crate) x: &'a [T],
    pub(crate) first: usize,
    pub(crate) rows: usize,
}

/// Computes `y` from images `x`.
#[inline(always)]
pub(crate) fn forward<S: Simd, T: Real>(simd: S, pool: Pool, x: &[T], y: &mut [T]) {
    rows(simd, pool, Band { x, first: 0, rows: pool.size()[0] }, 0..pool.out()[0], y);
}

/// Computes the rows `out` of images `y`, all other rows of which stay as they are, from a band of
/// the input, in which there must be the rows that they are [computed from](Pool::reads).
#[inline(always)]
pub(crate) fn rows<S: Simd, T: Real>(simd: S, pool: Pool, band: Band<'_, T>, out: Range<usize>, y: &mut [T]) {
    T::precompiled::<Forwards>(Forward { isa: simd.isa(), pool, band, out, y });
}

/// Computes the gradients `dx` of images `x` from those of `y`.
#[cfg(any(feature = "train", test))]
#[inline(always)]
pub(crate) fn backward<S: Simd, T: Real>(simd: S, pool: Pool, x: &[T], dy: &[T], dx: &mut [T]) {
    T::precompiled::<Backwards>(Backward { isa: simd.isa(), pool, x, dy, dx });
}

/// Rows of the output, to be computed.
struct Forward<'a, T> {
    isa: Isa,
    pool: Pool,
    band: Band<'a, T>,
    out: Range<usize>,
    y: &'a mut [T],
}

precompiled!(Forwards: Forward -> () = forward_of);

fn forward_of<T: Real>(work: Forward<'_, T>) {
    work.isa.with(work);
}

impl<T: Real> WithSimd for Forward<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Forward { pool, band, out, y, .. } = self;
        // A function for each kind, since all together would be too large to be inlined into one.
        match pool {
            Pool::Max { rows, columns } if halves(rows) && halves(columns) => {
                vectorize!(simd, halves::forward::<S, T, Greatest>(simd, rows, columns, band, out, y));
            }
            Pool::Average { rows, columns, .. } if halves(rows) && halves(columns) => {
                vectorize!(simd, halves::forward::<S, T, Sum>(simd, rows, columns, band, out, y));
            }
            Pool::Max { rows, columns } => {
                vectorize!(simd, forward::forward::<S, T, Greatest>(simd, rows, columns, band, out, y));
            }
            Pool::Average { rows, columns, counts_padding } => {
                let rows = Averaged { slide: rows, counts_padding };
                let columns = Averaged { slide: columns, counts_padding };
                vectorize!(simd, forward::forward::<S, T, Sum>(simd, rows, columns, band, out, y));
            }
            Pool::Adaptive { rows, columns } => {
                vectorize!(simd, forward::forward::<S, T, Sum>(simd, rows, columns, band, out, y));
            }
        }
    }
}

/// Gradients of the input, to be computed.
#[cfg(any(feature = "train", test))]
struct Backward<'a, T> {
    isa: Isa,
    pool: Pool,
    x: &'a [T],
    dy: &'a [T],
    dx: &'a mut [T],
}

#[cfg(any(feature = "train", test))]
precompiled!(Backwards: Backward -> () = backward_of);

#[cfg(any(feature = "train", test))]
fn backward_of<T: Real>(work: Backward<'_, T>) {
    work.isa.with(work);
}

#[cfg(any(feature = "train", test))]
impl<T: Real> WithSimd for Backward<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Backward { pool, x, dy, dx, .. } = self;
        match pool {
            Pool::Max { rows, columns } => {
                vectorize!(simd, greatest_backward::backward(simd, (rows, columns), x, dy, dx));
            }
            Pool::Average { rows, columns, counts_padding } => {
                let rows = Averaged { slide: rows, counts_padding };
                let columns = Averaged { slide: columns, counts_padding };
                vectorize!(simd, average_backward::backward(rows, columns, dy, dx));
            }
            Pool::Adaptive { rows, columns } => vectorize!(simd, average_backward::backward(rows, columns, dy, dx)),
        }
    }
}
