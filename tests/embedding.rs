//! Networks in statics: their numbers equal those of the file, and lie in read-only memory.

use netwright::layer::{Layer, Parameters};
use netwright::network::Activations;
use netwright::prelude::*;

/// `nn.Sequential` in PyTorch.
#[network(
    input = 4,
    weights = "tests/fixtures/weights/sequential.safetensors",
    golden = "tests/fixtures/weights/sequential.golden.safetensors",
    gradcheck
)]
struct Sequential(Linear<8>, Tanh, Linear<3>);

#[network(input = 4, weights = "tests/fixtures/weights/sequential_float16.safetensors")]
struct Half(Linear<8>, Tanh, Linear<3>);

#[network(input = 4, weights = "tests/fixtures/weights/sequential_bfloat16.safetensors")]
struct Brain(Linear<8>, Tanh, Linear<3>);

/// The names of the classes are in the file too.
#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
enum Species {
    Versicolor,
    Setosa,
    #[class(name = "Virginica")]
    Third,
}

#[network(input = 4, classes = Species, weights = "tests/fixtures/weights/sequential_classes.safetensors")]
struct WithClasses(Linear<8>, Tanh, Linear<3>);

/// A path from macros.
#[network(input = 4, weights = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/weights/", "sequential.safetensors"))]
struct WithPath(Linear<8>, Tanh, Linear<3>);

/// A part of a file, by a prefix of its names.
#[network(input = 5, weights(file = "tests/fixtures/weights/blocks.safetensors", prefix = "body."))]
struct First(Linear<20>, Tanh);

/// A module with named layers.
#[network(
    input = 6,
    weights = "tests/fixtures/weights/named.safetensors",
    golden = "tests/fixtures/weights/named.golden.safetensors"
)]
struct Named {
    hidden: Linear<9>,
    act: Relu,
    logits: Linear<4, NoBias>,
}

/// Batch normalisations behind linear layers, with a bias and without.
#[network(
    input = 4,
    weights = "tests/fixtures/weights/normed.safetensors",
    golden = "tests/fixtures/weights/normed.golden.safetensors"
)]
struct Normed(Linear<6>, BatchNorm1d, Relu, Linear<20, NoBias>, BatchNorm1d<1e-3>, Linear<3>);

/// This network without anything of the normalisations.
#[network(
    input = 4,
    weights = "tests/fixtures/weights/normed.safetensors",
    golden = "tests/fixtures/weights/normed.golden.safetensors",
    fold
)]
struct Folded(Linear<6>, BatchNorm1d, Relu, Linear<20, NoBias>, BatchNorm1d<1e-3>, Linear<3>);

/// Of images, behind convolutions.
#[network(
    input = [2, 5, 5],
    weights = "tests/fixtures/weights/normed_images.safetensors",
    golden = "tests/fixtures/weights/normed_images.golden.safetensors"
)]
struct NormedImages(Conv2d<3, 3, NoBias>, BatchNorm2d, Relu, Conv2d<4, 2>, BatchNorm2d, Flatten, Linear<3>);

#[network(
    input = [2, 5, 5],
    weights = "tests/fixtures/weights/normed_images.safetensors",
    golden = "tests/fixtures/weights/normed_images.golden.safetensors",
    fold
)]
struct FoldedImages(Conv2d<3, 3, NoBias>, BatchNorm2d, Relu, Conv2d<4, 2>, BatchNorm2d, Flatten, Linear<3>);

#[network(input = 5)]
struct Body(Linear<20>, Tanh);

#[network(input = 20)]
struct Head(Linear<2>);

/// Modules within a module: the macro sees the file, and the compiler the nested networks.
#[network(
    input = 5,
    weights = "tests/fixtures/weights/blocks.safetensors",
    golden = "tests/fixtures/weights/blocks.golden.safetensors"
)]
struct Blocks {
    body: Body,
    head: Head,
}

const HIDDEN: usize = 8;

