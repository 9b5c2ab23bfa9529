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
        // Windows from a position on without padding, of which the first ones are done at once.
        let (mut first, mut done) = (0, 0);
        if let Some((slide, inside)) = &self.slide {
            let inside = if self.tile { 0..y.len() } else { inside.clone() };
            first = inside.start;
            if let (Some(y), Some(row)) = (y.get_mut(inside), row.get(slide.window(first).start..)) {
                done = self.inside::<T, MORE>(*slide, row, y);
            }
        }
        let Some((before, rest)) = y.split_at_mut_checked(first) else { return };
        let Some(rest) = rest.get_mut(done..) else { return };
        for (first, y) in [(0, before), (first + done, rest)] {
            for (position, y) in (first..).zip(y) {
                put::<T, F, MORE>(y, self.one(row, self.positions.window(position)));
            }
        }
    }

    /// Folds the first of the windows without padding, and returns their number.
    #[inline(always)]
    fn inside<T: Real, const MORE: bool>(&self, slide: Slide, row: &[T], y: &mut [T]) -> usize
    where
        F: Fold<T>,
    {
        let Slide { kernel, stride, dilation, .. } = slide;
        match (kernel, stride, dilation) {
            (2, 2, 1) => {
                let pairs = row.as_chunks().0;
                for (y, &[first, second]) in y.iter_mut().zip(pairs) {
                    put::<T, F, MORE>(y, F::of(second, first));
                }
                y.len().min(pairs.len())
            }
            (3, 2, 1) => {
                let pairs = row.as_chunks().0;
                let next = pairs.get(1..).unwrap_or_default();
                for ((y, &[first, second]), &[third, _]) in y.iter_mut().zip(pairs).zip(next) {
                    put::<T, F, MORE>(y, F::of(third, F::of(second, first)));
                }
                // The last window may end with the row, in the middle of a pair.
                y.len().min(next.len())
            }
            // A sum has one order at all positions.
            (_, 1, _) if !(F::IS_AVERAGE && adds_in_blocks::<S, T>(kernel)) => {
                let lanes = T::Lanes::<S>::LANES;
                let mut done = 0;
                while let (Some(y), Some(row)) = (y.get_mut(done..done + lanes), row.get(done..)) {
                    self.block::<T, MORE>(slide, row, y);
                    done += lanes;
                }
                // The last register may overlap the one before, unless it would be folded twice.
                let last = y.len().checked_sub(lanes).filter(|&last| !MORE && last + lanes > done);
                if let Some(last) = last
                    && let (Some(y), Some(row)) = (y.get_mut(last..), row.get(last..))
                {
                    self.block::<T, MORE>(slide, row, y);
                    done = last + lanes;
                }
                done
            }
            _ => 0,
        }
    }

    /// Folds a register of windows side by side.
    #[inline(always)]
    fn block<T: Real, const MORE: bool>(&self, slide: Slide, from: &[T], y: &mut [T])
    where
        F: Fold<T>,
    {
        let lanes = T::Lanes::<S>::LANES;
        let Some(y) = y.get_mut(..lanes) else { return };
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

    /// Folds one window.
    #[inline(always)]
    fn one<T: Real>(&self, row: &[T], window: Window) -> T
    where
        F: Fold<T>,
    {
        if let Some(run) = window.run().and_then(|run| row.get(run)) {
            return fold_run::<S, T, F>(self.simd, run);
        }
        let mut result = T::from_double(F::START);
        for tap in 0..window.taps {
            if let Some(&x) = row.get(window.element(tap)) {
                result = F::of(x, result);
            }
        }
        result
    }
}

/// Writes a result, or with `MORE` folds it with what is there.
#[inline(always)]
fn put<T: Real, F: Fold<T>, const MORE: bool>(y: &mut T, result: T) {
    *y = if MORE { F::of(result, *y) } else { result };
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
        while rest.len() >= lanes {
            for result in &mut results {
                let Some(numbers) = rest.split_off(..lanes) else { break };
                *result = F::of_lanes(T::Lanes::<S>::load_slice(simd, numbers), *result);
            }
        }
        let [a, b, c, d] = results;
        result = F::reduce(F::of_lanes(F::of_lanes(a, b), F::of_lanes(c, d)));
    }
    for &x in rest {
        result = F::of(x, result);
    }
    result
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
