//! Folds along a row: one number for each window.

use super::fold::Fold;
use super::positions::{Positions, Window, inside, tiles};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, MAX_LANES, Simd};
use crate::kernel::window::Slide;
use core::marker::PhantomData;
use core::ops::Range;

/// The windows along rows, and what is computed of them once for all rows.
pub(super) struct Columns<S, F, C> {
    simd: S,
    pub(super) positions: C,
    /// The window that slides, and the positions at which it covers no padding.
    slide: Option<(Slide, Range<usize>)>,
    /// True if the windows of several rows are those of one long row.
    pub(super) tile: bool,
    fold: PhantomData<F>,
}

impl<S: Simd, F, C: Positions> Columns<S, F, C> {
    #[inline(always)]
    pub(super) fn new(simd: S, positions: C) -> Self {
        let slide = positions.slide().map(|slide| (slide, inside(slide)));
        let tile = slide.as_ref().is_some_and(|&(slide, _)| tiles(slide));
        Columns { simd, positions, slide, tile, fold: PhantomData }
    }

    /// Folds each window of a row, or of several rows if the windows [tile](Self::tile) them. With
    /// `MORE` the results are folded with what `y` holds.
    #[inline(always)]
    pub(super) fn fold<T: Real, const MORE: bool>(&self, row: &[T], y: &mut [T])
    where
        F: Fold<T>,
    {
        let Some((slide, inside)) = &self.slide else {
            return self.each::<T, MORE>(row, 0, y);
        };
        let inside = if self.tile { 0..y.len() } else { inside.clone() };
        let first = inside.start;
        let Some((y, behind)) = y.split_at_mut_checked(inside.end) else { return };
        let Some((before, y)) = y.split_at_mut_checked(first) else { return };
        self.each::<T, MORE>(row, 0, before);
        self.inside::<T, MORE>(*slide, row, first, y);
        self.each::<T, MORE>(row, inside.end, behind);
    }

    /// Folds windows without padding.
    #[inline(always)]
    fn inside<T: Real, const MORE: bool>(&self, slide: Slide, row: &[T], first: usize, y: &mut [T])
    where
        F: Fold<T>,
    {
        let Slide { kernel, stride, dilation, .. } = slide;
        let from = row.get(slide.window(first).start..).unwrap_or_default();
        match (kernel, stride, dilation) {
            (2, 2, 1) => {
                for (y, pair) in y.iter_mut().zip(from.as_chunks().0) {
                    put::<T, F, MORE>(y, pair_of::<T, F>(pair));
                }
            }
            (3, 2, 1) => {
                // The last window may end with the row.
                let Some((last, y)) = y.split_last_mut() else { return };
                let pairs = from.as_chunks().0;
                let next = pairs.get(1..).unwrap_or_default();
                for ((y, pair), [third, _]) in y.iter_mut().zip(pairs).zip(next) {
                    put::<T, F, MORE>(y, F::of(*third, pair_of::<T, F>(pair)));
                }
                self.each::<T, MORE>(row, first + y.len(), core::slice::from_mut(last));
            }
            // A sum has one order at all positions.
            (_, 1, _) if !(F::IS_AVERAGE && adds_in_blocks::<S, T>(kernel)) => {
                let lanes = T::Lanes::<S>::LANES;
                let mut place = 0;
                let mut blocks = y.chunks_exact_mut(lanes);
                for y in &mut blocks {
                    self.block::<T, MORE>(slide, from.get(place..).unwrap_or_default(), y);
                    place += lanes;
                }
                self.each::<T, MORE>(row, first + place, blocks.into_remainder());
            }
            _ => self.each::<T, MORE>(row, first, y),
        }
    }

    /// Folds a register of windows side by side.
    #[inline(always)]
    fn block<T: Real, const MORE: bool>(&self, slide: Slide, from: &[T], y: &mut [T])
    where
        F: Fold<T>,
    {
        let lanes = T::Lanes::<S>::LANES;
        let mut result = if MORE {
            T::Lanes::<S>::load_slice(self.simd, y)
        } else {
            T::Lanes::<S>::splat(self.simd, T::from_double(F::START))
        };
        for tap in 0..slide.kernel {
            let place = tap * slide.dilation;
            let Some(numbers) = from.get(place..place + lanes) else { break };
            result = F::of_lanes(T::Lanes::<S>::load_slice(self.simd, numbers), result);
        }
        result.store_slice(y);
    }

