//! The meaning of the outputs of networks: through steps that keep it, nested networks, and custom
//! layers.

use netwright::layer::prelude::*;
use netwright::layer::{
    self, Add, Bias, Columnwise, Concat, Distance, Dropout, Flatten, LogSoftmax, Max, Mean, Min, Mul, Neg, Pointwise,
    Scale, Slice, Softmax, Sub,
};
use netwright::meaning::OutputMeaning;
use netwright::network::Signature;
use netwright::prelude::*;
use std::any::{TypeId, type_name};

/// The softmax of (1, 2, 3).
const SHARES: [f32; 3] = [0.090_030_57, 0.244_728_48, 0.665_240_96];

#[track_caller]
fn has_shares<N>(net: &N)
where
    N: Classifier + Signature<Scalar = f32, InDim = Const<3>, OutDim = Const<3>>,
{
    let found = net.predict_proba(&[1.0, 2.0, 3.0]);
    let error = found.iter().zip(SHARES).fold(0.0_f32, |worst, (found, expected)| worst.max((found - expected).abs()));
    assert!(error < 1e-6, "{}: {found:?}", N::NAME);
    let (class, probability) =
        (net.classify_index(&[1.0, 2.0, 3.0]), net.classify_with_probability(&[1.0, 2.0, 3.0]).1);
    assert!(class == 2 && (probability - SHARES[2]).abs() < 1e-6);
}

#[track_caller]
fn means<N: Signature, M: Meaning>() {
    assert_eq!(type_name::<N::Meaning>(), type_name::<M>());
}

#[network(input = 3)]
struct Shares(Softmax);

#[network(input = 3)]
struct Kept(Softmax, Flatten, Dropout<0.5>, Flatten);

#[network(input = [3, 1, 1])]
struct Image(Flatten, LogSoftmax, Dropout<0.25>);

#[network(input = 3)]
struct Keeps(Flatten, Dropout<0.5>);

#[network(input = 3)]
struct Scores(Keeps);

#[network(input = 3)]
struct SharesKept(Shares, Keeps, Keeps);

#[network(input = 3)]
struct Nested(Flatten, SharesKept, Flatten);

#[network(input = 3)]
struct Rates(Tanh, Dropout<0.5>, Keeps);

#[network(input = 3)]
struct Branches {
    shares: Softmax,
    #[from(input)]
    other: Tanh,
    #[from(shares, other)]
    sum: Add,
    kept: Flatten,
}

#[network(input = N)]
struct Sized<const N: usize = 3>(Softmax, Flatten, SizedKeeps<N>);

#[network(input = N)]
struct SizedKeeps<const N: usize = 3>(Flatten);

#[test]
fn probabilities_pass_through_steps_that_keep_them() {
    has_shares(&*Shares::zeros());
    has_shares(&*Kept::zeros());
    has_shares(&*Voters::zeros());
    has_shares(&*Scores::zeros());
    has_shares(&*SharesKept::zeros());
    has_shares(&*Nested::zeros());
    has_shares(&*Sized::<3>::zeros());
    let probabilities = Image::zeros().predict_proba(&[1.0, 2.0, 3.0]);
    assert!(probabilities.iter().zip(SHARES).all(|(found, expected)| (found - expected).abs() < 1e-6));
}

#[test]
fn the_meaning_is_a_type() {
    means::<Shares, Probabilities>();
    means::<Kept, Probabilities>();
    means::<Image, LogProbabilities>();
    means::<Keeps, Logits>();
    means::<Scores, Logits>();
    means::<SharesKept, Probabilities>();
    means::<Nested<f64>, Probabilities>();
    means::<Rates, Values>();
    means::<Sized<7>, Probabilities>();
    means::<Branches, Values>();
    means::<Voters, Probabilities>();
}

#[network(input = 2)]
struct Nearest(Distance<3>);

