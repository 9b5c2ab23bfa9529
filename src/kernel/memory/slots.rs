//! The working memory of a network at inference, from which generated code borrows the memory of
//! one step at a time.

use crate::kernel::memory::elements::{into_elements_mut, view_mut};
use crate::kernel::scalar::Real;
use core::marker::PhantomData;
use nalgebra::{Dim, DimName, MatrixView, MatrixViewMut};

/// The working memory of a batch.
///
/// Offsets and sizes are scalars for each sample; a batch of `B` samples has the same layout times
/// `B`. The memory of the output comes first, if it is lent, and then the scratch memory.
///
/// All is inlined, but in builds without optimisation: where offsets and the length of the memory
/// are constants, no check of a bound is left.
pub struct Slots<'a, T, B> {
    output: Region<T>,
    scratch: Region<T>,
    /// The size of the output for one sample; 0 if it is not lent.
    features: usize,
    batch: B,
    memory: PhantomData<&'a mut [T]>,
}

/// Memory that is borrowed mutably by the `Slots` that has it.
struct Region<T> {
    start: *mut T,
    len: usize,
}

impl<T> Region<T> {
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn of(memory: &mut [T]) -> Self {
        Region { start: memory.as_mut_ptr(), len: memory.len() }
    }
}

impl<'a, T: Real, B: Dim> Slots<'a, T, B> {
    /// The layout over `scratch` for a batch.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn new(scratch: &'a mut [T], batch: B) -> Self {
        let (output, scratch) = (Region::of(&mut []), Region::of(scratch));
        Slots { output, scratch, features: 0, batch, memory: PhantomData }
    }

    /// The layout over the memory of the output and over `scratch`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn with_output<D: DimName>(scratch: &'a mut [T], output: MatrixViewMut<'a, T, D, B>) -> Self {
        let batch = output.shape_generic().1;
        let (output, scratch) = (Region::of(into_elements_mut(output)), Region::of(scratch));
        Slots { output, scratch, features: D::DIM, batch, memory: PhantomData }
    }

    /// Borrows the value of `D` features at `offset`, to be written, and the values of other steps.
    ///
    /// # Panics
    ///
    /// If the memory ends before.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn step<D: DimName>(&mut self, offset: usize) -> (Others<'_, T, B>, MatrixViewMut<'_, T, D, B>) {
        let (others, value, _) = self.step_with_scratch(offset, offset, 0);
        (others, value)
    }

    /// Borrows, besides, `size` scalars at `scratch` for the step itself.
    ///
    /// # Panics
    ///
    /// If the memory ends before, or both overlap.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn step_with_scratch<D: DimName>(
        &mut self,
        offset: usize,
        scratch: usize,
        size: usize,
    ) -> WithScratch<'_, T, D, B> {
        assert!(are_apart((offset, D::DIM), (scratch, size)), "a step works in memory beside its value");
        let (value, own) = (self.locate(offset, D::DIM), self.locate(scratch, size));
        let batch = self.batch;
        let others = Others { slots: self, written: [(offset, D::DIM), (scratch, size)] };
        // SAFETY: `locate` has found memory of this length, which is borrowed mutably as long as
        // `self` is; it overlaps neither `own` nor what `others` gives.
        let value = unsafe { core::slice::from_raw_parts_mut(value.start, value.len) };
        // SAFETY: as above, for `own` and `value`.
        let own = unsafe { core::slice::from_raw_parts_mut(own.start, own.len) };
        (others, view_mut(value, batch), own)
    }

    /// Borrows the values of all steps for one that writes into memory of the caller's.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn last(&mut self) -> Others<'_, T, B> {
        Others { slots: self, written: [(0, 0); 2] }
    }

    /// Borrows, besides, `size` scalars at `scratch` for the step itself.
    ///
    /// # Panics
    ///
    /// If the memory ends before.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn last_with_scratch(&mut self, scratch: usize, size: usize) -> (Others<'_, T, B>, &mut [T]) {
        let own = self.locate(scratch, size);
        // SAFETY: `locate` has found memory of this length, which is borrowed mutably as long as
        // `self` is, and does not overlap what `others` gives.
        let own = unsafe { core::slice::from_raw_parts_mut(own.start, own.len) };
        (Others { slots: self, written: [(scratch, size), (0, 0)] }, own)
    }

    /// Finds the memory of `size` scalars at `offset`, times the batch.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn locate(&self, offset: usize, size: usize) -> Region<T> {
        let columns = self.batch.value();
        let (region, offset) = match offset.checked_sub(self.features) {
            Some(offset) => (&self.scratch, offset),
            None => (&self.output, offset),
        };
        let end = offset.saturating_add(size).checked_mul(columns);
        assert!(end.is_some_and(|end| end <= region.len), "a value lies within the memory of the network");
        // SAFETY: the offset is at most the length of the region, as the assertion shows.
        let start = unsafe { region.start.add(offset * columns) };
        Region { start, len: size * columns }
    }
}

/// The memory of a step: the values of other steps, its own, and memory for itself.
pub type WithScratch<'s, T, D, B> = (Others<'s, T, B>, MatrixViewMut<'s, T, D, B>, &'s mut [T]);

/// Returns `true` if two ranges, each a start and a size, do not overlap.
#[cfg_attr(not(debug_assertions), inline(always))]
const fn are_apart((a, a_size): (usize, usize), (b, b_size): (usize, usize)) -> bool {
    a_size == 0 || b_size == 0 || a.saturating_add(a_size) <= b || b.saturating_add(b_size) <= a
}

/// The memory of a network but what the present step writes.
pub struct Others<'s, T, B> {
    slots: &'s Slots<'s, T, B>,
    /// The memory that the step writes: starts and sizes.
    written: [(usize, usize); 2],
}

impl<'s, T: Real, B: Dim> Others<'s, T, B> {
    /// Returns the value of `D` features at `offset`.
    ///
    /// # Panics
    ///
    /// If the memory ends before, or the step writes there.
    #[must_use]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn value<D: DimName>(&self, offset: usize) -> MatrixView<'s, T, D, B> {
        let [value, scratch] = self.written;
        let is_apart = are_apart((offset, D::DIM), value) && are_apart((offset, D::DIM), scratch);
        assert!(is_apart, "a step writes beside the values that it reads");
        let Region { start, len } = self.slots.locate(offset, D::DIM);
        // SAFETY: `locate` has found memory of this length, which nothing writes while it is
        // borrowed: the `Slots` is borrowed mutably for `'s`, and what the step writes is apart.
        let value = unsafe { core::slice::from_raw_parts(start, len) };
        MatrixView::from_slice_generic(value, D::name(), self.slots.batch)
    }
}
