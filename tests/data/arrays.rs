//! idx and .npy files: good ones, and each way in which they are broken.

use super::fixtures::Fixtures;
use netwright::Error;
use netwright::data::{Array, Dataset, Label};
use netwright::prelude::Class;

/// An idx file.
fn idx(kind: u8, sizes: &[u32], numbers: &[u8]) -> Vec<u8> {
    let sizes: Vec<u8> = sizes.iter().flat_map(|size| size.to_be_bytes()).collect();
    [&[0, 0, kind, (sizes.len() / 4) as u8][..], &sizes, numbers].concat()
}

/// A .npy file with this description.
fn npy(kind: &str, shape: &str, numbers: &[u8]) -> Vec<u8> {
    let text = format!("{{'descr': {kind}, 'fortran_order': False, 'shape': {shape}, }}");
    let length = (text.len() as u16).to_le_bytes();
    [b"\x93NUMPY\x01\0", &length[..], text.as_bytes(), numbers].concat()
}

#[derive(Class, Clone, Copy, Debug, PartialEq)]
enum Digit {
    Zero,
    One,
    Two,
}

#[test]
fn images_and_their_classes_become_a_data_set() {
    let images =
        Array::idx_from("images", &idx(8, &[3, 2, 2], &[0, 51, 102, 255, 1, 2, 3, 4, 5, 6, 7, 8])[..]).unwrap();
    let labels = Array::idx_from("labels", &idx(8, &[3], &[2, 0, 1])[..]).unwrap();
    assert_eq!((images.shape(), labels.shape()), (&[3, 2, 2][..], &[3][..]));
    let data: Dataset<'_, f64, 4, Digit> = Dataset::new(images.pixels().unwrap(), labels.classes().unwrap()).unwrap();
    assert_eq!(data.samples()[0], [0.0, 0.2, 0.4, 1.0]);
    assert_eq!(data.targets(), [Digit::Two, Digit::Zero, Digit::One]);
    assert_eq!(images.samples::<f32, 4>().unwrap()[0], [0.0, 51.0, 102.0, 255.0]);
    let numbers: Vec<usize> = labels.classes::<Label<3>>().unwrap().into_iter().map(Label::index).collect();
    assert_eq!(numbers, [2, 0, 1]);
    let binary = Array::idx_from("binary", &idx(8, &[2, 1], &[1, 0])[..]).unwrap();
    assert_eq!(binary.classes::<bool>().unwrap(), [true, false]);
}

#[test]
fn every_type_of_numbers_in_idx_files_is_read() {
    let number =
        |kind, bytes: &[u8]| Array::idx_from("", &idx(kind, &[1], bytes)[..]).unwrap().samples::<f64, 1>().unwrap();
    assert_eq!(number(8, &[200]), [[200.0]]);
    assert_eq!(number(9, &[200]), [[-56.0]]);
    assert_eq!(number(11, &(-1234_i16).to_be_bytes()), [[-1234.0]]);
    assert_eq!(number(12, &(-123_456_789_i32).to_be_bytes()), [[-123_456_789.0]]);
    assert_eq!(number(13, &1.5e-40_f32.to_be_bytes()), [[f64::from(1.5e-40_f32)]]);
    assert_eq!(number(14, &(-1.5e300_f64).to_be_bytes()), [[-1.5e300]]);
}

#[test]
fn arrays_of_every_type_and_order_are_those_of_numpy() {
    for case in Fixtures::read().npy {
        let array = Array::npy_from("array.npy", &case.file[..]).unwrap();
        assert_eq!(array.shape(), [2, 2, 3]);
        let about = format!("{}, by columns: {}", case.kind, case.by_columns);
        assert_eq!(array.samples::<f64, 6>().unwrap().as_flattened(), case.numbers, "{about}");
        let single: Vec<f64> = array.samples::<f32, 6>().unwrap().into_iter().flatten().map(f64::from).collect();
        assert_eq!(single, case.numbers, "{about}");
    }
}

#[test]
fn files_are_found_by_their_paths() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("labels");
    std::fs::write(&path, idx(8, &[2], &[1, 0])).unwrap();
    assert_eq!(Array::idx(&path).unwrap().shape(), [2]);
    std::fs::write(&path, npy("'|u1'", "(2,)", &[1, 0])).unwrap();
    assert_eq!(Array::npy(&path).unwrap().shape(), [2]);
    let name = path.display().to_string();
    match Array::idx(&path).unwrap_err() {
        Error::File { file, problem } => {
            assert_eq!(file, name);
            let begin =
                "it is no idx file: expected two bytes of 0, the type of the numbers and the number of dimensions";
            assert_eq!(problem, format!("{begin}, but found the bytes [147, 78, 85, 77]"));
        }
        other => panic!("{other}"),
    }
    assert!(Array::npy(folder.path()).unwrap_err().to_string().starts_with(&folder.path().display().to_string()));
    assert!(matches!(Array::npy(folder.path().join("none")), Err(Error::File { .. })));
}

