//! The working memory of networks whose sizes only the compiler knows: blocks, users' layers and
//! constants share it as built-in layers do.

use netwright::layer::prelude::*;
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;

const WIDTH: usize = 24;

/// `y = x + f(x)`, with two layers in `f`.
#[network(input = 24)]
struct Block {
    fc1: Linear<24>,
    relu: Relu,
    fc2: Linear<24>,
    #[from(fc2, input)]
    sum: Add,
}

#[network(input = 2, output = 3, budget(ram <= 300))]
struct Residual {
    up: Linear<24>,
    block1: Block,
    block2: Block,
    block3: Block,
    relu: Relu,
    logits: Linear<3>,
}

/// The steps of [`Residual`] without networks in it.
#[network(input = 2, output = 3, budget(ram <= 300))]
struct Flat {
    up: Linear<24>,
    fc11: Linear<24>,
    relu1: Relu,
    fc12: Linear<24>,
    #[from(fc12, up)]
    sum1: Add,
    fc21: Linear<24>,
    relu2: Relu,
    fc22: Linear<24>,
    #[from(fc22, sum1)]
    sum2: Add,
    fc31: Linear<24>,
    relu3: Relu,
    fc32: Linear<24>,
    #[from(fc32, sum2)]
    sum3: Add,
    relu: Relu,
    logits: Linear<3>,
}

/// The steps of [`Flat`], whose width is a constant.
#[network(input = 2, output = 3)]
struct ByConstant {
    up: Linear<WIDTH>,
    fc11: Linear<WIDTH>,
    relu1: Relu,
    fc12: Linear<WIDTH>,
    #[from(fc12, up)]
    sum1: Add,
    fc21: Linear<WIDTH>,
    relu2: Relu,
    fc22: Linear<WIDTH>,
    #[from(fc22, sum1)]
    sum2: Add,
    fc31: Linear<WIDTH>,
    relu3: Relu,
    fc32: Linear<WIDTH>,
    #[from(fc32, sum2)]
    sum3: Add,
    relu: Relu,
    logits: Linear<3>,
}

const _: () = assert!(Residual::RAM_BYTES <= Flat::RAM_BYTES);
const _: () = assert!(ByConstant::RAM_BYTES == Flat::RAM_BYTES);
// Three values are alive at the same time: what a block takes, and two of those within it.
const _: () = assert!(Flat::RAM_BYTES == (3 * 24 + 3) * size_of::<f32>());

/// Returns a network without blocks that has the parameters of one with blocks.
macro_rules! flattened {
    ($network:ident, $blocks:expr) => {{
        let (mut flat, blocks) = ($network::<f32>::zeros(), $blocks);
        (flat.up, flat.logits) = (blocks.up.clone(), blocks.logits.clone());
        (flat.fc11, flat.fc12) = (blocks.block1.fc1.clone(), blocks.block1.fc2.clone());
        (flat.fc21, flat.fc22) = (blocks.block2.fc1.clone(), blocks.block2.fc2.clone());
        (flat.fc31, flat.fc32) = (blocks.block3.fc1.clone(), blocks.block3.fc2.clone());
        flat
    }};
}

/// Checks that two networks with the same parameters give the same, for one sample and for batches.
#[track_caller]
fn assert_equal<N, M>(one: &N, other: &M)
where
    N: Trainable<Scalar = f32> + Network<InDim = Const<2>, OutDim = Const<3>>,
    M: Trainable<Scalar = f32> + Network<InDim = Const<2>, OutDim = Const<3>>,
{
    let samples: Vec<[f32; 2]> =
        (0..70_u8).map(|row| [f32::from(row) / 9.0 - 3.0, 2.0 - f32::from(row) / 7.0]).collect();
    for sample in &samples {
        assert_eq!(one.predict(sample), other.predict(sample));
    }
    for count in [2, 7, 70] {
        assert_eq!(one.predict_batch(&samples[..count]), other.predict_batch(&samples[..count]));
    }
}

