//! Products of a batch are the same bits for any number of threads.

use super::{numbers, with_every_isa_in_use};
use crate::kernel::layout::Layout;
use crate::kernel::product::{Dims, backward_bias, backward_input_batch, backward_weight, forward_batch};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Simd, WithSimd};
use crate::kernel::threads::with_shares;
use alloc::vec::Vec;

/// A layer and a batch.
#[derive(Clone, Copy, Debug)]
struct Layer {
    inputs: usize,
    out: usize,
    batch: usize,
}

impl Layer {
    /// Returns all products, one behind the other.
    fn products<S: Simd, T: Real>(self, simd: S) -> Vec<T> {
        let Layer { inputs, out, batch } = self;
        let dims = Dims { out, inputs, layout: Layout::of(out, inputs) };
        let (weight, bias) = (numbers::<T>(inputs * out, 1.0), numbers::<T>(out, 2.0));
        let (x, dy) = (numbers::<T>(inputs * batch, 3.0), numbers::<T>(out * batch, 4.0));
        let (mut y, mut dx) = (numbers(out * batch, 5.0), numbers(inputs * batch, 6.0));
        let (mut dw, mut db) = (numbers(inputs * out, 7.0), numbers(out, 8.0));
        forward_batch(simd, dims, (&weight, &bias), &x, &mut y);
        backward_input_batch(simd, dims, &weight, &dy, &mut dx);
        backward_weight(simd, dims, &x, &dy, &mut dw);
        backward_bias(simd, &dy, &mut db);
        [y, dx, dw, db].concat()
    }

    fn check<S: Simd, T: Real>(self, simd: S) {
        let one: Vec<T> = with_shares(1, || self.products(simd));
        for shares in [2, 3, 5, 8] {
            let several = with_shares(shares, || self.products(simd));
            let first = one.iter().zip(&several).position(|(one, several): (&T, &T)| one != several);
            assert_eq!(first, None, "{self:?}, {} bytes a number, on {shares} threads", size_of::<T>());
        }
    }
}

impl WithSimd for Layer {
    type Output = ();

    fn with_simd<S: Simd>(self, simd: S) {
        self.check::<S, f32>(simd);
        self.check::<S, f64>(simd);
    }
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    // Rows of all lengths, batches that do not divide, and depths of several parts.
    for (inputs, out) in [(1, 1), (2, 100), (3, 7), (17, 33), (70, 9), (100, 3)] {
        for batch in [1, 2, 5, 29, 64, 300, 3000] {
            with_every_isa_in_use(Layer { inputs, out, batch });
        }
    }
}

#[test]
fn the_halves_of_a_large_weight_change_no_bit() {
    for (inputs, out) in [(784, 128), (513, 70), (128, 300)] {
        for batch in [23, 24, 64, 130] {
            with_every_isa_in_use(Layer { inputs, out, batch });
        }
    }
}

#[test]
fn gradients_of_more_parts_than_there_is_memory_for_change_no_bit() {
    with_every_isa_in_use(Layer { inputs: 20, out: 30, batch: 20_000 });
}
