//! The passes against the definition.

use super::definition::{Definition, Given, Sums, compute};
use super::{random, rng};
use crate::kernel::conv::correlation::Filters;
use crate::kernel::conv::{
    Convolution, backward_bias, backward_input, backward_weight, forward, forward_rows, prepare, transposed,
};
use crate::kernel::epilogue::{Epilogue, Identity};
use crate::kernel::scalar::Real;
use crate::kernel::simd::available::with_one_width;
use crate::kernel::simd::{Isa, Lanes, Simd, WithSimd};
use crate::kernel::window::Slide;
use rand::RngExt;
use rand::rngs::SmallRng;
use std::vec;
use std::vec::Vec;

/// Adds the place of each element, and so shows which one it is applied to, and how often.
#[derive(Clone, Copy)]
struct PlusPlace(usize);

impl<T: Real> Epilogue<T> for PlusPlace {
    fn apply<L: Lanes<Scalar = T>>(self, sums: L, place: usize) -> L {
        sums + L::lane_indices(sums.simd()) + sums.splat_f64((self.0 + place) as f64)
    }

    fn offset_by(self, count: usize) -> Self {
        PlusPlace(self.0 + count)
    }
}

/// Panics if a number is off by more than rounding explains: a sum of n terms by n/8 units in the
/// last place of their magnitudes and a few more.
fn assert_close<T: Real>(found: &[T], expected: &Sums, plus_place: bool, what: &dyn Fn() -> std::string::String) {
    assert_eq!(found.len(), expected.0.len());
    let unit = if size_of::<T>() == 4 { f64::from(f32::EPSILON) } else { f64::EPSILON };
    for (place, (found, &(sum, size, terms))) in found.iter().zip(&expected.0).enumerate() {
        let added = if plus_place { place as f64 } else { 0.0 };
        let error = (found.to_double() - (sum + added)).abs();
        let allowed = (8.0 + terms as f64 / 8.0) * unit * (size + added + 1.0);
        assert!(error <= allowed, "{}, element {place}: {found} is not {}", what(), sum + added);
    }
}

fn numbers(rng: &mut SmallRng, count: usize) -> Vec<f64> {
    // Numbers of few bits, which both precisions have.
    (0..count).map(|_| f64::from(rng.random_range(-1000..1000)) / 512.0).collect()
}

fn converted<T: Real>(numbers: &[f64]) -> Vec<T> {
    numbers.iter().map(|&number| T::from_double(number)).collect()
}

struct Case {
    convolution: Convolution,
    given: Given,
    dw: Vec<f64>,
    db: Vec<f64>,
    /// One for all instruction sets and both precisions.
    expected: Definition,
}

impl Case {
    fn new(rng: &mut SmallRng, convolution: Convolution, samples: usize) -> Self {
        let Convolution { filters, .. } = convolution;
        let weight = numbers(rng, convolution.weights());
        let bias = if rng.random_bool(0.5) { numbers(rng, filters) } else { Vec::new() };
        let x = numbers(rng, samples * convolution.inputs());
        let dy = numbers(rng, samples * convolution.outputs());
        let (dw, db) = (numbers(rng, weight.len()), numbers(rng, filters));
        let given = Given { weight, bias, x, dy, samples };
        let expected = compute(convolution, &given, (&dw, &db));
        Case { convolution, given, dw, db, expected }
    }
}

/// The case, with a row at which the output of the first sample is cut in two.
struct Pass<'a>(&'a Case);

