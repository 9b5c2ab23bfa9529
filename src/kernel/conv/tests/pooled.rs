//! Convolutions with the pool behind them against the two passes one after the other.

use super::{random, rng};
use crate::kernel::conv::{Convolution, forward, forward_pooled, pooled_scratch};
use crate::kernel::epilogue::{Epilogue, Identity};
use crate::kernel::pointwise;
use crate::kernel::pool::{self, Pool};
use crate::kernel::scalar::Real;
use crate::kernel::simd::available::with_one_width;
use crate::kernel::simd::{Isa, Lanes, Simd, WithSimd};
use crate::kernel::window::Slide;
use rand::RngExt;
use rand::rngs::SmallRng;
use std::vec;
use std::vec::Vec;

/// `max(0, x)`, which a pool may take the greatest numbers before.
#[derive(Clone, Copy)]
struct Rectify;

impl<T: Real> Epilogue<T> for Rectify {
    fn keeps_order(self) -> bool {
        true
    }

    fn floor(self) -> Option<T> {
        Some(T::zero())
    }

    fn apply<L: Lanes<Scalar = T>>(self, sums: L, _: usize) -> L {
        sums.splat_f64(0.0).max(sums)
    }
}

/// `1 - x`, which no pool may go before.
#[derive(Clone, Copy)]
struct Complement;

impl<T: Real> Epilogue<T> for Complement {
    fn apply<L: Lanes<Scalar = T>>(self, sums: L, _: usize) -> L {
        sums.splat_f64(1.0) - sums
    }
}

struct Case {
    convolution: Convolution,
    pool: Pool,
    samples: usize,
    weight: Vec<f64>,
    bias: Vec<f64>,
    x: Vec<f64>,
}

impl Case {
    /// Returns a random convolution with a pool that it has room for, and inputs of which some may
    /// be NaN.
    fn new(rng: &mut SmallRng) -> Self {
        let (convolution, pool) = loop {
            let convolution = random(rng);
            if let Some(pool) = random_pool(rng, &convolution) {
                break (convolution, pool);
            }
        };
        let samples = rng.random_range(1..=3);
        let nan = if rng.random_bool(0.3) { 0.05 } else { 0.0 };
        let mut numbers = |count: usize, nan: f64| {
            let mut number =
                || if rng.random_bool(nan) { f64::NAN } else { f64::from(rng.random_range(-99..99)) / 8.0 };
            (0..count).map(|_| number()).collect::<Vec<_>>()
        };
        let (weight, bias) = (numbers(convolution.weights(), 0.0), numbers(convolution.filters, 0.0));
        let x = numbers(samples * convolution.inputs(), nan);
        let bias = if samples == 1 { Vec::new() } else { bias };
        Case { convolution, pool, samples, weight, bias, x }
    }

    fn check<S: Simd, T: Real, E: Epilogue<T>>(&self, simd: S, epilogue: E) {
        let Case { convolution, pool, samples, .. } = self;
        let [weight, bias, x] = [&self.weight, &self.bias, &self.x]
            .map(|numbers| numbers.iter().map(|&number| T::from_double(number)).collect::<Vec<T>>());
        let nan = T::from_double(f64::NAN);
        let mut between = vec![nan; samples * convolution.outputs()];
        let mut scratch = vec![nan; convolution.scratch()];
        forward(simd, convolution, (&weight, &bias), &x, &mut between, &mut scratch, Identity);
        pointwise::map_in_place(simd, &mut between, epilogue);
        let mut at_once = vec![nan; between.len()];
        forward(simd, convolution, (&weight, &bias), &x, &mut at_once, &mut scratch, epilogue);
        self.assert_equal(simd.isa(), &at_once, &between);
        let [rows, columns] = pool.out();
        let mut expected = vec![nan; samples * convolution.filters * rows * columns];
        pool::forward(simd, *pool, &between, &mut expected);
        let mut found = vec![T::zero(); expected.len()];
        let mut scratch = vec![nan; pooled_scratch(*convolution, *pool)];
        forward_pooled(simd, &(*convolution, *pool), (&weight, &bias), &x, &mut found, &mut scratch, epilogue);
        self.assert_equal(simd.isa(), &found, &expected);
    }

    fn assert_equal<T: Real>(&self, isa: Isa, found: &[T], expected: &[T]) {
        let Case { convolution, pool, .. } = self;
        for (place, (found, expected)) in found.iter().zip(expected).enumerate() {
            let (found, expected) = (found.to_double(), expected.to_double());
            let are_equal = found == expected || found.is_nan() && expected.is_nan();
            assert!(are_equal, "{found} is not {expected} at {place}: {convolution:?}, {pool:?}, {isa:?}");
        }
    }
}

/// Returns a pool behind a convolution: mostly one that halves rows and columns, or columns alone.
fn random_pool(rng: &mut SmallRng, convolution: &Convolution) -> Option<Pool> {
    let slide = |size: usize, kernel: usize, stride: usize| {
        let out = size.checked_sub(kernel)? / stride + 1;
        Some(Slide { size, out, kernel, stride, dilation: 1, before: 0 })
    };
    let (rows, columns) = (convolution.rows.out, convolution.columns.out);
    let halved = slide(columns, 2, 2)?;
    Some(match rng.random_range(0..6) {
        0 => Pool::Max { rows: slide(rows, 3.min(rows), 1)?, columns: slide(columns, 3.min(columns), 2)? },
        1 => Pool::Average { rows: slide(rows, 2, 2)?, columns: halved, counts_padding: false },
        2 => Pool::Max { rows: slide(rows, 1, 1)?, columns: halved },
        _ => Pool::Max { rows: slide(rows, 2, 2)?, columns: halved },
    })
}

impl WithSimd for &Case {
    type Output = ();

    fn with_simd<S: Simd>(self, simd: S) {
        self.check::<S, f32, _>(simd, Rectify);
        self.check::<S, f64, _>(simd, Identity);
        self.check::<S, f32, _>(simd, Complement);
    }
}

#[test]
fn pools_of_random_convolutions() {
    let rng = &mut rng(7);
    for _ in 0..if cfg!(debug_assertions) { 100 } else { 2000 } {
        let case = Case::new(rng);
        for isa in Isa::in_use() {
            isa.run_in_use(&case);
            with_one_width(|| isa.run_in_use(&case));
        }
    }
}
