//! Weights files: written and read again, read as PyTorch writes them, and refused as a whole if
//! anything is wrong.
#![cfg(feature = "weights")]

use netwright::Error;
use netwright::approx::{abs_diff_eq, relative_eq};
use netwright::layer::Plain;
use netwright::prelude::*;
use netwright::scalar::Real;
use netwright::weights::{Load, Mismatch, Save};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use safetensors::SafeTensors;
use std::path::{Path, PathBuf};

#[network(input = 4)]
#[derive(Clone, PartialEq)]
struct Sequential(Linear<8>, Tanh, Linear<3>);

#[network(input = 4)]
#[derive(PartialEq)]
struct Logistic(Linear<8>, Sigmoid, Linear<3>);

#[network(input = 6)]
struct Named {
    hidden: Linear<9>,
    act: Relu,
    logits: Linear<4, NoBias>,
}

#[network(input = 5)]
struct Blocks {
    #[key = "body.0"]
    inner: Linear<20>,
    tanh: Tanh,
    #[key = "head.0"]
    outer: Linear<2>,
}

/// Tensors in both layouts, in doubly nested networks.
#[network(input = 3)]
#[derive(Clone, PartialEq)]
struct Nested {
    body: Part,
    logits: Linear<2>,
}

#[network(input = 3)]
#[derive(Clone, PartialEq)]
struct Part(Linear<40>, Relu, Linear<5>);

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/weights").join(format!("{name}.safetensors"))
}

/// Creates a folder for one test.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn random<N: Trainable>() -> Box<N> {
    N::init(&mut SmallRng::seed_from_u64(3))
}

fn mismatches(result: Result<impl Sized, Error>) -> Vec<Mismatch> {
    match result {
        Err(Error::Weights { mismatches, .. }) => mismatches,
        Err(error) => panic!("another error: {error}"),
        Ok(_) => panic!("loaded"),
    }
}

/// A tensor of a golden file, row by row.
fn rows<T: Real, const N: usize>(file: &SafeTensors<'_>, name: &str) -> Vec<[T; N]> {
    let bytes = file.tensor(name).unwrap().data();
    let number = |bytes: &[u8]| match *bytes {
        [a, b, c, d] => f64::from(f32::from_le_bytes([a, b, c, d])),
        _ => f64::from_le_bytes(bytes.try_into().unwrap()),
    };
    let numbers: Vec<T> = bytes.chunks(size_of::<T>()).map(|bytes| T::from_double(number(bytes))).collect();
    numbers.chunks(N).map(|row| row.try_into().unwrap()).collect()
}

/// Loads the fixture `name`, and compares the network's outputs with PyTorch's.
fn check_golden<N, T: Real, const I: usize, const O: usize>(name: &str, tolerance: f64)
where
    N: Network + netwright::network::Signature<Scalar = T> + netwright::bounds::Takes<I> + netwright::bounds::Gives<O>,
{
    let net = N::load(fixture(name)).unwrap();
    let bytes = std::fs::read(fixture(&format!("{name}.golden"))).unwrap();
    let golden = SafeTensors::deserialize(&bytes).unwrap();
    let (inputs, outputs) = (rows::<T, I>(&golden, "inputs"), rows::<T, O>(&golden, "outputs"));
    assert_eq!((inputs.len(), outputs.len()), (6, 6));
    let found = net.predict_batch(&inputs);
    for (found, expected) in found.iter().zip(outputs.iter().flatten()) {
        let (found, expected) = (found.to_double(), expected.to_double());
        assert!(abs_diff_eq!(found, expected, epsilon = tolerance), "{name}: {found} is not {expected}");
    }
}

#[test]
fn what_pytorch_saves_gives_its_outputs() {
    check_golden::<Sequential, f32, 4, 3>("sequential", 1e-6);
    check_golden::<Logistic<f64>, f64, 4, 3>("sequential_f64", 1e-14);
    check_golden::<Named, f32, 6, 4>("named", 1e-6);
    check_golden::<Blocks, f32, 5, 2>("blocks", 1e-6);
}

