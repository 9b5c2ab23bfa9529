//! Uses every layer, loss and optimiser in both precisions, at sizes that take all ways through the
//! kernels. tools/check/inner_loops.py reads its code.

#[path = "../../../../tests/shared/gaussian.rs"]
mod gaussian;
#[path = "../../../../tests/shared/share.rs"]
mod share;

use gaussian::Gaussian;
use netwright::loss::mean;
use netwright::nalgebra::{Const, Dyn};
use netwright::optim::{Lbfgs, Optimizer};
use netwright::prelude::*;
use netwright::train::Ema;
use netwright::value::{View, ViewMut};
use rand::SeedableRng;
use rand::rngs::SmallRng;
use share::Share;
use std::hint::black_box;

/// Small layers, which are compiled for their sizes, alone and as a pair.
#[network(input = 7)]
struct Small(Linear<20>, Relu, Linear<40>, Tanh, Linear<3>, Softmax);

/// Layers whose sizes the kernels are told when they run, by columns and by rows, with outputs that
/// fill no register.
#[network(input = 120)]
struct Large(Linear<300>, Tanh, Linear<10>, Sigmoid, Linear<150>, Relu, Linear<3, NoBias>, LogSoftmax);

/// Everything that joins and divides values, and functions of a user's own.
#[network(input = [6, 5])]
struct Graph {
    flat: Flatten,
    left: Linear<64>,
    sigmoid: Sigmoid,
    #[from(flat)]
    right: Linear<64>,
    relu: Relu,
    #[from(sigmoid, right)]
    sum: Add,
    #[from(sigmoid, relu)]
    larger: Max,
    #[from(sum, larger)]
    difference: Sub,
    #[from(sum, larger, difference)]
    product: Mul,
    #[from(product, sigmoid)]
    smaller: Min,
    #[from(smaller, sum)]
    mean: Mean,
    #[from(mean, larger, flat)]
    both: Concat,
    dropout: Dropout<0.5>,
    gaussian: Pointwise<Gaussian>,
    part: Slice<3, 93>,
    scale: Scale,
    shift: Bias,
    many: Distance<40>,
    few: Distance<7>,
    nearness: Neg,
    share: Columnwise<Share>,
    scores: Linear<5>,
}

/// Convolutions that go the other way.
#[network(input = [2, 3, 4])]
struct Transposed {
    first: ConvTranspose2d<6, 3, Stride<2>, Padding<1>, OutputPadding<1>>,
    relu: Relu,
    groups: ConvTranspose2d<20, Kernel<3, 2>, Groups<2>, Dilation<2, 1>>,
    each: ConvTranspose2d<20, 2, Depthwise, NoBias>,
    signal: Reshape<2, _>,
    line: ConvTranspose1d<1, 3, Stride<2>>,
    flat: Flatten,
    scores: Linear<3>,
}

/// Images and signals that are laid out anew, in all ways.
#[network(input = [2, 4, 5])]
struct Resampled {
    nearest: Upsample<2, 3>,
    between: Upsample<2, Bilinear>,
    crop: Crop<2, 1, 0, 3>,
    zeros: Pad<1, 2>,
    reflect: Pad<3, Reflect>,
    replicate: Pad<0, 3, 1, 2, Replicate>,
    circular: Pad<2, Circular>,
    signal: Reshape<2, _>,
    part: Crop<7, 1200>,
    line: Upsample<3, Linear>,
    ends: Pad<1, 2>,
    flat: Flatten,
    scores: Linear<3>,
}

/// Normalisations, of channels, images and vectors.
#[network(input = [3, 13])]
struct Norms {
    normalize: Normalize,
    sequences: BatchNorm1d,
    image: LayerNorm,
    instance: InstanceNorm<Affine>,
    channel: Dropout1d<0.5>,
    other: Reshape<1, _, 13>,
    flat: Flatten,
    group: GroupNorm<3>,
    batch: BatchNorm1d<1e-3>,
    rms: RmsNorm,
    again: Normalize,
}

/// Steps that treat each channel of an image by itself.
#[network(input = [3, 5, 5])]
struct Planes(
    Normalize,
    BatchNorm2d,
    Scale,
    Bias,
    PRelu<PerChannel>,
    GroupNorm<1>,
    InstanceNorm,
    Dropout2d<0.5>,
    Flatten,
);

