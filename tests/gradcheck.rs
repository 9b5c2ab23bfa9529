//! The gradient check itself: it finds every wrong gradient, however small, passes correct ones,
//! and reports the tensors for which it proves nothing.

use netwright::__private::assert_gradients;
use netwright::Error;
use netwright::gradcheck::{Gradcheck, Report, gradcheck};
use netwright::layer::prelude::*;
use netwright::layer::{Activation, Pointwise};
use netwright::nalgebra::Const;
use netwright::prelude::*;
use rand::rngs::{SmallRng, StdRng};
use rand::{RngExt, SeedableRng};

/// Declares functions of one number with their derivatives, some of them wrong.
macro_rules! functions {
    ($($name:ident: $value:expr, $derivative:expr;)*) => {
        $(
            struct $name;

            impl Activation for $name {
                fn value<T: Real>(x: T) -> T {
                    let value: fn(f64) -> f64 = $value;
                    T::from_double(value(x.to_double()))
                }

                fn derivative<T: Real>(x: T, _: T) -> T {
                    let derivative: fn(f64) -> f64 = $derivative;
                    T::from_double(derivative(x.to_double()))
                }
            }
        )*
    };
}

functions! {
    Square: |x| x * x, |x| 2.0 * x;
    HalfSquare: |x| x * x, |x| x;
    Faint: |x| 3e-8 * x, |_| 3e-8;
    LostFaint: |x| 3e-8 * x, |_| 0.0;
    Fainter: |x| 4e-12 * x, |_| 4e-12;
    LostFainter: |x| 4e-12 * x, |_| 0.0;
    TwiceFainter: |x| 4e-12 * x, |_| 8e-12;
    Faintest: |x| 1e-25 * x, |_| 1e-25;
    Immense: |x| 1e30 * x * x, |x| 2e30 * x;
    NearlyImmense: |x| 1e30 * x * x, |x| 2.000_001e30 * x;
    Cube: |x| x * x * x, |x| 3.0 * x * x;
    Steep: |x| (1e6 * x).tanh(), |x| 1e6 * (1.0 - (1e6 * x).tanh().powi(2));
    WronglySteep: |x| (1e6 * x).tanh(), |x| 1.1e6 * (1.0 - (1e6 * x).tanh().powi(2));
    Logarithm: |x| x.ln(), |x| x.recip();
    Flat: |_| 1.0, |_| 0.0;
    NotFlat: |_| 1.0, |_| 1e-3;
    Offset: |x| 1e6 + x, |_| 1.0;
}

fn rng() -> SmallRng {
    SmallRng::seed_from_u64(1)
}

/// A function of one number as a layer.
fn function<A: Activation, const N: usize>() -> Pointwise<A, N> {
    bytemuck::Zeroable::zeroed()
}

/// Checks a function of one number at these points.
fn check<A: Activation, const N: usize>(numbers: [f64; N]) -> Result<Report, Error> {
    Gradcheck::default().layer(&function::<A, N>(), &numbers, &mut rng())
}

fn assert_shown(result: Result<Report, Error>) {
    let report = result.unwrap();
    assert_eq!(report.unshown, [], "{report}");
}

fn assert_wrong(result: Result<Report, Error>, place: &str) {
    match result {
        Err(Error::WrongGradient { place: found, .. }) => assert!(found.starts_with(place), "{found}"),
        other => panic!("{other:?} instead of a wrong gradient at {place}"),
    }
}

const NUMBERS: [f64; 4] = [0.3, -0.7, 1.1, 2.0];

#[test]
fn right_functions_of_any_size_pass() {
    assert_shown(check::<Square, 4>(NUMBERS));
    assert_shown(check::<Faint, 4>(NUMBERS));
    assert_shown(check::<Fainter, 4>(NUMBERS));
    assert_shown(check::<Faintest, 4>(NUMBERS));
    assert_shown(check::<Immense, 4>(NUMBERS));
    assert_shown(check::<Offset, 4>(NUMBERS));
    assert_shown(check::<Square, 3>([1e-9, 1e-12, 0.0]));
    assert_shown(check::<Square, 3>([1e9, -1e15, 1e120]));
    // At 0 a cube has the derivative 0, but its differences are not 0.
    assert_shown(check::<Cube, 3>([0.0, 0.5, -2.0]));
    // These are steep within the default step, and one ends there.
    assert_shown(check::<Steep, 3>([1e-6, -3e-7, 0.0]));
    assert_shown(check::<Logarithm, 3>([3.0, 1e-3, 2e-5]));
    assert_shown(check::<Logarithm, 1>([1e-6]));
}

