//! Gradients of convolutions over kernels, strides, paddings, dilations and groups.

use netwright::gradcheck::Gradcheck;
use netwright::layer::Plain;
use netwright::prelude::*;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

const fn product<const RANK: usize>(sizes: [usize; RANK]) -> usize {
    let (mut product, mut axis) = (1, 0);
    while axis < RANK {
        product *= sizes[axis];
        axis += 1;
    }
    product
}

/// Checks a network of one convolution on one sample, and on more than a register has lanes.
macro_rules! check {
    ($($input:tt $($layer:ty),+;)*) => {
        $($({
            #[network(input = $input)]
            struct Net($layer);
            const FEATURES: usize = product($input);
            let mut rng = SmallRng::seed_from_u64(1);
            for batch in [1, 9] {
                let mut net = Net::<f64>::init(&mut rng);
                net.as_mut_slice().fill_with(|| rng.random_range(-1.0..1.0));
                let samples: Vec<[f64; FEATURES]> =
                    (0..batch).map(|_| std::array::from_fn(|_| rng.random_range(-1.0..1.0))).collect();
                let report = Gradcheck::default().layer(&*net, &samples[..], &mut rng);
                report.unwrap_or_else(|error| panic!("{} over {}: {error}", stringify!($layer), stringify!($input)));
            }
        })+)*
    };
}

#[test]
fn signals() {
    check! {
        [1, 1] Conv1d<1, 1>, Conv1d<3, 3, Same>;
        [2, 7] Conv1d<3, 2>, Conv1d<3, 7, NoBias>, Conv1d<2, 3, Stride<2>, Padding<1>>, Conv1d<2, 3, Dilation<3>, Groups<2>>;
        [1, 17] Conv1d<9, 2, Causal>;
        [3, 11] Conv1d<3, 5, Depthwise, Same, Stride<3>>, Conv1d<6, 2, Depthwise, Causal, Dilation<4>>;
    }
}

#[test]
fn images() {
    check! {
        [1, 1, 1] Conv2d<1, 1>, Conv2d<2, 3, Padding<1>>;
        [2, 4, 6] Conv2d<3, 3>, Conv2d<1, Kernel<4, 6>>, Conv2d<4, 2, Groups<2>, NoBias>, Conv2d<2, Kernel<1, 3>, Stride<3, 2>, Padding<0, 1>>;
        [1, 9, 3] Conv2d<9, 3, Same>;
        [3, 5, 4] Conv2d<6, 3, Depthwise, Dilation<2, 1>, Padding<2>>, Conv2d<5, 2, Same, Stride<2>>;
        [9, 2, 2] Conv2d<17, 1>;
    }
}

/// A pool that runs with the convolution above it gives the bits of the pool by itself, and the
/// whole map needs no memory.
#[test]
fn a_pool_runs_with_its_convolution() {
    #[network(input = [2, 13, 11])]
    struct Whole(Conv2d<5, 3, Padding<1>>, Relu, MaxPool2d<2>, Conv2d<20, 2>, AvgPool2d<Kernel<2, 3>>, Tanh);
    #[network(input = [2, 13, 11])]
    struct First(Conv2d<5, 3, Padding<1>>, Relu);
    #[network(input = [5, 13, 11])]
    struct Greatest(MaxPool2d<2>);
    #[network(input = [5, 6, 5])]
    struct Second(Conv2d<20, 2>);
    #[network(input = [20, 5, 4])]
    struct Average(AvgPool2d<Kernel<2, 3>>, Tanh);

    let mut rng = SmallRng::seed_from_u64(1);
    let whole = Whole::<f32>::init(&mut rng);
    let (mut first, mut second) = (First::<f32>::zeros(), Second::<f32>::zeros());
    (first.0, second.0) = (whole.0.clone(), whole.3.clone());
    for _ in 0..3 {
        let x: [f32; 286] = std::array::from_fn(|_| rng.random_range(-1.0..1.0));
        let map = Greatest::<f32>::zeros().predict(&first.predict(&x));
        let expected = Average::<f32>::zeros().predict(&second.predict(&map));
        assert_eq!(whole.predict(&x), expected);
        assert_eq!(whole.predict_batch(&[x, x]).column(1), expected);
    }
}

/// The map of the first convolution has 3456 numbers, that of the pool 864.
#[test]
fn the_map_of_a_convolution_needs_no_memory() {
    #[network(input = [1, 28, 28])]
    struct Digits(Conv2d<6, 5>, Relu, MaxPool2d<2>, Conv2d<6, 5>, Relu, MaxPool2d<2>, Flatten, Linear<10>);
    let bytes = Digits::<f32>::RAM_BYTES;
    assert!(bytes < 3456 * size_of::<f32>(), "{bytes} bytes");
}