/// Functions of one number, by themselves and as epilogues of a linear layer.
#[network(input = 37)]
struct Functions(
    Linear<9>,
    PRelu,
    Linear<20>,
    PRelu<PerChannel>,
    Linear<9>,
    LeakyRelu<0.2>,
    Linear<20>,
    Relu6,
    Linear<9>,
    ThresholdedRelu<0.5, -1.0>,
    Linear<20>,
    Elu,
    Linear<9>,
    Selu,
    Linear<20>,
    Celu,
    Linear<9>,
    Gelu,
    Linear<20>,
    Gelu<Tanh>,
    Linear<9>,
    Silu,
    Linear<20>,
    Mish,
    Linear<9>,
    Softplus,
    Linear<20>,
    Softsign,
    Linear<9>,
    HardSigmoid,
    Linear<20>,
    HardSwish,
    Linear<9>,
    HardTanh,
    Linear<20>,
    Exp,
    Linear<9>,
    Log,
    Linear<20>,
    Sqrt,
    Linear<9>,
    Square,
    Linear<20>,
    Abs,
    Softmin,
);

/// Functions of one number in rows, none of which is an epilogue.
#[network(input = 37)]
struct Rows(
    PRelu,
    PRelu<PerChannel>,
    LeakyRelu<0.2>,
    Relu6,
    ThresholdedRelu<0.5, -1.0>,
    Elu,
    Selu,
    Celu,
    Gelu,
    Gelu<Tanh>,
    Silu,
    Mish,
    Softplus,
    Softsign,
    HardSigmoid,
    HardSwish,
    HardTanh,
    Exp,
    Log,
    Sqrt,
    Square,
    Abs,
);

/// Convolutions of images and signals.
#[network(input = [3, 11, 13])]
struct Images {
    first: Conv2d<6, 3, Padding<1>>,
    relu: Relu,
    half: Conv2d<20, Kernel<3, 2>, Stride<2, 1>>,
    each: Conv2d<20, 3, Depthwise, NoBias>,
    groups: Conv2d<4, 1, Groups<2>>,
}

/// Pools of images.
#[network(input = [2, 33, 37])]
struct Pooled {
    overlapping: MaxPool2d<3, Stride<2>, Padding<1>>,
    average: AvgPool2d<Kernel<2, 3>, Stride<1>, CountExcludePad>,
    half: MaxPool2d<2, CeilMode>,
    regions: AdaptiveAvgPool2d<5, 4>,
    quarter: AvgPool2d<2>,
    means: GlobalAvgPool,
}

/// Pools of signals.
#[network(input = [2, 137])]
struct Peaks(MaxPool1d<2, CeilMode>, AvgPool1d<3, Stride<1>, Padding<1>>, AdaptiveAvgPool1d<7>, GlobalMaxPool);

/// Signals.
#[network(input = [3, 40])]
struct Signals(Conv1d<6, 3, Causal, Dilation<2>>, Tanh, Conv1d<17, 4, Stride<3>>);

/// Vectors of classes.
#[network(input = 3)]
struct Words(Embedding<4, 5>, Linear<2>);

/// Sequences of more frames than are computed at a time.
#[network(input = [7, 13])]
struct Sequences(Rnn<20>, Gru<9, Layers<2>, Bidirectional>, Rnn<5, Relu>, Lstm<12, Reverse, Last>, Linear<3>);

/// One sample, a batch, and a step of training with each optimiser.
macro_rules! use_network {
    ($name:ident, $sample:expr, $loss:expr, $target:expr; $($float:ident)*) => {
        $({
            let mut rng = SmallRng::seed_from_u64(1);
            let (mut net, mut gradients) = ($name::<$float>::init(&mut rng), $name::<$float>::zeros());
            let (samples, targets) = (vec![$sample(0.5 as $float); ROWS], vec![$target; ROWS]);
            let mut workspace = Workspace::for_batch(ROWS);
            black_box(net.predict(black_box(&samples[0])));
            black_box(net.predict_batch(black_box(&samples[..])));
            let pass = net.forward(black_box(&samples[..]), &mut workspace, &mut rng);
            let loss = pass.loss(&$loss, black_box(&targets)).expect("as many targets as samples");
            black_box(loss.backward(&mut gradients));
            Sgd::new(0.1).step(&mut net, &gradients);
            Sgd::new(0.1).momentum(0.9).step(&mut net, &gradients);
            Sgd::new(0.1).momentum(0.9).nesterov().step(&mut net, &gradients);
            Sgd::new(0.1).momentum(0.9).dampening(0.1).step(&mut net, &gradients);
            Sgd::new(0.1).clip_norm(1.0).clip_value(0.1).l1(1e-3).max_norm(1.0).step(&mut net, &gradients);
            Adam::new(1e-3).step(&mut net, &gradients);
            AdamW::new(1e-3).amsgrad().step(&mut net, &gradients);
            RmsProp::new(1e-3).step(&mut net, &gradients);
            RmsProp::new(1e-3).centered().step(&mut net, &gradients);
            RmsProp::new(1e-3).momentum(0.9).step(&mut net, &gradients);
            RmsProp::new(1e-3).momentum(0.9).centered().step(&mut net, &gradients);
            Adagrad::new(1e-3).step(&mut net, &gradients);
            Lion::new(1e-3).step(&mut net, &gradients);
            Ema::new(&*net, 0.9).update(&net);
            let mut minimizer = Lbfgs::new();
            let loss = |_: &_, to: &mut $name<$float>| Ok((to.copy_from(&gradients), 1.0).1);
            black_box(minimizer.step(&mut *net, loss).is_ok());
        })*
    };
}

