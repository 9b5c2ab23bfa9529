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
            ("s0", Window { rows: [1, 1, 1, 1, 1, 0], columns: [5, 3, 3, 1, 1, 0], groups: 1, counts_padding: true }),
            ("s1", Window { rows: [1, 1, 1, 1, 1, 0], columns: [3, 3, 3, 1, 1, 1], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image2<f64>, _, _>(
        "Image2",
        false,
        &[("s4", Window { rows: [1, 1, 1, 1, 1, 0], columns: [1, 1, 3, 2, 2, 2], groups: 1, counts_padding: true })],
    );
    check_windows::<Image3<f64>, _, _>(
        "Image3",
        false,
        &[
            ("s1", Window { rows: [1, 1, 1, 1, 1, 0], columns: [9, 3, 5, 2, 1, 0], groups: 1, counts_padding: true }),
            ("s4", Window { rows: [1, 1, 1, 1, 1, 0], columns: [9, 5, 4, 2, 1, 1], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image4<f64>, _, _>("Image4", false, &[]);
    check_windows::<Image5<f64>, _, _>(
        "Image5",
        false,
        &[("s0", Window { rows: [2, 3, 2, 1, 1, 1], columns: [3, 1, 3, 1, 1, 0], groups: 1, counts_padding: true })],
    );
    check_windows::<Image6<f64>, _, _>(
        "Image6",
        false,
        &[
            ("s0", Window { rows: [0, 0, 0, 0, 0, 0], columns: [0, 0, 0, 0, 0, 0], groups: 3, counts_padding: true }),
            ("s3", Window { rows: [2, 2, 1, 1, 1, 0], columns: [5, 7, 3, 1, 1, 0], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image7<f64>, _, _>(
        "Image7",
        true,
        &[
            ("s1", Window { rows: [5, 5, 2, 1, 2, 1], columns: [2, 1, 4, 2, 1, 1], groups: 1, counts_padding: true }),
            ("s3", Window { rows: [5, 2, 4, 2, 1, 0], columns: [2, 2, 1, 1, 1, 0], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image8<f64>, _, _>(
        "Image8",
        false,
        &[("s1", Window { rows: [4, 2, 3, 1, 1, 0], columns: [3, 1, 2, 2, 1, 0], groups: 1, counts_padding: true })],
    );
    check_windows::<Image9<f64>, _, _>(
        "Image9",
        false,
        &[
            ("s0", Window { rows: [1, 1, 1, 1, 1, 0], columns: [4, 10, 1, 3, 1, 0], groups: 1, counts_padding: true }),
            ("s1", Window { rows: [1, 1, 1, 1, 1, 0], columns: [4, 6, 2, 1, 2, 0], groups: 1, counts_padding: true }),
            ("s2", Window { rows: [1, 1, 1, 1, 1, 0], columns: [6, 8, 3, 1, 1, 0], groups: 2, counts_padding: true }),
        ],
    );
    check_windows::<Image10<f64>, _, _>(
        "Image10",
        false,
        &[("s1", Window { rows: [1, 1, 1, 1, 1, 0], columns: [3, 2, 2, 2, 1, 1], groups: 1, counts_padding: true })],
    );
    check_windows::<Image11<f64>, _, _>(
        "Image11",
        false,
        &[
            ("s0", Window { rows: [0, 0, 0, 0, 0, 0], columns: [0, 0, 0, 0, 0, 0], groups: 2, counts_padding: true }),
            ("s1", Window { rows: [2, 1, 4, 4, 1, 2], columns: [4, 1, 3, 4, 1, 0], groups: 1, counts_padding: true }),
            ("s2", Window { rows: [1, 1, 3, 2, 1, 1], columns: [1, 1, 3, 1, 1, 1], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image12<f64>, _, _>(
        "Image12",
        true,
        &[("s3", Window { rows: [2, 5, 2, 3, 1, 0], columns: [2, 4, 2, 2, 1, 0], groups: 1, counts_padding: true })],
    );
    check_windows::<Image13<f64>, _, _>(
        "Image13",
        true,
        &[("s0", Window { rows: [2, 2, 5, 1, 1, 2], columns: [4, 1, 3, 4, 1, 0], groups: 1, counts_padding: false })],
    );
    check_windows::<Image14<f64>, _, _>("Image14", false, &[]);
    check_windows::<Image15<f64>, _, _>(
        "Image15",
        false,
        &[
            ("s0", Window { rows: [1, 1, 1, 1, 1, 0], columns: [4, 2, 3, 3, 1, 0], groups: 1, counts_padding: true }),
            ("s1", Window { rows: [1, 1, 1, 1, 1, 0], columns: [2, 2, 3, 1, 2, 2], groups: 2, counts_padding: true }),
            ("s2", Window { rows: [1, 1, 1, 1, 1, 0], columns: [2, 4, 3, 1, 2, 3], groups: 1, counts_padding: true }),
            ("s3", Window { rows: [1, 1, 1, 1, 1, 0], columns: [4, 5, 2, 1, 3, 2], groups: 1, counts_padding: true }),
            ("s4", Window { rows: [1, 1, 1, 1, 1, 0], columns: [5, 2, 3, 2, 1, 0], groups: 1, counts_padding: true }),
            ("s5", Window { rows: [1, 1, 1, 1, 1, 0], columns: [2, 1, 2, 2, 1, 0], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image16<f64>, _, _>(
        "Image16",
        false,
        &[
            ("s0", Window { rows: [4, 2, 3, 3, 1, 1], columns: [4, 2, 4, 3, 1, 2], groups: 1, counts_padding: true }),
            ("s1", Window { rows: [0, 0, 0, 0, 0, 0], columns: [0, 0, 0, 0, 0, 0], groups: 3, counts_padding: true }),
        ],
    );
    check_windows::<Image17<f64>, _, _>(
        "Image17",
        false,
        &[
            ("s0", Window { rows: [2, 1, 3, 3, 1, 1], columns: [5, 1, 3, 4, 1, 0], groups: 1, counts_padding: true }),
            ("s1", Window { rows: [1, 1, 2, 2, 1, 1], columns: [1, 1, 2, 2, 1, 1], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image18<f64>, _, _>(
        "Image18",
        false,
        &[
            ("s0", Window { rows: [1, 1, 1, 1, 1, 0], columns: [7, 7, 1, 1, 1, 0], groups: 1, counts_padding: true }),
            ("s1", Window { rows: [1, 1, 1, 1, 1, 0], columns: [7, 4, 4, 1, 1, 0], groups: 1, counts_padding: true }),
            ("s3", Window { rows: [1, 1, 1, 1, 1, 0], columns: [4, 4, 1, 1, 1, 0], groups: 1, counts_padding: true }),
            ("s6", Window { rows: [1, 1, 1, 1, 1, 0], columns: [7, 1, 4, 4, 1, 0], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image19<f64>, _, _>("Image19", true, &[]);
    check_windows::<Image20<f64>, _, _>(
        "Image20",
        false,
        &[("s1", Window { rows: [1, 1, 1, 1, 1, 0], columns: [9, 3, 3, 3, 1, 0], groups: 1, counts_padding: true })],
    );
    check_windows::<Image21<f64>, _, _>(
        "Image21",
        false,
        &[
            ("s1", Window { rows: [2, 1, 3, 2, 3, 2], columns: [4, 2, 2, 3, 2, 1], groups: 1, counts_padding: true }),
            ("s3", Window { rows: [1, 3, 5, 2, 2, 6], columns: [2, 2, 1, 1, 1, 0], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image22<f64>, _, _>(
        "Image22",
        false,
        &[("s0", Window { rows: [4, 2, 3, 1, 1, 0], columns: [2, 1, 2, 2, 1, 0], groups: 1, counts_padding: true })],
    );
    check_windows::<Image23<f64>, _, _>(
        "Image23",
        false,
        &[
            ("s1", Window { rows: [1, 1, 1, 1, 1, 0], columns: [3, 4, 2, 1, 1, 1], groups: 1, counts_padding: true }),
            ("s2", Window { rows: [1, 1, 1, 1, 1, 0], columns: [4, 4, 2, 1, 3, 1], groups: 1, counts_padding: true }),
            ("s4", Window { rows: [1, 1, 1, 1, 1, 0], columns: [4, 4, 1, 1, 1, 0], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image24<f64>, _, _>(
        "Image24",
        false,
        &[
            ("s0", Window { rows: [1, 1, 1, 1, 1, 0], columns: [4, 1, 4, 4, 1, 0], groups: 1, counts_padding: true }),
            ("s1", Window { rows: [1, 1, 1, 1, 1, 0], columns: [4, 2, 1, 3, 2, 0], groups: 1, counts_padding: true }),
            ("s4", Window { rows: [1, 1, 1, 1, 1, 0], columns: [3, 4, 2, 1, 1, 0], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image25<f64>, _, _>(
        "Image25",
        false,
        &[("s0", Window { rows: [1, 1, 1, 1, 1, 0], columns: [7, 3, 2, 3, 1, 0], groups: 1, counts_padding: false })],
    );
    check_windows::<Image26<f64>, _, _>("Image26", false, &[]);
    check_windows::<Image27<f64>, _, _>(
        "Image27",
        false,
        &[
            ("s0", Window { rows: [1, 1, 1, 1, 1, 0], columns: [8, 2, 5, 5, 1, 1], groups: 1, counts_padding: true }),
            ("s2", Window { rows: [1, 1, 1, 1, 1, 0], columns: [2, 3, 2, 1, 1, 1], groups: 1, counts_padding: true }),
            ("s4", Window { rows: [1, 1, 1, 1, 1, 0], columns: [2, 1, 2, 4, 1, 1], groups: 1, counts_padding: true }),
            ("s6", Window { rows: [1, 1, 1, 1, 1, 0], columns: [3, 1, 2, 1, 2, 0], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image28<f64>, _, _>("Image28", true, &[]);
    check_windows::<Image29<f64>, _, _>(
        "Image29",
        false,
        &[
            ("s0", Window { rows: [1, 1, 1, 1, 1, 0], columns: [5, 5, 1, 1, 2, 0], groups: 3, counts_padding: true }),
            ("s1", Window { rows: [1, 1, 1, 1, 1, 0], columns: [5, 3, 5, 1, 3, 5], groups: 1, counts_padding: true }),
            ("s2", Window { rows: [1, 1, 1, 1, 1, 0], columns: [3, 1, 2, 2, 1, 0], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image30<f64>, _, _>(
        "Image30",
        false,
        &[
            ("s0", Window { rows: [1, 1, 1, 1, 1, 0], columns: [3, 1, 3, 3, 1, 0], groups: 1, counts_padding: true }),
            ("s1", Window { rows: [1, 1, 1, 1, 1, 0], columns: [1, 1, 1, 2, 2, 0], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image31<f64>, _, _>(
        "Image31",
        false,
        &[
            ("s0", Window { rows: [1, 1, 1, 1, 1, 0], columns: [6, 6, 3, 1, 1, 1], groups: 1, counts_padding: true }),
            ("s2", Window { rows: [1, 1, 1, 1, 1, 0], columns: [6, 11, 1, 2, 2, 0], groups: 5, counts_padding: true }),
        ],
    );
}

#[network(input = [3, 9], output = 3)]
pub(crate) struct Image0 {
    s0: LayerNorm<0.01>,
    s1: Conv1d<2, 3, Padding<1>>,
    s2: GlobalAvgPool,
    s3: Linear<3>,
}

#[network(input = [1, 5], output = 3)]
pub(crate) struct Image1 {
    s0: Conv1d<3, 3>,
    s1: Conv1d<1, 3, Same, NoBias>,
    s2: Flatten,
    s3: Linear<3>,
}

#[network(input = [1, 9], output = 3)]
pub(crate) struct Image2 {
    s0: AdaptiveAvgPool1d<1>,
    s1: Relu,
    s2: Neg,
    s3: Dropout<0.0>,
    s4: ConvTranspose1d<1, 3, Padding<2>, Stride<2>, Dilation<2>>,
    s5: GlobalMaxPool,
    s6: Linear<3>,
}

#[network(input = [2, 9], output = 3)]
pub(crate) struct Image3 {
    s0: Silu,
    s1: MaxPool1d<5, CeilMode, Stride<2>>,
    #[from(s0, input)]
    s2: Mean,
    #[from(s0)]
    s3: Neg,
    s4: Conv1d<3, 4, Same, Stride<2>>,
    #[from(s1)]
    s5: GlobalMaxPool,
    #[from(s2)]
    s6: Flatten,
    #[from(s4)]
    s7: GlobalMaxPool,
    #[from(s5, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[network(input = [1, 3, 3], output = 3)]
pub(crate) struct Image4 {
    s0: InstanceNorm<0.01>,
    #[from(s0, input)]
    s1: Add,
    #[from(s1, input)]
    s2: Sub,
    s3: GlobalAvgPool,
    s4: Linear<3>,
}

#[network(input = [1, 2, 3], output = 3)]
pub(crate) struct Image5 {
    s0: Conv2d<4, Kernel<2, 3>, Padding<1, 0>>,
    s1: GlobalAvgPool,
    s2: Linear<3>,
}

#[network(input = [3, 2, 5], output = 3)]
pub(crate) struct Image6 {
    s0: GroupNorm<3, 0.01>,
    s1: Relu,
    s2: Gelu,
    s3: ConvTranspose2d<2, Kernel<1, 3>>,
    #[from(s2, s0)]
    s4: Sub,
    #[from(s3)]
    s5: Flatten,
    #[from(s4)]
    s6: GlobalAvgPool,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[network(input = [2, 5, 2], output = 3)]
pub(crate) struct Image7 {
    #[from(input, input)]
    s0: Concat,
    s1: Conv2d<1, Kernel<2, 4>, Dilation<2, 1>, Stride<1, 2>, Same, NoBias>,
    s2: BatchNorm2d<0.01>,
    #[from(input)]
    s3: MaxPool2d<Kernel<4, 1>, CeilMode, Stride<2, 1>>,
    #[from(s2)]
    s4: GlobalAvgPool,
    #[from(s3)]
    s5: Flatten,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[network(input = [3, 4, 3], output = 3)]
pub(crate) struct Image8 {
    s0: AdaptiveAvgPool2d<2>,
    #[from(input)]
    s1: Conv2d<1, Kernel<3, 2>, NoBias, Stride<1, 2>>,
    #[from(s0)]
    s2: GlobalAvgPool,
    #[from(s1)]
    s3: GlobalMaxPool,
    #[from(s2, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[network(input = [1, 4], output = 3)]
pub(crate) struct Image9 {
    s0: ConvTranspose1d<1, 1, Stride<3>, NoBias>,
    #[from(input)]
    s1: ConvTranspose1d<2, 2, Dilation<2>>,
    s2: ConvTranspose1d<2, 3, Groups<2>>,
    #[from(s0)]
    s3: Flatten,
    #[from(s2)]
    s4: GlobalMaxPool,
    #[from(s3, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[network(input = [4, 3], output = 3)]
pub(crate) struct Image10 {
    s0: LayerNorm<0.01>,
    s1: Conv1d<4, 2, Padding<1>, Stride<2>>,
    s2: GlobalMaxPool,
    s3: Linear<3>,
}

#[network(input = [2, 2, 4], output = 3)]
pub(crate) struct Image11 {
    s0: GroupNorm<2, 0.01>,
    s1: AvgPool2d<Kernel<4, 3>, Padding<2, 0>, Stride<4>>,
    s2: AvgPool2d<3, Stride<2, 1>, Padding<1>, CountIncludePad>,
    s3: GlobalAvgPool,
    s4: Linear<3>,
}

#[network(input = [1, 2, 2], output = 3)]
pub(crate) struct Image12 {
    s0: Gelu,
    s1: BatchNorm2d<0.01>,
    s2: Sigmoid,
    s3: ConvTranspose2d<2, 2, Stride<3, 2>, NoBias>,
    s4: Flatten,
    s5: Linear<3>,
}

#[network(input = [2, 2, 4], output = 3)]
pub(crate) struct Image13 {
    s0: AvgPool2d<Kernel<5, 3>, CeilMode, Padding<2, 0>, Stride<1, 4>, CountExcludePad>,
    s1: PRelu,
    #[from(s0, s1)]
    s2: Mul,
    #[from(s0)]
    s3: BatchNorm2d<0.01>,
    #[from(s2)]
    s4: Flatten,
    #[from(s3)]
    s5: Flatten,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[network(input = [3, 3, 5], output = 3)]
pub(crate) struct Image14 {
    s0: PRelu<PerChannel>,
    s1: Gelu,
    s2: Gelu,
    s3: Flatten,
    s4: Linear<3>,
}

#[network(input = [4, 4], output = 3)]
pub(crate) struct Image15 {
    s0: MaxPool1d<3, CeilMode>,
    s1: ConvTranspose1d<2, 3, Groups<2>, Dilation<2>, NoBias, Padding<2>>,
    s2: Conv1d<1, 3, Dilation<2>, Padding<3>>,
    s3: Conv1d<1, 2, Padding<2>, Dilation<3>>,
    s4: Conv1d<3, 3, Stride<2>>,
    #[from(s0)]
    s5: MaxPool1d<2, CeilMode>,
    s6: Gelu,
    #[from(s4)]
    s7: Flatten,
    #[from(s6)]
    s8: GlobalAvgPool,
    #[from(s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[network(input = [3, 4, 4], output = 3)]
pub(crate) struct Image16 {
    s0: MaxPool2d<Kernel<3, 4>, Stride<3>, Padding<1, 2>>,
    s1: GroupNorm<3, 0.01>,
    #[from(s0, s1)]
    s2: Mul,
    s3: PRelu<PerChannel>,
    s4: Flatten,
    s5: Linear<3>,
}

#[network(input = [1, 2, 5], output = 3)]
pub(crate) struct Image17 {
    s0: MaxPool2d<3, Padding<1, 0>, Stride<3, 4>>,
    s1: Conv2d<2, 2, Stride<2>, NoBias, Padding<1>>,
    s2: GlobalAvgPool,
    s3: Linear<3>,
}

#[network(input = [3, 7], output = 3)]
pub(crate) struct Image18 {
    s0: AvgPool1d<1, CeilMode>,
    s1: Conv1d<1, 4, NoBias>,
    s2: Gelu,
    s3: Conv1d<1, 1>,
    #[from(s3, s1)]
    s4: Max,
    #[from(s4, s1)]
    s5: Mul,
    #[from(input)]
    s6: MaxPool1d<4>,
    #[from(s5)]
    s7: Flatten,
    #[from(s6)]
    s8: Flatten,
    #[from(s7, s8)]
    s9: Concat,
    s10: Linear<3>,
}

#[network(input = [3, 2, 4], output = 3)]
pub(crate) struct Image19 {
    s0: BatchNorm2d<0.01>,
    s1: Tanh,
    s2: GlobalAvgPool,
    s3: Linear<3>,
}

#[network(input = [2, 9], output = 3)]
pub(crate) struct Image20 {
    s0: Rnn<1, Last>,
    #[from(input)]
    s1: AvgPool1d<3, CountIncludePad>,
    #[from(input)]
    s2: GroupNorm<1, 0.01>,
    #[from(s1)]
    s3: Flatten,
    #[from(s2)]
    s4: Flatten,
    #[from(s0, s3, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[network(input = [3, 2, 4], output = 3)]
pub(crate) struct Image21 {
    s0: PRelu,
    s1: Conv2d<4, Kernel<3, 2>, Dilation<3, 2>, Same, Stride<2, 3>>,
    #[from(s1, s1)]
    s2: Concat,
    s3: Conv2d<1, Kernel<5, 1>, NoBias, Padding<6, 0>, Dilation<2, 1>, Stride<2, 1>>,
    s4: Flatten,
    s5: Linear<3>,
}

#[network(input = [3, 4, 2], output = 3)]
pub(crate) struct Image22 {
    s0: Conv2d<1, Kernel<3, 2>, Stride<1, 2>>,
    s1: LayerNorm<0.01>,
    s2: Dropout<0.0>,
    s3: GlobalAvgPool,
    s4: Linear<3>,
}

#[network(input = [2, 3], output = 3)]
pub(crate) struct Image23 {
    s0: Gru<3>,
    s1: AvgPool1d<2, Stride<1>, Padding<1>>,
    s2: Conv1d<3, 2, Dilation<3>, Same>,
    s3: Tanh,
    s4: Conv1d<4, 1, NoBias>,
    s5: GlobalAvgPool,
    s6: Linear<3>,
}

#[network(input = [2, 4], output = 3)]
pub(crate) struct Image24 {
    s0: MaxPool1d<4, CeilMode>,
    #[from(input)]
    s1: MaxPool1d<1, Stride<3>, Dilation<2>>,
    #[from(s0)]
    s2: Dropout<0.0>,
    #[from(input)]
    s3: AdaptiveAvgPool1d<3>,
    s4: ConvTranspose1d<2, 2>,
    #[from(s1)]
    s5: Flatten,
    #[from(s2)]
    s6: GlobalAvgPool,
    #[from(s4)]
    s7: GlobalAvgPool,
    #[from(s5, s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[network(input = [3, 7], output = 3)]
pub(crate) struct Image25 {
    s0: AvgPool1d<2, Stride<3>, CeilMode, CountExcludePad>,
    s1: Sigmoid,
    s2: Gru<1, Last>,
    s3: Linear<3>,
}

#[network(input = [3, 4], output = 3)]
pub(crate) struct Image26 {
    s0: PRelu,
    s1: GlobalAvgPool,
    s2: Linear<3>,
}

#[network(input = [1, 8], output = 3)]
pub(crate) struct Image27 {
    s0: AvgPool1d<5, Padding<1>>,
    s1: Dropout<0.0>,
    s2: Conv1d<1, 2, Padding<1>>,
    s3: Tanh,
    #[from(s0)]
    s4: AvgPool1d<2, Stride<4>, Padding<1>>,
    #[from(s2)]
    s5: PRelu,
    s6: MaxPool1d<2, Stride<1>, Dilation<2>, CeilMode>,
    #[from(s3)]
    s7: Flatten,
    #[from(s4)]
    s8: Flatten,
    #[from(s6)]
    s9: Flatten,
    #[from(s7, s8, s9)]
    s10: Concat,
    s11: Linear<3>,
}

#[network(input = [3, 3, 3], output = 3)]
pub(crate) struct Image28 {
    s0: PRelu,
    #[from(input)]
    s1: BatchNorm2d<0.01>,
    #[from(s0)]
    s2: GlobalAvgPool,
    #[from(s1)]
    s3: Flatten,
    #[from(s2, s3)]
    s4: Concat,
    s5: Linear<3>,
}

#[network(input = [3, 5], output = 3)]
pub(crate) struct Image29 {
    s0: ConvTranspose1d<3, 1, Groups<3>, Dilation<2>>,
    s1: Conv1d<1, 5, Padding<5>, Dilation<3>>,
    s2: Conv1d<1, 2, Stride<2>>,
    s3: Flatten,
    s4: Linear<3>,
}

#[network(input = [1, 3], output = 3)]
pub(crate) struct Image30 {
    s0: MaxPool1d<3>,
    s1: Conv1d<1, 1, Dilation<2>, Stride<2>>,
    s2: Flatten,
    s3: Linear<3>,
}

#[network(input = [4, 6], output = 3)]
pub(crate) struct Image31 {
    s0: Conv1d<1, 3, Padding<1>>,
    #[from(s0, input)]
    s1: Concat,
    s2: ConvTranspose1d<5, 1, Groups<5>, Dilation<2>, Stride<2>>,
    s3: GlobalAvgPool,
    s4: Linear<3>,
}
