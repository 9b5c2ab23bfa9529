//! Pools against their definition, with every instruction set.

use super::{Backward, Band, Forward, Pool, Regions, backward_of, forward_of};
use crate::kernel::scalar::Real;
use crate::kernel::simd::Isa;
use crate::kernel::window::Slide;
use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use std::vec;
use std::vec::Vec;

/// The number of windows by PyTorch's rule.
fn positions(size: usize, kernel: usize, stride: usize, dilation: usize, padding: usize, ceil: bool) -> Option<usize> {
    let room = (size + 2 * padding).checked_sub((kernel - 1) * dilation + 1)?;
    let mut out = (if ceil { room.div_ceil(stride) } else { room / stride }) + 1;
    // The last window begins in the input, or in the padding in front of it.
    if ceil && (out - 1) * stride >= size + padding {
        out -= 1;
    }
    Some(out)
}

/// A window of random sizes along an axis; averages have no dilation.
fn slide(rng: &mut SmallRng, is_max: bool) -> Slide {
    loop {
        let size = *[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 17, 24, 33, 40].choose(rng).unwrap();
        let kernel = {
            let most = if rng.random_bool(0.1) { 20 } else { 4 };
            rng.random_range(1..=most)
        };
        let stride = if rng.random_bool(0.4) { kernel } else { rng.random_range(1..=4) };
        let dilation = if is_max && rng.random_bool(0.3) { rng.random_range(2..=3) } else { 1 };
        let before = if rng.random() { 0 } else { rng.random_range(0..=kernel / 2) };
        if let Some(out) = positions(size, kernel, stride, dilation, before, rng.random()) {
            return Slide { size, out, kernel, stride, dilation, before };
        }
    }
}

fn pool(rng: &mut SmallRng) -> Pool {
    let is_signal = rng.random_bool(0.3);
    match rng.random_range(0..3) {
        kind @ 0..2 => {
            let is_max = kind == 0;
            let rows = if is_signal { Slide::NONE } else { slide(rng, is_max) };
            let mut columns = slide(rng, is_max);
            if rng.random_bool(0.1) {
                // Rows that are longer than a block.
                columns = Slide { size: 300, out: 149, kernel: 3, stride: 2, dilation: 1, before: 0 };
            }
            let counts_padding = rng.random();
            if is_max { Pool::Max { rows, columns } } else { Pool::Average { rows, columns, counts_padding } }
        }
        _ => {
            let mut regions = || Regions { size: rng.random_range(1..=20), out: rng.random_range(1..=9) };
            let (rows, columns) = (regions(), regions());
            Pool::Adaptive { rows: if is_signal { Regions::NONE } else { rows }, columns }
        }
    }
}

/// The elements of an axis at the taps of a window, none for padding; and the number by which an
/// average is divided.
fn window(pool: Pool, axis: usize, position: usize) -> (Vec<Option<usize>>, usize) {
    let sliding = |slide: Slide, counts_padding: Option<bool>| {
        let places = (0..slide.kernel).map(|tap| position * slide.stride + tap * slide.dilation);
        let element = |place: usize| place.checked_sub(slide.before).filter(|&element| element < slide.size);
        let taps: Vec<_> = places.clone().map(element).collect();
        let counted = if counts_padding == Some(true) {
            places.filter(|&place| place < slide.size + 2 * slide.before).count()
        } else {
            taps.iter().flatten().count()
        };
        (taps, counted)
    };
    match pool {
        Pool::Max { rows, columns } => sliding([rows, columns][axis], None),
        Pool::Average { rows, columns, counts_padding } => sliding([rows, columns][axis], Some(counts_padding)),
        Pool::Adaptive { rows, columns } => {
            let Regions { size, out } = [rows, columns][axis];
            let start = (position as f64 * size as f64 / out as f64).floor() as usize;
            let end = ((position + 1) as f64 * size as f64 / out as f64).ceil() as usize;
            ((start..end).map(Some).collect(), end - start)
        }
    }
}

