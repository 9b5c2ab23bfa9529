//! Layers of several inputs.

use crate::away_from_zero;
use netwright::Error;
use netwright::gradcheck::{Gradcheck, Points};
use netwright::layer;
use netwright::layer::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;

/// Random samples of an input.
fn samples<const N: usize, const B: usize>(rng: &mut SmallRng) -> [[f64; N]; B] {
    std::array::from_fn(|_| std::array::from_fn(|_| away_from_zero(rng)))
}

/// Checks a layer with several inputs, with random parameters, on samples that `points` draws.
fn check_joining<L: Differentiable<f64>, X: Points<f64, L::In>>(points: impl Fn(&mut SmallRng) -> X, numbers: usize) {
    let mut rng = SmallRng::seed_from_u64(numbers as u64);
    let mut layer: Box<L> = bytemuck::zeroed_box();
    layer.as_mut_slice().fill_with(|| away_from_zero(&mut rng));
    let report = Gradcheck::default().layer(&*layer, &points(&mut rng), &mut rng);
    let report = report.unwrap_or_else(|error| panic!("{}: {error}", std::any::type_name::<L>()));
    assert_eq!(report.checked, <L as Parameters<f64>>::COUNT + numbers);
    assert!(report.unshown.is_empty(), "{}: {report}", std::any::type_name::<L>());
}

/// One test for each layer that takes several values of one size: `K` values of `N` features.
macro_rules! joining_tests {
    ($($test:ident: $layer:ident;)*) => {
        $(
            #[test]
            fn $test() {
                check_joining::<layer::$layer<1, 1>, _>(|rng| [samples::<1, 2>(rng)], 2);
                check_joining::<layer::$layer<3, 2>, _>(|rng| std::array::from_fn::<_, 2, _>(|_| samples::<3, 1>(rng)), 6);
                check_joining::<layer::$layer<17, 3>, _>(|rng| std::array::from_fn::<_, 3, _>(|_| samples::<17, 5>(rng)), 255);
            }
        )*
    };
}

joining_tests! {
    add: Add;
    mul: Mul;
    max: Max;
    min: Min;
    mean: Mean;
}

#[test]
fn sub() {
    check_joining::<layer::Sub<1>, _>(|rng| std::array::from_fn::<_, 2, _>(|_| samples::<1, 2>(rng)), 4);
    check_joining::<layer::Sub<17>, _>(|rng| std::array::from_fn::<_, 2, _>(|_| samples::<17, 5>(rng)), 170);
}

/// A product in which inputs are zero: nothing may be divided by them.
#[test]
fn mul_with_zeros() {
    let points = |_: &mut SmallRng| [[[0.5, 1.5, 0.0]], [[2.0, 0.0, 0.7]], [[0.0, 1.1, 3.0]]];
    check_joining::<layer::Mul<3, 3>, _>(points, 9);
}

#[test]
fn concat() {
    check_joining::<layer::Concat<Const<3>, 3>, _>(samples::<3, 2>, 6);
    check_joining::<layer::Concat<(Const<3>, Const<3>), 6>, _>(|rng| (samples::<3, 1>(rng), samples::<3, 1>(rng)), 6);
    check_joining::<layer::Concat<(Const<1>, (Const<17>, Const<8>)), 26>, _>(
        |rng| (samples::<1, 5>(rng), (samples::<17, 5>(rng), samples::<8, 5>(rng))),
        130,
    );
}

/// `y = w·(a_1 + 2·a_2) ⊙ b`, with several values of one size beside one of another name.
#[derive(Parameters)]
struct Mixed<const N: usize, const WRONG: bool, T: Real = f32> {
    weight: SVector<T, N>,
}

impl<T: Real, const N: usize, const WRONG: bool> Mixed<N, WRONG, T> {
    fn terms(&self) -> [T; 2] {
        [T::one(), T::from_double(2.0)]
    }
}

impl<T: Real, const N: usize, const WRONG: bool> Layer<T> for Mixed<N, WRONG, T> {
    type In = ([Const<N>; 2], Const<N>);
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: (a, b), output: mut y, .. }: Infer<'_, T, Self, B>) {
        for (at, y) in y.elements_mut().iter_mut().enumerate() {
            let [one, two] = self.terms();
            let sum = one * a[0].elements()[at] + two * a[1].elements()[at];
            *y = self.weight[at % N] * sum * b.elements()[at];
        }
    }
}

impl<T: Real, const N: usize, const WRONG: bool> Differentiable<T> for Mixed<N, WRONG, T> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        let Backward { input: (a, b), output_gradient, input_gradient, .. } = pass;
        let Some(([mut first, mut second], mut other)) = input_gradient else { return };
        for (at, &dy) in output_gradient.elements().iter().enumerate() {
            let [one, two] = self.terms();
            let (w, b) = (self.weight[at % N], b.elements()[at]);
            let sum = one * a[0].elements()[at] + two * a[1].elements()[at];
            gradient.weight[at % N] += dy * sum * b;
            first.elements_mut()[at] = dy * w * b * one;
            second.elements_mut()[at] = dy * w * b * if WRONG { one } else { two };
            other.elements_mut()[at] = dy * w * sum;
        }
    }
}

fn mixed_points<const N: usize, const B: usize>(rng: &mut SmallRng) -> ([[[f64; N]; B]; 2], [[f64; N]; B]) {
    ([samples(rng), samples(rng)], samples(rng))
}

#[test]
fn a_layer_with_arrays_in_pairs_and_parameters() {
    check_joining::<Mixed<2, false, f64>, _>(mixed_points::<2, 3>, 18);
    let mut rng = SmallRng::seed_from_u64(1);
    let layer = Mixed::<2, true, f64> { weight: SVector::repeat(1.5) };
    let error = Gradcheck::default().layer(&layer, &mixed_points::<2, 3>(&mut rng), &mut rng).unwrap_err();
    assert!(error.to_string().starts_with("the derivative at input 2[0] of sample 0 is "), "{error}");
    // Inputs of different numbers of samples are no points.
    let concat: Box<layer::Concat<(Const<2>, Const<2>), 4>> = bytemuck::zeroed_box();
    let points = (vec![[1.0; 2]; 3], vec![[1.0; 2]; 4]);
    let error = Gradcheck::default().layer(&*concat, &points, &mut rng);
    assert!(matches!(error, Err(Error::InvalidSetting { found: 4.0, .. })), "{error:?}");
}