#[test]
fn broken_idx_files_are_refused_with_what_was_expected_and_found() {
    let message = |file: &[u8]| Array::idx_from("t10k", file).unwrap_err().to_string();
    let types = "8 (u8), 9 (i8), 11 (i16), 12 (i32), 13 (f32) or 14 (f64)";
    for (file, expected) in [
        (vec![], "t10k: it is cut off: expected 4 bytes for its beginning, but found 0".to_owned()),
        (vec![0, 0, 8], "t10k: it is cut off: expected 4 bytes for its beginning, but found 3".into()),
        (idx(10, &[1], &[0]), format!("t10k: expected numbers of type {types}, but found type 10")),
        (
            vec![0, 0, 8, 3, 0, 0, 0, 1, 0],
            "t10k: it is cut off: expected 12 bytes for the sizes of its 3 dimensions, but found 5".into(),
        ),
        (
            idx(8, &[2, 3], &[1, 2, 3, 4, 5]),
            "t10k: it is cut off: expected 6 bytes for numbers of the sizes [2, 3], but found 5".into(),
        ),
        (
            idx(11, &[2, 3], &[0; 13]),
            "t10k: expected its end after 12 bytes of numbers of the sizes [2, 3], but found more".into(),
        ),
        (
            idx(8, &[u32::MAX; 3], &[0; 13]),
            "t10k: its sizes [4294967295, 4294967295, 4294967295] are too large for the memory of any machine".into(),
        ),
        (
            idx(8, &[u32::MAX; 1], &[0; 13]),
            "t10k: it is cut off: expected 4294967295 bytes for numbers of the sizes [4294967295], but found 13".into(),
        ),
    ] {
        assert_eq!(message(&file), expected);
    }
}

#[test]
fn broken_npy_files_are_refused_with_what_was_expected_and_found() {
    let message = |file: &[u8]| Array::npy_from("x.npy", file).unwrap_err().to_string();
    let types = "float32, float64, bool or an integer";
    for (file, expected) in [
        (vec![], "x.npy: it is cut off".to_owned()),
        (idx(8, &[1], &[0]), "x.npy: it is not a NumPy array".into()),
        (npy("'<f4'", "(2 3)", &[0; 24]), "x.npy: its description is invalid".into()),
        (npy("'<f2'", "(2, 3)", &[0; 12]), format!("x.npy: expected numbers of type {types}, but found type \"<f2\"")),
        (npy("'|O'", "(2, 3)", &[0; 12]), format!("x.npy: expected numbers of type {types}, but found type \"|O\"")),
        (
            npy("'<f4'", "(2, 3)", &[0; 23]),
            "x.npy: it is cut off: expected 24 bytes for numbers of the sizes [2, 3], but found 23".into(),
        ),
        (
            npy("'<f4'", "(2, 3)", &[0; 25]),
            "x.npy: expected its end after 24 bytes of numbers of the sizes [2, 3], but found more".into(),
        ),
        (
            npy("'<f8'", "(1099511627776, 1099511627776)", &[]),
            "x.npy: its sizes [1099511627776, 1099511627776] are too large for the memory of any machine".into(),
        ),
    ] {
        assert_eq!(message(&file), expected);
    }
}

#[test]
fn arrays_that_do_not_fit_are_refused() {
    let images = Array::idx_from("images", &idx(8, &[2, 2, 2], &[1; 8])[..]).unwrap();
    let wrong = "images: expected samples of 3 numbers, but found 4: its sizes are [2, 2, 2]";
    assert_eq!(images.samples::<f32, 3>().unwrap_err().to_string(), wrong);
    let wrong = "images: expected samples of 1 numbers, but found 4: its sizes are [2, 2, 2]";
    assert_eq!(images.classes::<Label<3>>().unwrap_err().to_string(), wrong);
    let empty = Array::npy_from("empty", &npy("'<f4'", "(0, 1099511627776, 1099511627776)", &[])[..]).unwrap();
    assert_eq!(
        empty.samples::<f32, 3>().unwrap_err().to_string(),
        "empty: it has no samples, but at least one is needed"
    );
    let single = Array::npy_from("single", &npy("'<f4'", "()", &[0; 4])[..]).unwrap();
    assert_eq!(
        single.samples::<f32, 1>().unwrap_err().to_string(),
        "single: expected numbers for each sample, but found a single number"
    );
    let nothing = Array::npy_from("nothing", &npy("'<f4'", "(5, 0)", &[])[..]).unwrap();
    assert_eq!(nothing.samples::<f32, 0>().unwrap().len(), 5);
    let floats = Array::idx_from("floats", &idx(13, &[1], &[0; 4])[..]).unwrap();
    assert_eq!(
        floats.pixels::<f32, 1>().unwrap_err().to_string(),
        "floats: expected pixels, numbers of one byte from 0 to 255, but found numbers of another type"
    );
}

