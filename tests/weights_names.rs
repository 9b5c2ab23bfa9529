//! Classes, prefixes and conventions: the names in a weights file against those of the network.
#![cfg(feature = "weights")]

use netwright::Error;
use netwright::layer::Plain;
use netwright::prelude::*;
use netwright::weights::{Load, Metadata, Mismatch, Save};
use rand::SeedableRng;
use rand::rngs::SmallRng;

#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
enum Species {
    Setosa,
    Versicolor,
    #[class(name = "Iris \"virginica\" é\n")]
    Virginica,
}

#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
enum Other {
    Versicolor,
    Setosa,
    #[class(name = "Iris \"virginica\" é\n")]
    Virginica,
}

#[network(input = 4, classes = Species)]
#[derive(PartialEq)]
struct Iris(Linear<8>, Tanh, Linear<3>);

/// A network with equal layers, for the classes in another order.
#[network(input = 4, classes = Other)]
#[derive(Clone, PartialEq)]
struct OtherIris(Linear<8>, Tanh, Linear<3>);

/// A network with equal layers, without names.
#[network(input = 4)]
struct Unnamed(Linear<8>, Tanh, Linear<3>);

fn iris() -> Box<Iris> {
    Iris::init(&mut SmallRng::seed_from_u64(5))
}

fn mismatches(result: Result<impl Sized, Error>) -> Vec<Mismatch> {
    match result {
        Err(Error::Weights { mismatches, .. }) => mismatches,
        Err(error) => panic!("another error: {error}"),
        Ok(_) => panic!("loaded"),
    }
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}

#[test]
fn a_network_with_classes_names_them_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("iris.safetensors");
    iris().save(&file).unwrap();
    let metadata = Metadata::load(&file).unwrap();
    assert_eq!(metadata.classes().unwrap(), Species::NAMES);
    assert_eq!(
        (metadata.network(), metadata.version(), metadata.note()),
        (Some("Iris"), Some(env!("CARGO_PKG_VERSION")), None)
    );
    assert_eq!(metadata.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["classes", "network", "netwright"]);
    assert!(Iris::load(&file).unwrap() == iris());
    // Names matter where there are others.
    assert!(Unnamed::load(&file).is_ok());
}

#[test]
fn names_are_what_json_makes_of_them() {
    let bytes = Save::new().note("\u{1}\"\\\u{7f}😀").to_bytes(&*iris()).unwrap();
    let (_, metadata) = safetensors::SafeTensors::read_metadata(&bytes).unwrap();
    let metadata = metadata.metadata().clone().unwrap();
    assert_eq!(metadata["note"], "\u{1}\"\\\u{7f}😀");
    assert_eq!(serde_json::from_str::<Vec<String>>(&metadata["classes"]).unwrap(), Species::NAMES);
    assert_eq!(Metadata::from_bytes(&bytes).unwrap().note(), Some("\u{1}\"\\\u{7f}😀"));
}

#[test]
fn other_classes_are_refused() {
    let bytes = Save::new().to_bytes(&*iris()).unwrap();
    let expected = [Mismatch::Classes { expected: names(&Other::NAMES), found: names(&Species::NAMES) }];
    let error = Load::new().bytes::<OtherIris>(&bytes).err().unwrap();
    let text = "the classes of the file are `Setosa`, `Versicolor`, `Iris \"virginica\" é\n`, \
                but those of the network are `Versicolor`, `Setosa`, `Iris \"virginica\" é\n`";
    assert!(error.to_string().contains(text), "{error}");
    assert_eq!(mismatches(Err::<(), _>(error)), expected);
    let mut net = OtherIris::init(&mut SmallRng::seed_from_u64(6));
    let before = net.clone();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("iris.safetensors");
    std::fs::write(&file, &bytes).unwrap();
    assert_eq!(mismatches(OtherIris::load(&file)), expected);
    assert_eq!(mismatches(Load::new().file_into(&file, &mut *net)), expected);
    assert!(net == before);

    // A part is loaded, except for the parameters that decide between the classes.
    let report = net.load_partial(&file).unwrap();
    assert_eq!(report.loaded(), ["0.weight", "0.bias"]);
    assert_eq!(report.mismatches(), expected);
    assert!(net.0 == iris().0 && net.2 == before.2);
}

#[test]
fn the_number_of_classes_and_their_letters_count() {
    for given in [&["Setosa", "Versicolor"][..], &[], &["setosa", "Versicolor", "Iris \"virginica\" é\n"]] {
        let mut net = Unnamed::zeros();
        net.as_mut_slice().copy_from_slice(iris().as_slice());
        let bytes = Save::new().classes(given.iter().copied()).to_bytes(&*net).unwrap();
        let loaded = Load::new().bytes::<Iris>(&bytes);
        if given.len() == 2 {
            let text =
                "the classes of the file are 2, `Setosa`, `Versicolor`, but those of the network are 3, `Setosa`, ";
            let message = loaded.as_ref().err().map(ToString::to_string).unwrap_or_default();
            assert!(message.contains(text), "{message}");
        }
        // Without names there is no error.
        assert_eq!(loaded.is_ok(), given.is_empty(), "{given:?}");
    }
}

#[test]
fn a_network_is_not_saved_under_the_names_of_others() {
    let found = mismatches(Save::new().classes(Other::NAMES).to_bytes(&*iris()));
    assert_eq!(found, [Mismatch::Classes { expected: names(&Species::NAMES), found: names(&Other::NAMES) }]);
    assert!(Save::new().classes(Species::NAMES).to_bytes(&*iris()).is_ok());
}

