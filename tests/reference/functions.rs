//! Functions of one number agree with PyTorch's at kinks, at extremes and between: their values,
//! and their derivatives from the input and, where that is enough, from the output.

use netwright::loss::{AnyOutputs, Loss};
use netwright::nalgebra::{Const, Dyn, OMatrix};
use netwright::prelude::*;
use netwright::scalar::Real;
use netwright::value::ViewMut;
use rand::SeedableRng;
use rand::rngs::SmallRng;
use serde_json::Value;

/// The number of points.
const POINTS: usize = 64;

/// A gradient of 1 at each output, with a loss that is finite where the outputs are not.
struct Ones;

impl<T: Real> Loss<T, Const<1>, ()> for Ones {
    type Outputs = AnyOutputs;

    fn sample(&self, _: &[T], (): &(), gradient: &mut [T]) -> T {
        gradient.fill(T::one());
        T::zero()
    }
}

fn numbers(value: &Value) -> Vec<f64> {
    let number = |value: &Value| value.as_f64().or_else(|| value.as_str()?.parse().ok()).expect("a number");
    value.as_array().expect("numbers").iter().map(number).collect()
}

/// The outputs of a network of one feature at the points, and the derivatives there.
fn pass<T: Real, N>(network: &N, points: &[f64]) -> (Vec<f64>, Vec<f64>)
where
    N: Trainable<Scalar = T, InDim = Const<1>, OutDim = Const<1>>,
{
    let samples: Vec<[T; 1]> = points.iter().map(|&x| [T::from_double(x)]).collect();
    let (mut workspace, mut gradients) = (Workspace::for_batch(POINTS), N::zeros());
    let mut derivatives = OMatrix::<T, Const<1>, Dyn>::zeros(POINTS);
    let pass = network.forward_shared(&samples, &mut workspace, &mut SmallRng::seed_from_u64(0));
    let values: Vec<f64> = pass.output().iter().map(|y| y.to_double()).collect();
    for (sample, &y) in samples.iter().zip(&values) {
        let alone = network.predict(sample)[0].to_double();
        assert!((alone - y).abs() <= 1e-6 * y.abs() || alone.to_bits() == y.to_bits() || y.is_nan() && alone.is_nan());
    }
    let view = ViewMut::from_slice_generic(derivatives.as_mut_slice(), Const, Dyn(POINTS));
    pass.loss(&Ones, &[(); POINTS]).unwrap().backward_to_input(&mut gradients, view);
    // The loss is a mean over the points.
    (values, derivatives.iter().map(|dx| dx.to_double() * POINTS as f64).collect())
}

/// Compares with the recorded numbers, up to `tolerance` relative to them or, where they are less
/// than 1, to 1.
fn check<T: Real, N>(function: &str, network: &N, tolerance: f64)
where
    N: Trainable<Scalar = T, InDim = Const<1>, OutDim = Const<1>>,
{
    let recorded: Value = serde_json::from_str(include_str!("../fixtures/functions.f64.json")).unwrap();
    let points = numbers(&recorded["points"]);
    let (values, derivatives) = pass::<T, N>(network, &points);
    for (kind, found) in [("values", values), ("derivatives", derivatives)] {
        let expected = numbers(&recorded["functions"][function][kind]);
        assert_eq!((expected.len(), found.len()), (POINTS, POINTS));
        for ((&x, found), expected) in points.iter().zip(found).zip(expected) {
            // Single precision has infinities of its own.
            let expected = T::from_double(expected).to_double();
            let is_near = (found - expected).abs() <= tolerance * expected.abs().max(1.0);
            // The derivative at what is no number or infinite is of no use.
            let is_out = kind == "derivatives" && !x.is_finite();
            let is_same = found == expected || found.is_nan() && expected.is_nan();
            assert!(is_near || is_same || is_out, "{}, {kind} at {x:e}: {found:e}, not {expected:e}", N::NAME);
        }
    }
}

/// A network of the function alone, in both precisions.
macro_rules! alone {
    ($($name:ident: $layer:ty = $function:literal;)*) => {
        #[test]
        fn functions_of_one_number() {
            $({
                #[network(input = 1)]
                struct $name($layer);
                let mut rng = SmallRng::seed_from_u64(1);
                check::<f64, _>($function, &*$name::<f64>::init(&mut rng), 4e-15);
                check::<f32, _>($function, &*$name::<f32>::init(&mut rng), 1e-6);
            })*
        }
    };
}

