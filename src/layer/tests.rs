//! NaN in gives NaN out, and no gradient that hides it: every layer, with every instruction set.

use crate::kernel::simd::{Isa, Lanes, MAX_LANES, Simd, WithSimd};
use crate::layer::{
    Activation, Backward, BackwardPass, Differentiable, Forward, ForwardPass, Infer, Layer, Max, Saved,
};
use crate::prelude::*;
use crate::scalar::Real;
use crate::value::{View, ViewMut};
use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::marker::PhantomData;
use nalgebra::{Const, Dyn};
use rand::SeedableRng;
use rand::rngs::SmallRng;

/// Two or more registers of every isa, and a part of one.
const WIDTH: usize = 37;

/// Fewer places where the compiler does not optimise; the first and the last are among them.
const STEP: usize = if cfg!(debug_assertions) { 6 } else { 1 };

/// Declares networks of one step.
macro_rules! only {
    ($($name:ident($layer:ty);)*) => {
        $(
            #[network(input = 37)]
            struct $name($layer);
        )*
    };
}

only! {
    OnlyRelu(Relu);
    OnlyTanh(Tanh);
    OnlySigmoid(Sigmoid);
    OnlyPRelu(PRelu);
    OnlyPReluPerChannel(PRelu<PerChannel>);
    OnlySoftmax(Softmax);
    OnlyLogSoftmax(LogSoftmax);
    OnlySoftmin(Softmin);
    OnlyDropout(Dropout<0.5>);
    OnlyLayerNorm(LayerNorm);
    OnlyRmsNorm(RmsNorm);
}

#[network(input = [1, 37])]
struct OnlyRnn(Rnn<5, Last>, Linear<37>);

#[network(input = [1, 37])]
struct OnlyRnnRelu(Rnn<5, Relu, Last>, Linear<37>);

#[network(input = [1, 37])]
struct OnlyGru(Gru<5, Last>, Linear<37>);

#[network(input = [1, 37])]
struct OnlyLstm(Lstm<5, Last>, Linear<37>);

#[network(input = 37)]
struct OnlyNormalize(Normalize);

#[network(input = 37)]
struct OnlyBatchNorm(BatchNorm1d);

/// Layers of channels, of which 37 features are one.
macro_rules! one_channel {
    ($($name:ident($layer:ty) $input:tt;)*) => {
        $(
            #[network(input = $input)]
            struct $name($layer, Flatten);
        )*
    };
}

one_channel! {
    BatchNormOfImages(BatchNorm2d) [1, 1, 37];
    OnlyGroupNorm(GroupNorm<1>) 37;
    GroupNormOfSignals(GroupNorm<1>) [1, 37];
    OnlyInstanceNorm(InstanceNorm<Affine>) [1, 37];
    OnlyDropout1d(Dropout1d<0.5>) [1, 37];
    OnlyDropout2d(Dropout2d<0.5>) [1, 1, 37];
}

#[network(input = 37)]
struct Largest {
    relu: Relu,
    #[from(input)]
    tanh: Tanh,
    #[from(input, relu, tanh)]
    largest: Max,
}

#[network(input = 37)]
struct Smallest {
    relu: Relu,
    #[from(input)]
    tanh: Tanh,
    #[from(input, relu, tanh)]
    smallest: Min,
}

#[network(input = 37)]
struct Sum {
    relu: Relu,
    #[from(input, relu)]
    sum: Add,
}

/// All other joins.
#[network(input = 37)]
struct Joined {
    tanh: Tanh,
    #[from(input, tanh)]
    difference: Sub,
    #[from(tanh, difference, input)]
    product: Mul,
    #[from(product, tanh)]
    mean: Mean,
}

/// Steps that change each feature by itself, and two parts of a value, in reverse order.
#[network(input = 37)]
struct ByFeature {
    scale: Scale,
    bias: Bias,
    neg: Neg,
}

#[network(input = 37)]
struct Divided {
    first: Slice<0, 7>,
    #[from(input)]
    rest: Slice<7, 37>,
    #[from(first, rest)]
    both: Concat,
}

/// Further elements at the sides and between, which are cut off again.
#[network(input = 37)]
struct Resampled(Reshape<1, 37>, Pad<2, 3, Reflect>, Upsample<3>, Reshape<1, 42, 3>, Crop<1, 1, 2, 3>);

#[network(input = 37)]
struct OnlyDistance(Distance<37>);

#[network(input = 37)]
struct DistanceByRows(Distance<5>, Linear<37>);

/// Activations at the end of sums, by columns and by rows, in layers that are compiled for their
/// sizes and in others.
#[network(input = 37)]
struct WithEpilogues(Linear<20>, Relu, Linear<90>, Tanh, Linear<8>, Sigmoid, Linear<37>, Relu);