/// A file of these tensors, all zero, and of this metadata.
fn file(tensors: &[(&str, &[usize])], metadata: &[(&str, &str)]) -> Vec<u8> {
    let zeros = vec![0; 4096];
    let view = |shape: &[usize]| {
        safetensors::tensor::TensorView::new(
            safetensors::Dtype::F32,
            shape.to_vec(),
            &zeros[..4 * shape.iter().product::<usize>()],
        )
    };
    let views = tensors.iter().map(|(name, shape)| (*name, view(shape).unwrap()));
    let metadata = metadata.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect();
    safetensors::serialize(views, Some(metadata)).unwrap()
}

const IRIS: [(&str, &[usize]); 4] = [("0.weight", &[8, 4]), ("0.bias", &[8]), ("2.weight", &[3, 8]), ("2.bias", &[3])];

#[test]
fn names_that_are_no_list_are_an_error_where_they_matter() {
    for text in ["Setosa, Versicolor", "[1, 2, 3]", "[\"a\"", "{}", "3", "[\"a\"] x", "null", ""] {
        let bytes = file(&IRIS, &[("classes", text)]);
        let problem = match Load::new().bytes::<Iris>(&bytes).err() {
            Some(Error::File { problem, .. }) => problem,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(problem, format!("its `classes` are not a JSON array of names, but {text}"));
        assert!(Load::new().bytes::<Unnamed>(&bytes).is_ok());
        assert_eq!(Metadata::from_bytes(&bytes).unwrap().classes(), None);
    }
}

#[test]
fn a_prefix_is_seen_and_named() {
    let deep = ["module.", "_orig_mod.", "module._orig_mod.model."];
    for prefix in deep {
        let tensors = IRIS.map(|(name, shape)| (format!("{prefix}{name}"), shape));
        let tensors: Vec<_> = tensors.iter().map(|(name, shape)| (name.as_str(), *shape)).collect();
        let bytes = file(&tensors, &[]);
        let error = Load::new().bytes::<Iris>(&bytes).err().unwrap();
        let text = format!(
            "the names in the file begin with `{prefix}`, those of the network do not; `Load::new().prefix({prefix:?})` reads them"
        );
        assert!(error.to_string().ends_with(&format!("\n  {text}")), "{error}");
        assert_eq!(mismatches(Err::<(), _>(error)), [Mismatch::Prefix { prefix: prefix.to_owned() }]);
        Load::new().prefix(prefix).bytes::<Iris>(&bytes).unwrap();
        // A part of it has been said, or the point was forgotten.
        let part = &prefix[..prefix.len() - 1];
        assert_eq!(
            mismatches(Load::new().prefix(part).bytes::<Iris>(&bytes)),
            [Mismatch::Prefix { prefix: prefix.to_owned() }]
        );
    }
}

#[test]
fn other_names_beside_a_prefix_are_still_listed() {
    let tensors: [(&str, &[usize]); 5] =
        [("m.0.weight", &[8, 4]), ("m.0.bias", &[8]), ("m.2.weight", &[3, 8]), ("m.2.biais", &[3]), ("epoch", &[1])];
    let found = mismatches(Load::new().bytes::<Unnamed>(&file(&tensors, &[])));
    let expected = [
        Mismatch::Prefix { prefix: "m.".into() },
        Mismatch::Missing { name: "2.bias".into(), shape: vec![3], nearest: Some("m.2.biais".into()) },
        Mismatch::Unexpected { name: "epoch".into(), shape: vec![1] },
        Mismatch::Unexpected { name: "m.2.biais".into(), shape: vec![3] },
    ];
    assert_eq!(found, expected);
    // Where a name of the network is there, none is the beginning of all.
    let tensors: Vec<_> = IRIS.into_iter().chain(tensors).filter(|(name, _)| *name != "2.bias").collect();
    let found = mismatches(Load::new().bytes::<Unnamed>(&file(&tensors, &[])));
    assert!(!found.iter().any(|mismatch| matches!(mismatch, Mismatch::Prefix { .. })), "{found:?}");
}

#[network(input = 4)]
#[derive(Clone, PartialEq)]
struct Square(Linear<6>, Linear<6>, Linear<1>);

const OTHER_CONVENTION: [(&str, &[usize]); 6] = [
    ("0.weight", &[4, 6]),
    ("0.bias", &[6]),
    ("1.weight", &[6, 6]),
    ("1.bias", &[6]),
    ("2.weight", &[6, 1]),
    ("2.bias", &[1]),
];

#[test]
fn matrices_of_another_convention_are_named() {
    let bytes = file(&OTHER_CONVENTION, &[]);
    let error = Load::new().bytes::<Square>(&bytes).err().unwrap().to_string();
    let lines = "\n  `0.weight` is [4, 6], but the network needs [6, 4]: it is transposed\n  \
                 `1.weight` is [6, 6], which does not show how it lies; the other matrices of the file are transposed, so that it most likely is too\n  \
                 `2.weight` is [6, 1], but the network needs [1, 6]: it is transposed";
    assert!(error.ends_with(lines), "{error}");
    // In parts too: matrices that would be transposed are left out.
    let mut net = Square::init(&mut SmallRng::seed_from_u64(1));
    let before = net.clone();
    let report = Load::new().partial_bytes(&bytes, &mut *net).unwrap();
    assert_eq!(report.loaded(), ["0.bias", "1.bias", "2.bias"]);
    assert_eq!(report.mismatches()[1], Mismatch::Square { name: "1.weight".into(), size: 6 });
    assert!(net.1.weight == before.1.weight);
}

#[test]
fn a_matrix_that_lies_as_declared_shows_the_convention() {
    let mut tensors = OTHER_CONVENTION;
    tensors[4].1 = &[1, 6];
    let found = mismatches(Load::new().bytes::<Square>(&file(&tensors, &[])));
    assert_eq!(found, [Mismatch::Shape { name: "0.weight".into(), expected: vec![6, 4], found: vec![4, 6] }]);
}
