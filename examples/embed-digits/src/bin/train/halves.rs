//! Weights files of half the size.

use half::f16;
use safetensors::tensor::{Dtype, SafeTensors, TensorView, serialize};
use std::collections::HashMap;
use std::error::Error;

/// Returns a weights file whose numbers of 32 bits are rounded to 16.
pub fn halved(file: &[u8], note: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let tensors = SafeTensors::deserialize(file)?;
    let mut rounded = Vec::new();
    for (name, tensor) in tensors.iter() {
        let (numbers, []) = tensor.data().as_chunks::<4>() else { unreachable!("the format has whole numbers") };
        let numbers = numbers.iter().map(|bytes| f16::from_f32(f32::from_le_bytes(*bytes)));
        rounded.push((name, tensor.shape().to_vec(), numbers.flat_map(f16::to_le_bytes).collect::<Vec<u8>>()));
    }
    let views =
        rounded.iter().map(|(name, shape, bytes)| Ok((*name, TensorView::new(Dtype::F16, shape.clone(), bytes)?)));
    let note = HashMap::from([("note".to_owned(), note.to_owned())]);
    Ok(serialize(views.collect::<Result<Vec<_>, safetensors::SafeTensorError>>()?, Some(note))?)
}
