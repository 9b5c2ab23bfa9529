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
