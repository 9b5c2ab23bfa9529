//! Hostile safetensors files, and the one answer of macro and library to each.
//!
//! They are for a network of two features and one `Linear<1>`: `0.weight` [1, 2] and `0.bias` [1].

/// The answer to a file.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Answer {
    /// The file is accepted.
    Fits,
    /// The file is valid, but belongs to another network.
    OtherNetwork,
    /// The file is refused as damaged, with these words.
    Damaged(&'static str),
}
use Answer::{Damaged, Fits, OtherNetwork};

const BIAS: &str = r#""0.bias":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}"#;
const WEIGHT: &str = r#""0.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[4,12]}"#;
/// The bytes of both.
const NUMBERS: usize = 12;

/// Builds a file from a table, and this many bytes of numbers.
fn file(table: impl AsRef<[u8]>, numbers: usize) -> Vec<u8> {
    let table = table.as_ref();
    let length = table.len() as u64;
    [&length.to_le_bytes()[..], table, &vec![0; numbers]].concat()
}

/// Returns all files, with a description.
pub(crate) fn files() -> Vec<(String, Vec<u8>, Answer)> {
    let mut files = whole_files();
    for (about, tensors, answer) in tables() {
        files.push((about.to_owned(), file(tensors, NUMBERS), answer));
    }
    for (place, instead, answer) in WEIGHTS {
        let changed = WEIGHT.replace(place, instead);
        assert_ne!(changed, WEIGHT, "{place} is in the entry");
        let about = format!("{} instead of {place}", &instead[..instead.len().min(60)]);
        files.push((about, file(format!("{{{BIAS},{changed}}}"), NUMBERS), *answer));
    }
    files
}

/// Files whose length or beginning is wrong.
fn whole_files() -> Vec<(String, Vec<u8>, Answer)> {
    let good = file(format!("{{{BIAS},{WEIGHT}}}"), NUMBERS);
    let with_length = |length: u64| [&length.to_le_bytes()[..], &good[8..]].concat();
    let table = good.len() as u64 - 8 - NUMBERS as u64;
    let added = [&good[..], b"\0"].concat();
    let files: [(&str, Vec<u8>, Answer); 16] = [
        ("both tensors", good.clone(), Fits),
        ("nothing", vec![], Damaged("it has 0 bytes")),
        ("seven bytes", good[..7].to_vec(), Damaged("it has 7 bytes")),
        ("a length alone", good[..8].to_vec(), Damaged("its table would have")),
        ("a table of no bytes", file("", 0), Damaged("it does not begin with `{`")),
        ("the largest length", with_length(u64::MAX), Damaged("its table would have 18446744073709551615 bytes")),
        ("a negative length", with_length(1 << 63), Damaged("its table would have")),
        ("more than the format allows", with_length(100_000_001), Damaged("its table would have 100000001 bytes")),
        ("a length up to the end", with_length(table + NUMBERS as u64), Damaged("the end of it is expected")),
        ("a length that is too short", with_length(table - 1), Damaged("`,` or `}` is expected")),
        ("no table", with_length(0), Damaged("it does not begin with `{`")),
        ("a byte is missing", good[..good.len() - 1].to_vec(), Damaged("it is cut off, or has something added")),
        ("a byte is added", added, Damaged("it is cut off, or has something added")),
        ("all numbers are missing", file(format!("{{{BIAS},{WEIGHT}}}"), 0), Damaged("it is cut off")),
        ("no tensors", file("{}", 0), OtherNetwork),
        ("noise", vec![7; 300], Damaged("its table would have")),
    ];
    files.into_iter().map(|(about, file, answer)| (about.to_owned(), file, answer)).collect()
}