/// The passes through a network with the loss `Σ y²/2`, whose gradient is `y`: outputs, gradients
/// of the samples and of the parameters.
struct Passes<'a, N, T>(&'a N, &'a [T]);

impl<N, T> WithSimd for Passes<'_, N, T>
where
    T: Real,
    N: Trainable<Scalar = T, InDim = Const<WIDTH>, Inputs = Const<WIDTH>, OutDim = Const<WIDTH>>
        + Differentiable<T, In = Const<WIDTH>, Out = Const<WIDTH>>,
{
    type Output = (Vec<T>, Vec<T>, Box<N>);

    fn with_simd<S: Simd>(self, simd: S) -> Self::Output {
        let Passes(layer, samples) = self;
        let batch = Dyn(samples.len() / WIDTH);
        let (mut y, mut dx) = (vec![T::zero(); samples.len()], vec![T::zero(); samples.len()]);
        let mut saved = <N as Differentiable<T>>::Saved::<Dyn>::default();
        saved.reserve(batch);
        let input = View::from_slice_generic(samples, Const, batch);
        let output = ViewMut::from_slice_generic(&mut y, Const, batch);
        let rng = &mut SmallRng::seed_from_u64(1);
        ForwardPass { layer, pass: Forward::new(input, output, &mut saved, rng) }.with_simd(simd);
        let output = View::from_slice_generic(&y, Const, batch);
        let input_gradient = Some(ViewMut::from_slice_generic(&mut dx, Const, batch));
        let pass = Backward::new(input, output, &mut saved, output, input_gradient);
        let mut gradients = N::zeros();
        BackwardPass { layer, pass, gradients: &mut *gradients }.with_simd(simd);
        (y, dx, gradients)
    }
}

/// The reach of NaN at one place of a sample: that place alone, all of the sample, that place in
/// all samples, or all of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Place,
    Sample,
    Batch,
    All,
}

impl Reach {
    /// Returns true if NaN at a place of the sample in a row reaches number `i` of all samples.
    fn is_hit(self, (row, place): (usize, usize), i: usize) -> bool {
        let (is_row, is_place) = (i / WIDTH == row, i % WIDTH == place);
        match self {
            Reach::Place => is_row && is_place,
            Reach::Sample => is_row,
            Reach::Batch => is_place,
            Reach::All => true,
        }
    }
}

/// The passes with NaN at each place of one of so many samples.
fn check<N, T>(network: &N, reach: Reach)
where
    T: Real,
    N: Trainable<Scalar = T, InDim = Const<WIDTH>, Inputs = Const<WIDTH>, OutDim = Const<WIDTH>>
        + Differentiable<T, In = Const<WIDTH>, Out = Const<WIDTH>>,
{
    for (batch, row) in [(1, 0), (3, 1), (9, 8)] {
        for place in (0..WIDTH).step_by(STEP) {
            let mut samples: Vec<T> =
                (0..batch * WIDTH).map(|i| T::from_double((i * 7 % 11) as f64 / 5.0 - 1.0)).collect();
            samples[row * WIDTH + place] = T::from_double(f64::NAN);
            for isa in Isa::all() {
                let (y, dx, gradients) = isa.run(Passes(network, &samples));
                for (what, numbers) in [("the output", &y), ("the gradient", &dx)] {
                    for (i, number) in numbers.iter().enumerate() {
                        let is_hit = reach.is_hit((row, place), i);
                        assert_eq!(
                            number.to_double().is_nan(),
                            is_hit,
                            "{}, {isa:?}, NaN at {place} of sample {row}: {what} is {number} at {} of sample {}",
                            N::NAME,
                            i % WIDTH,
                            i / WIDTH,
                        );
                    }
                }
                let parameters = gradients.named_tensors().filter(|(tensor, _)| tensor.role().is_parameter());
                for (tensor, numbers) in parameters {
                    let is_nan = numbers.iter().any(|number| number.to_double().is_nan());
                    assert!(is_nan, "{}, {isa:?}: the gradient of {} hides NaN", N::NAME, tensor.path());
                }
            }
        }
    }
}

macro_rules! check {
    ($($network:ident: $reach:ident),* $(,)?) => {
        $({
            let mut rng = SmallRng::seed_from_u64(1);
            check(&*$network::<f32>::init(&mut rng), Reach::$reach);
            check(&*$network::<f64>::init(&mut rng), Reach::$reach);
        })*
    };
}

/// The values of a function for a register of ones with NaN in one lane: this one, or if there are
/// fewer, one that is left when it is divided by their number.
struct Values<F>(usize, PhantomData<F>);

impl<F: Activation> WithSimd for Values<F> {
    type Output = [f32; MAX_LANES];

