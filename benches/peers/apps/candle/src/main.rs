//! A network 784-128-10 in candle. Prints the scores of one sample.

use candle_core::{DType, Device, Result, Tensor};
use candle_nn::{Activation, Module, VarBuilder, VarMap, linear, seq};

fn main() -> Result<()> {
    let variables = VarMap::new();
    let parameters = VarBuilder::from_varmap(&variables, DType::F32, &Device::Cpu);
    let (hidden, logits) = (linear(784, 128, parameters.pp("hidden"))?, linear(128, 10, parameters.pp("logits"))?);
    let net = seq().add(hidden).add(Activation::Relu).add(logits);
    let x = Tensor::rand(-1.0f32, 1.0, (1, 784), &Device::Cpu)?;
    println!("{:?}", net.forward(&x)?.to_vec2::<f32>()?);
    Ok(())
}
