//! The table of a safetensors file: which tensors there are, and where their bytes lie.
//!
//! The format is small: the length of the table, the table in JSON, and the numbers. It is read here without the crate `safetensors`, which would bring a dozen
//! crates into the build of everyone who uses netwright.

use std::collections::HashMap;
use tinyjson::JsonValue;

/// A tensor of the table, and its bytes.
pub(super) struct Entry<'f> {
    pub(super) name: String,
    /// What its numbers are called.
    pub(super) kind: String,
    pub(super) shape: Vec<usize>,
    pub(super) bytes: &'f [u8],
}

/// The bytes of the length of the table.
const LENGTH: usize = 8;

/// How deeply a table is nested: an object of objects with arrays.
const DEPTH: usize = 3;

/// The largest whole number below which JSON's numbers have no gaps.
const LARGEST: f64 = (1_u64 << 53) as f64;

/// All tensors of a file by their names; the error says what is wrong with it.
pub(super) fn read(file: &[u8]) -> Result<Vec<Entry<'_>>, String> {
    let (length, rest) = file.split_first_chunk::<LENGTH>().ok_or("it has fewer than 8 bytes")?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok().filter(|length| *length <= rest.len());
    let (table, numbers) = rest.split_at(length.ok_or("it ends before its table does")?);
    let table = core::str::from_utf8(table).map_err(|_| "its table is not text")?;
    if depth(table) > DEPTH {
        return Err("its table is nested too deeply".into());
    }
    let table: JsonValue = table.parse().map_err(|error| format!("its table is no JSON: {error}"))?;
    let table: HashMap<String, JsonValue> = table.try_into().map_err(|_| "its table is no object")?;
    let tensors = table.into_iter().filter(|(name, _)| name != "__metadata__");
    let mut places = tensors.map(|(name, value)| place(name, &value)).collect::<Result<Vec<_>, _>>()?;
    places.sort_by_key(|place| (place.from, place.to));
    let mut end = 0;
    for Place { name, from, to, .. } in &places {
        if *from != end || to < from || *to > numbers.len() {
            return Err(format!("`{name}` overlaps another tensor, leaves a gap, or ends behind the file"));
        }
        end = *to;
    }
    if end != numbers.len() {
        return Err(format!("its tensors have {end} bytes, but there are {}", numbers.len()));
    }
    places.sort_by(|one, other| one.name.cmp(&other.name));
    let entry = |Place { name, kind, shape, from, to }| Entry { name, kind, shape, bytes: &numbers[from..to] };
    Ok(places.into_iter().map(entry).collect())
}

/// What the table says about a tensor.
struct Place {
    name: String,
    kind: String,
    shape: Vec<usize>,
    from: usize,
    to: usize,
}

fn place(name: String, value: &JsonValue) -> Result<Place, String> {
    let invalid = || format!("its table says about `{name}` what cannot be understood");
    let object: &HashMap<String, JsonValue> = value.get().ok_or_else(invalid)?;
    let kind: &String = object.get("dtype").and_then(JsonValue::get).ok_or_else(invalid)?;
    let shape = object.get("shape").and_then(whole_numbers).ok_or_else(invalid)?;
    let offsets = object.get("data_offsets").and_then(whole_numbers).ok_or_else(invalid)?;
    let [from, to] = offsets[..] else { return Err(invalid()) };
    let bytes = shape.iter().try_fold(size(kind), |product: Option<usize>, size| {
        product.map_or(Some(None), |product| product.checked_mul(*size).map(Some))
    });
    let fits = match bytes {
        Some(Some(bytes)) => to.checked_sub(from) == Some(bytes),
        // Numbers of a type that is not read have any size.
        Some(None) => true,
        None => false,
    };
    if !fits {
        return Err(format!("`{name}` has the shape {shape:?}, which is not that of its bytes"));
    }
    Ok(Place { kind: kind.clone(), name, shape, from, to })
}

