//! Hostile archives.

use super::load;
use netwright::Error;
use netwright::prelude::*;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// An array with a description of version 1.
fn array(description: &str, numbers: &[u8]) -> Vec<u8> {
    let length = u16::try_from(description.len()).unwrap().to_le_bytes();
    [b"\x93NUMPY\x01\0", &length[..], description.as_bytes(), numbers].concat()
}

fn description(kind: &str, shape: &str) -> String {
    format!("{{'descr': {kind}, 'fortran_order': False, 'shape': {shape}, }}\n")
}

fn weight() -> Vec<u8> {
    array(&description("'<f4'", "(1, 2)"), &[0; 8])
}

fn bias() -> Vec<u8> {
    array(&description("'<f4'", "(1,)"), &[0; 4])
}

fn archive(method: CompressionMethod, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// An archive with this array as the weight.
fn with_weight(method: CompressionMethod, weight: &[u8]) -> Vec<u8> {
    archive(method, &[("0.weight.npy", weight), ("0.bias.npy", &bias())])
}

#[track_caller]
fn refuses(about: &str, file: &[u8], words: &str) {
    match load(about, file).err() {
        Some(Error::File { problem, .. }) => assert!(problem.contains(words), "{about}: {problem}"),
        other => panic!("{about}: {other:?}"),
    }
}

#[track_caller]
fn is_of_another_network(about: &str, file: &[u8]) {
    assert!(matches!(load(about, file), Err(Error::Weights { .. })), "{about}");
}

#[test]
fn descriptions_are_bounded() {
    use CompressionMethod::Stored;
    assert!(load("a good one", &with_weight(Stored, &weight())).is_ok());
    // Versions 2 and 3 have lengths of four bytes.
    let second =
        |length: u32, text: &str| [b"\x93NUMPY\x02\0", &length.to_le_bytes()[..], text.as_bytes(), &[0; 8]].concat();
    let good = description("'<f4'", "(1, 2)");
    assert!(load("version 2", &with_weight(Stored, &second(good.len() as u32, &good))).is_ok());
    for length in [u32::MAX, 1 << 31, 10_001] {
        refuses("a long description", &with_weight(Stored, &second(length, &good)), "its description is of version 2");
    }
    refuses("a longer one than there is", &with_weight(Stored, &second(9_000, &good)), "its description is invalid");
    // One byte per level, and deeper than any stack.
    for depth in [24, 48, 9_000] {
        for open in ["[", "(", "{", "[(", "-", "[[]"] {
            let deep: String = open.repeat(depth).chars().take(9_000).collect();
            for text in [
                deep.clone(),
                format!("{{'descr': {deep}"),
                description(&deep, "(1, 2)"),
                description("'<f4'", &deep),
                format!("{{{deep}: 1}}"),
            ] {
                let text: String = text.chars().take(9_990).collect();
                refuses("deep brackets", &with_weight(Stored, &array(&text, &[0; 8])), "its description is invalid");
            }
        }
    }
    // A record of many fields, which no network has.
    let fields = description(&format!("[{}]", "('a', '<f4'), ".repeat(600)), "(1, 2)");
    is_of_another_network("a record", &with_weight(Stored, &array(&fields, &[0; 8])));
}

#[test]
fn shapes_are_those_of_the_network_or_refused() {
    use CompressionMethod::Stored;
    for shape in
        ["(99999999999999, 99999999999999)", "(0, 99999999999999, 99999999999999)", "(4294967296,)", "()", "(2, 1)"]
    {
        is_of_another_network(shape, &with_weight(Stored, &array(&description("'<f4'", shape), &[0; 8])));
    }
    for shape in
        ["(-1, 2)", "(1.0, 2)", "(1, 2e0)", "(99999999999999999999999,)", "(1, 2", "[1, 2]", "(1 2)", "1", "None"]
    {
        refuses(
            shape,
            &with_weight(Stored, &array(&description("'<f4'", shape), &[0; 8])),
            "its description is invalid",
        );
    }
    for kind in ["'<i4'", "'<f3'", "'<f16'", "'|O'", "'<c8'", "'f4,f4'", "''"] {
        is_of_another_network(kind, &with_weight(Stored, &array(&description(kind, "(1, 2)"), &[0; 8])));
    }
}

#[test]
fn numbers_are_as_many_as_the_shape_says() {
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let description = description("'<f4'", "(1, 2)");
        let words = "`0.weight` is cut off, or has something added";
        refuses("one byte less", &with_weight(method, &array(&description, &[0; 7])), words);
        refuses("one byte more", &with_weight(method, &array(&description, &[0; 9])), words);
        refuses("no numbers", &with_weight(method, &array(&description, &[])), words);
    }
    // 64 MB of zeros are 64 KB.
    let bomb = with_weight(CompressionMethod::Deflated, &array(&description("'<f4'", "(1, 2)"), &vec![0; 1 << 26]));
    assert!(bomb.len() < 1 << 17);
    refuses("a bomb", &bomb, "has something added");
    let said =
        with_weight(CompressionMethod::Deflated, &array(&description("'<f4'", "(16777216,)"), &vec![0; 1 << 26]));
    is_of_another_network("a bomb that says what it is", &said);
}

