//! Pools, whose windows are types: as the macro writes them.

use crate::{check, check_at};
use netwright::layer::{
    AdaptiveAvgPool1d, AdaptiveAvgPool2d, AvgPool1d, AvgPool2d, Axis, GlobalAvgPool, GlobalMaxPool, MaxPool1d,
    MaxPool2d, Window1, Window2,
};
use rand::RngExt;
use rand::rngs::SmallRng;

/// Whole numbers of which no two neighbours are equal, with little beside them: a difference in the
/// gradient check changes none of the greatest elements.
fn away_from_ties() -> impl Fn(&mut SmallRng) -> f64 {
    let count = core::cell::Cell::new(0_u32);
    move |rng| {
        let number = count.get();
        count.set(number + 1);
        // 37 and 101 have no common divisor: the numbers of any 101 neighbours are different.
        f64::from(number * 37 % 101) / 25.0 - 2.0 + rng.random_range(0.0..0.01)
    }
}

/// Checks layers on one, two and five samples, away from ties.
macro_rules! pools {
    ($($test:ident: [$($size:literal => $layer:ty),* $(,)?];)*) => {
        $(
            #[test]
            fn $test() {
                $(
                    check_at::<$layer, $size, 1>(away_from_ties());
                    check_at::<$layer, $size, 2>(away_from_ties());
                    check_at::<$layer, $size, 5>(away_from_ties());
                )*
            }
        )*
    };
}

/// Axes: size, positions, kernel, stride, dilation, padding in front.
type Halved<const SIZE: usize, const OUT: usize> = Axis<SIZE, OUT, 2, 2, 1, 0>;

pools! {
    max_pool_1d: [
        6 => MaxPool1d<6, 3, 1, Window1<Halved<6, 3>>>,
        // Rounded up, so that the last window has one element.
        10 => MaxPool1d<10, 6, 2, Window1<Halved<5, 3>>>,
        14 => MaxPool1d<14, 8, 2, Window1<Axis<7, 4, 3, 2, 1, 1>>>,
        18 => MaxPool1d<18, 14, 2, Window1<Axis<9, 7, 2, 1, 2, 0>>>,
        40 => MaxPool1d<40, 40, 1, Window1<Axis<40, 40, 3, 1, 1, 1>>>,
    ];
    max_pool_2d: [
        8 => MaxPool2d<8, 2, 1, Window2<Halved<2, 1>, Halved<4, 2>>>,
        30 => MaxPool2d<30, 12, 2, Window2<Halved<3, 2>, Halved<5, 3>>>,
        50 => MaxPool2d<50, 18, 2, Window2<Axis<5, 3, 3, 2, 1, 1>, Axis<5, 3, 3, 2, 1, 1>>>,
        28 => MaxPool2d<28, 12, 1, Window2<Axis<4, 3, 2, 1, 1, 0>, Axis<7, 4, 3, 2, 1, 1>>>,
        72 => MaxPool2d<72, 18, 2, Window2<Axis<6, 3, 2, 1, 3, 0>, Axis<6, 3, 2, 2, 1, 0>>>,
    ];
    global_max_pool: [
        1 => GlobalMaxPool<1, 1>,
        12 => GlobalMaxPool<12, 3>,
        80 => GlobalMaxPool<80, 2>,
    ];
}

#[test]
fn average_pools() {
    check::<AvgPool1d<6, 3, 1, Window1<Halved<6, 3>>, true>, 6, 2>();
    check::<AvgPool1d<10, 6, 2, Window1<Halved<5, 3>>, true>, 10, 5>();
    check::<AvgPool1d<14, 8, 2, Window1<Axis<7, 4, 3, 2, 1, 1>>, false>, 14, 1>();
    check::<AvgPool1d<40, 40, 1, Window1<Axis<40, 40, 3, 1, 1, 1>>, true>, 40, 1>();
    check::<AvgPool2d<30, 12, 2, Window2<Halved<3, 2>, Halved<5, 3>>, true>, 30, 2>();
    check::<AvgPool2d<50, 18, 2, Window2<Axis<5, 3, 3, 2, 1, 1>, Axis<5, 3, 3, 2, 1, 1>>, false>, 50, 5>();
    check::<AvgPool2d<28, 12, 1, Window2<Axis<4, 3, 2, 1, 1, 0>, Axis<7, 4, 3, 2, 1, 1>>, true>, 28, 2>();
}

#[test]
fn adaptive_and_global_average_pools() {
    check::<AdaptiveAvgPool1d<10, 6, 2, 5, 3>, 10, 2>();
    check::<AdaptiveAvgPool1d<3, 7, 1, 3, 7>, 3, 5>();
    check::<AdaptiveAvgPool2d<60, 12, 2, 5, 6, 2, 3>, 60, 2>();
    check::<AdaptiveAvgPool2d<12, 35, 1, 3, 4, 5, 7>, 12, 1>();
    check::<GlobalAvgPool<1, 1>, 1, 1>();
    check::<GlobalAvgPool<80, 2>, 80, 5>();
}
