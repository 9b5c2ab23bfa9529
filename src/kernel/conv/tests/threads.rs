//! Passes of a batch are the same bits for any number of threads.

use super::{random, rng};
use crate::kernel::conv::{Convolution, backward_bias, backward_input, backward_weight, forward};
use crate::kernel::epilogue::Identity;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Isa, Simd, WithSimd};
use crate::kernel::threads::with_shares;
use std::vec;
use std::vec::Vec;

#[derive(Clone, Copy)]
struct Batch {
    convolution: Convolution,
    samples: usize,
}

impl Batch {
    /// Returns the results of all passes, one behind the other.
    fn passes<S: Simd, T: Real>(self, simd: S) -> Vec<T> {
        let Batch { convolution, samples } = self;
        let numbers = |count: usize, seed: f64| -> Vec<T> {
            (0..count).map(|i| T::from_double(((i as f64 + seed) * 12.9898).sin())).collect()
        };
        let (weight, bias) = (numbers(convolution.weights(), 1.0), numbers(convolution.filters, 2.0));
        let (x, dy) = (numbers(samples * convolution.inputs(), 3.0), numbers(samples * convolution.outputs(), 4.0));
        let mut scratch = vec![T::zero(); convolution.training_scratch()];
        let (mut y, mut dx) = (numbers(dy.len(), 5.0), numbers(x.len(), 6.0));
        let (mut dw, mut db) = (numbers(weight.len(), 7.0), numbers(bias.len(), 8.0));
        forward(simd, &convolution, (&weight, &bias), &x, &mut y, &mut scratch, Identity);
        backward_input(simd, &convolution, &weight, &dy, &mut dx, &mut scratch, Identity);
        backward_weight(simd, &convolution, &x, &dy, &mut dw, &mut scratch);
        backward_bias(simd, &convolution, &dy, &mut db);
        [y, dx, dw, db].concat()
    }

    fn check<S: Simd, T: Real>(self, simd: S) {
        let one: Vec<T> = with_shares(1, || self.passes(simd));
        for shares in [2, 3, 5, 8] {
            let several = with_shares(shares, || self.passes(simd));
            let first = one.iter().zip(&several).position(|(one, several): (&T, &T)| one != several);
            assert_eq!(first, None, "{:?} with {} samples on {shares} threads", self.convolution, self.samples);
        }
    }
}

impl WithSimd for Batch {
    type Output = ();

    fn with_simd<S: Simd>(self, simd: S) {
        self.check::<S, f32>(simd);
        self.check::<S, f64>(simd);
    }
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    let rng = &mut rng(2);
    for samples in [2, 7, 9, 40, 150] {
        for _ in 0..if cfg!(debug_assertions) { 1 } else { 3 } {
            let batch = Batch { convolution: random(rng), samples };
            Isa::in_use().into_iter().for_each(|isa| isa.run_in_use(batch));
        }
    }
}
