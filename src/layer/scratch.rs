//! Working memory of a layer, in two kinds: for each sample of a batch, and once for a call.

use crate::kernel::memory::plain::Plain;
use crate::kernel::memory::scratch::Chain;
use crate::scalar::Real;
use core::marker::PhantomData;

/// A description of working memory, as a layer declares it in
/// [`Layer::Scratch`](super::Layer::Scratch).
///
/// | type                       | for each sample | for a call |
/// |----------------------------|-----------------|------------|
/// | `()`                       | nothing         | nothing    |
/// | `[T; N]`                   | `N` scalars     | nothing    |
/// | [`PerCall<[T; N]>`]        | nothing         | `N` scalars|
/// | `(A, B)`                   | both            | both       |
///
/// Memory for each sample holds what a layer computes of every sample before it goes on. Memory for
/// a call holds what it computes of one sample, or of a part of one, before it goes on to the next:
/// a tile, whose size does not grow with the batch.
///
/// ```
/// use netwright::layer::{PerCall, Scratch};
///
/// type Both = ([f32; 10], PerCall<[f32; 64]>);
/// assert_eq!((<Both as Scratch<f32>>::PER_SAMPLE, <Both as Scratch<f32>>::PER_CALL), (10, 64));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not describe working memory of numbers of type `{T}`",
    label = "not working memory",
    note = "write `()` for none, `[T; N]` for `N` numbers per sample, `PerCall<[T; N]>` for `N` numbers per call, or a pair of these"
)]
pub trait Scratch<T: Real> {
    /// The memory for one sample.
    type Sample: Plain<T>;

    /// The memory for a call.
    type Call: Plain<T>;

    /// The number of scalars for each sample.
    const PER_SAMPLE: usize = <Self::Sample as Plain<T>>::LEN;

    /// The number of scalars for a call.
    const PER_CALL: usize = <Self::Call as Plain<T>>::LEN;
}

/// Working memory of type `M` for each sample; `[T; N]` is short for `PerSample<[T; N]>`.
pub struct PerSample<M>(PhantomData<M>);

/// Working memory of type `M` for a call, however many samples it is for.
pub struct PerCall<M>(PhantomData<M>);

impl<T: Real> Scratch<T> for () {
    type Sample = ();
    type Call = ();
}

impl<T: Real, P: Plain<T>, const N: usize> Scratch<T> for [P; N] {
    type Sample = [P; N];
    type Call = ();
}

impl<T: Real, M: Plain<T>> Scratch<T> for PerSample<M> {
    type Sample = M;
    type Call = ();
}

impl<T: Real, M: Plain<T>> Scratch<T> for PerCall<M> {
    type Sample = ();
    type Call = M;
}

impl<T: Real, A: Scratch<T>, B: Scratch<T>> Scratch<T> for (A, B) {
    type Sample = Chain<A::Sample, B::Sample>;
    type Call = Chain<A::Call, B::Call>;
}

/// Numbers of scalars of working memory.
///
/// ```
/// use netwright::layer::{PerCall, ScratchSize};
///
/// let one = ScratchSize::of::<f32, PerCall<[f32; 64]>>();
/// let other = ScratchSize { per_sample: 3, per_call: 9 };
/// assert_eq!(one.max(other), ScratchSize { per_sample: 3, per_call: 64 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScratchSize {
    /// The number for each sample.
    pub per_sample: usize,
    /// The number for a call.
    pub per_call: usize,
}

impl ScratchSize {
    /// No memory.
    pub const NONE: Self = ScratchSize { per_sample: 0, per_call: 0 };

    /// Returns the size of the memory that `S` describes.
    #[must_use]
    pub const fn of<T: Real, S: Scratch<T>>() -> Self {
        ScratchSize { per_sample: S::PER_SAMPLE, per_call: S::PER_CALL }
    }

    /// Returns the size of memory that is enough for either, one at a time.
    #[must_use]
    pub const fn max(self, other: Self) -> Self {
        let per_sample = if self.per_sample > other.per_sample { self.per_sample } else { other.per_sample };
        let per_call = if self.per_call > other.per_call { self.per_call } else { other.per_call };
        ScratchSize { per_sample, per_call }
    }

    /// Returns the number of scalars that a batch needs in all.
    #[must_use]
    pub const fn scalars(self, batch: usize) -> usize {
        self.per_sample * batch + self.per_call
    }

    /// Splits memory of as many [`scalars`](Self::scalars), or more, into that of the samples and
    /// that of the call.
    ///
    /// # Panics
    ///
    /// If the memory is shorter.
    #[must_use]
    pub fn split<T>(self, memory: &mut [T], batch: usize) -> (&mut [T], &mut [T]) {
        let (samples, rest) = memory.split_at_mut(self.per_sample * batch);
        (samples, &mut rest[..self.per_call])
    }
}