    /// Folds windows from a position on, one by one.
    #[inline(always)]
    fn each<T: Real, const MORE: bool>(&self, row: &[T], first: usize, y: &mut [T])
    where
        F: Fold<T>,
    {
        for (position, y) in (first..).zip(y) {
            put::<T, F, MORE>(y, self.one(row, self.positions.window(position)));
        }
    }

    /// Folds one window.
    #[inline(always)]
    fn one<T: Real>(&self, row: &[T], window: Window) -> T
    where
        F: Fold<T>,
    {
        if let Some(run) = window.run().and_then(|run| row.get(run)) {
            return fold_run::<S, T, F>(self.simd, run);
        }
        let start = T::from_double(F::START);
        (0..window.taps).filter_map(|tap| row.get(window.element(tap))).fold(start, |result, &x| F::of(x, result))
    }
}

/// Writes a result, or with `MORE` folds it with what is there.
#[inline(always)]
fn put<T: Real, F: Fold<T>, const MORE: bool>(y: &mut T, result: T) {
    *y = if MORE { F::of(result, *y) } else { result };
}

#[inline(always)]
fn pair_of<T: Real, F: Fold<T>>(&[first, second]: &[T; 2]) -> T {
    F::of(second, first)
}

/// Folds numbers side by side.
#[inline(always)]
fn fold_run<S: Simd, T: Real, F: Fold<T>>(simd: S, run: &[T]) -> T {
    let lanes = T::Lanes::<S>::LANES;
    let start = T::from_double(F::START);
    let mut rest = run;
    let mut result = start;
    if adds_in_blocks::<S, T>(run.len()) {
        // Four results, since the next operation on one has to wait for the one before.
        let mut results = [T::Lanes::<S>::splat(simd, start); 4];
        let mut blocks = run.chunks_exact(4 * lanes);
        for block in &mut blocks {
            for (result, numbers) in results.iter_mut().zip(block.chunks_exact(lanes)) {
                *result = F::of_lanes(T::Lanes::<S>::load_slice(simd, numbers), *result);
            }
        }
        let mut registers = blocks.remainder().chunks_exact(lanes);
        for (result, numbers) in results.iter_mut().zip(&mut registers) {
            *result = F::of_lanes(T::Lanes::<S>::load_slice(simd, numbers), *result);
        }
        let [a, b, c, d] = results;
        result = F::reduce(F::of_lanes(F::of_lanes(a, b), F::of_lanes(c, d)));
        rest = registers.remainder();
    }
    rest.iter().fold(result, |result, &x| F::of(x, result))
}

/// Returns true if [`fold_run`] folds so many numbers in blocks of registers.
#[inline(always)]
pub(super) const fn adds_in_blocks<S: Simd, T: Real>(count: usize) -> bool {
    count >= 2 * <T::Lanes<S> as Lanes>::LANES
}

/// Folds so many numbers that do not lie side by side, in the order of [`fold_run`].
#[inline(always)]
pub(super) fn fold_taps<S: Simd, T: Real, F: Fold<T>>(simd: S, count: usize, tap: impl Fn(usize) -> T) -> T {
    let lanes = T::Lanes::<S>::LANES;
    let start = T::from_double(F::START);
    let registers = count / lanes;
    let mut results = [T::Lanes::<S>::splat(simd, start); 4];
    // Blocks of four registers, and then as many registers as are left: one after another in turn.
    for register in 0..registers {
        let mut numbers = [T::zero(); MAX_LANES];
        for (lane, number) in numbers.iter_mut().enumerate().take(lanes) {
            *number = tap(register * lanes + lane);
        }
        if let Some(result) = results.get_mut(register % 4) {
            *result = F::of_lanes(T::Lanes::<S>::load_slice(simd, &numbers), *result);
        }
    }
    let [a, b, c, d] = results;
    let result = F::reduce(F::of_lanes(F::of_lanes(a, b), F::of_lanes(c, d)));
    (registers * lanes..count).fold(result, |result, place| F::of(tap(place), result))
}