#[test]
fn wrong_functions_of_any_size_are_found() {
    assert_wrong(check::<HalfSquare, 4>(NUMBERS), "input[0] of sample 0");
    assert_wrong(check::<HalfSquare, 2>([1e-9, 1e-12]), "input[0] of sample 0");
    assert_wrong(check::<LostFaint, 4>(NUMBERS), "input[0] of sample 0");
    assert_wrong(check::<LostFainter, 4>(NUMBERS), "input[0] of sample 0");
    assert_wrong(check::<TwiceFainter, 4>(NUMBERS), "input[0] of sample 0");
    assert_wrong(check::<NearlyImmense, 4>(NUMBERS), "input[0] of sample 0");
    assert_wrong(check::<WronglySteep, 2>([1e-6, -3e-7]), "input[0] of sample 0");
    assert_wrong(check::<NotFlat, 2>([0.0, 1.0]), "input[0] of sample 0");
}

/// Checks a network with a function of one number, whose loss is about 1 whatever its gradients
/// are: it misses distant targets.
macro_rules! check_in_network {
    ($function:ty) => {{
        #[network(input = 2)]
        struct Net(Linear<3>, Pointwise<$function>);

        let mut rng = StdRng::seed_from_u64(1);
        let net = Net::<f64>::init(&mut rng);
        gradcheck(&*net, &[[0.5, -1.0], [2.0, 0.1]], &Mse, &[[1.0, -1.0, 0.5]; 2], &mut rng)
    }};
}

#[test]
fn small_derivatives_of_a_large_loss_are_told_apart() {
    assert_shown(check_in_network!(Square));
    assert_shown(check_in_network!(Faint));
    assert_shown(check_in_network!(Fainter));
    assert_wrong(check_in_network!(HalfSquare), "0.weight[0, 0]");
    assert_wrong(check_in_network!(LostFaint), "0.weight[0, 0]");
    assert_wrong(check_in_network!(LostFainter), "0.weight[0, 0]");
    assert_wrong(check_in_network!(TwiceFainter), "0.weight[0, 0]");
}

/// Ten pairs of a layer and `Sigmoid`, which pass on a millionth of a gradient.
#[network(input = 4)]
struct TenPairs(
    Linear<4>,
    Sigmoid,
    Linear<4>,
    Sigmoid,
    Linear<4>,
    Sigmoid,
    Linear<4>,
    Sigmoid,
    Linear<4>,
    Sigmoid,
    Linear<4>,
    Sigmoid,
    Linear<4>,
    Sigmoid,
    Linear<4>,
    Sigmoid,
    Linear<4>,
    Sigmoid,
    Linear<4>,
    Sigmoid,
);

#[network(input = 4)]
struct RightBelow {
    first: Pointwise<Square>,
    pairs: TenPairs,
}

#[network(input = 4)]
struct WrongBelow {
    first: Pointwise<HalfSquare>,
    pairs: TenPairs,
}

#[test]
fn what_is_wrong_below_ten_sigmoids_is_found() {
    for seed in 0..20 {
        let mut rng = SmallRng::seed_from_u64(seed);
        let samples = [[0.5, -1.0, 0.8, 1.5]];
        let net = RightBelow::<f64>::init(&mut rng);
        let report = gradcheck(&*net, &samples, &Mse, &[[0.0, 1.0, 0.0, 1.0]], &mut rng).unwrap();
        assert!(report.unshown.iter().all(|unshown| !unshown.is_zero()), "{report}");
        assert_shown(Gradcheck::default().layer(&*net, &samples, &mut rng));
        let net = WrongBelow::<f64>::init(&mut SmallRng::seed_from_u64(seed));
        assert_wrong(Gradcheck::default().layer(&*net, &samples, &mut rng), "input[");
        assert_wrong(gradcheck(&*net, &samples, &Mse, &[[0.0, 1.0, 0.0, 1.0]], &mut rng), "input[");
    }
}

#[test]
fn tensors_about_which_nothing_is_shown_are_named() {
    let report = check::<Flat, 2>([0.0, 1.0]).unwrap();
    assert_eq!(report.checked, 2);
    assert_eq!(
        report.to_string(),
        "2 derivatives agree with differences, with errors up to 0e0\n\
         nothing is proved about input: all its derivatives are 0"
    );

    #[network(input = 2)]
    struct Dead {
        hidden: Linear<3>,
        relu: Relu,
        logits: Linear<2>,
    }
    let mut net = Dead::<f64>::init(&mut rng());
    net.hidden.bias.fill(-10.0);
    let report = gradcheck(&*net, &[[0.5, -1.0]], &Mse, &[[1.0, 0.0]], &mut rng()).unwrap();
    let unshown: Vec<_> = report.unshown.iter().map(|unshown| (unshown.tensor.as_str(), unshown.is_zero())).collect();
    assert_eq!(
        unshown,
        [("hidden.weight", true), ("hidden.bias", true), ("logits.weight", true), ("input", true)],
        "{report}"
    );

    // Derivatives of 1e-25 beside a loss of about 1.
    let report = check_in_network!(Faintest).unwrap();
    let names: Vec<_> = report.unshown.iter().map(|unshown| unshown.tensor.as_str()).collect();
    assert_eq!(names, ["0.weight", "0.bias", "input"]);
    assert!(report.unshown.iter().all(|unshown| !unshown.is_zero() && unshown.least < 1e-12), "{report}");
    let text = report.to_string();
    assert!(text.contains("nothing is proved about 0.weight: its derivatives are at most "), "{text}");
}

