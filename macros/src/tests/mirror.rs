//! The macro's own knowledge of the library: the tensors of built-in layers, and names of variants
//! and types.
//!
//! It is recorded in `macros/tests/mirror.txt`, which a test of the library, `tests/mirror.rs`,
//! compares with the library. After an intended change run the tests with `NETWRIGHT_BLESS=1`.

use super::accepted;
use crate::layers::{ENTRIES, Entry, InputCount};
use crate::model::init::DISTRIBUTIONS;
use crate::model::layout::Layout;
use crate::model::meaning::{Joint, Kind};
use crate::parse::attribute::COSTS;
use std::fmt::Write;
use std::path::PathBuf;

/// The input of the layers that do not take a vector of four features: a signal or an image.
const INPUTS: &[(&str, &str)] = &[
    ("Dropout1d", "[4, 6]"),
    ("Dropout2d", "[4, 6, 6]"),
    ("BatchNorm2d", "[4, 6, 6]"),
    ("InstanceNorm", "[4, 6]"),
    ("Conv1d", "[4, 6]"),
    ("Conv2d", "[4, 6, 6]"),
    ("ConvTranspose1d", "[4, 6]"),
    ("ConvTranspose2d", "[4, 6, 6]"),
    ("MaxPool1d", "[4, 6]"),
    ("MaxPool2d", "[4, 6, 6]"),
    ("AvgPool1d", "[4, 6]"),
    ("AvgPool2d", "[4, 6, 6]"),
    ("AdaptiveAvgPool1d", "[4, 6]"),
    ("AdaptiveAvgPool2d", "[4, 6, 6]"),
    ("GlobalAvgPool", "[4, 6]"),
    ("GlobalMaxPool", "[4, 6, 6]"),
    ("Rnn", "[4, 6]"),
    ("Gru", "[4, 6]"),
    ("Lstm", "[4, 6]"),
    ("Upsample", "[4, 6, 6]"),
    ("Pad", "[4, 6, 6]"),
    ("Crop", "[4, 6, 6]"),
];

/// Declarations of each layer, over four features or over [`INPUTS`].
const DECLARATIONS: &[(&str, &[&str])] = &[
    ("Linear", &["Linear<3>", "Linear<4, 3>", "Linear<3, NoBias>", "Linear<16>", "Linear<1>"]),
    ("Relu", &["Relu"]),
    ("Tanh", &["Tanh"]),
    ("Sigmoid", &["Sigmoid"]),
    ("LeakyRelu", &["LeakyRelu"]),
    ("PRelu", &["PRelu", "PRelu<PerChannel>"]),
    ("Relu6", &["Relu6"]),
    ("ThresholdedRelu", &["ThresholdedRelu"]),
    ("Elu", &["Elu"]),
    ("Selu", &["Selu"]),
    ("Celu", &["Celu"]),
    ("Gelu", &["Gelu"]),
    ("Silu", &["Silu"]),
    ("Mish", &["Mish"]),
    ("Softplus", &["Softplus"]),
    ("Softsign", &["Softsign"]),
    ("HardSigmoid", &["HardSigmoid"]),
    ("HardSwish", &["HardSwish"]),
    ("HardTanh", &["HardTanh"]),
    ("Exp", &["Exp"]),
    ("Log", &["Log"]),
    ("Sqrt", &["Sqrt"]),
    ("Square", &["Square"]),
    ("Abs", &["Abs"]),
    ("Softmax", &["Softmax"]),
    ("LogSoftmax", &["LogSoftmax"]),
    ("Softmin", &["Softmin"]),
    ("Pointwise", &["Pointwise<Relu>"]),
    ("Columnwise", &["Columnwise<Softmax>"]),
    ("Dropout", &["Dropout<0.5>"]),
    ("Dropout1d", &["Dropout1d<0.5>"]),
    ("Dropout2d", &["Dropout2d<0.5>"]),
    ("LayerNorm", &["LayerNorm", "LayerNorm<1e-3>"]),
    ("RmsNorm", &["RmsNorm", "RmsNorm<1e-3>"]),
    ("BatchNorm1d", &["BatchNorm1d", "BatchNorm1d<1e-3>", "BatchNorm1d<1e-3, 0.01>"]),
    ("BatchNorm2d", &["BatchNorm2d"]),
    ("GroupNorm", &["GroupNorm<2>", "GroupNorm<2, 1e-3>"]),
    ("InstanceNorm", &["InstanceNorm", "InstanceNorm<1e-3>", "InstanceNorm<Affine>"]),
    ("Normalize", &["Normalize"]),
    ("Distance", &["Distance<3>", "Distance<16>"]),
    ("Embedding", &["Embedding<5, 2>"]),
    ("Neg", &["Neg"]),
    ("Scale", &["Scale"]),
    ("Bias", &["Bias"]),
    ("Slice", &["Slice<0, 2>"]),
    ("Conv1d", &["Conv1d<3, 2>", "Conv1d<2, 3, Groups<2>, NoBias>"]),
    ("Conv2d", &["Conv2d<3, 2>", "Conv2d<4, Kernel<3, 2>, Depthwise>"]),
    ("ConvTranspose1d", &["ConvTranspose1d<3, 2>", "ConvTranspose1d<2, 3, Groups<2>, NoBias>"]),
    ("ConvTranspose2d", &["ConvTranspose2d<3, 2>", "ConvTranspose2d<4, Kernel<3, 2>, Depthwise>"]),
    ("MaxPool1d", &["MaxPool1d<2>"]),
    ("MaxPool2d", &["MaxPool2d<Kernel<3, 2>>"]),
    ("AvgPool1d", &["AvgPool1d<2>"]),
    ("AvgPool2d", &["AvgPool2d<2>"]),
    ("AdaptiveAvgPool1d", &["AdaptiveAvgPool1d<4>"]),
    ("AdaptiveAvgPool2d", &["AdaptiveAvgPool2d<5, 7>"]),
    ("GlobalAvgPool", &["GlobalAvgPool"]),
    ("GlobalMaxPool", &["GlobalMaxPool"]),
    ("Rnn", &["Rnn<3>", "Rnn<20, Relu, Last, NoBias>"]),
    ("Gru", &["Gru<3>", "Gru<2, Layers<3>>", "Gru<2, Layers<2>, Bidirectional>"]),
    ("Lstm", &["Lstm<3, Reverse>", "Lstm<1, Bidirectional, NoBias>"]),
    ("Upsample", &["Upsample<2>"]),
    ("Pad", &["Pad<1>"]),
    ("Crop", &["Crop<1>"]),
    ("Reshape", &["Reshape<2, _>", "Reshape<1, 2, 2>"]),
    ("Flatten", &["Flatten"]),
    ("Add", &["Add"]),
    ("Sub", &["Sub"]),
    ("Mul", &["Mul"]),
    ("Max", &["Max"]),
    ("Min", &["Min"]),
    ("Mean", &["Mean"]),
    ("Concat", &["Concat"]),
];

