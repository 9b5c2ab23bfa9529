//! Networks of convolutions.

use netwright::prelude::*;

#[network(input = [1, 28, 28])]
pub(crate) struct Practicum {
    conv1: Conv2d<6, 5>,
    relu1: Relu,
    pool1: MaxPool2d<2>,
    conv2: Conv2d<6, 5>,
    relu2: Relu,
    pool2: MaxPool2d<2>,
    features: Flatten,
    fc1: Linear<50>,
    relu3: Relu,
    logits: Linear<10>,
}

#[network(input = [1, 28, 28])]
pub(crate) struct LeNet5 {
    conv1: Conv2d<6, 5, Padding<2>>,
    relu1: Relu,
    pool1: MaxPool2d<2>,
    conv2: Conv2d<16, 5>,
    relu2: Relu,
    pool2: MaxPool2d<2>,
    features: Flatten,
    fc1: Linear<120>,
    relu3: Relu,
    fc2: Linear<84>,
    relu4: Relu,
    logits: Linear<10>,
}

/// A block that keeps the size.
#[network(input = [16, 32, 32])]
struct Block {
    conv1: Conv2d<16, 3, Padding<1>>,
    relu1: Relu,
    conv2: Conv2d<16, 3, Padding<1>>,
    #[from(conv2, input)]
    sum: Add,
    relu2: Relu,
}

#[network(input = [16, 32, 32], output = [32, 16, 16])]
struct Halving {
    conv1: Conv2d<32, 3, Stride<2>, Padding<1>>,
    relu1: Relu,
    conv2: Conv2d<32, 3, Padding<1>>,
    #[from(input)]
    shortcut: Conv2d<32, 1, Stride<2>>,
    #[from(conv2, shortcut)]
    sum: Add,
    relu2: Relu,
}

#[network(input = [32, 16, 16], output = [64, 8, 8])]
struct HalvingAgain {
    conv1: Conv2d<64, 3, Stride<2>, Padding<1>>,
    relu1: Relu,
    conv2: Conv2d<64, 3, Padding<1>>,
    #[from(input)]
    shortcut: Conv2d<64, 1, Stride<2>>,
    #[from(conv2, shortcut)]
    sum: Add,
    relu2: Relu,
}

/// Three residual blocks of 16, 32 and 64 channels.
#[network(input = [3, 32, 32])]
pub(crate) struct ResNet8 {
    conv: Conv2d<16, 3, Padding<1>>,
    relu: Relu,
    block1: Block,
    block2: Halving,
    block3: HalvingAgain,
    mean: GlobalAvgPool,
    logits: Linear<10>,
}

const _: () = assert!(ResNet8::MACS == 12_501_632);
