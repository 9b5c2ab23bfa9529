//! The memory that inference works in: a run of scalars, laid out by the macro.

use crate::scalar::Real;
use crate::value::{View, ViewMut};
use bytemuck::Zeroable;
use nalgebra::{Const, Dim};

/// A type that is nothing but a run of `LEN` scalars: what one sample needs while it passes through a network.
///
/// A network whose sizes are all known to the macro uses `[T; N]`. Sizes that depend on the network's own const
/// parameters cannot be added up in a type on stable Rust, and are chained instead: `Chain<[T; H], [T; 3]>`.
///
/// # Safety
///
/// A value must consist of exactly `LEN` consecutive, initialised elements of type `T`, and nothing else.
pub unsafe trait Scratch<T: Real>: Zeroable {
    /// How many scalars there are.
    const LEN: usize;

    /// The scalars.
    fn as_mut_slice(&mut self) -> &mut [T] {
        let start = core::ptr::from_mut(self).cast::<T>();
        // SAFETY: by the contract of the trait `self` consists of exactly `LEN` consecutive initialised elements of
        // type `T`, so the pointer is valid and aligned for them; they stay borrowed mutably as long as the slice lives.
        unsafe { core::slice::from_raw_parts_mut(start, Self::LEN) }
    }
}

// SAFETY: a type without bytes consists of exactly 0 elements.
unsafe impl<T: Real> Scratch<T> for () {
    const LEN: usize = 0;

    // The address of `()` need not be aligned for `T`, which a slice requires even when it is empty.
    fn as_mut_slice(&mut self) -> &mut [T] {
        &mut []
    }
}

// SAFETY: an array is its elements, one after the other.
unsafe impl<T: Real, const N: usize> Scratch<T> for [T; N] {
    const LEN: usize = N;
}

/// One run of scalars after another.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Chain<A, B>(A, B);

// SAFETY: both fields are valid as zeroes by their bounds, and padding may have any bytes.
unsafe impl<A: Zeroable, B: Zeroable> Zeroable for Chain<A, B> {}

// SAFETY: the struct is `repr(C)` and both fields are runs of `T`. The size of each is a multiple of the alignment of
// `T` (or zero), and their alignment is at most that of `T`, so there is no padding between or behind them.
unsafe impl<T: Real, const N: usize, B: Scratch<T>> Scratch<T> for Chain<[T; N], B> {
    const LEN: usize = N + B::LEN;
}

/// The scratch memory of a batch, from which generated code borrows the output of one step at a time.
///
/// Offsets and lengths are scalars per sample; a batch of `B` samples has the same layout times `B`.
pub struct Slots<'a, T, B> {
    memory: &'a mut [T],
    batch: B,
}

impl<'a, T: Real, B: Dim> Slots<'a, T, B> {
    /// The layout over `memory` for a batch.
    pub fn new(memory: &'a mut [T], batch: B) -> Self {
        Slots { memory, batch }
    }

    /// The value of `N` features at `offset`, to be written, with `scratch` scalars behind it for the step itself,
    /// and everything else, to be read.
    pub fn step<const N: usize>(&mut self, offset: usize, scratch: usize) -> Opened<'_, T, N, B> {
        let batch = self.batch;
        let (others, own) = self.open(offset, N + scratch);
        let (value, scratch) = own.split_at_mut(N * batch.value());
        (others, ViewMut::from_slice_generic(value, Const, batch), scratch)
    }

    /// For a step that writes into memory of the caller's: `scratch` scalars at `offset` for the step itself, and
    /// everything else, to be read.
    pub fn last(&mut self, offset: usize, scratch: usize) -> (Others<'_, T, B>, &mut [T]) {
        self.open(offset, scratch)
    }

    fn open(&mut self, offset: usize, len: usize) -> (Others<'_, T, B>, &mut [T]) {
        let columns = self.batch.value();
        let (before, rest) = self.memory.split_at_mut(offset * columns);
        let (own, after) = rest.split_at_mut(len * columns);
        (Others { before, after, after_offset: offset + len, batch: self.batch }, own)
    }
}

/// What a step works with: the values of others, its own value, and its scratch scalars.
pub type Opened<'o, T, const N: usize, B> = (Others<'o, T, B>, ViewMut<'o, T, Const<N>, B>, &'o mut [T]);

/// All scratch memory but what the present step writes.
pub struct Others<'a, T, B> {
    before: &'a [T],
    after: &'a [T],
    after_offset: usize,
    batch: B,
}

impl<'a, T: Real, B: Dim> Others<'a, T, B> {
    /// The value of `N` features at `offset`.
    #[must_use]
    pub fn value<const N: usize>(&self, offset: usize) -> View<'a, T, Const<N>, B> {
        let columns = self.batch.value();
        let memory = match offset.checked_sub(self.after_offset) {
            Some(offset) => &self.after[offset * columns..],
            None => &self.before[offset * columns..],
        };
        View::from_slice_generic(&memory[..N * columns], Const, self.batch)
    }
}