/// The tensors of a layer as the macro has them: name, shape, layout.
fn tensors(entry: &Entry, declaration: &str) -> String {
    let from = if entry.inputs == InputCount::One { "" } else { "#[from(input, input)]" };
    let input = INPUTS.iter().find(|(name, _)| *name == entry.name).map_or("4", |(_, input)| input);
    let network = accepted(&format!("input = {input}"), &format!("struct Net {{ {from} layer: {declaration} }}"));
    let step = &network.steps[0];
    let tensors = step.tensors.as_ref().expect("a built-in layer");
    assert_eq!(step.layer.has_parameters(), !tensors.is_empty(), "{declaration}");
    let mut text = String::new();
    for tensor in tensors {
        let shape: Vec<usize> = tensor.shape.iter().map(|size| size.known().expect("a number")).collect();
        let role = if tensor.is_statistic { " statistic" } else { "" };
        let layout = tensor.layout.unwrap_or_else(|| Layout::likely(&shape));
        write!(text, " {} {shape:?} {layout:?}{role};", tensor.name).expect("a string takes all text");
    }
    text
}

fn recorded() -> String {
    let mut text = String::new();
    for entry in ENTRIES {
        let found = DECLARATIONS.iter().find(|(name, _)| *name == entry.name);
        let (_, declarations) = found.unwrap_or_else(|| panic!("a declaration of `{}` is missing", entry.name));
        for declaration in *declarations {
            writeln!(text, "{declaration}:{}", tensors(entry, declaration)).expect("a string takes all text");
        }
    }
    let inits = DISTRIBUTIONS.each_ref().map(|known| {
        let init = known.with(None).or_else(|_| known.with(Some(0.5))).expect("a number or none");
        format!("{} is {}", known.name, init.variant())
    });
    let inits = inits.join(", ");
    let costs = COSTS.map(|(name, cost)| format!("{name} is {cost}")).join(", ");
    writeln!(text, "Init: {inits}\nCost: {costs}\nMeaning: {:?}", Kind::ALL).expect("a string takes all text");
    writeln!(text, "Joint: {:?}", Joint::ALL).expect("a string takes all text");
    text
}

#[test]
fn what_the_macro_knows_is_recorded() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/mirror.txt");
    let found = recorded();
    if std::env::var_os("NETWRIGHT_BLESS").is_some() {
        std::fs::write(&path, &found).expect("the file can be written");
    }
    let expected = std::fs::read_to_string(&path).expect("the file exists");
    assert_eq!(found, expected, "see NETWRIGHT_BLESS in this file");
}
