//! Random networks over images, signals and sequences, written by
//! `tools/generate/random_graphs.py --seed 1`.

use crate::check_windows;
use crate::windows::Window;
use netwright::prelude::*;

/// Checks every network, and says of each whether it computes something else in training, and its
/// windows.
pub(crate) fn check_all() {
    check_windows::<Image0<f64>, _, _>(
        "Image0",
        false,
        &[("s1", Window { rows: [1, 1, 1, 1, 1, 0], columns: [9, 9, 3, 1, 1, 1], groups: 1, counts_padding: true })],
    );
    check_windows::<Image1<f64>, _, _>(
        "Image1",
        false,
        &[
            ("s1", Window { rows: [1, 1, 1, 1, 1, 0], columns: [3, 1, 2, 3, 2, 1], groups: 1, counts_padding: true }),
            ("s2", Window { rows: [1, 1, 1, 1, 1, 0], columns: [1, 1, 3, 1, 1, 1], groups: 2, counts_padding: true }),
        ],
    );
    check_windows::<Image2<f64>, _, _>(
        "Image2",
        false,
        &[
            ("s1", Window { rows: [1, 1, 1, 1, 1, 0], columns: [3, 1, 3, 3, 1, 0], groups: 1, counts_padding: true }),
            ("s3", Window { rows: [1, 1, 1, 1, 1, 0], columns: [1, 2, 3, 2, 1, 2], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image3<f64>, _, _>("Image3", false, &[]);
    check_windows::<Image4<f64>, _, _>(
        "Image4",
        false,
        &[("s1", Window { rows: [2, 2, 3, 1, 1, 1], columns: [2, 2, 2, 1, 1, 0], groups: 1, counts_padding: true })],
    );
    check_windows::<Image5<f64>, _, _>(
        "Image5",
        false,
        &[("s2", Window { rows: [4, 1, 2, 1, 3, 0], columns: [3, 2, 3, 2, 1, 1], groups: 1, counts_padding: true })],
    );
    check_windows::<Image6<f64>, _, _>(
        "Image6",
        false,
        &[
            ("s0", Window { rows: [4, 1, 3, 3, 1, 0], columns: [5, 5, 1, 1, 3, 0], groups: 1, counts_padding: true }),
            ("s2", Window { rows: [1, 1, 1, 2, 1, 0], columns: [5, 5, 1, 1, 1, 0], groups: 1, counts_padding: true }),
            ("s3", Window { rows: [1, 1, 2, 1, 2, 1], columns: [5, 5, 2, 1, 3, 1], groups: 4, counts_padding: true }),
        ],
    );
    check_windows::<Image7<f64>, _, _>(
        "Image7",
        false,
        &[
            ("s0", Window { rows: [1, 1, 1, 1, 1, 0], columns: [4, 4, 2, 1, 3, 3], groups: 1, counts_padding: true }),
            ("s4", Window { rows: [1, 1, 1, 1, 1, 0], columns: [4, 1, 5, 2, 1, 1], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image8<f64>, _, _>(
        "Image8",
        false,
        &[
            ("s2", Window { rows: [3, 2, 2, 2, 1, 1], columns: [2, 2, 3, 1, 2, 2], groups: 1, counts_padding: true }),
            ("s4", Window { rows: [3, 5, 3, 1, 1, 2], columns: [2, 5, 4, 1, 1, 3], groups: 2, counts_padding: true }),
            ("s5", Window { rows: [5, 3, 2, 2, 3, 1], columns: [5, 5, 2, 1, 3, 1], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image9<f64>, _, _>("Image9", false, &[]);
    check_windows::<Image10<f64>, _, _>(
        "Image10",
        false,
        &[
            ("s0", Window { rows: [3, 1, 3, 1, 1, 0], columns: [3, 1, 2, 2, 1, 0], groups: 1, counts_padding: true }),
            ("s3", Window { rows: [1, 1, 5, 2, 1, 2], columns: [1, 1, 1, 1, 1, 0], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image11<f64>, _, _>(
        "Image11",
        false,
        &[
            ("s1", Window { rows: [3, 1, 3, 2, 1, 0], columns: [3, 5, 5, 1, 1, 3], groups: 1, counts_padding: true }),
            ("s2", Window { rows: [1, 1, 5, 2, 1, 2], columns: [5, 2, 2, 1, 3, 0], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image12<f64>, _, _>(
        "Image12",
        false,
        &[
            ("s2", Window { rows: [1, 1, 1, 1, 1, 0], columns: [5, 5, 2, 1, 2, 2], groups: 1, counts_padding: true }),
            ("s3", Window { rows: [1, 1, 1, 1, 1, 0], columns: [5, 2, 1, 3, 1, 0], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image13<f64>, _, _>(
        "Image13",
        false,
        &[("s0", Window { rows: [4, 1, 2, 2, 2, 0], columns: [5, 6, 4, 1, 1, 2], groups: 1, counts_padding: true })],
    );
    check_windows::<Image14<f64>, _, _>(
        "Image14",
        false,
        &[
            ("s1", Window { rows: [5, 2, 3, 2, 1, 0], columns: [5, 1, 2, 2, 3, 0], groups: 1, counts_padding: true }),
            ("s2", Window { rows: [2, 2, 3, 2, 1, 2], columns: [1, 1, 3, 1, 1, 1], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image15<f64>, _, _>(
        "Image15",
        false,
        &[("s1", Window { rows: [5, 4, 3, 2, 1, 2], columns: [2, 2, 3, 2, 1, 2], groups: 1, counts_padding: true })],
    );
    check_windows::<Image16<f64>, _, _>(
        "Image16",
        false,
        &[("s1", Window { rows: [3, 1, 2, 3, 1, 0], columns: [2, 1, 3, 3, 1, 0], groups: 1, counts_padding: true })],
    );
    check_windows::<Image17<f64>, _, _>(
        "Image17",
        false,
        &[("s1", Window { rows: [4, 4, 1, 1, 1, 0], columns: [2, 1, 2, 2, 1, 0], groups: 1, counts_padding: true })],
    );
    check_windows::<Image18<f64>, _, _>(
        "Image18",
        false,
        &[
            ("s0", Window { rows: [5, 3, 3, 1, 1, 0], columns: [2, 1, 2, 2, 1, 0], groups: 1, counts_padding: true }),
            ("s2", Window { rows: [3, 3, 1, 1, 1, 0], columns: [1, 1, 4, 2, 2, 3], groups: 1, counts_padding: true }),
            ("s3", Window { rows: [3, 1, 3, 1, 1, 0], columns: [1, 1, 2, 2, 1, 1], groups: 1, counts_padding: true }),
            ("s4", Window { rows: [3, 2, 3, 2, 3, 3], columns: [1, 1, 2, 3, 2, 1], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image19<f64>, _, _>("Image19", false, &[]);
    check_windows::<Image20<f64>, _, _>(
        "Image20",
        false,
        &[
            ("s0", Window { rows: [4, 3, 2, 1, 1, 0], columns: [4, 4, 1, 1, 1, 0], groups: 1, counts_padding: true }),
            ("s1", Window { rows: [4, 2, 3, 2, 1, 0], columns: [4, 4, 1, 1, 1, 0], groups: 1, counts_padding: true }),
            ("s2", Window { rows: [4, 4, 1, 1, 1, 0], columns: [4, 4, 5, 1, 1, 2], groups: 1, counts_padding: true }),
            ("s3", Window { rows: [3, 3, 1, 1, 3, 0], columns: [4, 4, 1, 1, 1, 0], groups: 2, counts_padding: true }),
            ("s4", Window { rows: [3, 2, 2, 1, 1, 0], columns: [4, 1, 5, 2, 1, 1], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image21<f64>, _, _>("Image21", false, &[]);
    check_windows::<Image22<f64>, _, _>(
        "Image22",
        false,
        &[
            ("s0", Window { rows: [1, 1, 1, 1, 1, 0], columns: [4, 4, 5, 1, 3, 6], groups: 1, counts_padding: true }),
            ("s1", Window { rows: [1, 1, 1, 1, 1, 0], columns: [4, 5, 2, 1, 1, 1], groups: 1, counts_padding: true }),
            ("s3", Window { rows: [1, 1, 1, 1, 1, 0], columns: [4, 2, 2, 3, 2, 2], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image23<f64>, _, _>(
        "Image23",
        false,
        &[("s1", Window { rows: [2, 1, 3, 2, 3, 2], columns: [5, 3, 2, 2, 2, 1], groups: 3, counts_padding: true })],
    );
    check_windows::<Image24<f64>, _, _>(
        "Image24",
        false,
        &[
            ("s0", Window { rows: [5, 5, 5, 1, 1, 2], columns: [3, 1, 3, 3, 2, 1], groups: 1, counts_padding: true }),
            ("s4", Window { rows: [5, 3, 3, 1, 1, 0], columns: [1, 1, 1, 3, 2, 0], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image25<f64>, _, _>(
        "Image25",
        false,
        &[
            ("s2", Window { rows: [5, 3, 5, 2, 3, 6], columns: [5, 2, 3, 3, 1, 0], groups: 1, counts_padding: true }),
            ("s3", Window { rows: [5, 2, 3, 3, 1, 0], columns: [5, 5, 2, 1, 1, 0], groups: 1, counts_padding: true }),
            ("s4", Window { rows: [5, 2, 4, 3, 2, 3], columns: [5, 2, 2, 3, 1, 1], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image26<f64>, _, _>(
        "Image26",
        false,
        &[("s0", Window { rows: [3, 2, 1, 2, 1, 0], columns: [4, 1, 2, 3, 1, 0], groups: 1, counts_padding: true })],
    );
    check_windows::<Image27<f64>, _, _>(
        "Image27",
        false,
        &[
            ("s0", Window { rows: [4, 4, 2, 1, 1, 0], columns: [4, 2, 2, 3, 2, 1], groups: 1, counts_padding: true }),
            ("s2", Window { rows: [4, 4, 1, 1, 1, 0], columns: [4, 5, 2, 1, 1, 1], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image28<f64>, _, _>(
        "Image28",
        false,
        &[
            ("s2", Window { rows: [1, 1, 1, 1, 1, 0], columns: [7, 4, 1, 2, 2, 0], groups: 3, counts_padding: true }),
            ("s3", Window { rows: [1, 1, 1, 1, 1, 0], columns: [4, 4, 3, 1, 1, 1], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image29<f64>, _, _>(
        "Image29",
        false,
        &[("s0", Window { rows: [1, 1, 1, 1, 1, 0], columns: [3, 2, 2, 1, 1, 0], groups: 2, counts_padding: true })],
    );
    check_windows::<Image30<f64>, _, _>(
        "Image30",
        false,
        &[("s0", Window { rows: [4, 2, 2, 3, 2, 1], columns: [4, 2, 5, 2, 3, 5], groups: 2, counts_padding: true })],
    );
    check_windows::<Image31<f64>, _, _>(
        "Image31",
        false,
        &[("s0", Window { rows: [1, 1, 1, 1, 1, 0], columns: [8, 4, 3, 2, 1, 0], groups: 1, counts_padding: true })],
    );
}

#[network(input = [3, 9], output = 3)]
pub(crate) struct Image0 {
    s0: LayerNorm<0.01>,
    s1: Conv1d<2, 3, Padding<1>>,
    s2: Flatten,
    s3: Linear<3>,
}

#[network(input = [2, 3], output = 3)]
pub(crate) struct Image1 {
    s0: Relu,
    s1: Conv1d<2, 2, Stride<3>, Dilation<2>, Padding<1>>,
    s2: Conv1d<2, 3, Depthwise, Same>,
    s3: Tanh,
    s4: Flatten,
    s5: Linear<3>,
}

#[network(input = [4, 3], output = 3)]
pub(crate) struct Image2 {
    #[from(input, input)]
    s0: Concat,
    s1: Conv1d<1, 3, Stride<3>>,
    s2: PRelu<PerChannel>,
    s3: Conv1d<2, 3, Padding<2>, Stride<2>, NoBias>,
    s4: LayerNorm<0.01>,
    #[from(s4, s3)]
    s5: Concat,
    s6: Flatten,
    s7: Linear<3>,
}

#[network(input = [3, 6], output = 3)]
pub(crate) struct Image3 {
    s0: Neg,
    s1: Flatten,
    s2: Linear<3>,
}

#[network(input = [3, 2, 2], output = 3)]
pub(crate) struct Image4 {
    s0: Dropout<0.0>,
    s1: Conv2d<4, Kernel<3, 2>, Same>,
    #[from(s0)]
    s2: Relu,
    #[from(s2, s2)]
    s3: Concat,
    #[from(s1)]
    s4: Flatten,
    #[from(s3)]
    s5: Flatten,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[network(input = [3, 4, 3], output = 3)]
pub(crate) struct Image5 {
    s0: Gelu,
    #[from(s0, input)]
    s1: Mul,
    #[from(s0)]
    s2: Conv2d<3, Kernel<2, 3>, Dilation<3, 1>, Padding<0, 1>, Stride<1, 2>>,
    #[from(s1)]
    s3: Flatten,
    #[from(s2)]
    s4: Flatten,
    #[from(s3, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[network(input = [3, 4, 5], output = 3)]
pub(crate) struct Image6 {
    s0: Conv2d<3, Kernel<3, 1>, Stride<3, 1>, Dilation<1, 3>>,
    s1: Silu,
    s2: Conv2d<4, 1, NoBias, Stride<2, 1>>,
    s3: Conv2d<4, Kernel<2, 2>, Groups<4>, Same, Dilation<2, 3>>,
    #[from(s3, s2)]
    s4: Add,
    s5: Flatten,
    s6: Linear<3>,
}

#[network(input = [1, 4], output = 3)]
pub(crate) struct Image7 {
    s0: Conv1d<1, 2, Dilation<3>, Causal, NoBias>,
    #[from(s0, input)]
    s1: Mul,
    #[from(s1, s0)]
    s2: Add,
    s3: LayerNorm<0.01>,
    s4: Conv1d<4, 5, Stride<2>, Padding<1>>,
    s5: Flatten,
    s6: Linear<3>,
}

#[network(input = [2, 3, 2], output = 3)]
pub(crate) struct Image8 {
    s0: PRelu<PerChannel>,
    #[from(input)]
    s1: LayerNorm<0.01>,
    #[from(s0)]
    s2: Conv2d<4, Kernel<2, 3>, Stride<2, 1>, Dilation<1, 2>, Padding<1, 2>>,
    #[from(s1, input)]
    s3: Min,
    s4: Conv2d<2, Kernel<3, 4>, Padding<2, 3>, Groups<2>>,
    s5: Conv2d<1, 2, Stride<2, 1>, Dilation<3>, Same>,
    s6: PRelu,
    #[from(s2)]
    s7: Flatten,
    #[from(s6)]
    s8: Flatten,
    #[from(s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[network(input = [1, 3, 2], output = 3)]
pub(crate) struct Image9 {
    s0: Flatten,
    s1: Linear<3>,
}

#[network(input = [2, 3, 3], output = 3)]
pub(crate) struct Image10 {
    s0: Conv2d<2, Kernel<3, 2>, Stride<1, 2>>,
    #[from(s0, s0)]
    s1: Concat,
    s2: Gelu,
    s3: Conv2d<1, Kernel<5, 1>, Same, Stride<2, 1>>,
    s4: Flatten,
    s5: Linear<3>,
}

#[network(input = [1, 3, 3], output = 3)]
pub(crate) struct Image11 {
    #[from(input, input)]
    s0: Concat,
    s1: Conv2d<2, Kernel<3, 5>, Padding<0, 3>, Stride<2, 1>>,
    s2: Conv2d<4, Kernel<5, 2>, Padding<2, 0>, Dilation<1, 3>, Stride<2, 1>>,
    s3: Flatten,
    s4: Linear<3>,
}

#[network(input = [3, 5], output = 3)]
pub(crate) struct Image12 {
    s0: PRelu<PerChannel>,
    #[from(s0, input)]
    s1: Mul,
    s2: Conv1d<1, 2, Dilation<2>, Causal>,
    s3: Conv1d<4, 1, NoBias, Stride<3>>,
    s4: Flatten,
    s5: Linear<3>,
}

#[network(input = [1, 4, 5], output = 3)]
pub(crate) struct Image13 {
    s0: Conv2d<4, Kernel<2, 4>, Padding<0, 2>, Stride<2, 1>, Dilation<2, 1>>,
    s1: Flatten,
    s2: Linear<3>,
}

#[network(input = [1, 5, 5], output = 3)]
pub(crate) struct Image14 {
    s0: Relu,
    s1: Conv2d<3, Kernel<3, 2>, Dilation<1, 3>, Stride<2>>,
    s2: Conv2d<3, 3, Stride<2, 1>, Padding<2, 1>>,
    s3: Flatten,
    s4: Linear<3>,
}

#[network(input = [1, 5, 2], output = 3)]
pub(crate) struct Image15 {
    s0: PRelu<PerChannel>,
    s1: Conv2d<2, 3, Stride<2>, NoBias, Padding<2>>,
    s2: Flatten,
    s3: Linear<3>,
}

#[network(input = [3, 3, 2], output = 3)]
pub(crate) struct Image16 {
    s0: PRelu,
    s1: Conv2d<1, Kernel<2, 3>, Stride<3>, Same>,
    s2: Flatten,
    s3: Linear<3>,
}

#[network(input = [2, 4, 2], output = 3)]
pub(crate) struct Image17 {
    s0: PRelu<PerChannel>,
    s1: Conv2d<1, Kernel<1, 2>, Stride<1, 2>>,
    s2: Silu,
    #[from(s1, s2)]
    s3: Sub,
    s4: Flatten,
    s5: Linear<3>,
}

#[network(input = [1, 5, 2], output = 3)]
pub(crate) struct Image18 {
    s0: Conv2d<1, Kernel<3, 2>, Stride<1, 2>>,
    s1: Gelu,
    s2: Conv2d<3, Kernel<1, 4>, NoBias, Same, Dilation<1, 2>, Stride<1, 2>>,
    s3: Conv2d<1, Kernel<3, 2>, Stride<1, 2>, NoBias, Padding<0, 1>>,
    #[from(s1)]
    s4: Conv2d<4, Kernel<3, 2>, Dilation<3, 2>, Same, Stride<2, 3>>,
    #[from(s3)]
    s5: Flatten,
    #[from(s4)]
    s6: Flatten,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[network(input = [3, 3], output = 3)]
pub(crate) struct Image19 {
    s0: Flatten,
    s1: Linear<3>,
}

#[network(input = [1, 4, 4], output = 3)]
pub(crate) struct Image20 {
    s0: Conv2d<4, Kernel<2, 1>>,
    #[from(input)]
    s1: Conv2d<3, Kernel<3, 1>, NoBias, Same, Stride<2, 1>>,
    #[from(input)]
    s2: Conv2d<1, Kernel<1, 5>, Same>,
    #[from(s0)]
    s3: Conv2d<2, 1, NoBias, Same, Dilation<3, 1>, Groups<2>>,
    #[from(s0)]
    s4: Conv2d<1, Kernel<2, 5>, Stride<1, 2>, Padding<0, 1>>,
    #[from(s3)]
    s5: PRelu<PerChannel>,
    #[from(s1)]
    s6: Flatten,
    #[from(s2)]
    s7: Flatten,
    #[from(s4)]
    s8: Flatten,
    #[from(s5)]
    s9: Flatten,
    #[from(s6, s7, s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = [4, 6], output = 3)]
pub(crate) struct Image21 {
    s0: LayerNorm<0.01>,
    s1: Relu,
    s2: Flatten,
    s3: Linear<3>,
}

#[network(input = [2, 4], output = 3)]
pub(crate) struct Image22 {
    s0: Conv1d<1, 5, Padding<6>, Dilation<3>>,
    s1: Conv1d<4, 2, Padding<1>>,
    #[from(s0)]
    s2: Dropout<0.0>,
    s3: Conv1d<1, 2, Stride<3>, Padding<2>, Dilation<2>>,
    #[from(s1)]
    s4: Tanh,
    #[from(s3)]
    s5: Flatten,
    #[from(s4)]
    s6: Flatten,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[network(input = [3, 2, 5], output = 3)]
pub(crate) struct Image23 {
    s0: LayerNorm<0.01>,
    s1: Conv2d<3, Kernel<3, 2>, Groups<3>, Stride<2>, Dilation<3, 2>, Same>,
    s2: Flatten,
    s3: Linear<3>,
}

#[network(input = [1, 5, 3], output = 3)]
pub(crate) struct Image24 {
    s0: Conv2d<1, Kernel<5, 3>, Same, Dilation<1, 2>, Stride<1, 3>>,
    s1: Sigmoid,
    s2: PRelu<PerChannel>,
    #[from(s2, s1)]
    s3: Sub,
    s4: Conv2d<1, Kernel<3, 1>, Stride<1, 3>, Dilation<1, 2>>,
    s5: Tanh,
    s6: Flatten,
    s7: Linear<3>,
}

#[network(input = [1, 5, 5], output = 3)]
pub(crate) struct Image25 {
    s0: Dropout<0.0>,
    #[from(s0, input)]
    s1: Max,
    #[from(s0)]
    s2: Conv2d<2, Kernel<5, 3>, Stride<2, 3>, Dilation<3, 1>, Same>,
    #[from(s1)]
    s3: Conv2d<4, Kernel<3, 2>, Stride<3, 1>, Same>,
    #[from(s0)]
    s4: Conv2d<4, Kernel<4, 2>, Dilation<2, 1>, Padding<3, 1>, Stride<3>>,
    #[from(s2)]
    s5: Flatten,
    #[from(s3)]
    s6: Flatten,
    #[from(s4)]
    s7: Flatten,
    #[from(s5, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[network(input = [1, 3, 4], output = 3)]
pub(crate) struct Image26 {
    s0: Conv2d<3, Kernel<1, 2>, NoBias, Stride<2, 3>>,
    s1: Flatten,
    s2: Linear<3>,
}

#[network(input = [2, 4, 4], output = 3)]
pub(crate) struct Image27 {
    s0: Conv2d<1, 2, Same, Dilation<1, 2>, Stride<1, 3>>,
    s1: Dropout<0.0>,
    #[from(input)]
    s2: Conv2d<2, Kernel<1, 2>, Padding<0, 1>>,
    #[from(s1)]
    s3: Flatten,
    #[from(s2)]
    s4: Flatten,
    #[from(s3, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[network(input = [3, 7], output = 3)]
pub(crate) struct Image28 {
    #[from(input, input)]
    s0: Concat,
    s1: PRelu<PerChannel>,
    s2: Conv1d<3, 1, Stride<2>, Dilation<2>, Groups<3>>,
    s3: Conv1d<1, 3, Padding<1>>,
    s4: Flatten,
    s5: Linear<3>,
}

#[network(input = [2, 3], output = 3)]
pub(crate) struct Image29 {
    s0: Conv1d<2, 2, Depthwise>,
    s1: Flatten,
    s2: Linear<3>,
}

#[network(input = [2, 4, 4], output = 3)]
pub(crate) struct Image30 {
    s0: Conv2d<4, Kernel<2, 5>, Same, Stride<3, 2>, Dilation<2, 3>, Groups<2>>,
    s1: Relu,
    #[from(s1, s0)]
    s2: Mean,
    s3: Flatten,
    s4: Linear<3>,
}

#[network(input = [4, 8], output = 3)]
pub(crate) struct Image31 {
    s0: Conv1d<3, 3, Same, Stride<2>, NoBias>,
    s1: Flatten,
    s2: Linear<3>,
}