/// The smallest distance wins, in every way in which a class is asked for.
#[test]
fn the_nearest_prototype_wins() {
    let mut net = Nearest::zeros();
    for (class, prototype) in [[0.0, 0.0], [1.0, 0.0], [0.0, 2.0]].into_iter().enumerate() {
        net.0.prototypes[(class, 0)] = prototype[0];
        net.0.prototypes[(class, 1)] = prototype[1];
    }
    means::<Nearest, Distances>();
    let sample = [0.9, 0.1];
    assert_eq!((net.classify(&sample), net.classify_index(&sample)), (1, 1));
    let (class, probability) = net.classify_with_probability(&sample);
    let exponentials = [-0.82_f64, -0.02, -4.42].map(f64::exp);
    let sum: f64 = exponentials.iter().sum();
    assert!(class == 1 && (f64::from(probability) - exponentials[1] / sum).abs() < 1e-6);
    let found = net.predict_proba(&sample);
    assert!(found.iter().zip(exponentials).all(|(&found, e)| (f64::from(found) - e / sum).abs() < 1e-6), "{found:?}");
    // Far away, where all exponentials of the distances themselves are zero.
    assert_eq!(net.predict_proba(&[0.0, 100.0]).as_slice(), [0.0, 0.0, 1.0]);
    assert!(net.predict_proba(&[f32::NAN, 0.0]).iter().all(|probability| probability.is_nan()));
    let (samples, labels) = ([[0.9, 0.1], [0.1, 1.8], [0.1, 0.1]], Label::<3>::from_indices([1, 2, 0]).unwrap());
    assert_eq!(net.accuracy(&samples, &labels).unwrap(), 1.0);
    assert_eq!(net.confusion(&samples, &labels).unwrap().accuracy(), 1.0);
}

/// The mean of two values.
#[derive(Parameters)]
#[meaning(Input)]
struct Halfway<const N: usize>;

/// Halves a value, which is probabilities no longer.
#[derive(Parameters)]
#[meaning(Values)]
struct Half<const N: usize>;

/// States no meaning.
#[derive(Parameters)]
struct Silent<const N: usize>;

/// Probabilities by the squares of amplitudes, `y = x² / |x|²`.
#[derive(Parameters)]
#[meaning(Probabilities)]
struct Born<const N: usize>;

/// A layer around one of another type.
#[derive(Parameters)]
#[meaning(L::Given<Input>)]
struct Around<L: OutputMeaning + 'static>(std::marker::PhantomData<L>);

macro_rules! layers {
    ($($name:ident: $in:ty, |$x:ident, $y:ident| $write:expr;)*) => {
        $(impl<T: Real, const N: usize> Layer<T> for $name<N> {
            type In = $in;
            type Out = Const<N>;
            type Scratch = ();

            fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: $x, output: mut $y, .. }: Infer<'_, T, Self, B>) {
                $write;
            }
        })*
    };
}

layers! {
    Halfway: [Const<N>; 2], |x, y| y.zip_zip_apply(&x[0], &x[1], |y, a, b| *y = (a + b) / (T::one() + T::one()));
    Half: Const<N>, |x, y| y.zip_apply(&x, |y, x| *y = x / (T::one() + T::one()));
    Silent: Const<N>, |x, y| y.copy_from(&x);
    Born: Const<N>, |x, y| for (x, mut y) in x.column_iter().zip(y.column_iter_mut()) {
        y.zip_apply(&x, |y, a| *y = a * a / x.norm_squared());
    };
}

#[network(input = 3, train = false)]
struct Ensemble {
    one: Softmax,
    #[from(input)]
    two: Softmax,
    #[from(one, two)]
    mean: Halfway<_>,
    flat: Flatten,
}

/// Soft voting.
#[network(input = 3)]
struct Voters {
    one: Softmax,
    #[from(input)]
    two: Softmax,
    #[from(one, two)]
    mean: Mean,
}

#[network(input = 3, train = false)]
struct Mixed {
    one: Softmax,
    #[from(input)]
    two: Tanh,
    #[from(one, two)]
    mean: Halfway<_>,
}

#[network(input = 3, train = false)]
struct Halved(Softmax, Half<_>, Flatten);

#[network(input = 3, train = false)]
struct Unsaid(Softmax, Silent<_>);

#[network(input = 3, train = false)]
struct Quantum(Born<_>, Dropout<0.5>);

#[test]
fn layers_of_a_users_say_it() {
    means::<Ensemble, Probabilities>();
    means::<Mixed, Values>();
    means::<Halved, Values>();
    means::<Unsaid, Logits>();
    means::<Quantum, Probabilities>();
    let net: Ensemble = netwright::__private::Zeroable::zeroed();
    has_shares(&net);
    let net: Quantum = netwright::__private::Zeroable::zeroed();
    assert_eq!(net.predict_proba(&[3.0, 0.0, -4.0]).as_slice(), [0.36, 0.0, 0.64]);
}

