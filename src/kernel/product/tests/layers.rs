//! Layers of known sizes, one by one and in pairs.

use super::{Exact, Sizes, Twice, assert_close, numbers, twice, with_every_isa_in_use};
use crate::kernel::layout::Layout;
use crate::kernel::product::{Dims, SmallPair, backward_bias, backward_input, backward_weight, forward, forward_pair};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd, WithSimd};
use alloc::vec::Vec;

/// The three products of a layer with known sizes, small enough to be compiled for them or not.
#[derive(Clone, Copy)]
struct Linear<const IN: usize, const OUT: usize>;

impl<const IN: usize, const OUT: usize> Linear<IN, OUT> {
    const DIMS: Dims = Dims { out: OUT, inputs: IN, layout: Layout::of(OUT, IN) };

    fn check<S: Simd, T: Real>(simd: S, batch: usize) {
        let layer = Reference::<T>::new(Self::DIMS, batch);
        for bias in [&layer.bias[..], &[]] {
            let mut y = numbers::<T>(OUT * batch, 5.0);
            forward::<S, T, _, IN, OUT>(simd, (&layer.weight, bias), &layer.x, &mut y, Twice);
            layer.check_forward(bias, &y);
        }
        let mut dx = numbers::<T>(IN * batch, 6.0);
        backward_input::<S, T, _, IN, OUT>(simd, &layer.weight, &layer.dy, &mut dx, Twice);
        layer.check_backward(&dx);
        layer.check_gradients(simd);
    }
}

/// The numbers of a layer and a batch, and its products by definition. Sizes are known at run time,
/// so that it is compiled once for all layers.
struct Reference<T> {
    dims: Dims,
    batch: usize,
    weight: Vec<T>,
    bias: Vec<T>,
    x: Vec<T>,
    dy: Vec<T>,
}

impl<T: Real> Reference<T> {
    #[inline(never)]
    fn new(dims: Dims, batch: usize) -> Self {
        let Dims { out, inputs, .. } = dims;
        let (weight, bias) = (numbers(inputs * out, 1.0), numbers(out, 2.0));
        Reference { dims, batch, weight, bias, x: numbers(inputs * batch, 3.0), dy: numbers(out * batch, 4.0) }
    }

    fn description(&self) -> std::string::String {
        std::format!("a layer {}-{}, batch {}", self.dims.inputs, self.dims.out, self.batch)
    }

    /// The offset of the element (row, column) of the weight.
    fn place(&self, row: usize, column: usize) -> usize {
        match self.dims.layout {
            Layout::RowMajor => row * self.dims.inputs + column,
            Layout::ColumnMajor => column * self.dims.out + row,
        }
    }

    #[inline(never)]
    fn check_forward(&self, bias: &[T], y: &[T]) {
        let Dims { out, inputs, .. } = self.dims;
        let initial = |_, row: usize| bias.get(row).map_or(0.0, |bias| bias.to_double());
        let weight = |k, row| self.weight[self.place(row, k)];
        let expected =
            Sizes::new(self.batch, inputs, out).expected(initial, |sample, k| self.x[sample * inputs + k], weight);
        assert_close(y, &twice(expected), &self.description());
    }

    #[inline(never)]
    fn check_backward(&self, dx: &[T]) {
        let Dims { out, inputs, .. } = self.dims;
        let weight = |row, column| self.weight[self.place(row, column)];
        let dy = |sample, k| self.dy[sample * out + k];
        let expected = Sizes::new(self.batch, out, inputs).expected(|_, _| 0.0, dy, weight);
        assert_close(dx, &twice(expected), &self.description());
    }

    #[inline(never)]
    fn check_gradients<S: Simd>(&self, simd: S) {
        let Dims { out, inputs, .. } = self.dims;
        let (mut dw, mut db) = (numbers::<T>(inputs * out, 7.0), numbers::<T>(out, 8.0));
        let initial = |before: &[T]| before.iter().map(|before| Exact::begin(before.to_double())).collect::<Vec<_>>();
        let (mut expected_dw, mut expected_db) = (initial(&dw), initial(&db));
        for sample in 0..self.batch {
            for row in 0..out {
                let dy = self.dy[sample * out + row].to_double();
                expected_db[row].add(dy);
                for column in 0..inputs {
                    expected_dw[self.place(row, column)].add(dy * self.x[sample * inputs + column].to_double());
                }
            }
        }
        backward_weight(simd, self.dims, &self.x, &self.dy, &mut dw);
        backward_bias(simd, &self.dy, &mut db);
        assert_close(&dw, &expected_dw, &self.description());
        assert_close(&db, &expected_db, &self.description());
    }
}

