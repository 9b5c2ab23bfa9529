//! Every product against its definition, for all sizes up to 70 and some large ones, with every
//! instruction set that the machine has.
//!
//! The buffers are exactly as large as needed, so that an address sanitizer finds whatever reads or
//! writes beyond them.

mod layers;
mod long;
#[cfg(feature = "rayon")]
mod threads;

use super::views::Strided;
use super::{Addend, Gemm, GemmNt, forward};
use crate::kernel::epilogue::{Epilogue, Identity};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Isa, Lanes, Portable, Simd, WithSimd};
use alloc::vec::Vec;

/// The distance of the sizes that are tested: all of them take seconds with optimisation, as in the
/// gate; every ninth without.
const STEP: usize = if cfg!(debug_assertions) { 9 } else { 1 };
const LARGEST: usize = 70;

/// Returns numbers that depend on their position, without a structure that could hide a
/// transposition.
#[inline(never)]
fn numbers<T: Real>(count: usize, seed: f64) -> Vec<T> {
    (0..count).map(|i| T::from_double(nalgebra::ComplexField::sin((i as f64 + seed) * 12.9898))).collect()
}

/// Runs a test with every instruction set: those that the processor has, what the program is
/// compiled for, and one lane.
fn with_every_isa(test: impl WithSimd<Output = ()> + Copy) {
    Isa::all().into_iter().for_each(|isa| isa.run(test));
}

/// Runs a test with every instruction set but one lane, which no program runs: for tests that are
/// compiled for many sizes.
fn with_every_isa_in_use(test: impl WithSimd<Output = ()> + Copy) {
    Isa::in_use().into_iter().for_each(|isa| isa.run_in_use(test));
}

/// An element of a product in double precision, the sum of the magnitudes of its terms, and their
/// number.
#[derive(Clone, Copy)]
struct Exact {
    value: f64,
    size: f64,
    terms: usize,
}

impl Exact {
    fn begin(value: f64) -> Self {
        Exact { value, size: value.abs(), terms: 1 }
    }

    fn add(&mut self, term: f64) {
        self.value += term;
        self.size += term.abs();
        self.terms += 1;
    }
}

/// Panics if an element is off by more than rounding explains.
///
/// A sum of n terms is off by n/2 units in the last place of their magnitudes at most, if it is
/// accumulated one by one, and mostly by far less: n/16 and a few are allowed, where a term that is
/// missing or counted twice is 1/n of the magnitudes.
#[inline(never)]
fn assert_close<T: Real>(found: &[T], expected: &[Exact], what: &str) {
    assert_eq!(found.len(), expected.len());
    let unit = if size_of::<T>() == 4 { f64::from(f32::EPSILON) } else { f64::EPSILON };
    for (place, (found, exact)) in found.iter().zip(expected).enumerate() {
        let error = (found.to_double() - exact.value).abs();
        let allowed = (8.0 + exact.terms as f64 / 16.0) * unit * (exact.size + 1.0);
        assert!(error <= allowed, "{what}, element {place}: {found} is not {}", exact.value);
    }
}

/// An epilogue that doubles, and so shows when it is applied twice, or not at all.
#[derive(Clone, Copy)]
struct Twice;

impl<T: Real> Epilogue<T> for Twice {
    fn apply<L: Lanes<Scalar = T>>(self, sums: L, _: usize) -> L {
        sums + sums
    }
}

fn twice(sums: Vec<Exact>) -> Vec<Exact> {
    sums.into_iter().map(|sum| Exact { value: 2.0 * sum.value, size: 2.0 * sum.size, ..sum }).collect()
}

#[derive(Clone, Copy)]
struct Sizes {
    rows: usize,
    depth: usize,
    columns: usize,
    /// The addend that is tested, of three; all of them if it is none.
    addend: Option<usize>,
}

impl Sizes {
    const fn new(rows: usize, depth: usize, columns: usize) -> Self {
        Sizes { rows, depth, columns, addend: None }
    }

    /// `addend + A·B` with (row, k) of `A` and (k, column) of `B` as functions.
    fn expected<T: Real>(
        self,
        addend: impl Fn(usize, usize) -> f64,
        a: impl Fn(usize, usize) -> T,
        b: impl Fn(usize, usize) -> T,
    ) -> Vec<Exact> {
        let Sizes { rows, depth, columns, .. } = self;
        let mut all = Vec::with_capacity(rows * columns);
        for row in 0..rows {
            for column in 0..columns {
                let mut sum = Exact::begin(addend(row, column));
                (0..depth).for_each(|k| sum.add(a(row, k).to_double() * b(k, column).to_double()));
                all.push(sum);
            }
        }
        all
    }

    /// Tests both products with every instruction set.
    fn check_all(self) {
        self.check::<f32>();
        self.check::<f64>();
    }

