//! The weight of a convolution, in the order in which its kernels read it.

use crate::layer::{Layout, Parameters, Plain, Schema, TensorSchema, Windows};
use crate::scalar::Real;
use bytemuck::Zeroable;
use core::fmt;
use core::ops::{Index, IndexMut};

/// Filters `[FILTERS, GROUP, ..]` with the taps of the window `A` behind: `[filters, channels,
/// width]` of a signal, `[filters, channels, height, width]` of an image, as PyTorch has them.
///
/// Elements are addressed by these indices. In memory the filter moves fastest, so that a register
/// holds one tap of several filters.
///
/// ```
/// use netwright::layer::{Axis, Filters, Window2};
///
/// // Two filters of 3 by 3 taps for one channel.
/// type Window = Window2<Axis<8, 6, 3, 1, 1, 0>, Axis<8, 6, 3, 1, 1, 0>>;
/// let mut filters = Filters::<f32, 2, 1, Window>::default();
/// filters[[1, 0, 2, 0]] = 5.0;
/// assert_eq!(filters.as_slice()[6 * 2 + 1], 5.0);
/// ```
#[repr(transparent)]
pub struct Filters<T: Real, const FILTERS: usize, const GROUP: usize, A: Windows> {
    elements: [A::Taps<T, [T; FILTERS]>; GROUP],
}

crate::__plain_struct!(T in [T: Real, const FILTERS: usize, const GROUP: usize, A: Windows]
    Filters [T, FILTERS, GROUP, A] { elements: [A::Taps<T, [T; FILTERS]>; GROUP] });

impl<T: Real, const FILTERS: usize, const GROUP: usize, A: Windows> Filters<T, FILTERS, GROUP, A> {
    /// The shape `[filters, channels, height, width]`, of which a signal has no height.
    const SIZES: [usize; 4] = match A::RANK {
        1 => [FILTERS, GROUP, A::COLUMNS.kernel, 0],
        _ => [FILTERS, GROUP, A::ROWS.kernel, A::COLUMNS.kernel],
    };

    /// The shape of the tensor.
    pub const SHAPE: &'static [usize] = Self::SIZES.as_slice().split_at(2 + A::RANK).0;

    /// The elements in the order of memory.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        Plain::as_slice(self)
    }

    /// The elements in the order of memory, to be changed.
    #[must_use]
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        Plain::as_mut_slice(self)
    }
}

/// The filters as one tensor.
impl<T: Real, const FILTERS: usize, const GROUP: usize, A: Windows> Parameters<T> for Filters<T, FILTERS, GROUP, A> {
    type Over<U: Real> = Filters<U, FILTERS, GROUP, A>;

    const SCHEMA: &'static Schema = &Schema::Tensor(TensorSchema::new::<T>(Self::SHAPE, Layout::ColumnMajor));
}

impl<T: Real, const FILTERS: usize, const GROUP: usize, A: Windows> Default for Filters<T, FILTERS, GROUP, A> {
    /// Filters of zeroes.
    fn default() -> Self {
        Self::zeroed()
    }
}

impl<T: Real, const FILTERS: usize, const GROUP: usize, A: Windows> Clone for Filters<T, FILTERS, GROUP, A> {
    fn clone(&self) -> Self {
        let mut copy = Self::zeroed();
        copy.clone_from(self);
        copy
    }

    fn clone_from(&mut self, source: &Self) {
        self.as_mut_slice().copy_from_slice(source.as_slice());
    }
}

impl<T: Real, const FILTERS: usize, const GROUP: usize, A: Windows> PartialEq for Filters<T, FILTERS, GROUP, A> {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl<T: Real, const FILTERS: usize, const GROUP: usize, A: Windows> fmt::Debug for Filters<T, FILTERS, GROUP, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (elements, taps) = (self.as_slice(), <Self as Plain<T>>::LEN / FILTERS);
        let filter = |filter| Filter { elements, shape: Self::SHAPE, first: filter * taps, taps };
        f.debug_list().entries((0..FILTERS).map(filter)).finish()
    }
}

/// One filter, to be shown in the order of files.
struct Filter<'a, T> {
    elements: &'a [T],
    shape: &'static [usize],
    first: usize,
    taps: usize,
}

impl<T: Real> fmt::Debug for Filter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = |tap| Layout::ColumnMajor.offset_of(self.shape, self.first + tap);
        f.debug_list().entries((0..self.taps).map(|tap| self.elements[place(tap)])).finish()
    }
}

/// The element `[filter, channel, column]` or `[filter, channel, row, column]`. Panics outside of
/// the filters, as indexing does.
impl<T: Real, const FILTERS: usize, const GROUP: usize, A: Windows, const N: usize> Index<[usize; N]>
    for Filters<T, FILTERS, GROUP, A>
{
    type Output = T;

    fn index(&self, index: [usize; N]) -> &T {
        &self.as_slice()[Layout::ColumnMajor.offset(Self::SHAPE, &index)]
    }
}

impl<T: Real, const FILTERS: usize, const GROUP: usize, A: Windows, const N: usize> IndexMut<[usize; N]>
    for Filters<T, FILTERS, GROUP, A>
{
    fn index_mut(&mut self, index: [usize; N]) -> &mut T {
        &mut self.as_mut_slice()[Layout::ColumnMajor.offset(Self::SHAPE, &index)]
    }
}
