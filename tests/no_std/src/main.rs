//! Inference with `core` alone: networks with every built-in step, computed without an allocator,
//! and without any possible panic.
//!
//! The panic handler calls a function that does not exist, so if a panic is possible anywhere, the
//! program does not link.

#![no_std]
#![no_main]

#[path = "../../shared/gaussian.rs"]
mod gaussian;
#[path = "../../shared/share.rs"]
mod share;
mod streams;

use core::ffi::{c_char, c_int};
use core::hint::black_box;
use gaussian::Gaussian;
use netwright::__private::Zeroable;
use netwright::layer::prelude::*;
use netwright::network::Activations;
use netwright::prelude::*;
use share::Share;

#[derive(Class, Clone, Copy, PartialEq, Eq)]
enum Kind {
    First,
    Second,
    Third,
}

/// A trained chain in read-only memory.
#[network(input = 4, classes = Kind, weights = "../fixtures/weights/sequential.safetensors")]
struct Chain(Linear<8>, Tanh, Linear<3>);

/// A network that is a step of another one.
#[network(input = 6)]
struct Block<const H: usize> {
    down: Linear<H>,
    tanh: Tanh,
    up: Linear<6>,
    #[from(up, input)]
    sum: Add,
}

/// A custom layer that needs memory for each sample and memory for a call: each feature plus the
/// one before it, `[N]` to `[N - 1]`.
#[derive(Parameters)]
struct Sums<const IN: usize, const OUT: usize>;

impl<T: Real, const IN: usize, const OUT: usize> Layer<T> for Sums<IN, OUT> {
    type In = Const<IN>;
    type Out = Const<OUT>;
    type Scratch = ([T; OUT], PerCall<[T; OUT]>);

    const OUTPUT: Shape = Shape::new(&[IN - 1]);

    // Where it is inlined the compiler knows how long the memory is, so that no panic is left.
    #[inline(always)]
    fn infer<B: Dim, S: Simd>(&self, _: S, pass: Infer<'_, T, Self, B>) {
        let Infer { input: x, output: mut y, scratch, tile, .. } = pass;
        let mut before = ViewMut::from_slice_generic(scratch, Const::<OUT>, x.shape_generic().1);
        before.copy_from(&x.rows(0, OUT));
        let mut after = ViewMut::from_slice_generic(tile, Const::<OUT>, Const::<1>);
        for (sample, mut y) in y.column_iter_mut().enumerate() {
            after.copy_from(&x.view((1, sample), (OUT, 1)));
            y.copy_from(&before.column(sample));
            y += &after;
        }
    }
}

/// A graph that ends in logarithms of probabilities.
#[network(input = [2, 3])]
struct Graph {
    flat: Flatten,
    part: Slice<1, 3>,
    scale: Scale,
    shift: Bias,
    distance: Distance<6>,
    nearness: Neg,
    block: Block<2>,
    sums: Sums<_, _>,
    left: Linear<4>,
    sigmoid: Sigmoid,
    #[from(flat)]
    right: Linear<4>,
    #[from(sigmoid, right)]
    sum: Add,
    #[from(sigmoid, right)]
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
    wide: Linear<40>,
    relu: Relu,
    share: Columnwise<Share>,
    logits: Linear<2, NoBias>,
    log_probabilities: LogSoftmax,
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
}

/// Normalisations, of channels, images and vectors, with and without a part of a register.
#[network(input = [3, 13])]
struct Norms {
    normalize: Normalize,
    sequences: BatchNorm1d,
    image: LayerNorm,
    instance: InstanceNorm,
    again: InstanceNorm<Affine>,
    channel: Dropout1d<0.5>,
    other: Reshape<1, _, 13>,
    flat: Flatten,
    group: GroupNorm<3>,
    batch: BatchNorm1d<1e-3>,
    rms: RmsNorm,
    probabilities: Softmax,
}

/// Steps that treat each channel of an image by itself.
#[network(input = [3, 5, 5])]
struct Planes {
    normalize: Normalize,
    batch: BatchNorm2d,
    scale: Scale,
    shift: Bias,
    slopes: PRelu<PerChannel>,
    group: GroupNorm<1>,
    instance: InstanceNorm<1e-3>,
    channel: Dropout2d<0.5>,
    flat: Flatten,
    probabilities: Softmax,
}

