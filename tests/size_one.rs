//! Tensors with a size of 1: a matrix stays a matrix, and a number a number, when initialised,
//! saved, loaded and embedded.
#![cfg(feature = "weights")]

use netwright::layer::prelude::*;
use netwright::layer::{Layout, Plain, Role};
use netwright::nalgebra::{Matrix2x1, RowSVector, RowVector3, Vector1};
use netwright::prelude::*;
use netwright::weights::Load;
use rand::SeedableRng;
use rand::rngs::SmallRng;
use safetensors::SafeTensors;

/// `y = s·(M·x) + v`, and parameters that are not used.
#[derive(Parameters)]
struct Own<const IN: usize, const OUT: usize, T: Real = f32> {
    matrix: SMatrix<T, OUT, IN>,
    row: RowSVector<T, IN>,
    #[fan_in(IN)]
    vector: SVector<T, OUT>,
    array: [T; IN],
    scalar: T,
    linear: Linear<T, IN, OUT>,
}

impl<T: Real, const IN: usize, const OUT: usize> Layer<T> for Own<IN, OUT, T> {
    type In = Const<IN>;
    type Out = Const<OUT>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
        for (x, mut y) in x.column_iter().zip(y.column_iter_mut()) {
            y.copy_from(&(self.matrix * x * self.scalar + self.vector));
        }
    }
}

impl<T: Real, const IN: usize, const OUT: usize> Differentiable<T> for Own<IN, OUT, T> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, _: Backward<'_, T, Self, B>, _: &mut Self) {}
}

/// `wide` and `narrow` and `single` of the file, whose sizes differ.
#[network(input = 1, weights = "tests/fixtures/weights/size_one.safetensors")]
struct Net {
    wide: Own<_, 3>,
    narrow: Own<_, 1>,
    single: Own<_, 1>,
}

/// A network with the same layers in a network within it.
#[network(input = 1)]
struct Nested {
    net: Net,
    last: Linear<1>,
}

/// Layers that are built in, of one input and of one output.
#[network(input = 1)]
struct BuiltIn {
    wide: Linear<3>,
    narrow: Linear<1>,
    single: Linear<1, NoBias>,
}

/// The names of nalgebra for small matrices.
#[derive(Parameters)]
struct Small<T: Real = f32> {
    column: Matrix2x1<T>,
    row: RowVector3<T>,
    vector: Vector1<T>,
    matrix: netwright::nalgebra::Matrix1<T>,
}

/// PyTorch's name of each tensor, its shape, and `true` if it is initialised at random.
const EXPECTED: &[(&str, &[usize], bool)] = &[
    ("wide.matrix", &[3, 1], true),
    ("wide.row", &[1, 1], true),
    ("wide.vector", &[3], true),
    ("wide.array", &[1], false),
    ("wide.scalar", &[], false),
    ("wide.linear.weight", &[3, 1], true),
    ("wide.linear.bias", &[3], true),
    ("narrow.matrix", &[1, 3], true),
    ("narrow.row", &[1, 3], true),
    ("narrow.vector", &[1], true),
    ("narrow.array", &[3], false),
    ("narrow.scalar", &[], false),
    ("narrow.linear.weight", &[1, 3], true),
    ("narrow.linear.bias", &[1], true),
    ("single.matrix", &[1, 1], true),
    ("single.row", &[1, 1], true),
    ("single.vector", &[1], true),
    ("single.array", &[1], false),
    ("single.scalar", &[], false),
    ("single.linear.weight", &[1, 1], true),
    ("single.linear.bias", &[1], true),
];

#[test]
fn the_shape_is_the_one_that_is_written() {
    let net = Net::init(&mut SmallRng::seed_from_u64(1));
    let found = net.named_tensors().map(|(tensor, values)| {
        let is_random = values.iter().any(|value| *value != 0.0);
        (tensor.path().to_string(), tensor.shape().to_vec(), is_random)
    });
    let expected = EXPECTED.iter().map(|(name, shape, is_random)| ((*name).to_owned(), shape.to_vec(), *is_random));
    assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}

#[test]
fn small_matrices_have_their_shapes_too() {
    let found: Vec<_> = Small::<f32>::tensors().map(|tensor| (tensor.shape().to_vec(), tensor.role())).collect();
    let weight = |fan_in, fan_out| Role::Weight { fan_in, fan_out };
    let expected =
        [(vec![2, 1], weight(1, 2)), (vec![1, 3], weight(3, 1)), (vec![1], Role::Free), (vec![1, 1], weight(1, 1))];
    assert_eq!(found, expected);
}

/// The names and shapes in a file.
fn shapes(file: &[u8]) -> Vec<(String, Vec<usize>)> {
    let file = SafeTensors::deserialize(file).unwrap();
    let mut shapes: Vec<_> = file.iter().map(|(name, tensor)| (name.to_owned(), tensor.shape().to_vec())).collect();
    shapes.sort();
    shapes
}