#[test]
fn zeroes_of_dropout_are_right() {
    #[network(input = 3)]
    struct Drops {
        hidden: Linear<8>,
        none: Dropout<0.0>,
        half: Dropout<0.5>,
        logits: Linear<2>,
    }
    let mut rng = rng();
    let net = Drops::<f64>::init(&mut rng);
    assert_shown(gradcheck(&*net, &[[0.5, -1.0, 0.25]; 2], &Mse, &[[1.0, 0.0]; 2], &mut rng));
}

#[test]
fn a_kink_nearby_is_no_mistake_and_one_at_the_point_is() {
    assert_shown(check::<Relu, 4>([1e-7, -1e-6, 1e-3, 2.0]));
    assert_wrong(check::<Relu, 2>([1.0, 0.0]), "input[1] of sample 0");
}

/// A layer that forgets to add to the gradient of its parameter, whose effect is small beside that
/// of others.
#[derive(Parameters)]
struct Tilted<const N: usize, T: Real = f32> {
    factors: SVector<T, 2>,
}

impl<T: Real, const N: usize> Layer<T> for Tilted<N, T> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
        let factor = self.factors[0] * T::from_double(1e6) + self.factors[1];
        y.zip_apply(&x, |y, x| *y = factor * x);
    }
}

impl<T: Real, const N: usize> Differentiable<T> for Tilted<N, T> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, gradient: &mut Self) {
        gradient.factors[0] += pass.input.dot(&pass.output_gradient) * T::from_double(1e6);
        let factor = self.factors[0] * T::from_double(1e6) + self.factors[1];
        if let Some(mut dx) = pass.input_gradient {
            dx.zip_apply(&pass.output_gradient, |dx, dy| *dx = factor * dy);
        }
    }
}

#[test]
fn a_small_number_beside_a_large_one_is_checked_by_itself() {
    let layer = Tilted::<3, f64> { factors: SVector::from([1.0, 0.5]) };
    let result = Gradcheck::default().layer(&layer, &[[0.5, -1.0, 0.3]], &mut rng());
    assert_wrong(result, "factors[1]");
}

#[test]
fn every_generator_is_taken() {
    let layer = function::<Square, 4>();
    let settings = Gradcheck::default();
    assert_shown(settings.layer(&layer, &NUMBERS, &mut StdRng::seed_from_u64(1)));
    assert_shown(settings.layer(&layer, &NUMBERS, &mut SmallRng::seed_from_u64(1)));
    assert_shown(settings.layer(&layer, &NUMBERS, &mut rand::rng()));
    let mut rng = rng();
    let any: &mut dyn Rng = &mut rng;
    assert_shown(settings.layer(&layer, &NUMBERS, any));
    // A borrowed one goes on from where it is.
    assert_ne!(rng.random::<u64>(), SmallRng::seed_from_u64(1).random::<u64>());
}

#[test]
fn settings_without_meaning_are_refused() {
    let message = |step, tolerance| {
        let settings = Gradcheck { step, tolerance };
        settings.layer(&function::<Square, 4>(), &NUMBERS, &mut rng()).unwrap_err().to_string()
    };
    for step in [0.0, -1e-5, f64::NAN, f64::INFINITY] {
        assert!(message(step, 1e-7).starts_with("the step of a gradient check must be a finite number above 0"));
    }
    let expected = "the tolerance of a gradient check must be a finite number that is not negative, but is NaN";
    assert_eq!(message(1e-5, f64::NAN), expected);
}

/// A branch whose effect vanishes beside another one.
macro_rules! assert_beside_another {
    ($function:ty) => {{
        #[network(input = 2)]
        struct Net {
            lost: Linear<2>,
            function: Pointwise<$function>,
            #[from(input)]
            seen: Linear<2>,
            #[from(function, seen)]
            sum: Add,
        }

        assert_gradients::<Net<f64>>();
    }};
}

#[test]
fn generated_tests_pass_what_is_right() {
    assert_gradients::<TenPairs<f64>>();
    assert_gradients::<RightBelow<f64>>();
    assert_beside_another!(Faint);
    // Nothing depends on it, and the backward pass agrees.
    assert_beside_another!(Flat);
}

#[test]
#[should_panic = "`WrongBelow`: the derivative at input["]
fn generated_tests_find_what_is_wrong_below_ten_sigmoids() {
    assert_gradients::<WrongBelow<f64>>();
}

#[test]
#[should_panic = "`Net`: nothing is proved about lost.weight: its derivatives are at most "]
fn generated_tests_fail_if_nothing_is_shown() {
    assert_beside_another!(Faintest);
}