/// Several inputs and outputs, of trained weights.
#[network(
    input = { image = [1, 2, 3], age = 1 },
    output = { digit = scores, years = estimate, hidden = tanh },
    weights = "../fixtures/weights/face.safetensors"
)]
struct Face {
    #[from(image)]
    flat: Flatten,
    #[from(flat, age)]
    all: Concat,
    first: Linear<5>,
    tanh: Tanh,
    scores: Linear<3>,
    #[from(tanh)]
    estimate: Linear<1>,
}

/// Every function of one number, as an epilogue or in place, and Softmin.
#[network(input = 3)]
struct Functions(
    Linear<5>,
    PRelu,
    PRelu<PerChannel>,
    Linear<5>,
    LeakyRelu<0.2>,
    Relu6,
    Linear<5>,
    ThresholdedRelu<0.5, -1.0>,
    Elu,
    Linear<5>,
    Selu,
    Celu,
    Linear<5>,
    Gelu,
    Gelu<Tanh>,
    Linear<5>,
    Silu,
    Mish,
    Linear<5>,
    Softplus,
    Softsign,
    Linear<5>,
    HardSigmoid,
    HardSwish,
    Linear<5>,
    HardTanh,
    Sqrt,
    Linear<5>,
    Exp,
    Log,
    Linear<5>,
    Square,
    Abs,
    Softmin,
);

/// Convolutions of images and signals, with borders, strides and groups.
#[network(input = [2, 7, 9])]
struct Images {
    first: Conv2d<6, 3, Padding<1>>,
    relu: Relu,
    half: Conv2d<20, Kernel<3, 2>, Stride<2, 1>, Groups<2>>,
    flat: Flatten,
    logits: Linear<3>,
}

/// Pools of images.
#[network(input = [2, 13, 11])]
struct Pooled {
    overlapping: MaxPool2d<3, Stride<2>, Padding<1>>,
    average: AvgPool2d<Kernel<2, 3>, Stride<1>, CountExcludePad>,
    half: MaxPool2d<2, CeilMode>,
    regions: AdaptiveAvgPool2d<5, 4>,
    quarter: AvgPool2d<2>,
    means: GlobalAvgPool,
}

/// Pools of signals.
#[network(input = [2, 37])]
struct Peaks {
    half: MaxPool1d<2, CeilMode>,
    smooth: AvgPool1d<3, Stride<1>, Padding<1>>,
    regions: AdaptiveAvgPool1d<7>,
    largest: GlobalMaxPool,
}

/// Signals.
#[network(input = [3, 20])]
struct Signals {
    first: Conv1d<6, 3, Causal, Dilation<2>>,
    tanh: Tanh,
    each: Conv1d<6, 4, Depthwise, Stride<3>, NoBias>,
}

/// Indices of classes.
#[network(input = 2)]
struct Words(Embedding<9, 3>, Linear<4>);

/// Sequences, with and without a part of a register, and more frames than are computed at a time.
#[network(input = [3, 13])]
struct Sequences {
    plain: Rnn<5, Relu>,
    gated: Gru<9, Layers<2>, Bidirectional>,
    last: Lstm<4, Reverse, Last>,
    probabilities: Softmax,
}

/// A network of ordinary size, that ends in probabilities.
#[network(input = 64)]
struct Wide {
    hidden: Linear<128>,
    relu: Relu,
    logits: Linear<10>,
    probabilities: Softmax,
}

// The linker wants the C library's `main`; nothing of it is used.
#[link(name = "c")]
unsafe extern "C" {}

unsafe extern "C" {
    /// Not defined anywhere.
    fn a_panic_is_possible() -> !;
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    // SAFETY: the program is only linked if this is never called.
    unsafe { a_panic_is_possible() }
}

