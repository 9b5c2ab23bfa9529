//! The library as the macro sees it: what is recorded in `macros/tests/mirror.txt`, by a test of
//! the macro, is so.

use core::any::type_name;
use netwright::layer::{Layout, Parameters};
use netwright::network::Signature;
use netwright::prelude::*;

const RECORDED: &str = include_str!("../macros/tests/mirror.txt");

/// The text behind `name` in the record.
fn recorded(name: &str) -> &'static str {
    let line = RECORDED.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    line.unwrap_or_else(|| panic!("`{name}` is not recorded")).trim()
}

/// Compares the tensors of a network of one step with those that are recorded.
fn assert_tensors<N: Parameters<f32>>(declaration: &str) {
    let mut expected = recorded(declaration).split_terminator(';').map(str::trim);
    for tensor in N::tensors() {
        let expected = expected.next().unwrap_or_else(|| panic!("`{declaration}` has more tensors"));
        let trained = expected.strip_suffix(" statistic");
        assert_eq!(trained.is_none(), tensor.role().is_parameter(), "{declaration}: {expected}");
        let (described, layout) = trained.unwrap_or(expected).rsplit_once(' ').expect("a layout");
        let path = tensor.path().to_string();
        let name = path.strip_prefix("layer.").expect("the name of the step");
        assert_eq!(described, format!("{name} {:?}", tensor.shape()), "{declaration}");
        let layout = [Layout::RowMajor, Layout::ColumnMajor].into_iter().find(|known| format!("{known:?}") == layout);
        let layout = layout.expect("a layout of the library");
        for position in 0..tensor.len() {
            let offset = layout.offset_of(tensor.shape(), position);
            assert_eq!(tensor.offset_of(position), offset, "{declaration}: {expected}");
        }
    }
    assert_eq!(expected.next(), None, "`{declaration}` has fewer tensors");
}

