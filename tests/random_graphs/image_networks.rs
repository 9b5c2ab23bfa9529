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
        &[("s4", Window { rows: [1, 1, 1, 1, 1, 0], columns: [1, 1, 1, 1, 3, 0], groups: 1, counts_padding: true })],
    );
    check_windows::<Image3<f64>, _, _>(
        "Image3",
        false,
        &[
            ("s0", Window { rows: [4, 7, 1, 2, 1, 0], columns: [3, 3, 1, 1, 1, 0], groups: 1, counts_padding: true }),
            ("s1", Window { rows: [7, 3, 3, 2, 1, 0], columns: [3, 1, 3, 3, 1, 0], groups: 1, counts_padding: false }),
            ("s2", Window { rows: [3, 4, 2, 1, 1, 1], columns: [1, 1, 3, 1, 3, 3], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image4<f64>, _, _>(
        "Image4",
        false,
        &[
            ("s0", Window { rows: [1, 1, 1, 1, 1, 0], columns: [3, 7, 2, 3, 2, 1], groups: 3, counts_padding: true }),
            ("s1", Window { rows: [1, 1, 1, 1, 1, 0], columns: [7, 2, 3, 4, 1, 0], groups: 1, counts_padding: true }),
            ("s2", Window { rows: [1, 1, 1, 1, 1, 0], columns: [2, 2, 4, 1, 1, 3], groups: 1, counts_padding: true }),
            ("s3", Window { rows: [1, 1, 1, 1, 1, 0], columns: [2, 1, 3, 3, 2, 1], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image5<f64>, _, _>(
        "Image5",
        true,
        &[
            ("s1", Window { rows: [5, 2, 4, 2, 1, 0], columns: [2, 2, 1, 1, 1, 0], groups: 1, counts_padding: true }),
            ("s2", Window { rows: [2, 1, 2, 2, 3, 1], columns: [2, 2, 3, 1, 1, 1], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image6<f64>, _, _>(
        "Image6",
        false,
        &[("s1", Window { rows: [1, 1, 1, 1, 1, 0], columns: [3, 2, 1, 2, 3, 0], groups: 1, counts_padding: true })],
    );
    check_windows::<Image7<f64>, _, _>(
        "Image7",
        false,
        &[
            ("s0", Window { rows: [1, 1, 1, 1, 1, 0], columns: [3, 5, 1, 2, 1, 0], groups: 2, counts_padding: true }),
            ("s3", Window { rows: [1, 1, 1, 1, 1, 0], columns: [3, 2, 2, 2, 1, 1], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image8<f64>, _, _>(
        "Image8",
        false,
        &[("s1", Window { rows: [4, 1, 4, 2, 1, 0], columns: [2, 1, 4, 4, 1, 2], groups: 1, counts_padding: true })],
    );
    check_windows::<Image9<f64>, _, _>(
        "Image9",
        false,
        &[
            ("s0", Window { rows: [4, 2, 1, 3, 1, 0], columns: [3, 3, 1, 1, 1, 0], groups: 1, counts_padding: true }),
            ("s1", Window { rows: [2, 1, 2, 2, 1, 0], columns: [3, 1, 3, 1, 1, 0], groups: 1, counts_padding: false }),
        ],
    );
    check_windows::<Image10<f64>, _, _>(
        "Image10",
        false,
        &[
            ("s2", Window { rows: [1, 1, 1, 1, 1, 0], columns: [5, 13, 1, 3, 1, 0], groups: 1, counts_padding: true }),
            ("s3", Window { rows: [1, 1, 1, 1, 1, 0], columns: [13, 3, 3, 3, 2, 0], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image11<f64>, _, _>(
        "Image11",
        false,
        &[("s0", Window { rows: [1, 1, 1, 1, 1, 0], columns: [9, 2, 4, 4, 1, 1], groups: 1, counts_padding: true })],
    );
    check_windows::<Image12<f64>, _, _>(
        "Image12",
        false,
        &[
            ("s0", Window { rows: [1, 1, 1, 1, 1, 0], columns: [8, 2, 5, 5, 1, 2], groups: 1, counts_padding: true }),
            ("s1", Window { rows: [1, 1, 1, 1, 1, 0], columns: [2, 1, 3, 3, 1, 1], groups: 1, counts_padding: true }),
            ("s4", Window { rows: [1, 1, 1, 1, 1, 0], columns: [8, 8, 2, 1, 2, 2], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image13<f64>, _, _>(
        "Image13",
        true,
        &[("s2", Window { rows: [5, 6, 2, 1, 3, 2], columns: [4, 3, 4, 2, 2, 4], groups: 1, counts_padding: true })],
    );
    check_windows::<Image14<f64>, _, _>(
        "Image14",
        false,
        &[("s1", Window { rows: [2, 1, 2, 2, 3, 1], columns: [2, 2, 4, 1, 1, 1], groups: 1, counts_padding: true })],
    );
    check_windows::<Image15<f64>, _, _>("Image15", false, &[]);
    check_windows::<Image16<f64>, _, _>(
        "Image16",
        true,
        &[
            ("s0", Window { rows: [1, 1, 1, 1, 1, 0], columns: [6, 2, 3, 3, 1, 0], groups: 1, counts_padding: false }),
            ("s1", Window { rows: [1, 1, 1, 1, 1, 0], columns: [2, 2, 3, 1, 1, 1], groups: 1, counts_padding: true }),
        ],
    );
    check_windows::<Image17<f64>, _, _>(
        "Image17",
        false,
        &[("s1", Window { rows: [2, 1, 2, 3, 1, 1], columns: [3, 1, 3, 3, 1, 0], groups: 1, counts_padding: true })],
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
    s4: Conv1d<3, 1, Dilation<3>>,
    s5: GlobalMaxPool,
    s6: Linear<3>,
}

#[network(input = [1, 4, 3], output = 3)]
pub(crate) struct Image3 {
    s0: ConvTranspose2d<2, 1, Stride<2, 1>, NoBias>,
    s1: AvgPool2d<3, CeilMode, Stride<2, 3>, CountExcludePad>,
    s2: Conv2d<4, Kernel<2, 3>, Padding<1, 3>, Dilation<1, 3>>,
    s3: GlobalAvgPool,
    s4: Linear<3>,
}

#[network(input = [3, 3], output = 3)]
pub(crate) struct Image4 {
    s0: ConvTranspose1d<3, 2, Stride<3>, Groups<3>, Padding<1>, Dilation<2>>,
    s1: AvgPool1d<3, Stride<4>>,
    s2: Conv1d<4, 4, Causal>,
    s3: Conv1d<4, 3, Dilation<2>, Same, NoBias, Stride<3>>,
    s4: Gelu,
    s5: Flatten,
    s6: Linear<3>,
}

#[network(input = [2, 5, 2], output = 3)]
pub(crate) struct Image5 {
    s0: BatchNorm2d<0.01>,
    #[from(input)]
    s1: MaxPool2d<Kernel<4, 1>, CeilMode, Stride<2, 1>>,
    s2: Conv2d<4, Kernel<2, 3>, Stride<2, 1>, Same, Dilation<3, 1>>,
    #[from(s0)]
    s3: GlobalAvgPool,
    #[from(s2)]
    s4: Flatten,
    #[from(s3, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[network(input = [2, 3], output = 3)]
pub(crate) struct Image6 {
    #[from(input, input)]
    s0: Concat,
    s1: Conv1d<1, 1, Stride<2>, Dilation<3>>,
    #[from(input)]
    s2: Dropout<0.0>,
    #[from(s1)]
    s3: GlobalAvgPool,
    #[from(s2)]
    s4: Flatten,
    #[from(s3, s4)]
    s5: Concat,
    s6: Linear<3>,
}

#[network(input = [2, 3], output = 3)]
pub(crate) struct Image7 {
    s0: ConvTranspose1d<2, 1, NoBias, Stride<2>, Groups<2>>,
    s1: Rnn<3, Layers<2>, Last>,
    #[from(input)]
    s2: LayerNorm<0.01>,
    s3: Conv1d<4, 2, Padding<1>, Stride<2>>,
    #[from(s3, s3)]
    s4: Concat,
    s5: GlobalAvgPool,
    #[from(s1, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[network(input = [1, 4, 2], output = 3)]
pub(crate) struct Image8 {
    s0: GroupNorm<1, 0.01>,
    s1: AvgPool2d<4, Padding<0, 2>, Stride<2, 4>, CountIncludePad>,
    s2: Relu,
    #[from(s2, s1)]
    s3: Add,
    #[from(s3, s1)]
    s4: Mul,
    s5: Flatten,
    s6: Linear<3>,
}

#[network(input = [1, 4, 3], output = 3)]
pub(crate) struct Image9 {
    s0: AvgPool2d<1, CeilMode, Stride<3, 1>>,
    s1: AvgPool2d<Kernel<2, 3>, Stride<2, 1>, CountExcludePad>,
    s2: GlobalMaxPool,
    s3: Linear<3>,
}

#[network(input = [1, 5], output = 3)]
pub(crate) struct Image10 {
    #[from(input, input)]
    s0: Concat,
    s1: Gelu,
    s2: ConvTranspose1d<3, 1, NoBias, Stride<3>>,
    s3: MaxPool1d<3, Dilation<2>>,
    s4: Flatten,
    s5: Linear<3>,
}

#[network(input = [3, 9], output = 3)]
pub(crate) struct Image11 {
    s0: MaxPool1d<4, Padding<1>>,
    s1: GlobalAvgPool,
    s2: Linear<3>,
}

#[network(input = [3, 8], output = 3)]
pub(crate) struct Image12 {
    s0: AvgPool1d<5, Padding<2>>,
    s1: MaxPool1d<3, Padding<1>>,
    #[from(input)]
    s2: Sigmoid,
    #[from(s2, input)]
    s3: Mul,
    s4: Conv1d<1, 2, Dilation<2>, Causal>,
    #[from(s1)]
    s5: GlobalAvgPool,
    #[from(s4)]
    s6: GlobalAvgPool,
    #[from(s5, s6)]
    s7: Concat,
    s8: Linear<3>,
}

#[network(input = [3, 5, 4], output = 3)]
pub(crate) struct Image13 {
    s0: Sigmoid,
    s1: BatchNorm2d<0.01>,
    s2: Conv2d<1, Kernel<2, 4>, Dilation<3, 2>, Stride<1, 2>, Padding<2, 4>>,
    s3: BatchNorm2d<0.01>,
    #[from(input)]
    s4: PRelu<PerChannel>,
    #[from(s3)]
    s5: InstanceNorm<0.01>,
    #[from(s4)]
    s6: GlobalMaxPool,
    #[from(s5)]
    s7: Flatten,
    #[from(s6, s7)]
    s8: Concat,
    s9: Linear<3>,
}

#[network(input = [2, 2, 2], output = 3)]
pub(crate) struct Image14 {
    s0: Gelu,
    s1: Conv2d<3, Kernel<2, 4>, Same, Dilation<3, 1>, Stride<2, 1>>,
    s2: GlobalMaxPool,
    s3: Linear<3>,
}

#[network(input = [3, 4, 3], output = 3)]
pub(crate) struct Image15 {
    s0: GlobalAvgPool,
    s1: Linear<3>,
}

#[network(input = [4, 6], output = 3)]
pub(crate) struct Image16 {
    s0: AvgPool1d<3, CountExcludePad>,
    s1: MaxPool1d<3, Stride<1>, Padding<1>>,
    #[from(s0)]
    s2: AdaptiveAvgPool1d<2>,
    s3: BatchNorm1d<0.01>,
    #[from(s1)]
    s4: Flatten,
    #[from(s3)]
    s5: Flatten,
    #[from(s4, s5)]
    s6: Concat,
    s7: Linear<3>,
}

#[network(input = [3, 2, 3], output = 3)]
pub(crate) struct Image17 {
    #[from(input, input)]
    s0: Concat,
    s1: AvgPool2d<Kernel<2, 3>, Padding<1, 0>, Stride<3>, CountIncludePad>,
    s2: Flatten,
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
