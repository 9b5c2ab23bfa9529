//! Hostile data files: arrays that claim to be large, and tables of many cells.

use super::bounded;
use netwright::data::{Array, Csv};

/// Bytes that look like chance, of which the same seed gives the same.
fn noise(seed: u64, count: usize) -> impl Iterator<Item = u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    (0..count).map(move |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    })
}

/// A comma alone is a column, whose name is a string of 24 bytes.
const TIMES: usize = 25;

/// Reads a file as each format, and makes of it what can be made.
fn read_all(about: &str, file: &[u8]) {
    for read in [|file| Array::idx_from("file", file), |file: &[u8]| Array::npy_from("file", file)] {
        bounded(about, file, TIMES, || {
            if let Ok(array) = read(file) {
                let _ = (array.samples::<f32, 4>(), array.pixels::<f64, 1>(), array.classes::<bool>());
            }
        });
    }
    for csv in [Csv::new(), Csv::new().no_header().delimiter(b';').decimal_comma().comment(b'#').quote(b'\'')] {
        bounded(about, file, TIMES, || {
            if let Ok(table) = csv.read_from("file", file) {
                let column = table.columns()[0].clone();
                let _ = (table.samples::<f32, 2>(), table.classes::<f64, 1, bool>(&column), table.class_names(&column));
            }
        });
    }
}

#[test]
fn headers_do_not_ask_for_memory() {
    for sizes in
        [vec![u32::MAX], vec![u32::MAX; 2], vec![1 << 31, 1], vec![1 << 20, 1 << 11], vec![0, u32::MAX, u32::MAX]]
    {
        for kind in [8, 14] {
            let sizes: Vec<u8> = sizes.iter().flat_map(|size: &u32| size.to_be_bytes()).collect();
            read_all("an idx file", &[&[0, 0, kind, (sizes.len() / 4) as u8][..], &sizes, &[0; 100]].concat());
        }
    }
    read_all("255 dimensions", &[&[0, 0, 8, 255][..], &[0xff; 1020], &[0; 100]].concat());
    read_all("255 empty dimensions", &[&[0, 0, 8, 255][..], &[0; 1020], &[0; 100]].concat());
    for shape in
        ["(4294967295,)", "(0, 18446744073709551615, 18446744073709551615)", "(18446744073709551615,)", "(2, 0)"]
    {
        let text = format!("{{'descr': '<f8', 'fortran_order': True, 'shape': {shape}, }}");
        let length = (text.len() as u16).to_le_bytes();
        read_all("a .npy file", &[b"\x93NUMPY\x01\0", &length[..], text.as_bytes(), &[0; 64]].concat());
    }
}

#[test]
fn tables_take_memory_in_proportion_to_their_files() {
    for text in [",", "\n", ",\n", "\"", "\"\"", "a", "1,2\n", "'", ";", "#\n", "1;2\n", "\r", "0\n"] {
        read_all(text, text.repeat(20_000).as_bytes());
    }
}

#[test]
fn damaged_files_have_an_answer() {
    let idx = [&[0, 0, 8, 2, 0, 0, 0, 4, 0, 0, 0, 4][..], &[1; 16]].concat();
    let text = "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 4), }\n";
    let npy = [b"\x93NUMPY\x01\0", &(text.len() as u16).to_le_bytes()[..], text.as_bytes(), &[0; 32]].concat();
    let csv = b"a,b,\"c\"\n1,2.5,\"x\"\n# y\n3,-4e1,''\n".to_vec();
    for (number, file) in [idx, npy, csv].iter().enumerate() {
        for seed in 0..200 {
            let mut damaged = file.clone();
            let place = seed as usize * 7 % file.len();
            damaged
                .iter_mut()
                .skip(place)
                .zip(noise(seed, 1 + seed as usize % 4))
                .for_each(|(byte, other)| *byte = other);
            damaged.truncate(file.len() - seed as usize % 9);
            read_all(&format!("file {number}, seed {seed}"), &damaged);
        }
    }
    (0..100).for_each(|seed| read_all("noise", &noise(seed, 500).collect::<Vec<_>>()));
}