/// The bytes of a number, for the types that are read.
fn size(kind: &str) -> Option<usize> {
    match kind {
        "F64" => Some(8),
        "F32" => Some(4),
        "F16" | "BF16" => Some(2),
        _ => None,
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // They are whole and not too large.
fn whole_numbers(value: &JsonValue) -> Option<Vec<usize>> {
    let numbers: &Vec<JsonValue> = value.get()?;
    let whole = |number: &JsonValue| {
        let number: f64 = *number.get()?;
        ((0.0..LARGEST).contains(&number) && number.fract() == 0.0).then_some(number as usize)
    };
    numbers.iter().map(whole).collect()
}

/// How deeply brackets are nested outside quotes: the parser goes as deep.
fn depth(json: &str) -> usize {
    let (mut depth, mut deepest, mut is_quoted, mut is_escaped) = (0_usize, 0, false, false);
    for byte in json.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_quoted => is_escaped = true,
            b'"' => is_quoted = !is_quoted,
            b'{' | b'[' if !is_quoted => depth += 1,
            b'}' | b']' if !is_quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::read;

    /// A file with this table, and so many bytes of numbers.
    fn file(table: &str, bytes: usize) -> Vec<u8> {
        let mut file = (table.len() as u64).to_le_bytes().to_vec();
        file.extend(table.bytes());
        file.resize(file.len() + bytes, 0);
        file
    }

    #[track_caller]
    fn refuses(table: &str, bytes: usize, expected: &str) {
        assert_eq!(read(&file(table, bytes)).map(|_| ()), Err(expected.to_owned()));
    }

    #[test]
    fn tensors_are_found_wherever_they_lie() {
        let table = r#"{"__metadata__":{"format":"pt"},"b":{"dtype":"F16","shape":[3],"data_offsets":[8,14]},
            "a\u002e\"":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"none":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}}"#;
        let mut bytes = file(table, 14);
        let last = bytes.len() - 1;
        bytes[last] = 7;
        let entries = read(&bytes).expect("a file that is right");
        let found: Vec<_> = entries
            .iter()
            .map(|entry| (entry.name.as_str(), entry.kind.as_str(), &entry.shape[..], entry.bytes))
            .collect();
        let expected: [(&str, &str, &[usize], &[u8]); 3] =
            [("a.\"", "F32", &[2, 1], &[0; 8]), ("b", "F16", &[3], &[0, 0, 0, 0, 0, 7]), ("none", "F32", &[0], &[])];
        assert_eq!(found, expected);
    }

    #[test]
    fn tables_that_lie_are_refused() {
        let two = |one: &str, other: &str| {
            format!(
                r#"{{"a":{{"dtype":"F32","shape":[1],"data_offsets":{one}}},"b":{{"dtype":"F32","shape":[1],"data_offsets":{other}}}}}"#
            )
        };
        let overlap = |name: &str| format!("`{name}` overlaps another tensor, leaves a gap, or ends behind the file");
        refuses(&two("[0,4]", "[2,6]"), 6, &overlap("b"));
        refuses(&two("[0,4]", "[8,12]"), 12, &overlap("b"));
        refuses(&two("[0,4]", "[4,8]"), 6, &overlap("b"));
        refuses(&two("[0,4]", "[4,8]"), 9, "its tensors have 8 bytes, but there are 9");
        refuses(&two("[4,0]", "[4,8]"), 8, "`a` has the shape [1], which is not that of its bytes");
        refuses(&two("[0,8]", "[8,12]"), 12, "`a` has the shape [1], which is not that of its bytes");
        let invalid = "its table says about `a` what cannot be understood";
        for offsets in ["[0]", "[-4,0]", "[0.5,4.5]", "[0,1e300]", "\"0,4\"", "null"] {
            refuses(&two(offsets, "[4,8]"), 8, invalid);
        }
        let large = r#"{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}"#;
        refuses(large, 0, "`a` has the shape [4294967296, 4294967296], which is not that of its bytes");
    }

    #[test]
    fn what_is_no_table_is_refused() {
        refuses("[]", 0, "its table is no object");
        refuses(&"[".repeat(100_000), 0, "its table is nested too deeply");
        assert!(read(&file("{", 0)).is_err_and(|error| error.starts_with("its table is no JSON: ")));
        assert!(read(&file("\"\u{fffd}", 0)[..10]).is_err_and(|error| error == "it ends before its table does"));
        assert!(read(b"short").is_err_and(|error| error == "it has fewer than 8 bytes"));
        let mut bytes = file("{}", 0);
        bytes[8] = 0xff;
        assert!(read(&bytes).is_err_and(|error| error == "its table is not text"));
    }

    /// A file in which any byte is another gives an error or tensors, and nothing else.
    #[test]
    fn damage_anywhere_does_no_harm() {
        let table = r#"{"a":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}"#;
        let whole = file(table, 4);
        for place in 0..whole.len() {
            for byte in [0, b'"', b'[', b'9', b'\\', 0x80, 0xff] {
                let mut damaged = whole.clone();
                damaged[place] = byte;
                let total: usize = read(&damaged).into_iter().flatten().map(|entry| entry.bytes.len()).sum();
                assert!(total <= 4);
            }
            assert!(read(&whole[..place]).is_err(), "cut off at {place}");
        }
    }
}
