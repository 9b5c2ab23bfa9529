//! Reads a network 784-128-10 from an ONNX file with tract. Prints the scores of one sample.

use tract_onnx::prelude::*;

fn main() -> TractResult<()> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "model.onnx".into());
    let net = onnx().model_for_path(path)?.into_optimized()?.into_runnable()?;
    let x = Tensor::zero::<f32>(&[1, 784])?;
    println!("{:?}", net.run(tvec![x.into_tvalue()])?[0]);
    Ok(())
}