/// Tables, before twelve bytes of numbers.
fn tables() -> Vec<(&'static str, Vec<u8>, Answer)> {
    let both = || format!("{BIAS},{WEIGHT}");
    let deep = |open: &str| format!("{{\"__metadata__\":{{\"a\":{}", open.repeat(100_000));
    let texts: Vec<(&str, String, Answer)> = vec![
        ("white space", format!(" \n\t{{ {BIAS} ,\r\n {WEIGHT}\t}} ").trim_start().to_owned(), Fits),
        ("spaces at the end", format!("{{{}}}        ", both()), Fits),
        ("an order of its own", format!("{{{WEIGHT},{BIAS}}}"), Fits),
        ("a name with an escape", format!("{{{}}}", both().replace("0.b", "\\u0030\\u002Eb")), Fits),
        ("metadata", format!("{{\"__metadata__\":{{\"a\":\"\\u00e9\\ud83d\\ude00\\n\\/\"}},{}}}", both()), Fits),
        ("metadata of nothing", format!("{{\"__metadata__\":{{}},{}}}", both()), Fits),
        (
            "a text with a control character",
            format!("{{\"__metadata__\":{{\"a\":\"\\u0000\u{7f}\"}},{}}}", both()),
            Fits,
        ),
        ("white space in front", format!(" {{{}}}", both()), Damaged("it does not begin with `{`")),
        ("a mark of the order of bytes", format!("\u{feff}{{{}}}", both()), Damaged("it does not begin with `{`")),
        ("a list", format!("[{{{}}}]", both()), Damaged("it does not begin with `{`")),
        ("null", "null".into(), Damaged("it does not begin with `{`")),
        ("a comma at the end", format!("{{{},}}", both()), Damaged("a text in quotes is expected")),
        ("a comma at the front", format!("{{,{}}}", both()), Damaged("a text in quotes is expected")),
        ("no comma", format!("{{{BIAS} {WEIGHT}}}"), Damaged("`,` or `}` is expected")),
        ("no end", format!("{{{}", both()), Damaged("`,` or `}` is expected")),
        ("an open brace", "{".into(), Damaged("a text in quotes is expected at byte 1")),
        ("an open text", "{\"a".into(), Damaged("the end of a text is expected")),
        ("two tables", format!("{{{0}}}{{{0}}}", both()), Damaged("the end of it is expected")),
        ("zeros at the end", format!("{{{}}}\0", both()), Damaged("the end of it is expected")),
        ("a comment", format!("{{/* */{}}}", both()), Damaged("a text in quotes is expected")),
        ("other quotes", format!("{{{}}}", both().replace('"', "'")), Damaged("a text in quotes is expected")),
        ("a name without quotes", "{a:1}".into(), Damaged("a text in quotes is expected")),
        ("a tensor twice", format!("{{{BIAS},{WEIGHT},{BIAS}}}"), Damaged("`0.bias` is in it twice")),
        (
            "a tensor twice, once with escapes",
            format!("{{{},{}}}", both(), BIAS.replace("0.b", "\\u0030.b")),
            Damaged("`0.bias` is in it twice"),
        ),
        (
            "metadata twice",
            format!("{{\"__metadata__\":{{}},\"__metadata__\":{{}},{}}}", both()),
            Damaged("`__metadata__` is in it twice"),
        ),
        (
            "a text twice",
            format!("{{\"__metadata__\":{{\"a\":\"b\",\"a\":\"b\"}},{}}}", both()),
            Damaged("`a` is in it twice"),
        ),
        ("metadata null", format!("{{\"__metadata__\":null,{}}}", both()), Damaged("`{` is expected")),
        ("metadata that is a text", format!("{{\"__metadata__\":\"a\",{}}}", both()), Damaged("`{` is expected")),
        ("metadata that is a list", format!("{{\"__metadata__\":[],{}}}", both()), Damaged("`{` is expected")),
        (
            "a number for a text",
            format!("{{\"__metadata__\":{{\"a\":1}},{}}}", both()),
            Damaged("a text in quotes is expected"),
        ),
        (
            "null for a text",
            format!("{{\"__metadata__\":{{\"a\":null}},{}}}", both()),
            Damaged("a text in quotes is expected"),
        ),
        (
            "an object for a text",
            format!("{{\"__metadata__\":{{\"a\":{{}}}},{}}}", both()),
            Damaged("a text in quotes is expected"),
        ),
        (
            "a line break in a text",
            format!("{{\"__metadata__\":{{\"a\":\"\n\"}},{}}}", both()),
            Damaged("an escape for a control character"),
        ),
        (
            "half of a pair",
            format!("{{\"__metadata__\":{{\"a\":\"\\ud83d\"}},{}}}", both()),
            Damaged("an escape of four digits"),
        ),
        (
            "the other half",
            format!("{{\"__metadata__\":{{\"a\":\"\\ude00\"}},{}}}", both()),
            Damaged("a pair of surrogates"),
        ),
        (
            "two first halves",
            format!("{{\"__metadata__\":{{\"a\":\"\\ud83d\\ud83d\"}},{}}}", both()),
            Damaged("a pair of surrogates"),
        ),
        (
            "an unknown escape",
            format!("{{\"__metadata__\":{{\"a\":\"\\x41\"}},{}}}", both()),
            Damaged("an escape is expected"),
        ),
        ("an escape that ends", "{\"\\".into(), Damaged("an escape is expected")),
        (
            "an escape of signs",
            format!("{{\"__metadata__\":{{\"a\":\"\\u+041\"}},{}}}", both()),
            Damaged("an escape of four digits"),
        ),
        ("an escape in the middle of a letter", "{\"\\u00\u{e9}\u{e9}".into(), Damaged("an escape of four digits")),
        ("deep lists", deep("["), Damaged("a text in quotes is expected")),
        ("deep objects", deep("{\"a\":"), Damaged("a text in quotes is expected")),
        (
            "a tensor besides",
            format!("{{{},\"a\":{{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[12,12]}}}}", both()),
            OtherNetwork,
        ),
        (
            "the same bytes twice",
            format!("{{{},\"a\":{{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}}}", both()),
            Damaged("overlaps another tensor"),
        ),
        (
            "a part of a tensor",
            format!("{{{},\"a\":{{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[11,12]}}}}", both()),
            Damaged("overlaps another tensor"),
        ),
    ];
    let mut tables: Vec<_> =
        texts.into_iter().map(|(about, text, answer)| (about, text.into_bytes(), answer)).collect();
    tables.push(("no text", b"{\"\xff\":1}".to_vec(), Damaged("it is not text in UTF-8")));
    tables
}