impl Pass<'_> {
    fn check<S: Simd, T: Real>(&self, simd: S) {
        let Case { convolution, given, expected, .. } = self.0;
        let (weight, bias) = (converted::<T>(&given.weight), converted::<T>(&given.bias));
        let (x, dy) = (converted::<T>(&given.x), converted::<T>(&given.dy));
        let what =
            |pass: &str| std::format!("{pass} of {convolution:?} with {:?}, {} samples", simd.isa(), given.samples);
        // Memory of any content.
        let mut scratch = vec![T::from_double(f64::NAN); convolution.scratch()];
        let mut y = vec![T::from_double(f64::NAN); dy.len()];
        forward(simd, convolution, (&weight, &bias), &x, &mut y, &mut scratch, PlusPlace(0));
        assert_close(&y, &expected.y, true, &|| what("the forward pass"));
        self.check_rows(simd, (&weight, &bias), &x, &y, &mut scratch);
        let mut scratch = vec![T::from_double(f64::NAN); convolution.training_scratch()];
        let mut dx = vec![T::from_double(f64::NAN); x.len()];
        backward_input(simd, convolution, &weight, &dy, &mut dx, &mut scratch, PlusPlace(0));
        assert_close(&dx, &expected.dx, true, &|| what("the gradient of the input"));
        self.check_transposed(simd, &weight, &dy, expected.dx.clone(), &mut scratch);
        scratch.fill(T::from_double(f64::NAN));
        let (mut dw, mut db) = (converted::<T>(&self.0.dw), converted::<T>(&self.0.db));
        backward_weight(simd, convolution, &x, &dy, &mut dw, &mut scratch);
        assert_close(&dw, &expected.dw, false, &|| what("the gradient of the weight"));
        backward_bias(simd, convolution, &dy, &mut db);
        assert_close(&db, &expected.db, false, &|| what("the gradient of the bias"));
    }

    /// A transposed convolution is the gradient of the input, and adds a bias for each channel.
    fn check_transposed<S: Simd, T: Real>(&self, simd: S, weight: &[T], dy: &[T], mut dx: Sums, scratch: &mut [T]) {
        let convolution = &self.0.convolution;
        let size = convolution.rows.size * convolution.columns.size;
        let bias: Vec<f64> = (0..convolution.channels).map(|channel| channel as f64 - 1.5).collect();
        for (place, (sum, magnitude, _)) in dx.0.iter_mut().enumerate() {
            let bias = bias[place / size % convolution.channels];
            (*sum, *magnitude) = (*sum + bias, *magnitude + bias.abs());
        }
        let mut found = vec![T::from_double(f64::NAN); dx.0.len()];
        let scratch = &mut scratch[..convolution.input_gradient_scratch()];
        scratch.fill(T::from_double(f64::NAN));
        transposed(simd, convolution, (weight, &converted::<T>(&bias)), dy, &mut found, scratch, Identity);
        assert_close(&found, &dx, false, &|| std::format!("the transposed {convolution:?}"));
    }

    /// Rows one by one and all at once are the same bits.
    fn check_rows<S: Simd, T: Real>(&self, simd: S, parameters: (&[T], &[T]), x: &[T], y: &[T], scratch: &mut [T]) {
        let Convolution { filters, rows, columns, .. } = self.0.convolution;
        let mut whole = y.to_vec();
        forward(simd, &self.0.convolution, parameters, x, &mut whole, scratch, Identity);
        let x = &x[..self.0.convolution.inputs()];
        let given = Filters { weight: parameters.0, bias: parameters.1, floor: None };
        prepare(simd, &self.0.convolution, x, scratch);
        for first in 0..rows.out {
            let end = (first + 1 + first % 3).min(rows.out);
            let mut band = vec![T::from_double(f64::NAN); filters * (end - first) * columns.out];
            forward_rows(simd, &self.0.convolution, given, x, first..end, &mut band, scratch);
            for (filter, map) in band.chunks((end - first) * columns.out).enumerate() {
                let place = (filter * rows.out + first) * columns.out;
                assert_eq!(map, &whole[place..place + map.len()], "rows {first}..{end} of {:?}", self.0.convolution);
            }
        }
    }
}

impl WithSimd for Pass<'_> {
    type Output = ();

    fn with_simd<S: Simd>(self, simd: S) {
        self.check::<S, f32>(simd);
        self.check::<S, f64>(simd);
    }
}

#[test]
fn passes_of_random_sizes() {
    let rng = &mut rng(1);
    for number in 0..if cfg!(debug_assertions) { 60 } else { 600 } {
        let (convolution, samples) = (random(rng), 1 + number % 20 * (number % 2));
        let case = Case::new(rng, convolution, samples);
        for isa in Isa::in_use() {
            isa.run_in_use(Pass(&case));
            // With registers of the pass's own width, whichever fits better.
            with_one_width(|| isa.run_in_use(Pass(&case)));
        }
    }
}

/// The gradients of a weight and a bias that so many samples have the same part in.
#[derive(Clone, Copy)]
struct EqualSamples(usize);

impl WithSimd for EqualSamples {
    type Output = ();

    fn with_simd<S: Simd>(self, simd: S) {
        let one = Slide { size: 1, out: 1, kernel: 1, stride: 1, dilation: 1, before: 0 };
        let convolution = Convolution { channels: 1, filters: 1, groups: 1, rows: Slide::NONE, columns: one };
        let (x, dy) = (vec![1.0_f32; self.0], vec![0.1_f32; self.0]);
        let mut scratch = vec![0.0; convolution.training_scratch()];
        let (mut dw, mut db) = ([0.0], [0.0]);
        backward_weight(simd, &convolution, &x, &dy, &mut dw, &mut scratch);
        backward_bias(simd, &convolution, &dy, &mut db);
        let expected = f64::from(dy[0]) * self.0 as f64;
        // Eight samples are summed as they come.
        for (name, found, roundings) in [("weight", dw[0], 8.0), ("bias", db[0], 1.0)] {
            let error = (f64::from(found) - expected).abs() / (expected * f64::from(f32::EPSILON) / 2.0);
            assert!(error <= roundings, "{name}: {found} is not {expected}: {error} roundings");
        }
    }
}

#[test]
fn many_samples_cost_no_digits() {
    Isa::in_use().into_iter().for_each(|isa| isa.run_in_use(EqualSamples(20_000)));
}