#[test]
fn sums_are_no_probabilities() {
    fn given<L: OutputMeaning, I: Meaning, M: Meaning>() {
        assert_eq!(TypeId::of::<L::Given<I>>(), TypeId::of::<M>(), "{} of {}", type_name::<L>(), type_name::<I>());
    }
    type Both<A, B> = <A as Meaning>::Joined<B>;
    given::<Add<3, 2>, Logits, Logits>();
    given::<Add<3, 2>, Probabilities, Values>();
    given::<Max<3, 2>, Values, Values>();
    given::<Max<3, 2>, LogProbabilities, Logits>();
    given::<Sub<3>, LogProbabilities, Logits>();
    given::<Min<3, 2>, Probabilities, Values>();
    given::<Mul<3, 2>, Both<Logits, Values>, Logits>();
    given::<Mul<3, 2>, Probabilities, Values>();
    given::<Mul<3, 2>, LogProbabilities, Values>();
    given::<Mean<3, 2>, Probabilities, Probabilities>();
    given::<Mean<3, 2>, LogProbabilities, Logits>();
    given::<Mean<3, 2>, Both<Probabilities, Values>, Values>();
    given::<Concat<(Const<1>, Const<2>), 3>, LogProbabilities, Values>();
    given::<Concat<(Const<1>, Const<2>), 3>, Both<LogProbabilities, Logits>, Logits>();
    given::<Add<3, 2>, Both<Values, Probabilities>, Values>();
    given::<Add<3, 2>, Both<Probabilities, LogProbabilities>, Logits>();
    given::<Add<3, 2>, Distances, Distances>();
    given::<Concat<(Const<1>, Const<2>), 3>, Both<Distances, Distances>, Distances>();
    given::<Concat<(Const<1>, Const<2>), 3>, Both<Distances, Values>, Values>();
    given::<Add<3, 2>, Both<Values, Distances>, Values>();
    given::<Add<3, 2>, Both<Probabilities, Distances>, Values>();
    given::<Add<3, 2>, Both<Distances, LogProbabilities>, Logits>();
    given::<Add<3, 2>, Both<LogProbabilities, Distances>, Logits>();
    given::<Add<3, 2>, Both<Distances, Logits>, Logits>();
    given::<Scale<f32, 3, 3>, Distances, Values>();
    given::<Neg<3>, Distances, Logits>();
    given::<Neg<3>, Probabilities, Values>();
    given::<Slice<3, 0, 2>, Probabilities, Values>();
    given::<Slice<3, 0, 2>, LogProbabilities, Logits>();
    given::<Flatten<3>, Both<Probabilities, Probabilities>, Probabilities>();
    given::<Flatten<3>, Both<Values, Logits>, Logits>();
    given::<layer::Reshape<[[(); 1]; 3], 3>, Probabilities, Probabilities>();
    given::<Dropout<3, 0>, LogProbabilities, LogProbabilities>();
    given::<Pointwise<Relu, 3>, Logits, Values>();
    given::<Columnwise<Softmax, 3>, Values, Probabilities>();
    given::<Columnwise<LogSoftmax, 3>, Values, LogProbabilities>();
    given::<Linear<f32, 3, 3>, Probabilities, Logits>();
    given::<Around<Flatten<3>>, Probabilities, Probabilities>();
}

/// The list of built-in layers, as a test of the macro crate writes it.
const LAYERS: &str = include_str!("../macros/tests/layers.txt");

/// A network of each single built-in step: macro and library agree on its meaning.
macro_rules! alone {
    ($($name:ident($($layer:tt)*) $(over $input:tt)?, $ty:ty;)*) => {
        $(alone!(@declare $name($($layer)*) $($input)?);)*

        #[test]
        fn the_macro_knows_what_built_in_layers_mean() {
            fn agree<N: OutputMeaning, L: OutputMeaning, I: Meaning>() {
                assert_eq!(type_name::<N::Given<I>>(), type_name::<L::Given<I>>(), "{}", type_name::<N>());
            }
            $(agree::<$name, $ty, Logits>();
            agree::<$name, $ty, Probabilities>();
            agree::<$name, $ty, LogProbabilities>();
            agree::<$name, $ty, Distances>();
            agree::<$name, $ty, Values>();)*
            let lines = LAYERS.lines().filter(|line| !line.starts_with('#'));
            let all: Vec<_> = lines.filter_map(|line| Some(format!("Alone{}", line.split(' ').next()?))).collect();
            assert_eq!(all, [$(stringify!($name)),*]);
        }
    };
    (@declare $name:ident($($layer:tt)*)) => { alone!(@declare $name($($layer)*) 3); };
    (@declare $name:ident($($layer:tt)*) $input:tt) => {
        #[network(input = $input)]
        struct $name($($layer)*);
    };
}