/// A part of the entry of the weight, the text that stands there instead, and the answer.
const WEIGHTS: &[(&str, &str, Answer)] = &[
    ("[1,2]", "[ 1 , 2 ]", Fits),
    ("[1,2]", "[2,1]", OtherNetwork),
    ("[1,2]", "[2]", OtherNetwork),
    ("[1,2]", "[1.0,2]", Damaged("of `0.weight`, a whole number is expected")),
    ("[1,2]", "[1,2.0]", Damaged("of `0.weight`, a whole number is expected")),
    ("[1,2]", "[1e0,2]", Damaged("a whole number is expected")),
    ("[1,2]", "[1,2E0]", Damaged("a whole number is expected")),
    ("[1,2]", "[-1,-2]", Damaged("a whole number is expected")),
    ("[1,2]", "[1,+2]", Damaged("a whole number is expected")),
    ("[1,2]", "[01,2]", Damaged("a whole number is expected")),
    ("[1,2]", "[-0,2]", Damaged("a whole number is expected")),
    ("[1,2]", "[1,0x2]", Damaged("`,` or `]` is expected")),
    ("[1,2]", "[1,2,]", Damaged("a whole number is expected")),
    ("[1,2]", "[1 2]", Damaged("`,` or `]` is expected")),
    ("[1,2]", "[[1],2]", Damaged("a whole number is expected")),
    ("[1,2]", "[true,2]", Damaged("a whole number is expected")),
    ("[1,2]", "[\"1\",2]", Damaged("a whole number is expected")),
    ("[1,2]", "\"1,2\"", Damaged("`[` is expected")),
    ("[1,2]", "null", Damaged("`[` is expected")),
    ("[1,2]", "2", Damaged("`[` is expected")),
    ("[1,2]", "[1,3]", Damaged("`0.weight` is [1, 3] of F32, which is not the size of its bytes 4 to 12")),
    ("[1,2]", "[]", Damaged("`0.weight` is [] of F32, which is not the size")),
    ("[1,2]", "[0]", Damaged("`0.weight` is [0] of F32, which is not the size")),
    ("[1,2]", "[4294967296,4294967296]", Damaged("which is not the size of its bytes")),
    ("[1,2]", "[9223372036854775808,2]", Damaged("which is not the size of its bytes")),
    ("[1,2]", "[18446744073709551615]", Damaged("which is not the size of its bytes")),
    ("[1,2]", "[0,18446744073709551615,18446744073709551615]", Damaged("which is not the size of its bytes")),
    ("[1,2]", "[18446744073709551616]", Damaged("a whole number is expected")),
    (
        "[1,2]",
        "[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2]",
        Damaged("the end of an array of 64 is expected"),
    ),
    ("[4,12]", "[4,12,12]", Damaged("the end of an array of 2 is expected")),
    ("[4,12]", "[4]", Damaged("the `data_offsets` are not two")),
    ("[4,12]", "[]", Damaged("the `data_offsets` are not two")),
    ("[4,12]", "[4.0,12.0]", Damaged("a whole number is expected")),
    ("[4,12]", "[12,4]", Damaged("which is not the size of its bytes 12 to 4")),
    ("[4,12]", "[-8,0]", Damaged("a whole number is expected")),
    ("[4,12]", "[0,8]", Damaged("overlaps another tensor")),
    ("[4,12]", "[2,10]", Damaged("overlaps another tensor")),
    ("[4,12]", "[5,13]", Damaged("there is a gap before it")),
    ("[4,12]", "[4,13]", Damaged("which is not the size of its bytes 4 to 13")),
    ("[4,12]", "[18446744073709551607,18446744073709551615]", Damaged("there is a gap before it")),
    ("[4,12]", "[0,18446744073709551615]", Damaged("which is not the size of its bytes")),
    ("\"F32\"", "\"BF16\"", Damaged("which is not the size of its bytes")),
    ("\"F32\"", "\"F33\"", Damaged("the `dtype` \"F33\" is not known")),
    ("\"F32\"", "\"f32\"", Damaged("the `dtype` \"f32\" is not known")),
    ("\"F32\"", "\"\"", Damaged("the `dtype` \"\" is not known")),
    ("\"F32\"", "32", Damaged("a text in quotes is expected")),
    ("\"F32\"", "null", Damaged("a text in quotes is expected")),
    ("\"F32\"", "\"I32\"", OtherNetwork),
    ("\"dtype\":\"F32\",\"shape\":[1,2]", "\"shape\":[1],\"dtype\":\"F64\"", OtherNetwork),
    ("\"dtype\":\"F32\",\"shape\":[1,2]", "\"shape\":[15],\"dtype\":\"F4\"", Damaged("is not the size of its bytes")),
    ("\"dtype\":\"F32\"", "\"dtype\":\"F32\",\"dtype\":\"F32\"", Damaged("of `0.weight`, `dtype` is in it twice")),
    ("\"dtype\":\"F32\"", "\"dtype\":\"F64\",\"dtype\":\"F32\"", Damaged("`dtype` is in it twice")),
    ("\"shape\":[1,2]", "\"shape\":[1,2],\"shape\":[1,2]", Damaged("`shape` is in it twice")),
    (
        "\"data_offsets\":[4,12]",
        "\"data_offsets\":[4,12],\"data_offsets\":[4,12]",
        Damaged("`data_offsets` is in it twice"),
    ),
    ("\"dtype\":\"F32\",", "", Damaged("of `0.weight`, the `dtype` is missing")),
    ("\"shape\":[1,2],", "", Damaged("of `0.weight`, the `shape` is missing")),
    (",\"data_offsets\":[4,12]", "", Damaged("of `0.weight`, the `data_offsets` are missing")),
    ("\"dtype\"", "\"more\":[[{}]],\"dtype\"", Damaged("`more` is not a property of a tensor")),
    ("\"dtype\"", "\"Dtype\"", Damaged("`Dtype` is not a property of a tensor")),
    (
        "{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[4,12]}",
        "[\"F32\",[1,2],[4,12]]",
        Damaged("of `0.weight`, `{` is expected"),
    ),
    ("{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[4,12]}", "null", Damaged("of `0.weight`, `{` is expected")),
    ("\"0.weight\"", "\"0.weight\\u0000\"", OtherNetwork),
    ("\"0.weight\"", "\"0.we\u{0131}ght\"", OtherNetwork),
    ("\"0.weight\"", "\"\"", OtherNetwork),
];