/// Sizes that the macro does not see.
#[network(
    input = 4,
    weights = "tests/fixtures/weights/sequential.safetensors",
    golden = "tests/fixtures/weights/sequential.golden.safetensors",
    gradcheck
)]
struct WithConstant<const CLASSES: usize = 3>(Linear<HIDDEN>, Tanh, Linear<CLASSES>);

/// Names that differ from those of the file.
#[network(
    input = 6,
    weights = "tests/fixtures/weights/named.safetensors",
    golden = "tests/fixtures/weights/named.golden.safetensors"
)]
struct Renamed {
    #[key = "hidden"]
    first: Linear<9>,
    relu: Relu,
    #[key = "logits"]
    second: Linear<4, NoBias>,
}

/// Every memory layout of a parameter: row-major, column-major, and a nalgebra matrix.
mod layouts {
    use netwright::layer::Linear;
    use netwright::layer::prelude::*;
    use netwright::nalgebra::SMatrix;

    #[derive(Parameters)]
    pub(super) struct Matrices<const IN: usize, const OUT: usize, T: Real = f32> {
        matrix: SMatrix<T, OUT, IN>,
        linear: Linear<T, IN, OUT>,
        slope: T,
    }

    impl<T: Real, const IN: usize, const OUT: usize> Layer<T> for Matrices<IN, OUT, T> {
        type In = Const<IN>;
        type Out = Const<OUT>;
        type Scratch = ();

        fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
            y.gemm(self.slope, &self.matrix, &x, T::zero());
        }
    }
}

#[network(
    input = 7,
    train = false,
    weights = "tests/fixtures/weights/layouts.safetensors",
    golden = "tests/fixtures/weights/layouts.golden.safetensors"
)]
struct Layouts {
    few: layouts::Matrices<_, 3>,
    many: layouts::Matrices<_, 20>,
}

/// The parameters equal those that are read from the file at run time.
#[cfg(feature = "weights")]
#[test]
fn embedded_is_loaded() {
    fn same<N: Network<Scalar = f32>>(embedded: &N, file: &str) {
        let loaded = N::load(format!("tests/fixtures/weights/{file}.safetensors")).unwrap();
        assert_eq!(embedded.as_slice(), loaded.as_slice(), "{file}");
    }
    same(Sequential::EMBEDDED, "sequential");
    same(Half::EMBEDDED, "sequential_float16");
    same(Brain::EMBEDDED, "sequential_bfloat16");
    same(Named::EMBEDDED, "named");
    same(Blocks::EMBEDDED, "blocks");
    same(WithConstant::EMBEDDED, "sequential");
    same(Layouts::EMBEDDED, "layouts");
}

#[test]
fn a_part_of_a_file_and_a_path_from_macros_are_embedded() {
    assert_eq!(First::EMBEDDED.0.weight, Blocks::EMBEDDED.body.0.weight);
    assert_eq!(First::EMBEDDED.0.bias, Blocks::EMBEDDED.body.0.bias);
    assert_eq!(WithPath::WEIGHTS_SHA256, Sequential::WEIGHTS_SHA256);
    let sample = [5.1, 3.5, 1.4, 0.2];
    assert_eq!(WithClasses::EMBEDDED.classify(&sample).index(), Sequential::EMBEDDED.classify(&sample));
}

/// The address of a weight lies in a segment that is mapped read-only.
#[cfg(target_os = "linux")]
#[test]
fn embedded_is_read_only() {
    let address = &raw const Blocks::EMBEDDED.body.0.weight[(0, 0)] as usize;
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let segment = maps.lines().find(|line| {
        let (range, _) = line.split_once(' ').unwrap();
        let (start, end) = range.split_once('-').unwrap();
        (usize::from_str_radix(start, 16).unwrap()..usize::from_str_radix(end, 16).unwrap()).contains(&address)
    });
    let permissions = segment.unwrap().split_whitespace().nth(1).unwrap();
    assert!(!permissions.contains('w'), "{permissions}");
    assert_eq!((Blocks::EMBEDDED as *const Blocks).addr() % 64, 0, "a line of the cache begins with the parameters");
}