#[test]
fn blocks_share_memory_and_nothing_is_overwritten() {
    let net = Residual::<f32>::init(&mut SmallRng::seed_from_u64(1));
    assert!(net.predict(&[0.3, -0.7]).iter().any(|&output| output != 0.0));
    assert_equal(&*net, &*flattened!(Flat, &net));
    assert_equal(&*net, &*flattened!(ByConstant, &net));
}

/// `y_i = x_(N - 1 - i)`, by a copy in scratch memory that is overwritten afterwards.
#[derive(Parameters)]
struct Reversed<const N: usize>;

impl<T: Real, const N: usize> Layer<T> for Reversed<N> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = [T; N];

    fn infer<B: Dim, S: Simd>(&self, _: S, pass: Infer<'_, T, Self, B>) {
        let Infer { input, mut output, scratch, .. } = pass;
        let batch = input.ncols();
        assert_eq!(scratch.len(), N * batch);
        scratch.fill(T::zero() / T::zero());
        for column in 0..batch {
            let copy = &mut scratch[column * N..][..N];
            copy.iter_mut().zip(input.column(column).iter()).for_each(|(copy, x)| *copy = *x);
            output.column_mut(column).iter_mut().zip(copy.iter().rev()).for_each(|(y, copy)| *y = *copy);
        }
        scratch.fill(T::zero() / T::zero());
    }
}

/// Two layers with scratch memory, values that are used late, and one that fits into the output.
#[network(input = 3, output = 9, train = false)]
struct Mirrored {
    up: Linear<6>,
    mirror: Reversed<_>,
    #[from(up, mirror)]
    sum: Add,
    again: Reversed<_>,
    #[from(again, up)]
    both: Max,
    #[from(both, input)]
    output: Concat,
}

/// The outputs of [`Mirrored`], computed by hand.
fn mirrored(net: &Mirrored, x: [f32; 3]) -> [f32; 9] {
    let up = net.up.weight.matrix_times(x);
    let sum: Vec<f32> = up.iter().zip(up.iter().rev()).map(|(a, b)| a + b).collect();
    let both = sum.iter().rev().zip(&up).map(|(a, b)| a.max(*b));
    let output: Vec<f32> = both.chain(x).collect();
    output.try_into().expect("six and three features")
}

/// `W·x` by loops.
trait MatrixTimes {
    fn matrix_times(&self, x: [f32; 3]) -> [f32; 6];
}

impl MatrixTimes for Weight<f32, 6, 3> {
    fn matrix_times(&self, x: [f32; 3]) -> [f32; 6] {
        core::array::from_fn(|row| (0..3).map(|column| self[(row, column)] * x[column]).sum())
    }
}

#[test]
fn scratch_memory_of_a_layer_lies_beside_all_values_that_are_used_later() {
    let mut net = bytemuck::zeroed_box::<Mirrored>();
    let weights = (0..18_u8).map(|number| f32::from(number * 7 % 11) - 5.0);
    net.up.weight.as_mut_slice().iter_mut().zip(weights).for_each(|(weight, number)| *weight = number);
    let samples: [[f32; 3]; 5] = core::array::from_fn(|row| [row as f32, 1.0 - row as f32, 0.5]);
    let batch = net.predict_batch(&samples);
    for (row, sample) in samples.iter().enumerate() {
        let expected = mirrored(&net, *sample);
        assert_eq!(net.predict(sample).as_slice(), expected);
        assert_eq!(batch.column(row).as_slice(), expected);
    }
    // `up`, `mirror` and the memory of `mirror` are in use at once, as are `up`, `sum`, `again` and
    // the memory of that, of which one may lie in the output.
    assert_eq!(Mirrored::RAM_BYTES, (3 * 6 + 9) * size_of::<f32>());
}

/// Scratch memory of a network with a const parameter is not shared, and as large as its blocks.
#[network(input = 4, output = 2)]
struct Sized<const H: usize> {
    up: Linear<H>,
    relu: Relu,
    more: Linear<H>,
    tanh: Tanh,
    logits: Linear<2>,
}

#[test]
fn const_parameters_keep_blocks_apart() {
    assert_eq!(Sized::<5>::RAM_BYTES, (5 + 5 + 2) * size_of::<f32>());
}