/// A network within is a block, whose shape the compiler looks up.
#[test]
fn blocks_give_images() {
    #[network(input = [4, 6, 6])]
    struct Block {
        conv: Conv2d<4, 3, Padding<1>, NoBias>,
        norm: BatchNorm2d,
        relu: Relu,
        #[from(relu, input)]
        sum: Add,
    }
    #[network(input = [1, 6, 6], output = 2)]
    struct Net {
        stem: Conv2d<4, 3, Same>,
        block1: Block,
        block2: Block,
        norm: BatchNorm2d,
        half: Conv2d<6, 2, Stride<2>>,
        relu: Relu,
        pool: MaxPool2d<2>,
        all: GlobalAvgPool,
        scores: Linear<2>,
    }
    let mut rng = SmallRng::seed_from_u64(1);
    let mut net = Net::<f64>::init(&mut rng);
    net.as_mut_slice().iter_mut().for_each(|number| *number = rng.random_range(0.1..1.0));
    let samples = [[0.5; 36], std::array::from_fn(|_| rng.random_range(-1.0..1.0))];
    Gradcheck::default().layer(&*net, &samples, &mut rng).unwrap();
}

#[test]
fn transposed_signals() {
    check! {
        [1, 1] ConvTranspose1d<1, 1>, ConvTranspose1d<3, 3>;
        [2, 7] ConvTranspose1d<3, 2>, ConvTranspose1d<3, 5, NoBias, Padding<5>>, ConvTranspose1d<2, 3, Stride<2>, Padding<1>, OutputPadding<1>>, ConvTranspose1d<2, 3, Dilation<3>, Groups<2>>;
        [3, 5] ConvTranspose1d<6, 2, Depthwise, Stride<3>>, ConvTranspose1d<2, 3, Stride<2>, Dilation<4>, OutputPadding<3>>;
        [9, 3] ConvTranspose1d<17, 2, Stride<2>>;
    }
}

#[test]
fn transposed_images() {
    check! {
        [1, 1, 1] ConvTranspose2d<1, 1>, ConvTranspose2d<2, 3, Padding<1>>;
        [2, 4, 3] ConvTranspose2d<3, 3>, ConvTranspose2d<1, Kernel<4, 2>>, ConvTranspose2d<4, 2, Groups<2>, NoBias>, ConvTranspose2d<2, Kernel<1, 3>, Stride<3, 2>, Padding<0, 1>, OutputPadding<2, 0>>;
        [3, 3, 4] ConvTranspose2d<6, 3, Depthwise, Dilation<2, 1>, Padding<2>>, ConvTranspose2d<5, 2, Stride<2>>;
    }
}

/// Sizes that only the compiler knows follow the rules of those that the macro computes.
#[test]
fn constants_are_sizes() {
    const LENGTH: usize = 9;
    const TWO: usize = 2;
    const ONE: usize = 1;
    macro_rules! compare {
        ($($known:ident, $constant:ident: $layer:ty, $same:ty;)*) => {
            $({
                #[network(input = [2, 9])]
                struct $known($layer);
                #[network(input = [2, LENGTH])]
                struct $constant($same);
                let x: [f64; 18] = std::array::from_fn(|i| f64::from(u32::try_from(i * 7 % 5).unwrap()));
                let (mut known, mut constant) = ($known::<f64>::zeros(), $constant::<f64>::zeros());
                known.as_mut_slice().fill(0.5);
                constant.as_mut_slice().fill(0.5);
                assert_eq!(known.predict(&x).as_slice(), constant.predict(&x).as_slice(), stringify!($layer));
            })*
        };
    }
    compare! {
        A, B: Conv1d<3, 4, Stride<2>, Padding<1>>, Conv1d<3, 4, Stride<TWO>, Padding<ONE>>;
        C, D: Conv1d<3, 3, Same, Stride<2>>, Conv1d<3, 3, Same, Stride<TWO>>;
        E, F: Conv1d<3, 2, Causal, Dilation<2>>, Conv1d<3, TWO, Causal, Dilation<TWO>>;
        G, H: Conv1d<4, 2, Groups<2>>, Conv1d<4, TWO, Groups<TWO>>;
        I, J: MaxPool1d<2, CeilMode>, MaxPool1d<TWO, CeilMode>;
        K, L: AvgPool1d<3, Stride<2>, Padding<1>, CeilMode>, AvgPool1d<3, Stride<TWO>, Padding<ONE>, CeilMode>;
        M, N: MaxPool1d<3, Same, Stride<2>>, MaxPool1d<3, Same, Stride<TWO>>;
    }
}