/// Declares a network of each layer, and compares its tensors; all that are recorded must be here.
macro_rules! layers {
    ($($input:tt => [$($(#[$from:meta])? $layer:ty),* $(,)?]),* $(,)?) => {
        $($({
            #[network(input = $input)]
            struct Net {
                $(#[$from])?
                layer: $layer,
            }
            assert_tensors::<Net>(stringify!($layer));
        })*)*
        let all = [$($(stringify!($layer)),*),*];
        let lines = RECORDED.lines().take_while(|line| !line.starts_with("Init"));
        let recorded: Vec<_> = lines.filter_map(|line| Some(line.split_once(':')?.0)).collect();
        assert_eq!(recorded, all);
    };
}

#[test]
fn layers_have_the_tensors_that_the_macro_knows() {
    layers!(4 => [
        Linear<3>,
        Linear<4, 3>,
        Linear<3, NoBias>,
        Linear<16>,
        Linear<1>,
        Relu,
        Tanh,
        Sigmoid,
        LeakyRelu,
        PRelu,
        PRelu<PerChannel>,
        Relu6,
        ThresholdedRelu,
        Elu,
        Selu,
        Celu,
        Gelu,
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
        Softmax,
        LogSoftmax,
        Softmin,
        Pointwise<Relu>,
        Columnwise<Softmax>,
        Dropout<0.5>,
    ], [4, 6] => [
        Dropout1d<0.5>,
    ], [4, 6, 6] => [
        Dropout2d<0.5>,
    ], 4 => [
        LayerNorm,
        LayerNorm<1e-3>,
        RmsNorm,
        RmsNorm<1e-3>,
        BatchNorm1d,
        BatchNorm1d<1e-3>,
        BatchNorm1d<1e-3, 0.01>,
    ], [4, 6, 6] => [
        BatchNorm2d,
    ], 4 => [
        GroupNorm<2>,
        GroupNorm<2, 1e-3>,
    ], [4, 6] => [
        InstanceNorm,
        InstanceNorm<1e-3>,
        InstanceNorm<Affine>,
    ], 4 => [
        Normalize,
        Distance<3>,
        Distance<16>,
        Embedding<5, 2>,
        Neg,
        Scale,
        Bias,
        Slice<0, 2>,
    ], [4, 6] => [
        Conv1d<3, 2>,
        Conv1d<2, 3, Groups<2>, NoBias>,
    ], [4, 6, 6] => [
        Conv2d<3, 2>,
        Conv2d<4, Kernel<3, 2>, Depthwise>,
    ], [4, 6] => [
        ConvTranspose1d<3, 2>,
        ConvTranspose1d<2, 3, Groups<2>, NoBias>,
    ], [4, 6, 6] => [
        ConvTranspose2d<3, 2>,
        ConvTranspose2d<4, Kernel<3, 2>, Depthwise>,
    ], [4, 6] => [
        MaxPool1d<2>,
    ], [4, 6, 6] => [
        MaxPool2d<Kernel<3, 2>>,
    ], [4, 6] => [
        AvgPool1d<2>,
    ], [4, 6, 6] => [
        AvgPool2d<2>,
    ], [4, 6] => [
        AdaptiveAvgPool1d<4>,
    ], [4, 6, 6] => [
        AdaptiveAvgPool2d<5, 7>,
    ], [4, 6] => [
        GlobalAvgPool,
    ], [4, 6, 6] => [
        GlobalMaxPool,
    ], [4, 6] => [
        Rnn<3>,
        Rnn<20, Relu, Last, NoBias>,
        Gru<3>,
        Gru<2, Layers<3>>,
        Gru<2, Layers<2>, Bidirectional>,
        Lstm<3, Reverse>,
        Lstm<1, Bidirectional, NoBias>,
    ], [4, 6, 6] => [
        Upsample<2>,
        Pad<1>,
        Crop<1>,
    ], 4 => [
        Reshape<2, _>,
        Reshape<1, 2, 2>,
        Flatten,
        #[from(input, input)]
        Add,
        #[from(input, input)]
        Sub,
        #[from(input, input)]
        Mul,
        #[from(input, input)]
        Max,
        #[from(input, input)]
        Min,
        #[from(input, input)]
        Mean,
        #[from(input, input)]
        Concat,
    ]);
}

#[test]
fn every_distribution_expands() {
    #[network(input = 2)]
    struct Net {
        #[init(default)]
        default: Linear<2>,
        #[init(kaiming_uniform)]
        kaiming_uniform: Linear<2>,
        #[init(kaiming_normal)]
        kaiming_normal: Linear<2>,
        #[init(xavier_uniform)]
        xavier_uniform: Linear<2>,
        #[init(xavier_normal)]
        xavier_normal: Linear<2>,
        #[init(lecun_uniform)]
        lecun_uniform: Linear<2>,
        #[init(lecun_normal)]
        lecun_normal: Linear<2>,
        #[init(truncated_normal(0.5))]
        truncated_normal: Linear<2>,
        #[init(orthogonal)]
        orthogonal: Linear<2>,
        #[init(constant(0.5))]
        constant: Linear<2>,
        #[init(zeros)]
        zeros: Linear<2>,
    }
    let names: Vec<_> = recorded("Init").split(", ").filter_map(|name| Some(name.split_once(" is ")?.0)).collect();
    assert_eq!(names, Net::STEPS.iter().map(|step| step.name).collect::<Vec<_>>());
}

#[test]
fn every_cost_expands() {
    #[network(input = 2, budget(params <= 6, ram <= 8, flash <= 24, macs <= 4))]
    struct Net(Linear<2>);
    let names: Vec<_> = recorded("Cost").split(", ").filter_map(|name| Some(name.split_once(" is ")?.0)).collect();
    assert_eq!((names, Net::PARAMS), (vec!["params", "ram", "flash", "macs"], 6));
}

/// The name of what the outputs of a network mean.
fn meaning<N: Signature>() -> &'static str {
    type_name::<N::Meaning>().rsplit("::").next().expect("a name")
}

#[test]
fn every_meaning_expands() {
    #[network(input = 2)]
    struct Logits(Linear<2>);
    #[network(input = 2)]
    struct Probabilities(Softmax);
    #[network(input = 2)]
    struct LogProbabilities(LogSoftmax);
    #[network(input = 2)]
    struct Distances(Distance<2>);
    #[network(input = 2)]
    struct Values(Relu);
    let found = [
        meaning::<Logits>(),
        meaning::<Probabilities>(),
        meaning::<LogProbabilities>(),
        meaning::<Distances>(),
        meaning::<Values>(),
    ];
    assert_eq!(recorded("Meaning"), format!("[{}]", found.join(", ")));

    #[network(input = 2)]
    struct Combined {
        softmax: Softmax,
        #[from(softmax, softmax)]
        sum: Add,
    }
    #[network(input = 2)]
    struct Multiplied {
        softmax: Softmax,
        #[from(softmax, softmax)]
        product: Mul,
    }
    #[network(input = 2)]
    struct Averaged {
        softmax: Softmax,
        #[from(softmax, softmax)]
        mean: Mean,
    }
    #[network(input = 2)]
    struct Concatenated {
        softmax: Softmax,
        #[from(softmax, softmax)]
        both: Concat,
    }
    #[network(input = 2)]
    struct Negated(Distance<2>, Neg);
    assert_eq!(recorded("Joint"), "[Combined, Multiplied, Averaged, Concatenated, Negated]");
    let found = [
        meaning::<Combined>(),
        meaning::<Multiplied>(),
        meaning::<Averaged>(),
        meaning::<Concatenated>(),
        meaning::<Negated>(),
    ];
    assert_eq!(found, ["Values", "Values", "Probabilities", "Values", "Logits"]);
}
