//! The three networks of the face detector MTCNN, in PyTorch's names, with PyTorch's outputs:
//! slopes of each channel, pools that round up, several outputs.
//!
//! `tools/generate/faces.py` has written the fixtures, and explains them.

use netwright::approx::relative_eq;
use netwright::prelude::*;
use netwright::scalar::Real;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Proposals: a score of every place of an image, here of the smallest one.
#[network(
    input = [3, 12, 12],
    output = { probabilities = softmax, offsets = conv4_2 },
    weights = "tests/fixtures/weights/pnet.safetensors"
)]
struct PNet {
    conv1: Conv2d<10, 3>,
    prelu1: PRelu<PerChannel>,
    pool1: MaxPool2d<2, CeilMode>,
    conv2: Conv2d<16, 3>,
    prelu2: PRelu<PerChannel>,
    conv3: Conv2d<32, 3>,
    prelu3: PRelu<PerChannel>,
    conv4_1: Conv2d<2, 1>,
    flat: Flatten,
    softmax: Softmax,
    #[from(prelu3)]
    conv4_2: Conv2d<4, 1>,
}

/// Refinement of proposals.
#[network(input = [3, 24, 24], output = { probabilities = softmax, offsets = dense5_2 })]
struct RNet {
    conv1: Conv2d<28, 3>,
    prelu1: PRelu<PerChannel>,
    pool1: MaxPool2d<3, Stride<2>, CeilMode>,
    conv2: Conv2d<48, 3>,
    prelu2: PRelu<PerChannel>,
    pool2: MaxPool2d<3, Stride<2>, CeilMode>,
    conv3: Conv2d<64, 2>,
    prelu3: PRelu<PerChannel>,
    flat: Flatten,
    dense4: Linear<128>,
    prelu4: PRelu<PerChannel>,
    dense5_1: Linear<2>,
    softmax: Softmax,
    #[from(prelu4)]
    dense5_2: Linear<4>,
}

/// Landmarks too.
#[network(
    input = [3, 48, 48],
    output = { probabilities = softmax, offsets = dense6_2, landmarks = dense6_3 }
)]
struct ONet {
    conv1: Conv2d<32, 3>,
    prelu1: PRelu<PerChannel>,
    pool1: MaxPool2d<3, Stride<2>, CeilMode>,
    conv2: Conv2d<64, 3>,
    prelu2: PRelu<PerChannel>,
    pool2: MaxPool2d<3, Stride<2>, CeilMode>,
    conv3: Conv2d<64, 3>,
    prelu3: PRelu<PerChannel>,
    pool3: MaxPool2d<2, CeilMode>,
    conv4: Conv2d<128, 2>,
    prelu4: PRelu<PerChannel>,
    flat: Flatten,
    dense5: Linear<256>,
    prelu5: PRelu<PerChannel>,
    dense6_1: Linear<2>,
    softmax: Softmax,
    #[from(prelu5)]
    dense6_2: Linear<4>,
    #[from(prelu5)]
    dense6_3: Linear<10>,
}

/// A network of the fixtures.
#[derive(Deserialize)]
struct Face {
    tensors: BTreeMap<String, Vec<usize>>,
    outputs: BTreeMap<String, Vec<f64>>,
}

fn read(name: &str) -> Face {
    let mut faces: BTreeMap<String, Face> = serde_json::from_str(include_str!("fixtures/faces.json")).unwrap();
    faces.remove(name).expect("a network of the file")
}

/// Numbers within ±0.5, as the generator has them.
fn numbers(count: usize, seed: u64) -> impl Iterator<Item = f64> {
    (1..=count as u64).map(move |place| {
        let mixed = (place * 2_654_435_761 + seed * 40503) % (1 << 32);
        let mixed = (mixed ^ (mixed >> 15)) * 69069 % (1 << 32);
        mixed as f64 / 4_294_967_296.0 - 0.5
    })
}

fn image<T: Real, const N: usize>() -> [T; N] {
    let pixels: Vec<_> = numbers(N, 100).map(|number| T::from_double(2.0 * number)).collect();
    pixels.try_into().expect("as many numbers")
}

/// Fills the parameters, which have PyTorch's names, shapes and order.
fn fill<T: Real, N: Trainable<Scalar = T>>(net: &mut N, face: &Face) {
    assert_eq!(N::tensors().count(), face.tensors.len());
    for (tensor, seed) in N::tensors().zip(0..) {
        let name = tensor.path().to_string();
        assert_eq!(face.tensors.get(&name).map(Vec::as_slice), Some(tensor.shape()), "{name}");
        let inputs: usize = tensor.shape()[1..].iter().product();
        let of = |number: f64| {
            if name.starts_with("prelu") { number * 0.5 + 0.25 } else { number * (6.0 / inputs as f64).sqrt() }
        };
        let values = net.values_mut(&tensor);
        for (position, number) in numbers(values.len(), seed).enumerate() {
            values[tensor.offset_of(position)] = T::from_double(of(number));
        }
    }
}

#[track_caller]
fn assert_close<T: Real>(face: &Face, end: &str, found: &[T]) {
    let tolerance = if size_of::<T>() == 8 { 1e-12 } else { 2e-5 };
    assert_eq!(found.len(), face.outputs[end].len());
    for (found, expected) in found.iter().zip(&face.outputs[end]) {
        let found = found.to_double();
        let is_close = relative_eq!(found, *expected, epsilon = tolerance, max_relative = tolerance);
        assert!(is_close, "{end}: {found} instead of {expected}");
    }
}

/// Compares all outputs, of one image and of a batch.
macro_rules! compare {
    ($net:expr, $face:expr, $scalar:ty: $($end:ident),+) => {{
        let output = $net.predict(&image::<$scalar, _>());
        $(assert_close::<$scalar>($face, stringify!($end), &output.$end);)+
        let batch = $net.predict_batch(&[image::<$scalar, _>(); 3][..]);
        $(assert_close::<$scalar>($face, stringify!($end), &batch[2].$end);)+
    }};
}

#[test]
fn outputs_are_those_of_pytorch() {
    macro_rules! check {
        ($($net:ident: $($end:ident),+;)*) => {
            $(
                let face = read(stringify!($net));
                let (mut double, mut single) = ($net::<f64>::zeros(), $net::<f32>::zeros());
                fill(&mut *double, &face);
                fill(&mut *single, &face);
                compare!(double, &face, f64: $($end),+);
                compare!(single, &face, f32: $($end),+);
            )*
        };
    }
    check! {
        PNet: probabilities, offsets;
        RNet: probabilities, offsets;
        ONet: probabilities, offsets, landmarks;
    }
}

#[test]
fn a_file_of_pytorch_is_embedded() {
    compare!(PNet::EMBEDDED, &read("PNet"), f32: probabilities, offsets);
    assert_eq!((PNet::<f32>::PARAMS, RNet::<f32>::PARAMS, ONet::<f32>::PARAMS), (6632, 100_178, 389_040));
}