/// The output of one channel and the gradient of its input, element by element as PyTorch computes
/// them.
fn by_definition<T: Real>(pool: Pool, x: &[T], dy: &[T], y: &mut [T], dx: &mut [T]) {
    let ([_, width], [rows, columns]) = (pool.size(), pool.out());
    dx.fill(T::zero());
    for (place, (y, &dy)) in y.iter_mut().zip(dy).enumerate() {
        let ((down, row_count), (along, column_count)) =
            (window(pool, 0, place / columns), window(pool, 1, place % columns));
        assert!(place / columns < rows);
        let pairs =
            down.iter().flatten().flat_map(|row| along.iter().flatten().map(move |column| row * width + column));
        let under: Vec<usize> = pairs.collect();
        if let Pool::Max { .. } = pool {
            let (mut most, mut first) = (T::from_double(f64::NEG_INFINITY), under.first().copied());
            for &element in &under {
                let number = x[element];
                if number > most || number.to_double().is_nan() {
                    (most, first) = (number, Some(element));
                }
            }
            *y = most;
            if let Some(first) = first {
                dx[first] += dy;
            }
        } else {
            let count = T::from_double((row_count * column_count) as f64);
            *y = under.iter().fold(T::zero(), |sum, &element| sum + x[element]) / count;
            under.iter().for_each(|&element| dx[element] += dy / count);
        }
    }
}

/// Whole numbers, whose sums are exact, and many of which are equal. The gradients divide by every
/// count without a rest, so that their sums are exact too, up to rounding.
fn numbers<T: Real>(rng: &mut SmallRng, count: usize) -> Vec<T> {
    (0..count).map(|_| T::from_double(f64::from(rng.random_range(-9_i8..=9)))).collect()
}

/// Equal, or both NaN; gradients up to rounding.
fn agree<T: Real>(found: &[T], expected: &[T], tolerance: f64) -> bool {
    found.len() == expected.len()
        && found.iter().zip(expected).all(|(found, expected)| {
            let (found, expected) = (found.to_double(), expected.to_double());
            found == expected
                || found.is_nan() && expected.is_nan()
                || (found - expected).abs() <= tolerance * expected.abs().max(1.0)
        })
}

fn check<T: Real>(rng: &mut SmallRng, tolerance: f64) {
    let (pool, channels) = (pool(rng), rng.random_range(1..=4));
    let (plane, plane_out) = (pool.size().into_iter().product::<usize>(), pool.out().into_iter().product::<usize>());
    let mut x = numbers::<T>(rng, channels * plane);
    let dy = numbers::<T>(rng, channels * plane_out);
    if rng.random_bool(0.2) {
        let wrong = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
        for _ in 0..=plane / 8 {
            let place = rng.random_range(0..x.len());
            x[place] = T::from_double(*wrong.choose(rng).unwrap());
        }
    }
    let (mut expected_y, mut expected_dx) = (vec![T::zero(); dy.len()], vec![T::zero(); x.len()]);
    let planes = x.chunks(plane).zip(dy.chunks(plane_out));
    let results = expected_y.chunks_mut(plane_out).zip(expected_dx.chunks_mut(plane));
    for ((x, dy), (y, dx)) in planes.zip(results) {
        by_definition(pool, x, dy, y, dx);
    }
    for isa in Isa::all() {
        let (mut y, mut dx) = (vec![T::from_double(7.0); dy.len()], vec![T::from_double(7.0); x.len()]);
        let band = Band { x: &x, first: 0, rows: pool.size()[0] };
        forward_of(Forward { isa, pool, band, out: 0..pool.out()[0], y: &mut y });
        assert!(agree(&y, &expected_y, 0.0), "{isa:?}, {pool:?}\n{x:?}\n{y:?}\n{expected_y:?}");
        backward_of(Backward { isa, pool, x: &x, dy: &dy, dx: &mut dx });
        assert!(agree(&dx, &expected_dx, tolerance), "{isa:?}, {pool:?}\n{x:?}\n{dy:?}\n{dx:?}\n{expected_dx:?}");

        // Some rows at a time, from those rows of the input alone that they are computed from.
        let mut y = vec![T::from_double(7.0); dy.len()];
        let mut begun = 0;
        while begun < pool.out()[0] {
            let out = begun..(begun + rng.random_range(1..=3)).min(pool.out()[0]);
            begun = out.end;
            let (mut reads, width) = (pool.reads(out.clone()), pool.size()[1]);
            // Windows with dilation may lie between two paddings.
            if reads.is_empty() {
                reads = 0..1;
            }
            let some: Vec<T> =
                x.chunks(plane).flat_map(|x| x[reads.start * width..reads.end * width].to_vec()).collect();
            let band = Band { x: &some, first: reads.start, rows: reads.len() };
            forward_of(Forward { isa, pool, band, out, y: &mut y });
        }
        assert!(agree(&y, &expected_y, 0.0), "{isa:?}, {pool:?}, by rows\n{x:?}\n{y:?}\n{expected_y:?}");
    }
}

