//! Networks of convolutions.

use crate::{Classifier, Mlp, device, inputs};
use burn::module::Module;
use burn::nn::conv::{Conv2d, Conv2dConfig};
use burn::nn::pool::{AdaptiveAvgPool2d, AdaptiveAvgPool2dConfig, MaxPool2d, MaxPool2dConfig};
use burn::nn::{Linear, LinearConfig, PaddingConfig2d};
use burn::tensor::activation::relu;
use burn::tensor::{Device, Tensor};
use harness::{Bench, Data, Seconds};
use std::hint::black_box;

pub(crate) fn infer<N: Classifier<4>>(bench: &Bench, shape: [usize; 3], build: impl Fn(&Device) -> N) -> Seconds {
    let device = device();
    let network = build(&device);
    let [channels, height, width] = shape;
    let x = inputs(&Data::noise(1, channels * height * width, 1), [1, channels, height, width], &device);
    bench.measure(|| network.logits(black_box(&x).clone()))
}

fn convolution(channels: [usize; 2], kernel: usize, stride: usize, padding: usize, device: &Device) -> Conv2d {
    Conv2dConfig::new(channels, [kernel, kernel])
        .with_stride([stride, stride])
        .with_padding(PaddingConfig2d::Explicit(padding, padding, padding, padding))
        .init(device)
}

/// Convolutions of 5×5 pixels, each activated and pooled, then linear layers.
#[derive(Module, Debug)]
pub(crate) struct Convolutional {
    convolutions: Vec<Conv2d>,
    pool: MaxPool2d,
    linear: Mlp,
}

impl Convolutional {
    pub(crate) fn practicum(device: &Device) -> Self {
        Self::new([([1, 6], 0), ([6, 6], 0)], &[96, 50, 10], device)
    }

    pub(crate) fn lenet(device: &Device) -> Self {
        Self::new([([1, 6], 2), ([6, 16], 0)], &[400, 120, 84, 10], device)
    }

    fn new(convolutions: [([usize; 2], usize); 2], sizes: &[usize], device: &Device) -> Self {
        Self {
            convolutions: convolutions
                .into_iter()
                .map(|(channels, padding)| convolution(channels, 5, 1, padding, device))
                .collect(),
            pool: MaxPool2dConfig::new([2, 2]).init(),
            linear: Mlp::new(sizes, device),
        }
    }
}

impl Classifier<4> for Convolutional {
    fn logits(&self, x: Tensor<4>) -> Tensor<2> {
        let convolutions = self.convolutions.iter();
        let x = convolutions.fold(x, |x, convolution| self.pool.forward(relu(convolution.forward(x))));
        self.linear.forward(x.flatten(1, 3), relu)
    }
}

/// Two convolutions beside a shortcut.
#[derive(Module, Debug)]
struct Block {
    first: Conv2d,
    second: Conv2d,
    shortcut: Option<Conv2d>,
}

impl Block {
    fn new(channels: [usize; 2], stride: usize, device: &Device) -> Self {
        let [inputs, outputs] = channels;
        Self {
            first: convolution(channels, 3, stride, 1, device),
            second: convolution([outputs, outputs], 3, 1, 1, device),
            shortcut: (inputs != outputs).then(|| convolution(channels, 1, stride, 0, device)),
        }
    }

    fn forward(&self, x: Tensor<4>) -> Tensor<4> {
        let main = self.second.forward(relu(self.first.forward(x.clone())));
        let shortcut = match &self.shortcut {
            Some(shortcut) => shortcut.forward(x),
            None => x,
        };
        relu(main + shortcut)
    }
}

/// Three residual blocks of 16, 32 and 64 channels.
#[derive(Module, Debug)]
pub(crate) struct ResNet8 {
    first: Conv2d,
    blocks: Vec<Block>,
    mean: AdaptiveAvgPool2d,
    logits: Linear,
}

impl ResNet8 {
    pub(crate) fn new(device: &Device) -> Self {
        let blocks = [([16, 16], 1), ([16, 32], 2), ([32, 64], 2)];
        Self {
            first: convolution([3, 16], 3, 1, 1, device),
            blocks: blocks.into_iter().map(|(channels, stride)| Block::new(channels, stride, device)).collect(),
            mean: AdaptiveAvgPool2dConfig::new([1, 1]).init(),
            logits: LinearConfig::new(64, 10).init(device),
        }
    }
}

impl Classifier<4> for ResNet8 {
    fn logits(&self, x: Tensor<4>) -> Tensor<2> {
        let x = self.blocks.iter().fold(relu(self.first.forward(x)), |x, block| block.forward(x));
        self.logits.forward(self.mean.forward(x).flatten(1, 3))
    }
}