/// Returns the number of answers that are wrong.
#[unsafe(no_mangle)]
extern "C" fn main(arguments: c_int, _: *const *const c_char) -> c_int {
    let sample = black_box([1.0, -2.0, 3.0, 4.0]);
    let chain = Chain::EMBEDDED;
    let (class, probability) = chain.classify_with_probability(&sample);
    let mut memory = Activations::new();
    let agrees = chain.predict_into(&sample, &mut memory) == &chain.predict(&sample)
        && class == chain.classify(&sample)
        && probability > 1.0 / 3.0;

    // All weights are zero, so that all classes are equal.
    let graph = black_box(Graph::<f64>::zeroed());
    let features = black_box([0.5; 6]);
    let [left, right] = graph.predict_proba(&features).data.0[0];
    let is_even = (left - right).abs() < 1e-12 && graph.classify(&features) == 0;

    // The ninth class is the last one.
    let words = black_box(Words::<f32>::zeroed());
    let is_zero = words.predict(&black_box([8.0, 0.0])).data.0[0] == [0.0; 4];
    let is_nan = words.predict(&black_box([9.0, 0.0])).data.0[0][0].is_nan();

    let images = black_box(Images::<f32>::zeroed());
    let signals = black_box(Signals::<f64>::zeroed());
    let is_blank = images.predict(&black_box([0.5; 126])).data.0[0] == [0.0; 3]
        && signals.predict(&black_box([0.5; 60])).data.0[0] == [0.0; 36];

    let pooled = black_box(Pooled::<f32>::zeroed());
    let peaks = black_box(Peaks::<f64>::zeroed());
    let is_pooled = pooled.predict(&black_box([0.5; 286])).data.0[0] == [0.5; 2]
        && peaks.predict(&black_box([0.5; 74])).data.0[0] == [0.5; 2];

    let wide = black_box(Wide::<f32>::zeroed());
    let [first, ..] = wide.predict(&black_box([0.25; 64])).data.0[0];
    let is_tenth = (first - 0.1).abs() < 1e-6;

    let norms = black_box(Norms::<f32>::zeroed());
    let [first, ..] = norms.predict(&black_box([0.25; 39])).data.0[0];
    let is_normal = (first - 1.0 / 39.0).abs() < 1e-6;

    let planes = black_box(Planes::<f64>::zeroed());
    let [first, ..] = planes.predict(&black_box([0.25; 75])).data.0[0];
    let are_normal = (first - 1.0 / 75.0).abs() < 1e-12;

    let transposed = black_box(Transposed::<f32>::zeroed());
    let [first, ..] = transposed.predict(&black_box([0.25; 24])).data.0[0];
    let is_nothing = first == 0.0;

    let sequences = black_box(Sequences::<f32>::zeroed());
    let [first, ..] = sequences.predict(&black_box([0.25; 39])).data.0[0];
    let is_quarter = (first - 0.25).abs() < 1e-6;

    let resampled = black_box(Resampled::<f32>::zeroed());
    let [first, .., last] = resampled.predict(&black_box([0.25; 40])).data.0[0];
    let has_ends = (first, last) == (0.0, 0.0);

    let face = black_box(FaceInput { image: [0.25; 6], age: [0.5] });
    let mut memory = Activations::new();
    let output = Face::EMBEDDED.predict(&face);
    let class = Face::EMBEDDED.digit().classify(&face);
    let (same, probability) = Face::EMBEDDED.digit().classify_with_probability(&face);
    let is_named = Face::EMBEDDED.predict_into(&face, &mut memory) == &output
        && same == class
        && probability > 1.0 / 3.0
        && Face::EMBEDDED.years().predict(&face).data.0[0] == output.years;

    let functions = black_box(Functions::<f32>::zeroed());
    let [fifth, ..] = functions.predict(&black_box([0.25; 3])).data.0[0];
    let is_fifth = (fifth - 0.2).abs() < 1e-6;

    #[cfg(feature = "deliberate")]
    assert!(arguments != 7, "the arguments are known at run time alone");
    let _ = arguments;
    let answers = [
        agrees,
        is_even,
        is_pooled,
        is_tenth,
        is_fifth,
        is_normal,
        are_normal,
        is_blank,
        is_nothing,
        is_quarter,
        has_ends,
        is_named,
        is_zero,
        is_nan,
        streams::are_right(),
    ];
    answers.into_iter().map(|is_right| c_int::from(!is_right)).sum()
}
