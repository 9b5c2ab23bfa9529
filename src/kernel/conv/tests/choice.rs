//! The axis of the lanes, and the tiles that cover an output.

use crate::kernel::conv::width::{fitting, lanes, multiplications};
use crate::kernel::conv::{over_columns, over_filters};
use crate::kernel::simd::available::with_one_width;
use crate::kernel::simd::{Isa, Simd, WithSimd};

#[test]
fn lanes_are_where_they_waste_the_fewest() {
    // Filters, the positions of the window, and the multiplications of registers with 8 lanes for
    // each weight of a filter.
    let none = usize::MAX;
    for (filters, positions, expected) in [
        (6, (24, 24), [none, 24 * 3 * 6]),
        (6, (8, 8), [none, 8 * 6]),
        (16, (10, 10), [100 * 2, 10 * 2 * 16]),
        (16, (32, 32), [1024 * 2, 32 * 4 * 16]),
        (120, (1, 1), [15, 120]),
        (20, (7, 7), [49 * 3, 7 * 20]),
        (9, (1, 100), [100 * 2, 13 * 9]),
    ] {
        assert_eq!(multiplications(filters, positions, 8), expected, "{filters} filters at {positions:?}");
    }
    // One lane wastes none.
    assert_eq!(multiplications(5, (3, 4), 1), [60, 60]);
}

#[test]
fn wide_registers_are_chosen_where_they_are_filled() {
    let Some(other) = Isa::in_use()[0].other_width() else { return };
    let (narrow, wide) = if lanes::<f32>(other) > lanes::<f32>(Isa::in_use()[0]) {
        (Isa::in_use()[0], other)
    } else {
        (other, Isa::in_use()[0])
    };
    for (filters, positions, expected) in [
        (6, (28, 28), wide),
        (16, (10, 10), wide),
        // Columns fill three registers of eight lanes, and one and a half of sixteen.
        (6, (24, 24), narrow),
        (6, (8, 8), narrow),
    ] {
        for isa in [narrow, wide] {
            let found = fitting::<f32>(isa, filters, positions);
            assert_eq!(lanes::<f32>(found), lanes::<f32>(expected), "{filters} filters at {positions:?}");
        }
        let found = with_one_width(|| fitting::<f32>(wide, filters, positions));
        assert_eq!(lanes::<f32>(found), lanes::<f32>(wide));
    }
}

/// Covers outputs of all sizes with tiles.
#[derive(Clone, Copy)]
struct Cover;

impl WithSimd for Cover {
    type Output = ();

    fn with_simd<S: Simd>(self, _: S) {
        let (sums, rows) = S::BLOCKING.convolution;
        for size in 1..=40 {
            for filters in 1..=rows {
                cover(size, sums / filters, |left| over_columns::width::<S>(filters, left, size, 1));
            }
            for registers in 1..=over_filters::WIDTH {
                cover(size, sums / registers, |left| over_filters::height::<S>(registers, left, size, 1));
            }
        }
    }
}

/// Panics unless tiles of the sizes that `tile` chooses for what is left fit into the registers,
/// and cover everything with less than half of the last one in vain.
fn cover(size: usize, most: usize, tile: impl Fn(usize) -> usize) {
    let mut left = size;
    while left > 0 {
        let tile = tile(left);
        assert!((1..=most.max(1)).contains(&tile) && tile <= size, "a tile of {tile} of {size}, {left} left");
        assert!(2 * left > tile, "a tile of {tile} for {left}");
        left = left.saturating_sub(tile);
    }
}

#[test]
fn tiles_cover_every_output() {
    Isa::in_use().into_iter().for_each(|isa| isa.run_in_use(Cover));
}