#[test]
fn the_checksum_is_that_of_the_file() {
    // From `sha256sum`.
    assert_eq!(Sequential::WEIGHTS_SHA256, include_str!("fixtures/weights/sequential.sha256").trim());
}

#[test]
fn a_static_can_be_used_in_constants_and_by_threads() {
    static NET: &Sequential = Sequential::EMBEDDED;
    const HIDDEN: &netwright::layer::Linear<f32, 4, 8> = &Sequential::EMBEDDED.0;
    let expected = NET.predict(&[1.0, 2.0, 3.0, 4.0]);
    let found = std::thread::spawn(|| NET.predict(&[1.0, 2.0, 3.0, 4.0])).join().unwrap();
    assert_eq!(found, expected);
    assert!(core::ptr::eq(HIDDEN, &NET.0));
}

/// `RAM_BYTES` is the size of the memory of `predict_into`, which computes the outputs of
/// `predict`.
#[test]
fn memory_of_the_callers() {
    assert_eq!(size_of::<Activations<Sequential>>(), Sequential::RAM_BYTES);
    assert_eq!(size_of::<Activations<Blocks>>(), Blocks::RAM_BYTES);
    assert_eq!(size_of::<Activations<Layouts>>(), Layouts::RAM_BYTES);
    let mut memory = Activations::new();
    for sample in [[0.0; 5], [1.0, -2.0, 3.0, -4.0, 5.0], [1e30, -1e30, 0.0, 1.0, -0.0]] {
        let expected = Blocks::EMBEDDED.predict(&sample);
        assert_eq!(Blocks::EMBEDDED.predict_into(&sample, &mut memory), &expected);
    }
    assert_eq!(<Blocks as Layer<f32>>::MACS, 5 * 20 + 20 * 2);
    assert_eq!(<Blocks as Parameters<f32>>::COUNT, 6 * 20 + 21 * 2);
}

/// The largest difference between two networks, relative to the largest output.
fn difference<const F: usize>(
    one: &(impl Takes<F, Scalar = f32> + Gives<3>),
    other: &(impl Takes<F, Scalar = f32> + Gives<3>),
) -> f32 {
    let samples = (0..50).map(|row| std::array::from_fn(|i| ((row * 31 + i * 17) % 23) as f32 / 7.0 - 1.5));
    let mut worst = 0.0_f32;
    for sample in samples {
        let (one, other) = (one.predict(&sample), other.predict(&sample));
        worst = worst.max((one - other).amax() / one.amax());
    }
    worst
}

#[test]
fn folded_normalisations_compute_the_same_and_are_gone() {
    assert!(difference(Normed::EMBEDDED, Folded::EMBEDDED) < 1e-6);
    assert!(difference(NormedImages::EMBEDDED, FoldedImages::EMBEDDED) < 1e-6);
    // The tensors are those of the sums alone, each with a bias.
    let names: Vec<_> = Folded::<f32>::tensors().map(|tensor| tensor.path().to_string()).collect();
    assert_eq!(names, ["0.weight", "0.bias", "3.weight", "3.bias", "5.weight", "5.bias"]);
    assert_eq!((Normed::PARAMS - Folded::PARAMS, Normed::PARAMS), (2 * 26 - 20, 30 + 12 + 120 + 40 + 63));
    assert_eq!(Normed::FLASH_BYTES - Folded::FLASH_BYTES, 4 * (4 * 26 - 20));
    // Their values need no memory, nor do the factors of their channels.
    const { assert!(Folded::RAM_BYTES < Normed::RAM_BYTES && FoldedImages::RAM_BYTES < NormedImages::RAM_BYTES) };
    assert_eq!(Folded::WEIGHTS_SHA256, Normed::WEIGHTS_SHA256);
}