impl<const IN: usize, const OUT: usize> WithSimd for Linear<IN, OUT> {
    type Output = ();

    fn with_simd<S: Simd>(self, simd: S) {
        for batch in [0, 1, 2, 7, 30] {
            Self::check::<S, f32>(simd, batch);
            Self::check::<S, f64>(simd, batch);
        }
    }
}

/// Two layers with known sizes, computed at once.
#[derive(Clone, Copy)]
struct TwoLayers<const IN: usize, const MIDDLE: usize, const OUT: usize>;

impl<const IN: usize, const MIDDLE: usize, const OUT: usize> TwoLayers<IN, MIDDLE, OUT> {
    fn check<S: Simd, T: Real>(simd: S, batch: usize) {
        let (first, second) = (numbers::<T>(IN * MIDDLE, 1.0), numbers::<T>(MIDDLE * OUT, 2.0));
        let (bias, x) = (numbers::<T>(MIDDLE, 3.0), numbers::<T>(IN * batch, 4.0));
        let mut y = numbers::<T>(OUT * batch, 5.0);
        for end in [&numbers::<T>(OUT, 7.0)[..], &[]] {
            let pair = SmallPair { first: (&first, &bias), then: Twice, second: (&second, end), finally: Twice };
            if !forward_pair::<S, T, _, _, IN, MIDDLE, OUT>(simd, pair, &x, &mut y) {
                assert!(S::BLOCKING.small_layer == 0 || T::Lanes::<S>::LANES > MIDDLE, "{IN}-{MIDDLE}-{OUT} is a pair");
                return;
            }
            let mut middle = numbers::<T>(MIDDLE * batch, 8.0);
            forward::<S, T, _, IN, MIDDLE>(simd, (&first, &bias), &x, &mut middle, Twice);
            let w = |k: usize, row: usize| second[row * MIDDLE + k];
            let initial = |_, row: usize| end.get(row).map_or(0.0, |bias| bias.to_double());
            let expected = Sizes::new(batch, MIDDLE, OUT).expected(initial, |sample, k| middle[sample * MIDDLE + k], w);
            // The input of the second layer may be rounded otherwise too.
            let expected = twice(twice(expected))
                .into_iter()
                .map(|sum| Exact { value: sum.value / 2.0, ..sum })
                .collect::<Vec<_>>();
            assert_close(&y, &expected, &std::format!("{IN}-{MIDDLE}-{OUT}, batch {batch}"));
        }
    }
}

impl<const IN: usize, const MIDDLE: usize, const OUT: usize> WithSimd for TwoLayers<IN, MIDDLE, OUT> {
    type Output = ();

    fn with_simd<S: Simd>(self, simd: S) {
        for batch in [0, 1, 2, 5] {
            Self::check::<S, f32>(simd, batch);
            Self::check::<S, f64>(simd, batch);
        }
    }
}

#[test]
fn pairs_of_layers() {
    with_every_isa_in_use(TwoLayers::<2, 100, 3>);
    with_every_isa_in_use(TwoLayers::<17, 33, 5>);
    with_every_isa_in_use(TwoLayers::<1, 16, 1>);
    with_every_isa_in_use(TwoLayers::<9, 64, 8>);
    with_every_isa_in_use(TwoLayers::<31, 17, 7>);
    with_every_isa_in_use(TwoLayers::<8, 127, 8>);
}

/// Tests layers of the listed sizes: each number of inputs with each number of outputs.
macro_rules! layers {
    ($($inputs:literal: $($outputs:literal)*;)*) => {
        $($(with_every_isa_in_use(Linear::<$inputs, $outputs>);)*)*
    };
}

#[test]
fn layers_of_small_sizes() {
    layers! {
        1: 1 9;
        2: 3 8 100;
        3: 2 4 13;
        7: 1 8 15;
        8: 4 65;
        9: 16;
        15: 14 17;
        16: 1 7 32;
        17: 5 33;
        33: 2 31;
        64: 10 16 64;
        70: 9 58;
        100: 3 12;
        300: 7;
    }
}

#[test]
fn layers_of_large_sizes() {
    layers! {
        70: 70;
        129: 65;
        300: 50;
        700: 7 15;
    }
}