/// A network with the function between two layers that give what they take, where its derivative is
/// computed from its output.
macro_rules! between {
    ($($name:ident: $layer:ty = $function:literal;)*) => {
        #[test]
        fn derivatives_from_the_output() {
            $({
                #[network(input = 1)]
                struct $name {
                    above: Linear<1>,
                    function: $layer,
                    below: Linear<1>,
                }
                let mut network = $name::<f64>::zeros();
                network.above.weight[(0, 0)] = 1.0;
                network.below.weight[(0, 0)] = 1.0;
                check::<f64, _>($function, &*network, 4e-15);
            })*
        }
    };
}

alone! {
    OnlyRelu: Relu = "Relu";
    OnlyTanh: Tanh = "Tanh";
    OnlySigmoid: Sigmoid = "Sigmoid";
    OnlyLeakyRelu: LeakyRelu = "LeakyRelu";
    OnlyLeakyReluOfQuarter: LeakyRelu<0.25> = "LeakyRelu<0.25>";
    OnlyLeakyReluDown: LeakyRelu<-0.5> = "LeakyRelu<-0.5>";
    OnlyPRelu: PRelu = "PRelu";
    OnlyRelu6: Relu6 = "Relu6";
    OnlyThresholdedRelu: ThresholdedRelu = "ThresholdedRelu";
    OnlyThresholdedReluBelow: ThresholdedRelu<-0.5, -2.0> = "ThresholdedRelu<-0.5, -2.0>";
    OnlyThresholdedReluAbove: ThresholdedRelu<-0.5, 2.0> = "ThresholdedRelu<-0.5, 2.0>";
    OnlyElu: Elu = "Elu";
    OnlyEluOfHalf: Elu<0.5> = "Elu<0.5>";
    OnlySelu: Selu = "Selu";
    OnlyCelu: Celu = "Celu";
    OnlyCeluOfTwo: Celu<2.0> = "Celu<2.0>";
    OnlyGelu: Gelu = "Gelu";
    OnlyGeluTanh: Gelu<Tanh> = "Gelu<Tanh>";
    OnlySilu: Silu = "Silu";
    OnlyMish: Mish = "Mish";
    OnlySoftplus: Softplus = "Softplus";
    OnlySoftplusOfTwo: Softplus<2.0> = "Softplus<2.0>";
    OnlySoftplusUpToThree: Softplus<0.5, 3.0> = "Softplus<0.5, 3.0>";
    OnlySoftsign: Softsign = "Softsign";
    OnlyHardSigmoid: HardSigmoid = "HardSigmoid";
    OnlyHardSwish: HardSwish = "HardSwish";
    OnlyHardTanh: HardTanh = "HardTanh";
    OnlyHardTanhUpToTwo: HardTanh<-0.5, 2.0> = "HardTanh<-0.5, 2.0>";
    OnlyExp: Exp = "Exp";
    OnlyLog: Log = "Log";
    OnlySqrt: Sqrt = "Sqrt";
    OnlySquare: Square = "Square";
    OnlyAbs: Abs = "Abs";
}

between! {
    BetweenLeakyRelu: LeakyRelu<0.25> = "LeakyRelu<0.25>";
    BetweenLeakyReluDown: LeakyRelu<-0.5> = "LeakyRelu<-0.5>";
    BetweenRelu6: Relu6 = "Relu6";
    BetweenThresholdedReluBelow: ThresholdedRelu<-0.5, -2.0> = "ThresholdedRelu<-0.5, -2.0>";
    BetweenThresholdedReluAbove: ThresholdedRelu<-0.5, 2.0> = "ThresholdedRelu<-0.5, 2.0>";
    BetweenElu: Elu<0.5> = "Elu<0.5>";
    BetweenSilu: Silu = "Silu";
    BetweenHardTanh: HardTanh<-0.5, 2.0> = "HardTanh<-0.5, 2.0>";
    BetweenExp: Exp = "Exp";
    BetweenSqrt: Sqrt = "Sqrt";
    BetweenAbs: Abs = "Abs";
}
