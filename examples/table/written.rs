//! Writes the crate: the weights, cut to the sizes of the table, and the sources.

use crate::arguments::Arguments;
use crate::declaration::{self, GOLDEN, MARK, WEIGHTS};
use crate::names::{Names, stem};
use crate::padded::{Padded, Rows};
use crate::sheet::Sheet;
use netwright::layer::Weight;
use netwright::prelude::*;
use safetensors::tensor::{Dtype, TensorView};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// The most samples whose outputs are written for the test.
const MOST_SAMPLES: usize = 500;

/// Writes the crate, and returns its folder.
pub(crate) fn write<const F: usize, const K: usize>(
    net: &Padded<F, K>,
    test: &Rows<F, K>,
    sheet: &Sheet,
    arguments: &Arguments,
) -> Result<PathBuf, Box<dyn Error>> {
    let names = Names::new(&arguments.data, &sheet.classes);
    let folder = arguments
        .out
        .clone()
        .unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target/table").join(stem(&arguments.data)));
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))
    };
    if fs::read_to_string(folder.join("Cargo.toml")).is_ok_and(|manifest| !manifest.starts_with(MARK)) {
        return Err(
            format!("{}: there is a Cargo.toml of something else, which is not replaced", folder.display()).into()
        );
    }
    fs::create_dir_all(folder.join("src")).map_err(|error| format!("{}: {error}", folder.display()))?;
    put(WEIGHTS, &file(&weights(net, sheet), Some(&sheet.classes))?)?;
    put(GOLDEN, &file(&golden(net, test, sheet), None)?)?;
    put("src/lib.rs", declaration::library(sheet, &names).as_bytes())?;
    put("src/main.rs", declaration::program(&names).as_bytes())?;
    put("Cargo.toml", declaration::manifest(&names).as_bytes())?;
    Ok(folder)
}

/// A tensor: its name, its shape, and its numbers, row after row.
type Tensor = (&'static str, Vec<usize>, Vec<f32>);

/// The parameters of the features and classes that there are.
fn weights<const F: usize, const K: usize>(net: &Padded<F, K>, sheet: &Sheet) -> Vec<Tensor> {
    let (features, classes) = (sheet.features.len(), sheet.classes.len());
    let Padded { normalize, hidden, logits, .. } = net;
    let units = hidden.bias.len();
    vec![
        ("normalize.mean", vec![features], normalize.mean[..features].to_vec()),
        ("normalize.deviation", vec![features], normalize.deviation[..features].to_vec()),
        ("hidden.weight", vec![units, features], corner(&hidden.weight, units, features)),
        ("hidden.bias", vec![units], hidden.bias.iter().copied().collect()),
        ("logits.weight", vec![classes, units], corner(&logits.weight, classes, units)),
        ("logits.bias", vec![classes], logits.bias.iter().take(classes).copied().collect()),
    ]
}

/// The first rows and columns of a weight, row after row.
fn corner<const OUT: usize, const IN: usize>(weight: &Weight<f32, OUT, IN>, rows: usize, columns: usize) -> Vec<f32> {
    (0..rows).flat_map(|row| (0..columns).map(move |column| weight[(row, column)])).collect()
}

/// Samples, and the outputs of the network for them.
fn golden<const F: usize, const K: usize>(net: &Padded<F, K>, test: &Rows<F, K>, sheet: &Sheet) -> Vec<Tensor> {
    let (features, classes) = (sheet.features.len(), sheet.classes.len());
    let samples = &test.samples()[..test.len().min(MOST_SAMPLES)];
    let inputs = samples.iter().flat_map(|sample| &sample[..features]).copied().collect();
    let output = |sample| net.predict(sample).iter().take(classes).copied().collect::<Vec<f32>>();
    let outputs = samples.iter().flat_map(output).collect();
    vec![("inputs", vec![samples.len(), features], inputs), ("outputs", vec![samples.len(), classes], outputs)]
}

/// A safetensors file.
fn file(tensors: &[Tensor], classes: Option<&[String]>) -> Result<Vec<u8>, Box<dyn Error>> {
    let bytes = |numbers: &[f32]| numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>();
    let tensors: Vec<_> = tensors.iter().map(|(name, shape, numbers)| (*name, shape, bytes(numbers))).collect();
    let views =
        tensors.iter().map(|(name, shape, bytes)| Ok((*name, TensorView::new(Dtype::F32, shape.to_vec(), bytes)?)));
    let views = views.collect::<Result<Vec<_>, safetensors::SafeTensorError>>()?;
    let metadata = match classes {
        Some(classes) => Some([("classes".to_owned(), serde_json::to_string(classes)?)].into_iter().collect()),
        None => None,
    };
    Ok(safetensors::serialize(views, metadata)?)
}
