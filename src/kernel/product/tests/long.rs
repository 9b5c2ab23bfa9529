//! Gradients of a million samples: the error does not grow with their number.

use super::with_every_isa_in_use;
use crate::kernel::layout::Layout;
use crate::kernel::product::{Dims, backward_bias, backward_weight};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Simd, WithSimd};
use crate::kernel::sum::CompensatedSum;
use alloc::vec::Vec;

/// The bound of the documentation, in units of roundoff of the sum of magnitudes.
const BOUND: f64 = 259.0;

/// The terms of a sum.
#[derive(Clone, Copy, Debug)]
enum Terms {
    /// Roundings go in the same direction again and again.
    Equal,
    /// Magnitudes between 0 and 1, of both signs.
    Mixed,
}

/// The gradients of a layer for a batch.
#[derive(Clone, Copy)]
struct Gradients {
    out: usize,
    inputs: usize,
    batch: usize,
    terms: Terms,
}

impl Gradients {
    fn number<T: Real>(self, place: usize, seed: usize) -> T {
        let fraction = (place.wrapping_mul(0x9E37_79B9) ^ seed) % 1_000_003;
        T::from_double(match self.terms {
            Terms::Equal => -0.9 / self.batch as f64,
            Terms::Mixed => fraction as f64 / 500_001.5 - 1.0,
        })
    }

    fn check<S: Simd, T: Real>(self, simd: S) {
        let Gradients { out, inputs, batch, terms } = self;
        let numbers = |count, seed| (0..count).map(|place| self.number(place, seed)).collect::<Vec<T>>();
        let (x, dy) = (numbers(inputs * batch, 1), numbers(out * batch, 2));
        let (mut dw, mut db) = (numbers(inputs * out, 3), numbers(out, 4));
        let (before_dw, before_db) = (dw.clone(), db.clone());
        let layout = Layout::of(out, inputs);
        backward_weight(simd, Dims { out, inputs, layout }, &x, &dy, &mut dw);
        backward_bias(simd, &dy, &mut db);
        let unit = if size_of::<T>() == 4 { f32::EPSILON.into() } else { f64::EPSILON } / 2.0;
        let check = |what: &str, found: T, before: T, term: &dyn Fn(usize) -> f64| {
            let (mut exact, mut size) = (CompensatedSum::default(), before.to_double().abs());
            exact.add(before.to_double());
            for sample in 0..batch {
                let term = term(sample);
                exact.add(term);
                size += term.abs();
            }
            let exact: f64 = exact.mean(1);
            let error = (found.to_double() - exact).abs() / (unit * size);
            assert!(
                error <= BOUND,
                "{what} of {inputs}-{out}, {batch} samples, {terms:?}: {found} is not {exact}, {error} units off"
            );
        };
        // All of a small layer, the first and the last rows and columns of another one.
        let ends = |length| (0..length).filter(move |i| *i < 3 || i + 2 >= length);
        for row in ends(out) {
            let dy = |sample: usize| dy[sample * out + row].to_double();
            check("a bias", db[row], before_db[row], &dy);
            for column in ends(inputs) {
                let place = match layout {
                    Layout::RowMajor => row * inputs + column,
                    Layout::ColumnMajor => column * out + row,
                };
                let product = |sample| dy(sample) * x[sample * inputs + column].to_double();
                check("a weight", dw[place], before_dw[place], &product);
            }
        }
    }
}

impl WithSimd for Gradients {
    type Output = ();

    fn with_simd<S: Simd>(self, simd: S) {
        self.check::<S, f32>(simd);
        self.check::<S, f64>(simd);
    }
}

/// Fewer samples where nothing is optimised, and for layers that are not small.
const MILLION: usize = if cfg!(debug_assertions) { MANY } else { 1_000_000 };
const MANY: usize = 20_000;

#[test]
fn a_million_samples_are_summed_within_the_bound() {
    for terms in [Terms::Equal, Terms::Mixed] {
        // Rows that are shorter than a register, and one row.
        with_every_isa_in_use(Gradients { out: 3, inputs: 2, batch: MILLION, terms });
        with_every_isa_in_use(Gradients { out: 1, inputs: 1, batch: MILLION, terms });
        with_every_isa_in_use(Gradients { out: 17, inputs: 1, batch: MANY, terms });
        with_every_isa_in_use(Gradients { out: 7, inputs: 33, batch: MANY, terms });
    }
}

#[test]
fn long_sums_of_several_tiles() {
    // Tiles by rows, by columns, by both, and a bias that is longer than a tile.
    for (out, inputs, batch) in [(20, 150, 257), (5, 700, 513), (70, 90, 511), (2100, 2, 258), (129, 17, 1025)] {
        with_every_isa_in_use(Gradients { out, inputs, batch, terms: Terms::Mixed });
    }
}

/// Gradients whose first term is so large that each of the others is lost beside it: one in every
/// part of 256 samples, within which nothing is rounded.
#[derive(Clone, Copy)]
struct LostTerms;

impl WithSimd for LostTerms {
    type Output = ();

    fn with_simd<S: Simd>(self, simd: S) {
        let mut dy = std::vec![0.0_f32; 201 * 256];
        dy.iter_mut().step_by(256).for_each(|dy| *dy = 1.0);
        dy[0] = 16_777_216.0;
        let x = std::vec![1.0; dy.len()];
        let (mut dw, mut db) = ([0.0], [0.0]);
        backward_weight(simd, Dims { out: 1, inputs: 1, layout: Layout::of(1, 1) }, &x, &dy, &mut dw);
        backward_bias(simd, &dy, &mut db);
        assert_eq!((dw, db), ([16_777_416.0], [16_777_416.0]));
    }
}

#[test]
fn what_is_lost_is_added_at_the_end() {
    with_every_isa_in_use(LostTerms);
}

/// A gradient with infinite terms.
#[derive(Clone, Copy)]
struct Infinite;

impl WithSimd for Infinite {
    type Output = ();

    fn with_simd<S: Simd>(self, simd: S) {
        let mut dy = std::vec![1.0_f32; 1000];
        dy[700] = f32::INFINITY;
        let mut db = [0.0];
        backward_bias(simd, &dy, &mut db);
        assert_eq!(db, [f32::INFINITY]);
        dy[10] = f32::NAN;
        backward_bias(simd, &dy, &mut db);
        assert!(db[0].is_nan());
    }
}

#[test]
fn infinite_terms_stay_infinite() {
    with_every_isa_in_use(Infinite);
}
