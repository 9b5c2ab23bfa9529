//! Answers, and their formats.

use crate::INPUTS;
use crate::arguments::{Arguments, Field, Format};
use crate::fault::{Failure, Fault};
use csv::{QuoteStyle, Writer, WriterBuilder};
use embed_iris::{Iris, Species};
use netwright::prelude::*;
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::io::{self, BufWriter, Write};

/// The number of classes.
const CLASSES: usize = Species::NAMES.len();

/// The bytes that are written at a time.
const BLOCK: usize = 1 << 16;

/// The answer to a row.
pub(crate) struct Answer {
    class: Species,
    probability: f32,
    /// Computed only where they are asked for.
    probabilities: Option<[f32; CLASSES]>,
}

impl Answer {
    /// Returns the answer to a sample.
    pub(crate) fn to(sample: &[f32; INPUTS], with_probabilities: bool) -> Result<Self, Fault> {
        let (class, probability) = Iris::EMBEDDED.classify_with_probability(sample);
        let probabilities = with_probabilities.then(|| Iris::EMBEDDED.predict_proba(sample).into());
        // The sums of huge lengths are infinite, and the difference of two of them is NaN.
        if probability.is_finite() { Ok(Answer { class, probability, probabilities }) } else { Err(Fault::NoAnswer) }
    }
}

/// Writes answers.
pub(crate) struct Answers<W: Write> {
    format: Output<W>,
    fields: Vec<Field>,
    /// A header is still to be written.
    header: bool,
}

enum Output<W: Write> {
    Table { table: Box<Writer<W>>, null: &'static str },
    Ndjson(BufWriter<W>),
}

impl<W: Write> Answers<W> {
    pub(crate) fn new(arguments: &Arguments, output: W) -> Self {
        let mut builder = WriterBuilder::new();
        builder.buffer_capacity(BLOCK).flexible(true);
        let format = match arguments.output() {
            Format::Csv => {
                builder.delimiter(arguments.delimiter());
                Output::Table { table: Box::new(builder.from_writer(output)), null: "" }
            }
            Format::Tsv => {
                builder.delimiter(b'\t').quote_style(QuoteStyle::Never);
                Output::Table { table: Box::new(builder.from_writer(output)), null: "\\N" }
            }
            Format::Ndjson => Output::Ndjson(BufWriter::with_capacity(BLOCK, output)),
        };
        Answers { format, fields: arguments.fields(), header: arguments.header && !arguments.check }
    }

    pub(crate) fn has_probabilities(&self) -> bool {
        self.fields.contains(&Field::Probabilities)
    }

    /// Writes the answer to the row that begins on a line, or null.
    pub(crate) fn write(&mut self, line: u64, answer: Option<&Answer>) -> Result<(), Failure> {
        self.begin()?;
        match &mut self.format {
            Output::Table { table, null } => row(table, &self.fields, null, line, answer).map_err(failure),
            Output::Ndjson(output) => {
                let object = Object { fields: &self.fields, line, answer };
                let written = serde_json::to_writer(&mut *output, &object).map_err(io::Error::from);
                written.and_then(|()| output.write_all(b"\n")).map_err(Failure::Write)
            }
        }
    }

    /// Writes the header of a table: not before something has been read, which may be refused.
    fn begin(&mut self) -> Result<(), Failure> {
        match &mut self.format {
            Output::Table { table, .. } if std::mem::take(&mut self.header) => {
                header(table, &self.fields).map_err(failure)
            }
            _ => Ok(()),
        }
    }

    /// Ends the output; of no rows, a table has its header alone.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        self.begin()?;
        self.flush()
    }

    /// Gives what has been written to its reader.
    pub(crate) fn flush(&mut self) -> Result<(), Failure> {
        let flushed = match &mut self.format {
            Output::Table { table, .. } => table.flush(),
            Output::Ndjson(output) => output.flush(),
        };
        flushed.map_err(Failure::Write)
    }
}

/// Writes the names of the columns.
fn header<W: Write>(table: &mut Writer<W>, fields: &[Field]) -> csv::Result<()> {
    for field in fields {
        match field {
            Field::Line => table.write_field("line")?,
            Field::Class => table.write_field("class")?,
            Field::Probability => table.write_field("probability")?,
            Field::Probabilities => Species::NAMES.iter().try_for_each(|name| table.write_field(name))?,
        }
    }
    table.write_record(None::<&[u8]>)
}

/// Writes an answer as a row of a table.
fn row<W: Write>(
    table: &mut Writer<W>,
    fields: &[Field],
    null: &str,
    line: u64,
    answer: Option<&Answer>,
) -> csv::Result<()> {
    let mut number = zmij::Buffer::new();
    for field in fields {
        match (field, answer) {
            (Field::Line, _) => table.write_field(line.to_string())?,
            (Field::Class, Some(answer)) => table.write_field(Species::NAMES[answer.class.index()])?,
            (Field::Probability, Some(answer)) => table.write_field(number.format(answer.probability))?,
            (Field::Class | Field::Probability, None) => table.write_field(null)?,
            (Field::Probabilities, answer) => match answer.and_then(|answer| answer.probabilities) {
                Some(all) => all.iter().try_for_each(|one| table.write_field(number.format(*one)))?,
                None => (0..CLASSES).try_for_each(|_| table.write_field(null))?,
            },
        }
    }
    table.write_record(None::<&[u8]>)
}

/// An answer as an object of JSON.
struct Object<'a> {
    fields: &'a [Field],
    line: u64,
    answer: Option<&'a Answer>,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.fields.len()))?;
        for field in self.fields {
            match field {
                Field::Line => map.serialize_entry("line", &self.line)?,
                Field::Class => {
                    map.serialize_entry("class", &self.answer.map(|one| Species::NAMES[one.class.index()]))?
                }
                Field::Probability => map.serialize_entry("probability", &self.answer.map(|one| one.probability))?,
                Field::Probabilities => {
                    let all = self.answer.and_then(|answer| answer.probabilities);
                    map.serialize_entry("probabilities", &all.map(Named))?;
                }
            }
        }
        map.end()
    }
}

/// The probability of each class, by its name.
struct Named([f32; CLASSES]);

impl Serialize for Named {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Species::NAMES.iter().zip(self.0))
    }
}

/// Returns the error of the output below an error of the table.
fn failure(error: csv::Error) -> Failure {
    Failure::Write(match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    })
}