    fn with_simd<S: Simd>(self, simd: S) -> Self::Output {
        let (mut x, mut y) = ([1.0; MAX_LANES], [1.0; MAX_LANES]);
        x[self.0 % S::F32::LANES] = f32::NAN;
        F::values(S::F32::load_slice(simd, &x)).store_slice(&mut y);
        y
    }
}

macro_rules! keep_nan {
    ($($function:ty),* $(,)?) => {
        $(for lane in 0..MAX_LANES {
            for isa in Isa::all() {
                let values = isa.run(Values::<$function>(lane, PhantomData));
                let found = values.iter().filter(|value| value.is_nan()).count();
                assert_eq!(found, 1, "{}, {isa:?}, lane {lane}", stringify!($function));
            }
        })*
    };
}

#[test]
fn registers_keep_nan() {
    use crate::layer::GeluTanh;
    keep_nan!(LeakyRelu, Relu6, ThresholdedRelu, Elu, Selu, Celu, Gelu, GeluTanh, Silu, Mish, Softplus, Softsign);
    keep_nan!(HardSigmoid, HardSwish, HardTanh, Exp, Log, Sqrt, Square, Abs);
}

#[test]
fn functions_of_one_number_keep_nan() {
    check!(OnlyRelu: Place, OnlyTanh: Place, OnlySigmoid: Place, OnlyDropout: Place, OnlyNormalize: Place);
    check!(OnlyPRelu: Place, OnlyPReluPerChannel: Place, OnlyDropout1d: Place, OnlyDropout2d: Place);
}

#[test]
fn joins_keep_nan() {
    check!(Sum: Place, Joined: Place, Largest: Place, Smallest: Place);
}

fn view<T: Real>(numbers: &[T; 3]) -> View<'_, T, Const<3>, Const<1>> {
    View::from_slice_generic(numbers, Const, Const)
}

fn view_mut<T: Real>(numbers: &mut [T; 3]) -> ViewMut<'_, T, Const<3>, Const<1>> {
    ViewMut::from_slice_generic(numbers, Const, Const)
}

/// `max(a, b)` and the gradients of both, for a gradient of 1.
struct Larger<'a, T>(&'a [T; 3], &'a [T; 3]);

impl<T: Real> WithSimd for Larger<'_, T> {
    type Output = [[T; 3]; 3];

    fn with_simd<S: Simd>(self, simd: S) -> Self::Output {
        let input = [view(self.0), view(self.1)];
        let [mut y, mut da, mut db] = [[T::zero(); 3]; 3];
        Max::<3, 2>.infer(simd, Infer::new(input, view_mut(&mut y)));
        let ones = [T::one(); 3];
        let input_gradient = Some([view_mut(&mut da), view_mut(&mut db)]);
        let (output, output_gradient) = (view(&y), view(&ones));
        let saved = &mut ();
        let pass = Backward::new(input, output, saved, output_gradient, input_gradient);
        Max::<3, 2>.backward(simd, pass, &mut Max::<3, 2>);
        [y, da, db]
    }
}

#[test]
fn the_larger_of_nan_and_a_number_is_nan_for_both() {
    let (a, b) = ([f64::NAN, 2.0, f64::INFINITY], [1.0, f64::NAN, f64::INFINITY]);
    for [y, da, db] in Isa::all().into_iter().map(|isa| isa.run(Larger(&a, &b))) {
        assert!(y[..2].iter().chain(&da[..2]).chain(&db[..2]).all(|number| number.is_nan()));
        assert_eq!((y[2], da[2], db[2]), (f64::INFINITY, 0.5, 0.5));
    }
}

#[test]
fn functions_of_all_features_keep_nan() {
    check!(OnlySoftmax: Sample, OnlyLogSoftmax: Sample, OnlySoftmin: Sample, OnlyLayerNorm: Sample, OnlyRmsNorm: Sample);
    check!(OnlyGroupNorm: Sample, GroupNormOfSignals: Sample, OnlyInstanceNorm: Sample);
}

#[test]
fn states_keep_nan() {
    check!(OnlyRnn: Sample, OnlyRnnRelu: Sample, OnlyGru: Sample, OnlyLstm: Sample);
}

#[test]
fn functions_of_a_batch_keep_nan() {
    check!(OnlyBatchNorm: Batch, BatchNormOfImages: All);
}

#[test]
fn features_by_themselves_keep_nan() {
    check!(ByFeature: Place, Divided: Place, Resampled: Place);
}

#[test]
fn distances_keep_nan() {
    check!(OnlyDistance: Sample, DistanceByRows: Sample);
}

#[test]
fn epilogues_keep_nan() {
    check!(WithEpilogues: Sample);
}