/// The mean over a batch and its gradient, without a network.
macro_rules! use_losses {
    ($($loss:expr, $target:expr;)*) => {
        $(use_loss!($loss, $target, f32); use_loss!($loss, $target, f64);)*
    };
}

macro_rules! use_loss {
    ($loss:expr, $target:expr, $float:ident) => {{
        let (outputs, targets) = (vec![0.25 as $float; 7 * ROWS], vec![$target; ROWS]);
        let mut gradient = outputs.clone();
        let outputs = View::from_slice_generic(black_box(&outputs), Const::<7>, Dyn(ROWS));
        let gradient = ViewMut::from_slice_generic(&mut gradient, Const::<7>, Dyn(ROWS));
        black_box(mean(&$loss, outputs, black_box(&targets), gradient).is_ok());
    }};
}

const ROWS: usize = 33;

fn main() {
    use_network!(Small, |x| [x; 7], Mse, [0.5; 3]; f32 f64);
    use_network!(Large, |x| [x; 120], Nll, Label::<3>::new(0).expect("a class"); f32 f64);
    use_network!(Norms, |x| [x; 39], Mse, [0.5; 39]; f32 f64);
    use_network!(Transposed, |x| [x; 24], Mse, [0.5; 3]; f32 f64);
    use_network!(Resampled, |x| [x; 40], Mse, [0.5; 3]; f32 f64);
    use_network!(Planes, |x| [x; 75], Mse, [0.5; 75]; f32 f64);
    use_network!(Functions, |x| [x; 37], Mse, [0.5; 20]; f32 f64);
    use_network!(Rows, |x| [x; 37], Mse, [0.5; 37]; f32 f64);
    use_network!(Images, |x| [x; 429], Mse, [0.5; 120]; f32 f64);
    use_network!(Pooled, |x| [x; 2442], Mse, [0.5; 2]; f32 f64);
    use_network!(Peaks, |x| [x; 274], Mse, [0.5; 2]; f32 f64);
    use_network!(Signals, |x| [x; 120], Mse, [0.5; 221]; f32 f64);
    use_network!(Words, |x| [x + 0.5; 3], Mse, [0.5; 2]; f32 f64);
    use_network!(Sequences, |x| [x; 91], Mse, [0.5; 3]; f32 f64);
    let (class, weights) = (Label::<7>::new(3).expect("a class"), [0.5; 7]);
    use_losses! {
        CrossEntropy.label_smoothing(0.1).class_weights(weights).ignore(1), class;
        CrossEntropy.label_smoothing(0.1), [0.125; 7];
        Nll.class_weights(weights), class;
        MultiMargin::default(), class;
        MultiMargin::default().p(2), class;
        Focal::default(), class;
        KlDivergence, [0.125; 7];
        L1, [0.5; 7];
        Huber::default(), [0.5; 7];
        SmoothL1::default(), [0.5; 7];
        Poisson::default().full(true), [2.0; 7];
        Poisson::default().log_input(false), [2.0; 7];
        BinaryCrossEntropy, [true; 7];
        BinaryCrossEntropyWithLogits::default().pos_weight(weights), [true; 7];
        BinaryCrossEntropyWithLogits::default(), [0.5; 7];
        BinaryFocal::default(), [true; 7];
        Mse.weight(0.5), [0.5; 7];
    }
    use_network!(Graph, |x| [x; 30], CrossEntropy, Label::<5>::new(0).expect("a class"); f32 f64);
}