#[test]
fn what_is_saved_has_the_shapes_of_pytorch_and_loads_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("net.safetensors");
    let net = Net::init(&mut SmallRng::seed_from_u64(1));
    net.save(&path).unwrap();
    let pytorch = std::fs::read("tests/fixtures/weights/size_one.safetensors").unwrap();
    assert_eq!(shapes(&std::fs::read(&path).unwrap()), shapes(&pytorch));
    assert_eq!(Net::load(&path).unwrap().as_slice(), net.as_slice());

    let nested = Nested::init(&mut SmallRng::seed_from_u64(2));
    nested.save(&path).unwrap();
    let found = shapes(&std::fs::read(&path).unwrap());
    assert!(
        found.contains(&("net.wide.matrix".into(), vec![3, 1]))
            && found.contains(&("net.single.scalar".into(), vec![]))
    );
    assert_eq!(Nested::load(&path).unwrap().as_slice(), nested.as_slice());

    let built_in = BuiltIn::init(&mut SmallRng::seed_from_u64(3));
    built_in.save(&path).unwrap();
    let weights = [("narrow.weight", [1, 3]), ("single.weight", [1, 1]), ("wide.weight", [3, 1])];
    let found = shapes(&std::fs::read(&path).unwrap());
    assert!(weights.iter().all(|(name, shape)| found.contains(&((*name).into(), shape.to_vec()))), "{found:?}");
    assert_eq!(BuiltIn::load(&path).unwrap().as_slice(), built_in.as_slice());
}

/// Every number of the file is different, and counts upwards in the order of the names.
#[test]
fn what_is_built_in_is_what_is_loaded() {
    let loaded = Net::load("tests/fixtures/weights/size_one.safetensors").unwrap();
    assert_eq!(Net::EMBEDDED.as_slice(), loaded.as_slice());
    let tensors = loaded.named_tensors();
    let mut counts: Vec<(String, usize, f32)> = tensors
        .map(|(tensor, values)| (tensor.path().to_string(), values.len(), values[tensor.offset_of(0)]))
        .collect();
    counts.sort_by(|one, other| one.0.cmp(&other.0));
    let mut next = 0;
    for (name, count, first) in counts {
        assert_eq!(first, next as f32 / 8.0, "{name}");
        next += count;
    }
    let Own { matrix, scalar, vector, .. } = &loaded.wide;
    let expected = matrix * 2.0 * *scalar + vector;
    let mut wide = [0.0_f32; 3];
    let (x, y) = (
        View::<f32, Const<1>, Const<1>>::from_slice(&[2.0]),
        ViewMut::<f32, Const<3>, Const<1>>::from_slice(&mut wide),
    );
    loaded.wide.infer(netwright::simd::Portable, Infer::new(x, y));
    assert_eq!(wide, expected.as_slice());
}

/// A single number, as `nn.PReLU` has one.
#[derive(Parameters)]
struct Slope<T: Real = f32> {
    slope: T,
}

impl<T: Real> Layer<T> for Slope<T> {
    type In = Const<1>;
    type Out = Const<1>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
        y.zip_apply(&x, |y, x| *y = if x < T::zero() { self.slope * x } else { x });
    }
}

impl<T: Real> Differentiable<T> for Slope<T> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, _: Backward<'_, T, Self, B>, _: &mut Self) {}
}

#[network(input = 1)]
struct Prelu {
    act: Slope,
}

#[test]
fn a_single_number_is_also_read_from_a_vector_of_one() {
    for shape in [&[][..], &[1]] {
        let bytes = 0.25_f32.to_le_bytes();
        let tensor = safetensors::tensor::TensorView::new(safetensors::Dtype::F32, shape.to_vec(), &bytes).unwrap();
        let file = safetensors::serialize([("act.slope", tensor)], None).unwrap();
        let net = Load::new().bytes::<Prelu>(&file).unwrap();
        assert_eq!(net.predict(&[-2.0])[0], -0.5, "{shape:?}");
    }
    let bytes = [0; 4];
    let tensor = safetensors::tensor::TensorView::new(safetensors::Dtype::F32, vec![1, 1], &bytes).unwrap();
    let file = safetensors::serialize([("act.slope", tensor)], None).unwrap();
    let error = Load::new().bytes::<Prelu>(&file).err().unwrap().to_string();
    assert!(error.contains("`act.slope` is [1, 1], but the network needs []"), "{error}");
}

#[test]
fn elements_are_found_in_both_layouts() {
    for layout in [Layout::RowMajor, Layout::ColumnMajor] {
        let offset = |shape: &[usize], indices: &[usize]| layout.offset(shape, indices);
        assert_eq!((offset(&[], &[]), offset(&[1], &[0]), offset(&[3], &[2])), (0, 0, 2), "{layout:?}");
        assert_eq!((offset(&[3, 1], &[2, 0]), offset(&[1, 3], &[0, 2])), (2, 2), "{layout:?}");
    }
}