/// A window of one tap over one element.
type OneTap = layer::Axis<1, 1, 1, 1, 1, 0>;

alone! {
    AloneLinear(Linear<3>), Linear<f32, 3, 3>;
    AloneRelu(Relu), Pointwise<Relu, 3>;
    AloneTanh(Tanh), Pointwise<Tanh, 3>;
    AloneSigmoid(Sigmoid), Pointwise<Sigmoid, 3>;
    AloneLeakyRelu(LeakyRelu), Pointwise<LeakyRelu, 3>;
    AlonePRelu(PRelu), PRelu<f32, 3>;
    AloneRelu6(Relu6), Pointwise<Relu6, 3>;
    AloneThresholdedRelu(ThresholdedRelu), Pointwise<ThresholdedRelu, 3>;
    AloneElu(Elu), Pointwise<Elu, 3>;
    AloneSelu(Selu), Pointwise<Selu, 3>;
    AloneCelu(Celu), Pointwise<Celu, 3>;
    AloneGelu(Gelu), Pointwise<Gelu, 3>;
    AloneSilu(Silu), Pointwise<Silu, 3>;
    AloneMish(Mish), Pointwise<Mish, 3>;
    AloneSoftplus(Softplus), Pointwise<Softplus, 3>;
    AloneSoftsign(Softsign), Pointwise<Softsign, 3>;
    AloneHardSigmoid(HardSigmoid), Pointwise<HardSigmoid, 3>;
    AloneHardSwish(HardSwish), Pointwise<HardSwish, 3>;
    AloneHardTanh(HardTanh), Pointwise<HardTanh, 3>;
    AloneExp(Exp), Pointwise<Exp, 3>;
    AloneLog(Log), Pointwise<Log, 3>;
    AloneSqrt(Sqrt), Pointwise<Sqrt, 3>;
    AloneSquare(Square), Pointwise<Square, 3>;
    AloneAbs(Abs), Pointwise<Abs, 3>;
    AloneSoftmax(Softmax), Columnwise<Softmax, 3>;
    AloneLogSoftmax(LogSoftmax), Columnwise<LogSoftmax, 3>;
    AloneSoftmin(Softmin), Columnwise<Softmin, 3>;
    AlonePointwise(Pointwise<Tanh>), Pointwise<Tanh, 3>;
    AloneColumnwise(Columnwise<Softmax>), Columnwise<Softmax, 3>;
    AloneDropout(Dropout<0.5>), Dropout<3, 0>;
    AloneDropout1d(Dropout1d<0.5>) over [3, 4], layer::Dropout1d<12, 0, 3>;
    AloneDropout2d(Dropout2d<0.5>) over [3, 2, 2], layer::Dropout2d<12, 0, 3>;
    AloneLayerNorm(LayerNorm), layer::LayerNorm<f32, [(); 3], 3, 0>;
    AloneRmsNorm(RmsNorm), layer::RmsNorm<f32, [(); 3], 3, 0>;
    AloneBatchNorm1d(BatchNorm1d), layer::BatchNorm1d<f32, 3, 3, 0, 0>;
    AloneBatchNorm2d(BatchNorm2d) over [3, 2, 2], layer::BatchNorm2d<f32, 12, 3, 0, 0>;
    AloneGroupNorm(GroupNorm<1>), layer::GroupNorm<f32, 3, 3, 1, 0>;
    AloneInstanceNorm(InstanceNorm) over [3, 4], layer::InstanceNorm<f32, 12, 3, 0, layer::NoAffine>;
    AloneNormalize(Normalize), layer::Normalize<f32, 3, 3>;
    AloneDistance(Distance<3>), Distance<f32, 3, 3>;
    AloneEmbedding(Embedding<5, 2>), layer::Embedding<f32, 3, 5, 2, 6>;
    AloneNeg(Neg), Neg<3>;
    AloneScale(Scale), Scale<f32, 3, 3>;
    AloneBias(Bias), Bias<f32, 3, 3>;
    AloneSlice(Slice<0, 2>), Slice<3, 0, 2>;
    AloneConv1d(Conv1d<3, 2>) over [2, 9], layer::Conv1d<f32, 1, 1, 1, 1, 1, 0, layer::Window1<OneTap>>;
    AloneConv2d(Conv2d<3, 2>) over [2, 9, 9], layer::Conv2d<f32, 1, 1, 1, 1, 1, 0, layer::Window2<OneTap, OneTap>>;
    AloneConvTranspose1d(ConvTranspose1d<3, 2>) over [2, 9], layer::ConvTranspose1d<f32, 1, 1, 1, 1, 1, 0, layer::Window1<OneTap>>;
    AloneConvTranspose2d(ConvTranspose2d<3, 2>) over [2, 9, 9], layer::ConvTranspose2d<f32, 1, 1, 1, 1, 1, 0, layer::Window2<OneTap, OneTap>>;
    AloneMaxPool1d(MaxPool1d<2>) over [2, 6], layer::MaxPool1d<1, 1, 1, layer::Window1<OneTap>>;
    AloneMaxPool2d(MaxPool2d<2>) over [2, 6, 6], layer::MaxPool2d<1, 1, 1, layer::Window2<OneTap, OneTap>>;
    AloneAvgPool1d(AvgPool1d<2>) over [2, 6], layer::AvgPool1d<1, 1, 1, layer::Window1<OneTap>, true>;
    AloneAvgPool2d(AvgPool2d<2>) over [2, 6, 6], layer::AvgPool2d<1, 1, 1, layer::Window2<OneTap, OneTap>, true>;
    AloneAdaptiveAvgPool1d(AdaptiveAvgPool1d<4>) over [2, 6], layer::AdaptiveAvgPool1d<1, 1, 1, 1, 1>;
    AloneAdaptiveAvgPool2d(AdaptiveAvgPool2d<4>) over [2, 6, 6], layer::AdaptiveAvgPool2d<1, 1, 1, 1, 1, 1, 1>;
    AloneGlobalAvgPool(GlobalAvgPool) over [2, 6], layer::GlobalAvgPool<1, 1>;
    AloneGlobalMaxPool(GlobalMaxPool) over [2, 6], layer::GlobalMaxPool<1, 1>;
    AloneRnn(Rnn<2>) over [3, 4], layer::Rnn<f32, 12, 8, 3, 4, 2, 1, 0, 1, false, false>;
    AloneGru(Gru<2>) over [3, 4], layer::Gru<f32, 12, 8, 3, 4, 2, 1, 0, 1, false, false>;
    AloneLstm(Lstm<2>) over [3, 4], layer::Lstm<f32, 12, 8, 3, 4, 2, 1, 0, 1, false, false>;
    AloneUpsample(Reshape<1, 3>, Upsample<2>), layer::Upsample<3, 6, (layer::Repeated<3, 6, 2>,)>;
    AlonePad(Reshape<1, 3>, Pad<1>), layer::Pad<3, 5, (layer::Padded<3, 5, 1>,)>;
    AloneCrop(Reshape<1, 3>, Crop<1>), layer::Crop<3, 1, (layer::Cropped<3, 1, 1>,)>;
    AloneReshape(Reshape<3, _>), layer::Reshape<[[(); 1]; 3], 3>;
    AloneFlatten(Flatten), Flatten<3>;
    AloneAdd(#[from(input, input)] Add), Add<3, 2>;
    AloneSub(#[from(input, input)] Sub), Sub<3>;
    AloneMul(#[from(input, input)] Mul), Mul<3, 2>;
    AloneMax(#[from(input, input)] Max), Max<3, 2>;
    AloneMin(#[from(input, input)] Min), Min<3, 2>;
    AloneMean(#[from(input, input)] Mean), Mean<3, 2>;
    AloneConcat(#[from(input, input)] Concat), Concat<(Const<3>, Const<3>), 6>;
}

#[test]
fn losses_take_what_they_are_made_for() {
    use netwright::loss::LossFor;
    fn fits<N: Network, Y, L: LossFor<N, Y>>(_: L) {}
    fits::<Scores, Label<3>, _>(CrossEntropy);
    fits::<Image, Label<3>, _>(Nll);
    fits::<SharesKept, [f32; 3], _>(Mse);
    fits::<Rates, [f32; 3], _>(Mse);
    fits::<Branches, [f32; 3], _>(Mse);
}
