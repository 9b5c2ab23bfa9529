//! Networks of convolutions.

use crate::network;
use candle_core::{D, Result, Tensor};
use candle_nn::{Conv2d, Conv2dConfig, Module, Sequential, VarBuilder, conv2d, linear, seq};

fn convolution(
    [inputs, outputs]: [usize; 2],
    kernel: usize,
    stride: usize,
    padding: usize,
    parameters: VarBuilder<'_>,
) -> Result<Conv2d> {
    conv2d(inputs, outputs, kernel, Conv2dConfig { stride, padding, ..Default::default() }, parameters)
}

pub(crate) fn practicum(parameters: &VarBuilder<'_>) -> Result<Sequential> {
    convolutional([([1, 6], 0), ([6, 6], 0)], &[96, 50, 10], parameters)
}

pub(crate) fn lenet(parameters: &VarBuilder<'_>) -> Result<Sequential> {
    convolutional([([1, 6], 2), ([6, 16], 0)], &[400, 120, 84, 10], parameters)
}

/// Convolutions of 5×5 pixels, each with its padding, then linear layers.
fn convolutional(
    convolutions: [([usize; 2], usize); 2],
    sizes: &[usize],
    parameters: &VarBuilder<'_>,
) -> Result<Sequential> {
    let mut images = seq();
    for (index, (channels, padding)) in convolutions.into_iter().enumerate() {
        images = images.add(convolution(channels, 5, 1, padding, parameters.pp("convolution").pp(index))?);
        images = images.add_fn(Tensor::relu).add_fn(|x| x.max_pool2d(2));
    }
    Ok(images.add_fn(|x| x.flatten_from(1)).add(network(sizes, Tensor::relu, parameters)?))
}

/// Two convolutions beside a shortcut.
struct Block {
    first: Conv2d,
    second: Conv2d,
    shortcut: Option<Conv2d>,
}

impl Block {
    fn new([inputs, outputs]: [usize; 2], stride: usize, parameters: &VarBuilder<'_>) -> Result<Self> {
        let shortcut = || convolution([inputs, outputs], 1, stride, 0, parameters.pp("shortcut"));
        Ok(Self {
            first: convolution([inputs, outputs], 3, stride, 1, parameters.pp("first"))?,
            second: convolution([outputs, outputs], 3, 1, 1, parameters.pp("second"))?,
            shortcut: if inputs == outputs { None } else { Some(shortcut()?) },
        })
    }
}

impl Module for Block {
    fn forward(&self, x: &Tensor) -> Result<Tensor> {
        let main = self.second.forward(&self.first.forward(x)?.relu()?)?;
        let shortcut = self.shortcut.as_ref().map_or_else(|| Ok(x.clone()), |shortcut| shortcut.forward(x))?;
        (main + shortcut)?.relu()
    }
}

/// Three residual blocks of 16, 32 and 64 channels.
pub(crate) fn resnet8(parameters: &VarBuilder<'_>) -> Result<Sequential> {
    let mut network = seq().add(convolution([3, 16], 3, 1, 1, parameters.pp("first"))?).add_fn(Tensor::relu);
    for (index, (channels, stride)) in [([16, 16], 1), ([16, 32], 2), ([32, 64], 2)].into_iter().enumerate() {
        network = network.add(Block::new(channels, stride, &parameters.pp(index))?);
    }
    Ok(network.add_fn(|x| x.mean((D::Minus2, D::Minus1))).add(linear(64, 10, parameters.pp("logits"))?))
}
