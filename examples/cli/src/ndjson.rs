//! Rows of JSON, one per line: objects, or arrays of numbers.

use crate::columns::{self, Column, Columns};
use crate::fault::{Failure, Fault};
use crate::{FEATURES, INPUTS, number};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// Reads the features of a row of JSON.
pub(crate) struct Ndjson {
    /// The keys of the features in objects; none if rows are arrays.
    keys: Option<[String; INPUTS]>,
    /// Their places in arrays; none if rows are objects.
    places: Option<[usize; INPUTS]>,
    /// Arrays have no other elements.
    whole: bool,
}

impl Ndjson {
    pub(crate) fn new(columns: Option<&Columns>) -> Result<Self, Failure> {
        let Some(columns) = columns else {
            let keys = columns::by_name().map(|column| column.name());
            return Ok(Ndjson { keys: Some(keys), places: Some(columns::in_order()), whole: true });
        };
        if columns.iter().all(|column| matches!(column, Column::Name(_))) {
            let keys = columns.clone().map(|column| column.name());
            return Ok(Ndjson { keys: Some(keys), places: None, whole: false });
        }
        let mixed = |_| Failure::Arguments("columns of NDJSON are all names, or all numbers".into());
        Ok(Ndjson { keys: None, places: Some(columns::numbers(columns).map_err(mixed)?), whole: false })
    }

    /// Returns the features of the row in a line.
    pub(crate) fn sample(&self, line: &[u8]) -> Result<[f32; INPUTS], Fault> {
        // Without its end, behind which a place would be on another line.
        let mut json = serde_json::Deserializer::from_slice(line.trim_ascii_end());
        let found = json.deserialize_any(Pick(self)).map_err(Fault::Json)?;
        json.end().map_err(Fault::Json)?;
        if let Some(feature) = found.twice {
            return Err(Fault::Twice { column: self.column(&found, feature) });
        }
        if let Some(count) = found.count.filter(|count| self.whole && *count != INPUTS) {
            return Err(Fault::Fields { found: count, expected: INPUTS, header: false });
        }
        let mut sample = [0.0; INPUTS];
        for (feature, (number, value)) in sample.iter_mut().zip(found.values).enumerate() {
            let column = || self.column(&found, feature);
            let value = value.ok_or_else(|| Fault::Absent { column: column() })?;
            *number = number::parse(value.get().as_bytes(), column)?;
        }
        Ok(sample)
    }

    /// Returns a key or a place in the words of a message.
    fn column(&self, found: &Found<'_>, feature: usize) -> String {
        match (&self.keys, &self.places, found.count) {
            (_, Some(places), Some(_)) => format!("element {} ({})", places[feature] + 1, FEATURES[feature]),
            (Some(keys), _, _) => format!("key `{}`", keys[feature]),
            _ => FEATURES[feature].to_owned(),
        }
    }
}

/// The values that a row has for the features, as they are written: they are rounded once, to
/// numbers of the network's precision, as those of other formats are.
struct Found<'de> {
    values: [Option<&'de RawValue>; INPUTS],
    /// The number of elements of an array; none of an object.
    count: Option<usize>,
    /// The feature whose key the object has twice.
    twice: Option<usize>,
}

/// Takes the values of the features out of an object or an array.
struct Pick<'a>(&'a Ndjson);

impl<'de> Visitor<'de> for Pick<'_> {
    type Value = Found<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (&self.0.keys, &self.0.places) {
            (Some(_), Some(_)) => "an object or an array",
            (Some(_), None) => "an object, as --columns has names,",
            _ => "an array, as --columns has numbers,",
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let Some(keys) = &self.0.keys else {
            return Err(serde::de::Error::invalid_type(serde::de::Unexpected::Map, &self));
        };
        let mut found = Found { values: [None; INPUTS], count: None, twice: None };
        while let Some(feature) = map.next_key_seed(Key(keys))? {
            let Some(feature) = feature else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if found.values[feature].replace(map.next_value()?).is_some() {
                found.twice = Some(feature);
            }
        }
        Ok(found)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
        let Some(places) = &self.0.places else {
            return Err(serde::de::Error::invalid_type(serde::de::Unexpected::Seq, &self));
        };
        let (mut values, mut count) = ([None; INPUTS], 0);
        while let Some(value) = elements.next_element()? {
            if let Some(feature) = places.iter().position(|place| *place == count) {
                values[feature] = Some(value);
            }
            count += 1;
        }
        Ok(Found { values, count: Some(count), twice: None })
    }
}

/// Finds the feature that a key belongs to.
struct Key<'a>(&'a [String; INPUTS]);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().position(|name| name == key))
    }
}
