//! Rows of CSV and TSV.

use crate::arguments::{Arguments, Format};
use crate::columns::{self, Columns};
use crate::fault::{Failure, Fault};
use crate::lines::{LIMIT, Line};
use crate::rows::Row;
use crate::{FEATURES, INPUTS, number};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder, Terminator};

/// Reads the rows of a table, line by line.
pub(crate) struct Table {
    parser: Reader,
    places: Places,
    /// The names of the columns, once they are known; none without a header.
    header: Vec<String>,
    /// The fields of a row one after the other, and where each ends.
    text: Vec<u8>,
    ends: Vec<usize>,
    /// The lengths of both that are in use.
    used: (usize, usize),
    /// The line that a row began on whose quotes are still open.
    open: Option<u64>,
}

/// The columns that have the features.
enum Places {
    /// These, which the header is still to be searched for.
    Header(Columns),
    /// All, in order.
    Whole,
    /// Those with these numbers.
    Chosen([usize; INPUTS]),
}

impl Table {
    pub(crate) fn new(arguments: &Arguments) -> Result<Self, Failure> {
        let mut parser = ReaderBuilder::new();
        // The other character of DOS's ends of lines counts as a space.
        parser.terminator(Terminator::Any(b'\n'));
        match arguments.format {
            Format::Tsv => parser.delimiter(b'\t').quoting(false),
            _ => parser.delimiter(arguments.delimiter()),
        };
        let places = match (&arguments.columns, arguments.header) {
            (columns, true) => Places::Header(columns.clone().unwrap_or_else(columns::by_name)),
            (Some(columns), false) => Places::Chosen(columns::numbers(columns).map_err(Failure::Arguments)?),
            (None, false) => Places::Whole,
        };
        let (text, ends) = (vec![0; 1024], vec![0; 64]);
        Ok(Table { parser: parser.build(), places, header: Vec::new(), text, ends, used: (0, 0), open: None })
    }

    /// Returns true between the lines of a row.
    pub(crate) fn is_within_a_row(&self) -> bool {
        self.open.is_some()
    }

    /// Reads a line; returns the row that it completes, unless that is the header.
    pub(crate) fn push(&mut self, line: &Line<'_>) -> Result<Option<Row>, Failure> {
        let began = *self.open.get_or_insert(line.number);
        if self.parse(line.text, began)? { self.complete(began) } else { Ok(None) }
    }

    /// Returns the last row, if its line has no end.
    pub(crate) fn finish(&mut self) -> Result<Option<Row>, Failure> {
        let Some(began) = self.open else { return Ok(None) };
        if self.parse(&[], began)? { self.complete(began) } else { Ok(None) }
    }

    /// Adds the fields of a line to those of the row; returns true if the row is complete.
    fn parse(&mut self, mut line: &[u8], began: u64) -> Result<bool, Failure> {
        loop {
            let (text, ends) = (&mut self.text[self.used.0..], &mut self.ends[self.used.1..]);
            let (result, read, written, ended) = self.parser.read_record(line, text, ends);
            line = &line[read..];
            self.used = (self.used.0 + written, self.used.1 + ended);
            if self.used.0 + self.used.1 > LIMIT {
                return Err(Failure::TooLong { line: began });
            }
            match result {
                ReadRecordResult::OutputFull => self.text.resize(2 * self.text.len(), 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * self.ends.len(), 0),
                ReadRecordResult::Record => return Ok(true),
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return Ok(false),
            }
        }
    }

    /// Returns the row that has been read, and makes room for the next one.
    fn complete(&mut self, line: u64) -> Result<Option<Row>, Failure> {
        let row = if let Places::Header(columns) = &self.places {
            self.header = (0..self.used.1).map(|place| name(self.field(place))).collect();
            let places = columns::find(columns, &self.header);
            self.places = Places::Chosen(places.map_err(|text| Failure::Arguments(format!("line {line}: {text}")))?);
            None
        } else {
            Some(Row { line, sample: self.sample() })
        };
        (self.used, self.open) = ((0, 0), None);
        Ok(row)
    }

    /// Returns the features of the row.
    fn sample(&self) -> Result<[f32; INPUTS], Fault> {
        let (found, header) = (self.used.1, !self.header.is_empty());
        let (places, expected) = match self.places {
            Places::Chosen(places) => (places, if header { self.header.len() } else { found }),
            _ => (columns::in_order(), INPUTS),
        };
        if found != expected {
            return Err(Fault::Fields { found, expected, header });
        }
        let mut sample = [0.0; INPUTS];
        for (feature, (value, place)) in sample.iter_mut().zip(places).enumerate() {
            if place >= found {
                return Err(Fault::Absent { column: self.column(place, feature) });
            }
            *value = number::parse(self.field(place), || self.column(place, feature))?;
        }
        Ok(sample)
    }

    fn field(&self, place: usize) -> &[u8] {
        let start = if place == 0 { 0 } else { self.ends[place - 1] };
        &self.text[start..self.ends[place]]
    }

    /// Returns a column in the words of a message.
    fn column(&self, place: usize, feature: usize) -> String {
        match self.header.get(place) {
            Some(name) => format!("column `{name}`"),
            None => format!("column {} ({})", place + 1, FEATURES[feature]),
        }
    }
}

/// Returns the name of a column.
fn name(field: &[u8]) -> String {
    String::from_utf8_lossy(field.trim_ascii()).into_owned()
}