#[test]
fn numbers_of_sixteen_bits_are_widened() {
    let widened = Sequential::load(fixture("sequential_bfloat16_widened")).unwrap();
    assert!(Sequential::load(fixture("sequential_bfloat16")).unwrap() == widened);
    let (half, whole) = (Sequential::load(fixture("sequential_float16")), Sequential::load(fixture("sequential")));
    for (half, whole) in half.unwrap().as_slice().iter().zip(whole.unwrap().as_slice()) {
        assert!(
            relative_eq!(half, whole, epsilon = 0.0, max_relative = 1.0 / 2048.0)
                && half.to_bits().trailing_zeros() >= 13
        );
    }
}

#[test]
fn what_is_saved_is_loaded_again() {
    let folder = folder();
    let net = random::<Nested>();
    let file = folder.path().join("nested.safetensors");
    net.save(&file).unwrap();
    assert!(Nested::load(&file).unwrap() == net);
    // The other names of the layer, in PyTorch's layouts.
    let bytes = std::fs::read(&file).unwrap();
    let tensors = SafeTensors::deserialize(&bytes).unwrap();
    let weight = tensors.tensor("body.0.weight").unwrap();
    assert_eq!(weight.shape(), [40, 3]);
    let second = f32::from_le_bytes(weight.data()[4..8].try_into().unwrap());
    assert_eq!(second, net.body.0.weight[(0, 1)]);
    // In the folder in which the program runs, without one in the path.
    let name = format!("netwright-weights-test-{}.safetensors", std::process::id());
    let double = random::<Logistic<f64>>();
    double.save(&name).unwrap();
    let again = Logistic::<f64>::load(&name);
    std::fs::remove_file(&name).unwrap();
    assert!(again.unwrap() == double);
}

#[test]
fn the_metadata_says_where_a_file_comes_from() {
    let bytes = Save::new().note("third try").classes(["a", "b\"c"]).to_bytes(&*random::<Named>()).unwrap();
    let (_, metadata) = SafeTensors::read_metadata(&bytes).unwrap();
    let metadata = metadata.metadata().clone().unwrap();
    assert_eq!(metadata["netwright"], env!("CARGO_PKG_VERSION"));
    assert_eq!(metadata["network"], "Named");
    assert_eq!(metadata["note"], "third try");
    assert_eq!(metadata["classes"], r#"["a","b\"c"]"#);
}

/// A checksum identifies the network in a file.
#[test]
fn the_same_network_gives_the_same_bytes() {
    let net = random::<Nested>();
    let save = || Save::new().note("a").classes(["b", "c"]).to_bytes(&*net).unwrap();
    let first = save();
    for _ in 0..10 {
        assert_eq!(save(), first);
    }
    let numbers = 8 + usize::try_from(u64::from_le_bytes(first[..8].try_into().unwrap())).unwrap();
    assert_eq!(numbers % 8, 0, "numbers are aligned");
}

#[test]
fn one_error_lists_all_that_is_wrong() {
    #[network(input = 4)]
    struct Other {
        #[key = "0"]
        first: Linear<7>,
        tanh: Tanh,
        second: Linear<3>,
    }
    let error = Other::load(fixture("sequential")).err().unwrap();
    let Error::Weights { file, mismatches } = &error else { panic!("another error: {error}") };
    assert!(file.ends_with("sequential.safetensors"));
    let missing = |name: &str, shape: &[usize], nearest: &str| Mismatch::Missing {
        name: name.into(),
        shape: shape.into(),
        nearest: Some(nearest.into()),
    };
    let shape = |name: &str, expected: &[usize], found: &[usize]| Mismatch::Shape {
        name: name.into(),
        expected: expected.into(),
        found: found.into(),
    };
    assert!(matches!(&mismatches[..], [a, b, c, d, Mismatch::Unexpected { .. }, Mismatch::Unexpected { .. }]
        if *a == shape("0.weight", &[7, 4], &[8, 4]) && *b == shape("0.bias", &[7], &[8])
        && *c == missing("second.weight", &[3, 7], "2.weight") && *d == missing("second.bias", &[3], "2.bias")));
    let text = error.to_string();
    assert!(text.contains("\n  `0.weight` is [8, 4], but the network needs [7, 4]\n"), "{text}");
    assert!(text.contains("\n  `second.bias` [3] is missing; the file has a `2.bias`\n"), "{text}");
    assert!(text.ends_with("\n  `2.weight` [3, 8] is not in the network"), "{text}");
}

#[test]
fn wider_numbers_are_not_made_narrower() {
    let found = mismatches(Logistic::<f32>::load(fixture("sequential_f64")));
    assert_eq!(found.len(), 4);
    assert_eq!(found[0].to_string(), "`0.weight` has numbers of type F64, but F16, BF16 or F32 can be read");
}

#[test]
fn numbers_that_are_not_finite_are_refused_both_ways() {
    let mut net = random::<Sequential>();
    let mut bytes = Save::new().to_bytes(&*net).unwrap();
    // The last tensor of the file; they are sorted by name.
    let end = bytes.len();
    bytes[end - 8..end - 4].copy_from_slice(&f32::NEG_INFINITY.to_le_bytes());
    let found = mismatches(Load::new().bytes::<Sequential>(&bytes));
    assert_eq!(found, [Mismatch::NotFinite { name: "2.weight".into(), place: vec![2, 6], found: f64::NEG_INFINITY }]);

    net.2.bias[1] = f32::NAN;
    let folder = folder();
    let file = folder.path().join("net.safetensors");
    std::fs::write(&file, "what was there before").unwrap();
    let found = mismatches(net.save(&file));
    assert!(matches!(&found[..], [Mismatch::NotFinite { name, place, .. }] if name == "2.bias" && place == &[1]));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "what was there before");
}

