//! The sources of the crate that is written.

use crate::names::{Names, one_line};
use crate::padded::HIDDEN;
use crate::sheet::Sheet;

/// The name of the weights file, and of that with samples and outputs.
pub(crate) const WEIGHTS: &str = "network.safetensors";
pub(crate) const GOLDEN: &str = "golden.safetensors";

/// The library: the classes, the features, and the network.
pub(crate) fn library(sheet: &Sheet, names: &Names) -> String {
    let Names { network, classes, variants, .. } = names;
    let (features, outputs) = (sheet.features.len(), sheet.classes.len());
    let variant = |(variant, name): (&String, &String)| {
        let shown = one_line(name).replace('`', "'");
        format!("    /// `{shown}` in the file.\n    #[class(name = {name:?})]\n    {variant},\n")
    };
    let variants: String = variants.iter().zip(&sheet.classes).map(variant).collect();
    let listed: String = sheet.features.iter().map(|name| format!("    {name:?},\n")).collect();
    let (file, target) = (one_line(&sheet.file), one_line(&sheet.target));
    format!(
        "//! Classifies rows of `{file}`: the class in the column `{target}`.

#![no_std]
#![forbid(unsafe_code)]

use netwright::prelude::*;

/// The class of a row.
#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
pub enum {classes} {{
{variants}}}

/// The columns of a row, in the order in which the network takes them, as they are in the file.
pub const FEATURES: [&str; {features}] = [
{listed}];

/// The class of a row from its features.
#[network(input = {features}, classes = {classes}, weights = {WEIGHTS:?}, golden = {GOLDEN:?})]
pub struct {network} {{
    /// Brings each feature to the mean 0 and the deviation 1.
    pub normalize: Normalize,
    /// Learned features.
    pub hidden: Linear<{HIDDEN}>,
    /// Their activation.
    pub relu: Relu,
    /// Omits some of them in training, and nothing here.
    pub dropout: Dropout<0.3>,
    /// A score for each class.
    pub logits: Linear<{outputs}>,
}}
"
    )
}

/// The program: it classifies a row that is given in its command line.
pub(crate) fn program(names: &Names) -> String {
    let Names { network, library, .. } = names;
    format!(
        "//! Prints the class of a row: `cargo run --release -- NUMBER ..`.

use {library}::{{FEATURES, {network}}};
use netwright::prelude::*;
use std::process::ExitCode;

fn main() -> ExitCode {{
    let numbers: Result<Vec<f32>, _> = std::env::args().skip(1).map(|number| number.parse()).collect();
    let sample: Option<[f32; FEATURES.len()]> = numbers.ok().and_then(|numbers| numbers.try_into().ok());
    let Some(sample) = sample else {{
        eprintln!(\"{{}} numbers are needed: {{}}\", FEATURES.len(), FEATURES.join(\", \"));
        return ExitCode::FAILURE;
    }};
    let (class, probability) = {network}::EMBEDDED.classify_with_probability(&sample);
    println!(\"{{class}}, with probability {{probability:.3}}\");
    ExitCode::SUCCESS
}}
"
    )
}

/// The first line of the manifest: a folder that has another one is somebody's work.
pub(crate) const MARK: &str = "# Written by netwright's example `table`.";

/// The manifest.
pub(crate) fn manifest(names: &Names) -> String {
    let root = env!("CARGO_MANIFEST_DIR");
    format!(
        "{MARK}
[package]
name = {package:?}
version = \"0.0.0\"
edition = \"2024\"
publish = false

[dependencies]
# Anywhere else: netwright = {{ version = \"0.1\", default-features = false }}
netwright = {{ path = {root:?}, default-features = false }}

[workspace]
",
        package = names.package,
    )
}
