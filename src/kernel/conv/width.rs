//! The width of the registers of a convolution, and the axis of their lanes.

use crate::kernel::scalar::Real;
use crate::kernel::simd::{Isa, Lanes, Simd, WithSimd};
use core::marker::PhantomData;

/// The time of a multiplication of registers of 32 bytes at most, and of larger ones, for which
/// processors lower their clock.
const TIMES: (usize, usize) = (5, 8);

/// The multiplications of registers for each weight of a filter, with lanes over filters and with
/// lanes over columns. Filters that are fewer than lanes have none.
#[inline(always)]
pub(super) const fn multiplications(filters: usize, (rows, columns): (usize, usize), lanes: usize) -> [usize; 2] {
    let over_filters = if filters < lanes { usize::MAX } else { rows * columns * filters.div_ceil(lanes) };
    [over_filters, rows * columns.div_ceil(lanes) * filters]
}

/// Returns the set whose registers take the least time for an output of so many filters of a group
/// and positions, rows and columns: that of the pass, or one with registers of another width.
///
/// Few filters and short rows leave many lanes of a wide register empty.
pub(super) fn fitting<T: Real>(isa: Isa, filters: usize, positions: (usize, usize)) -> Isa {
    let Some(other) = isa.other_width() else { return isa };
    let time = |isa: Isa| {
        let lanes = lanes::<T>(isa);
        let [over_filters, over_columns] = multiplications(filters, positions, lanes);
        over_filters.min(over_columns).saturating_mul(if lanes * size_of::<T>() > 32 { TIMES.1 } else { TIMES.0 })
    };
    if time(other) < time(isa) { other } else { isa }
}

/// Returns the lanes of a register.
pub(super) fn lanes<T: Real>(isa: Isa) -> usize {
    isa.with_any_width(CountLanes(PhantomData::<T>))
}

/// Returns the number of lanes of a register of the set that it is called with.
struct CountLanes<T>(PhantomData<T>);

impl<T: Real> WithSimd for CountLanes<T> {
    type Output = usize;

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) -> usize {
        T::Lanes::<S>::LANES
    }
}