#[test]
fn numbers_that_cannot_be_used_are_named_by_row_and_column() {
    let file = |numbers: [f64; 6]| {
        let bytes: Vec<u8> = numbers.iter().flat_map(|x| x.to_le_bytes()).collect();
        Array::npy_from("x.npy", &npy("'<f8'", "(3, 2)", &bytes)[..]).unwrap()
    };
    let message = file([0.0, 1.0, 2.0, 3.0, 4.0, f64::NAN]).samples::<f64, 2>().unwrap_err().to_string();
    assert_eq!(message, "x.npy: row 2, column 1: expected a finite number of type f64, but found NaN");
    let large = file([0.0, 1.0, 1e39, 3.0, 4.0, 5.0]);
    assert!(large.samples::<f64, 2>().is_ok());
    let message = large.samples::<f32, 2>().unwrap_err().to_string();
    assert!(message.starts_with("x.npy: row 1, column 0: expected a finite number of type f32, but found 1000"));
    for wrong in [3.0, -1.0, 0.5, f64::NAN, 1e300, -1e300] {
        let bytes = wrong.to_le_bytes();
        let targets = Array::npy_from("y.npy", &npy("'<f8'", "(1,)", &bytes)[..]).unwrap();
        let expected = format!("y.npy: row 0: expected a class from 0 to 2, but found {wrong}");
        assert_eq!(targets.classes::<Label<3>>().unwrap_err().to_string(), expected);
    }
}

#[cfg(feature = "gzip")]
mod gzip {
    use super::{Array, idx, npy};
    use flate2::{Compression, GzBuilder, write::GzEncoder};
    use std::io::Write;

    fn compressed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn compressed_files_are_read() {
        let file = compressed(&idx(8, &[2, 2], &[1, 2, 3, 4]));
        assert_eq!(Array::idx_from("x.gz", &file[..]).unwrap().samples::<f32, 2>().unwrap(), [[1.0, 2.0], [3.0, 4.0]]);
        let file = compressed(&npy("'|u1'", "(2, 2)", &[1, 2, 3, 4]));
        assert_eq!(Array::npy_from("x.gz", &file[..]).unwrap().shape(), [2, 2]);
        // A file of several parts, of which one has a name.
        let (first, rest) = (idx(8, &[2, 2], &[1, 2]), [3, 4]);
        let mut named = GzBuilder::new().filename("rest").write(Vec::new(), Compression::none());
        named.write_all(&rest).unwrap();
        let parts = [compressed(&first), named.finish().unwrap()].concat();
        assert_eq!(Array::idx_from("x.gz", &parts[..]).unwrap().shape(), [2, 2]);
    }

    #[test]
    fn damaged_compression_is_an_error() {
        let whole = compressed(&idx(8, &[2, 200], &(0..400).map(|i| (i * i % 251) as u8).collect::<Vec<_>>()));
        assert!(Array::idx_from("x.gz", &whole[..]).is_ok());
        for length in [2, 5, 20, 100, whole.len() - 1] {
            let message = Array::idx_from("x.gz", &whole[..length]).unwrap_err().to_string();
            assert!(message.starts_with("x.gz: it is damaged, or cannot be read: "), "{length} bytes: {message}");
        }
        // The checksum at the end.
        let mut wrong = whole.clone();
        wrong[whole.len() - 6] ^= 1;
        assert!(Array::idx_from("x.gz", &wrong[..]).is_err());
    }
}

#[cfg(not(feature = "gzip"))]
#[test]
fn compressed_files_need_a_feature() {
    let message = Array::idx_from("x.gz", &[0x1f, 0x8b, 8, 0][..]).unwrap_err().to_string();
    assert_eq!(message, "x.gz: it is compressed with gzip; such files are read with the feature `gzip`");
}
