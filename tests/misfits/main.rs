//! The library and the compiler say the same about a file that does not fit, in the same words; the
//! macro has a test of the same cases.
#![cfg(feature = "weights")]

mod cases;

use cases::{Tensor, cases};
use netwright::__private::{ElementType, FileTensor, assert_weights};
use netwright::Error;
use netwright::layer::{Layout, Parameters};
use netwright::prelude::*;
use netwright::weights::Load;
use safetensors::tensor::{Dtype, TensorView};

#[network(input = 2)]
#[derive(Debug)]
struct Net {
    fc: Linear<3>,
    norm: BatchNorm1d,
    square: Linear<3>,
    last: Linear<2, NoBias>,
}

fn sorted<'l>(lines: impl Iterator<Item = &'l str>) -> Vec<&'l str> {
    let mut lines: Vec<_> = lines.collect();
    lines.sort_unstable();
    lines
}

#[test]
fn the_library_says_what_does_not_fit() {
    for (tensors, expected) in cases() {
        let bytes: Vec<_> = tensors.iter().map(|tensor| tensor.number.to_le_bytes().repeat(count(tensor))).collect();
        let views = tensors.iter().zip(&bytes).map(|(tensor, bytes)| {
            let kind = if tensor.kind == "F32" { Dtype::F32 } else { Dtype::I32 };
            (tensor.name, TensorView::new(kind, tensor.shape.to_vec(), bytes).unwrap())
        });
        let file = safetensors::serialize(views, None).unwrap();
        let Err(Error::Weights { mismatches, .. }) = Load::new().bytes::<Net>(&file) else { panic!("it fits") };
        let found: Vec<_> = mismatches.iter().map(ToString::to_string).collect();
        // The help about a prefix is the library's own.
        let found = found.iter().map(|line| line.split("; `Load").next().unwrap());
        assert_eq!(sorted(found), sorted(expected.iter().copied()));
    }
}

/// The compiler sees shapes alone, and does not look for similar names.
#[test]
fn the_compiler_says_what_does_not_fit() {
    for (tensors, expected) in &cases()[..2] {
        let of_field = |tensor: &Tensor| {
            ["fc.", "norm.", "square.", "last."].iter().position(|step| tensor.name.starts_with(step))
        };
        let file: Vec<_> = tensors
            .iter()
            .map(|tensor| FileTensor {
                field: of_field(tensor).unwrap(),
                name: tensor.name,
                shape: tensor.shape,
                layout: Layout::RowMajor,
                element: ElementType::F32,
                bytes: &[],
            })
            .collect();
        let mut found = String::new();
        for field in 0..4 {
            let schema = <Net as Parameters<f32>>::SCHEMA;
            if let Err(panic) = std::panic::catch_unwind(|| assert_weights(schema, field, &file)) {
                let (_, lines) = panic.downcast_ref::<String>().unwrap().split_once(":\n").unwrap();
                found = format!("{found}{lines}\n");
            }
        }
        let mut found = sorted(found.lines().map(str::trim_start));
        // A field that does not fit is told of the squares of the whole network.
        found.dedup();
        assert_eq!(found, sorted(expected.iter().map(|line| line.split("; the file has").next().unwrap())));
    }
}

fn count(tensor: &Tensor) -> usize {
    tensor.shape.iter().product()
}