#[test]
fn negative_variances_are_refused_both_ways() {
    #[network(input = [2, 1, 1])]
    #[derive(Debug)]
    struct Net {
        norm: BatchNorm2d,
    }
    let mut net = Net::<f32>::zeros();
    net.norm.running_mean = [-1.0, -1.0];
    let mut bytes = Save::new().to_bytes(&*net).unwrap();
    // The variances come before the weights, the last tensor of the file.
    let end = bytes.len();
    bytes[end - 12..end - 8].copy_from_slice(&(-0.5_f32).to_le_bytes());
    let expected = [Mismatch::Negative { name: "norm.running_var".into(), place: vec![1], found: -0.5 }];
    assert_eq!(mismatches(Load::new().bytes::<Net>(&bytes)), expected);

    // Whatever a file calls it, it is a variance.
    let renamed = String::from_utf8_lossy(&bytes).find("norm.running_var").unwrap();
    bytes[renamed..renamed + 16].copy_from_slice(b"norm.mov_var_est");
    let found = mismatches(Load::new().rename("norm.running_var", "norm.mov_var_est").bytes::<Net>(&bytes));
    assert_eq!(found, [Mismatch::Negative { name: "norm.mov_var_est".into(), place: vec![1], found: -0.5 }]);

    net.norm.running_var = [0.0, -0.5];
    assert_eq!(mismatches(Save::new().to_bytes(&*net)), expected);
}

#[test]
fn other_names_are_found_by_prefix_and_renaming() {
    #[network(input = 5)]
    struct Plainly {
        inner: Linear<20>,
        tanh: Tanh,
        outer: Linear<2>,
    }
    let load = Load::new().rename("inner", "body.0").rename("outer", "head.0");
    let plainly: Box<Plainly> = load.file(fixture("blocks")).unwrap();
    assert_eq!(plainly.as_slice(), Blocks::load(fixture("blocks")).unwrap().as_slice());

    #[network(input = 3)]
    struct First {
        #[key = "0"]
        only: Linear<40>,
    }
    let bytes = Save::new().to_bytes(&*random::<Nested>()).unwrap();
    // All other tensors below the prefix are still counted.
    assert_eq!(mismatches(Load::new().prefix("body.").bytes::<First>(&bytes)).len(), 2);
    let part: Box<Part> = Load::new().prefix("body.").bytes(&bytes).unwrap();
    assert!(*part == random::<Nested>().body);
}

#[test]
fn a_part_of_a_file_is_loaded_with_a_report() {
    let mut net = random::<Nested>();
    let before = net.clone();
    let mut other = random::<Nested>();
    other.as_mut_slice().iter_mut().for_each(|number| *number += 1.0);
    let bytes = Save::new().to_bytes(&other.body).unwrap();
    let report = Load::new().rename("body", "").partial_bytes(&bytes, &mut *net).unwrap();
    // Without a name there is no point behind it either.
    assert_eq!(report.loaded(), ["0.weight", "0.bias", "2.weight", "2.bias"]);
    assert!(net.body == other.body && net.logits == before.logits);
    assert_eq!(report.mismatches().len(), 2);
    assert!(report.to_string().starts_with("4 tensors loaded\n  `logits.weight` [2, 5] is missing"));
}

