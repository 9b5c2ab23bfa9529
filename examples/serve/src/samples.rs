//! From the body of a request to samples: an array of numbers, or an array of such arrays.

use crate::problem::{Place, Position, Problem};
use axum::http::StatusCode;
use serde::de::{DeserializeSeed, Deserializer, Error as _, SeqAccess, Visitor};
use serde_json::error::Category;
use std::cell::Cell;
use std::fmt;

/// The form of a request, and of its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    One,
    List,
}

/// The samples of a request; their numbers are finite, and as many as the network takes.
#[derive(Debug, PartialEq)]
pub(crate) struct Samples {
    pub(crate) form: Form,
    /// The numbers of all samples, one after the other.
    pub(crate) values: Vec<f32>,
}

impl Samples {
    /// Reads samples of `features` numbers each.
    pub(crate) fn parse(json: &[u8], features: usize) -> Result<Self, Problem> {
        let form = form(json);
        let (sample, number) = (Cell::new(0), Cell::new(None));
        let mut values = Vec::with_capacity((json.len() / 4).min(features.saturating_mul(64)));
        let reader = Reader { features, sample: &sample, number: &number, values: &mut values };
        let mut deserializer = serde_json::Deserializer::from_slice(json);
        let read = match form {
            Form::One => reader.deserialize(&mut deserializer),
            Form::List => List(reader).deserialize(&mut deserializer),
        };
        if let Err(error) = read {
            let is_document = form == Form::One && number.get().is_none();
            let place = if is_document { Place::document() } else { Place::sample(form, sample.get()) };
            return Err(problem(json, &error, number.get().into_iter().fold(place, Place::number)));
        }
        deserializer.end().map_err(|error| problem(json, &error, Place::document()))?;
        Ok(Samples { form, values })
    }
}

/// Returns the form of a document: a list begins with two brackets.
fn form(json: &[u8]) -> Form {
    let mut bytes = json.iter().filter(|byte| !byte.is_ascii_whitespace());
    if (bytes.next(), bytes.next()) == (Some(&b'['), Some(&b'[')) { Form::List } else { Form::One }
}

/// Converts an error of reading; `place` is where it was met.
fn problem(json: &[u8], error: &serde_json::Error, place: Place) -> Problem {
    // Columns count what has been read: nothing, if the first character is wrong.
    let position = Position { line: error.line(), column: error.column().max(1) };
    let text = error.to_string();
    // The position is a field of its own.
    let text = text.rsplit_once(" at line ").map_or(text.as_str(), |(text, _)| text);
    let (status, detail) = if text == "number out of range" {
        (StatusCode::UNPROCESSABLE_ENTITY, format!("a number is too large: at most {:e} can be represented", f32::MAX))
    } else if matches!(error.classify(), Category::Data) {
        (StatusCode::UNPROCESSABLE_ENTITY, in_words(text))
    } else if let Some(word) = not_finite(json, position) {
        (StatusCode::BAD_REQUEST, format!("`{word}` is not JSON, and numbers must be finite"))
    } else {
        (StatusCode::BAD_REQUEST, format!("this is not JSON: {text}"))
    };
    Problem::new(status, detail).at(place).on(position)
}

/// Converts serde's "invalid type: map, expected a number" into the words of JSON.
fn in_words(text: &str) -> String {
    /// The longest text that is repeated.
    const SHOWN: usize = 40;
    let parts = text.strip_prefix("invalid type: ").and_then(|text| text.rsplit_once(", expected "));
    let Some((found, expected)) = parts else { return text.to_owned() };
    let found = match found {
        "map" => "an object",
        "sequence" => "an array",
        other if other.chars().count() > SHOWN => &format!("{}..", other.chars().take(SHOWN).collect::<String>()),
        other => other,
    };
    format!("expected {expected}, found {found}")
}

/// Returns the word at or before a position with which programs write numbers that are not finite.
fn not_finite(json: &[u8], position: Position) -> Option<&'static str> {
    let line = json.split(|&byte| byte == b'\n').nth(position.line.checked_sub(1)?)?;
    let words = ["NaN", "nan", "-Infinity", "Infinity", "-inf", "inf", "Inf"];
    // The reader is at the first character that it does not take: after a sign, the second one.
    let starts = [position.column.saturating_sub(2), position.column.saturating_sub(1), position.column];
    starts.into_iter().find_map(|start| {
        let rest = line.get(start..)?;
        words.into_iter().find(|word| rest.starts_with(word.as_bytes()))
    })
}

/// Reads the numbers of one sample, and keeps track of the place.
struct Reader<'a> {
    features: usize,
    sample: &'a Cell<usize>,
    number: &'a Cell<Option<usize>>,
    values: &'a mut Vec<f32>,
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an array of {} numbers", self.features)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut numbers: A) -> Result<(), A::Error> {
        let mut found = 0;
        self.number.set(Some(found));
        while let Some(number) = numbers.next_element_seed(Number)? {
            if found < self.features {
                self.values.push(number);
            }
            found += 1;
            self.number.set(Some(found));
        }
        self.number.set(None);
        if found == self.features {
            Ok(())
        } else {
            Err(A::Error::custom(format_args!("expected {} numbers, found {found}", self.features)))
        }
    }
}

/// Reads one number as the nearest `f32`, not as the `f32` that is nearest to an `f64`.
struct Number;

impl<'de> DeserializeSeed<'de> for Number {
    type Value = f32;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<f32, D::Error> {
        deserializer.deserialize_f32(self)
    }
}

impl Visitor<'_> for Number {
    type Value = f32;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    // It has been rounded to an `f32` already.
    fn visit_f64<E>(self, number: f64) -> Result<f32, E> {
        Ok(number as f32)
    }

    fn visit_u64<E>(self, number: u64) -> Result<f32, E> {
        Ok(number as f32)
    }

    fn visit_i64<E>(self, number: i64) -> Result<f32, E> {
        Ok(number as f32)
    }
}

/// Reads sample after sample.
struct List<'a>(Reader<'a>);

impl<'de> DeserializeSeed<'de> for List<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of samples")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut samples: A) -> Result<(), A::Error> {
        let Reader { features, sample, number, values } = self.0;
        while samples.next_element_seed(Reader { features, sample, number, values: &mut *values })?.is_some() {
            sample.set(sample.get() + 1);
        }
        Ok(())
    }
}