    fn check<T: Real>(self) {
        let Sizes { rows, depth, columns, .. } = self;
        let (a, b) = (numbers::<T>(rows * depth, 1.0), numbers::<T>(depth * columns, 2.0));
        let (bias, before) = (numbers::<T>(columns, 3.0), numbers::<T>(rows * columns, 4.0));
        let operands = [
            (Strided::new(&a, rows, depth, (depth, 1)).unwrap(), "by rows"),
            (Strided::new(&a, rows, depth, (1, rows)).unwrap(), "by columns"),
        ];
        let addends = [
            (Addend::Zero, &(|_, _| 0.0) as &dyn Fn(usize, usize) -> f64),
            (Addend::Row(&bias), &|_, column| bias[column].to_double()),
            (Addend::Output, &|row, column| before[row * columns + column].to_double()),
        ];
        let chosen = |(kind, _): &(usize, _)| self.addend.is_none_or(|addend| addend == *kind);
        for (_, (addend, initial)) in addends.into_iter().enumerate().filter(chosen) {
            for (operand, order) in operands {
                let at = |row: usize, k: usize| if order == "by rows" { a[row * depth + k] } else { a[k * rows + row] };
                let expected = self.expected(initial, at, |k, column| b[k * columns + column]);
                let what = std::format!("gemm {rows}x{depth}x{columns} {order}");
                with_every_isa(Product {
                    a: operand,
                    b: &b,
                    columns,
                    addend,
                    before: &before,
                    expected: &expected,
                    what: &what,
                });
            }
            let expected = self.expected(initial, |row, k| a[row * depth + k], |k, column| b[column * depth + k]);
            let what = std::format!("gemm_nt {rows}x{depth}x{columns}");
            with_every_isa(ByRows { a: &a, b: &b, depth, addend, before: &before, expected: &expected, what: &what });
        }
    }
}

/// A product, what it overwrites, and what it should be.
#[derive(Clone, Copy)]
struct Product<'a, T> {
    a: Strided<'a, T>,
    b: &'a [T],
    columns: usize,
    addend: Addend<'a, T>,
    before: &'a [T],
    expected: &'a [Exact],
    what: &'a str,
}

impl<T: Real> WithSimd for Product<'_, T> {
    type Output = ();

    fn with_simd<S: Simd>(self, simd: S) {
        let Product { a, b, columns, addend, before, expected, what } = self;
        let mut c = before.to_vec();
        Gemm { a, b, b_stride: columns, columns, addend, c: &mut c, is_slice: false }.with_simd(simd);
        assert_close(&c, expected, what);
    }
}

/// A product with the matrix whose columns are the rows of `b`.
#[derive(Clone, Copy)]
struct ByRows<'a, T> {
    a: &'a [T],
    b: &'a [T],
    depth: usize,
    addend: Addend<'a, T>,
    before: &'a [T],
    expected: &'a [Exact],
    what: &'a str,
}

impl<T: Real> WithSimd for ByRows<'_, T> {
    type Output = ();

    fn with_simd<S: Simd>(self, simd: S) {
        let ByRows { a, b, depth, addend, before, expected, what } = self;
        let mut c = before.to_vec();
        GemmNt { a, b, depth, addend, c: &mut c }.with_simd(simd);
        assert_close(&c, expected, what);
    }
}

#[test]
fn products_of_all_sizes() {
    for depth in (1..=LARGEST).step_by(STEP) {
        for columns in (1..=LARGEST).step_by(STEP) {
            // All numbers of rows come about, in another order for each depth.
            let rows = 1 + (depth * 31 + columns * 7) % LARGEST;
            Sizes { addend: Some((depth + columns) % 3), ..Sizes::new(rows, depth, columns) }.check_all();
        }
    }
}

#[test]
fn products_of_all_numbers_of_rows() {
    for rows in 1..=LARGEST {
        Sizes::new(rows, 9, 17).check_all();
        Sizes::new(rows, 2, 100).check_all();
    }
}

#[test]
fn products_of_large_sizes() {
    // Panels, several parts of the depth, and the remainder of each.
    let sizes = [(31, 513, 129), (25, 4100, 3), (1, 784, 128), (67, 300, 50), (200, 784, 128)];
    // The largest ones take long without optimisation.
    for (rows, depth, columns) in sizes.into_iter().take(if cfg!(debug_assertions) { 1 } else { 5 }) {
        Sizes::new(rows, depth, columns).check_all();
    }
}

#[test]
fn products_of_one_row() {
    // Blocks that stay in registers, with `B` in the L1 cache and not, and tiles with and without
    // remainder.
    for columns in (90..=140).step_by(STEP).chain([255, 256, 257, 264, 520, 784]) {
        for depth in [1, 3, 8, 61, 130] {
            Sizes { addend: Some((depth + columns) % 3), ..Sizes::new(1, depth, columns) }.check_all();
        }
    }
}

#[test]
fn infinite_weights_do_not_spread() {
    // The last register of a row overlaps the one before, and the lanes that both have must not be
    // multiplied again, not even by zero.
    let mut weight = [1.0_f32; 27];
    weight[7] = f32::INFINITY;
    let mut y = [0.0];
    forward::<_, _, _, 27, 1>(Portable, (&weight, &[]), &[1.0; 27], &mut y, Identity);
    assert_eq!(y, [f32::INFINITY]);
    struct InUse<'a>(&'a [f32], &'a mut [f32]);
    impl WithSimd for InUse<'_> {
        type Output = ();

        fn with_simd<S: Simd>(self, simd: S) {
            forward::<_, _, _, 27, 1>(simd, (self.0, &[]), &[1.0; 27], self.1, Identity);
        }
    }
    for isa in Isa::in_use() {
        y = [0.0];
        isa.run_in_use(InUse(&weight, &mut y));
        assert_eq!(y, [f32::INFINITY], "{isa:?}");
    }
}