#[test]
fn a_network_is_changed_only_if_all_of_the_file_fits() {
    let mut net = random::<Sequential>();
    let before = net.clone();
    assert_eq!(mismatches(Load::new().file_into(fixture("named"), &mut *net)).len(), 4 + 3);
    assert!(net == before);
    Load::new().file_into(fixture("sequential"), &mut *net).unwrap();
    assert!(net == Sequential::load(fixture("sequential")).unwrap());
}

#[test]
fn files_that_are_none_are_errors_with_their_names() {
    let folder = folder();
    let problem = |bytes: Option<&[u8]>| {
        let file = folder.path().join("net.safetensors");
        if let Some(bytes) = bytes {
            std::fs::write(&file, bytes).unwrap();
        }
        match Sequential::load(&file).err() {
            Some(Error::File { file: named, problem }) if Path::new(&named) == file => problem,
            other => panic!("{other:?}"),
        }
    };
    assert!(problem(None).contains("No such file"));
    assert!(problem(Some(b"")).contains("0 bytes"));
    assert!(problem(Some(b"1234567")).contains("7 bytes"));
    assert!(problem(Some(&[255; 40])).contains("its table would have"));
    assert!(problem(Some(b"\x02\0\0\0\0\0\0\0[]")).contains("the table of tensors is invalid"));
    let good = std::fs::read(fixture("sequential")).unwrap();
    assert!(problem(Some(&good[..good.len() - 1])).contains("cut off"));
    assert!(problem(Some(&[&good[..], b"x"].concat())).contains("something added"));
}

/// Changes, removes or inserts something.
fn damage(bytes: &mut Vec<u8>, rng: &mut SmallRng) {
    let place = rng.random_range(0..bytes.len());
    match rng.random_range(0..4) {
        0 => bytes[place] = rng.random(),
        1 => bytes[place] ^= 1 << rng.random_range(0..8),
        2 => bytes.truncate(place.max(1)),
        // A digit of the table, which makes sizes and offsets of any length.
        _ => bytes.insert(place, b'0' + rng.random_range(0..10)),
    }
}

/// Reading a damaged file gives a network or an error; hostile sizes would exceed the address space
/// of a test.
#[test]
fn damaged_files_never_panic() {
    let good = std::fs::read(fixture("sequential")).unwrap();
    let mut rng = SmallRng::seed_from_u64(11);
    let mut refused = 0;
    for _ in 0..20_000 {
        let mut bytes = good.clone();
        for _ in 0..rng.random_range(1..4) {
            damage(&mut bytes, &mut rng);
        }
        refused += usize::from(Load::new().bytes::<Sequential>(&bytes).is_err());
    }
    // Some changes only change numbers.
    assert!((10_000..20_000).contains(&refused), "{refused}");
}

#[cfg(feature = "npz")]
mod npz {
    use super::*;

    fn archive(name: &str) -> PathBuf {
        fixture(name).with_extension("npz")
    }

    #[test]
    fn what_numpy_saves_is_loaded() {
        let expected = Sequential::load(fixture("sequential")).unwrap();
        assert!(Sequential::load(archive("sequential")).unwrap() == expected);
        assert!(Sequential::load(archive("sequential_compressed")).unwrap() == expected);
        let half = Sequential::load(fixture("sequential_float16")).unwrap();
        assert!(Sequential::load(archive("sequential_float16")).unwrap() == half);
        let found = mismatches(Named::load(archive("sequential")));
        assert_eq!((found.len(), found[0].to_string().starts_with("`hidden.weight` [9, 6] is missing")), (3 + 4, true));
    }

    #[test]
    fn damaged_archives_never_panic() {
        for name in ["sequential", "sequential_compressed"] {
            let good = std::fs::read(archive(name)).unwrap();
            let mut rng = SmallRng::seed_from_u64(13);
            let refused = (0..20_000).filter(|_| {
                let mut bytes = good.clone();
                for _ in 0..rng.random_range(1..4) {
                    damage(&mut bytes, &mut rng);
                }
                Load::new().bytes::<Sequential>(&bytes).is_err()
            });
            assert!((5_000..=20_000).contains(&refused.count()));
        }
    }
}