#[test]
fn pools_are_what_they_are_defined_to_be() {
    let mut rng = SmallRng::seed_from_u64(1);
    for _ in 0..600 {
        check::<f32>(&mut rng, 1e-6);
        check::<f64>(&mut rng, 1e-14);
    }
}

#[test]
fn windows_are_counted_as_by_pytorch() {
    let cases = [
        ((5, 2, 2, 1), 3, 3),
        ((6, 1, 2, 0), 3, 3),
        ((5, 3, 3, 1), 2, 2),
        ((10, 3, 4, 0), 2, 3),
        ((112, 3, 2, 1), 56, 57),
    ];
    for ((size, kernel, stride, padding), floor, ceil) in cases {
        let found = [false, true].map(|is_ceil| positions(size, kernel, stride, 1, padding, is_ceil));
        assert_eq!(found, [Some(floor), Some(ceil)], "{size}, {kernel}, {stride}, {padding}");
    }
}

#[test]
fn the_average_of_a_window_beyond_the_end_is_that_of_what_is_there() {
    let columns = Slide { size: 5, out: 3, kernel: 2, stride: 2, dilation: 1, before: 0 };
    for counts_padding in [false, true] {
        let pool = Pool::Average { rows: Slide::NONE, columns, counts_padding };
        let (x, mut y) = ([1.0_f32, 2.0, 3.0, 4.0, 5.0], [0.0; 3]);
        let band = Band { x: &x, first: 0, rows: 1 };
        forward_of(Forward { isa: Isa::Portable, pool, band, out: 0..1, y: &mut y });
        assert_eq!(y, [1.5, 3.5, 5.0]);
    }
}

#[test]
fn the_gradient_of_a_maximum_goes_to_the_first_and_that_of_nan_to_the_last() {
    let columns = Slide { size: 2, out: 1, kernel: 2, stride: 2, dilation: 1, before: 0 };
    let pool = Pool::Max { rows: columns, columns };
    let (nan, minus) = (f64::NAN, f64::NEG_INFINITY);
    for (x, place) in [
        ([1.0, 1.0, 1.0, 1.0], 0),
        ([0.0, 2.0, 2.0, 1.0], 1),
        ([minus; 4], 0),
        ([nan, 5.0, nan, 7.0], 2),
        ([5.0, nan, 6.0, 7.0], 1),
    ] {
        for isa in Isa::all() {
            let mut dx = [7.0; 4];
            backward_of(Backward { isa, pool, x: &x, dy: &[3.0], dx: &mut dx });
            let mut expected = [0.0; 4];
            expected[place] = 3.0;
            assert_eq!(dx, expected, "{x:?}");
        }
    }
}