#[test]
fn archives_that_are_none_are_refused() {
    use CompressionMethod::Stored;
    let good = with_weight(Stored, &weight());
    for end in 4..good.len() {
        let loaded = load("cut off", &good[..end]);
        assert!(matches!(loaded, Err(Error::File { .. })), "{end}");
    }
    let mut wrong = good.clone();
    let place =
        wrong.windows(6).position(|bytes| bytes == b"\x93NUMPY").unwrap() + 10 + description("'<f4'", "(1, 2)").len();
    wrong[place] = 1;
    refuses("a number that is another", &wrong, "`0.weight` is cut off or damaged");
    refuses("no array", &with_weight(Stored, b"hello"), "`0.weight` is damaged");
    refuses("PyTorch's", &archive(Stored, &[("archive/data.pkl", b"")]), "without arrays of NumPy's");
    // The writer refuses to write a name twice, so the name is changed afterwards.
    let mut twice = archive(Stored, &[("0.weight.npy", &weight()), ("0.bias.npy", &bias()), ("1.bias.npy", &bias())]);
    let places: Vec<_> = (0..twice.len() - 6).filter(|&place| &twice[place..place + 6] == b"1.bias").collect();
    places.iter().for_each(|&place| twice[place] = b'0');
    refuses("an array twice", &twice, "two of its arrays have the same name");
}

/// Directories that promise more than there is.
#[test]
fn directories_are_not_believed() {
    let entry = |signature: &[u8], rest: &[u8]| [b"PK", signature, rest].concat();
    let start = entry(b"\x03\x04", &[0; 26]);
    // The end of a directory of 65535 files and 4 GB; and one of the large format, which says what
    // it likes.
    let short = entry(b"\x05\x06", &[0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0]);
    for [files, size, from] in
        [[1 << 40, 1 << 50, 1 << 60], [u64::MAX; 3], [1 << 40, 1 << 50, 0], [1 << 20, 1 << 26, 30]]
    {
        let mut large = entry(b"\x06\x06", &44_u64.to_le_bytes());
        large.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        [files, files, size, from].iter().for_each(|number: &u64| large.extend(number.to_le_bytes()));
        let mut locator = entry(b"\x06\x07", &[0; 4]);
        locator.extend((start.len() as u64).to_le_bytes());
        locator.extend(1_u32.to_le_bytes());
        let file = [&start[..], &large, &locator, &short].concat();
        assert!(matches!(load("a large directory", &file), Err(Error::File { .. })), "{files} {size} {from}");
    }
    assert!(matches!(load("a directory", &[start, short].concat()), Err(Error::File { .. })));
}

#[network(input = 3)]
struct Nothing(Relu);

#[test]
fn an_empty_archive_is_one() {
    let empty = archive(CompressionMethod::Stored, &[]);
    assert_eq!(empty.len(), 22);
    assert!(netwright::weights::Load::new().bytes::<Nothing>(&empty).is_ok());
    is_of_another_network("nothing", &empty);
}
