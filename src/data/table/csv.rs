//! CSV files.

use super::Table;
use super::cell::Decimal;
use crate::error::Error;
use crate::files::{File, problem};
use ::csv::{ByteRecord, Reader, ReaderBuilder};
use std::format;
use std::io::Read;
use std::num::NonZeroUsize;
use std::path::Path;
use std::prelude::rust_2024::*;

/// The form of a CSV file, and the reader of it (feature `csv`).
///
/// By default columns are separated by commas, the first line has their names, cells may be in
/// double quotes, and numbers have a decimal point. Spaces around cells do not count, nor do empty
/// lines. With the feature `gzip` a file may be compressed.
///
/// ```
/// use netwright::data::{Csv, Dataset};
/// use netwright::prelude::*;
///
/// #[derive(Class, Clone, Copy, Debug, PartialEq)]
/// enum Species {
///     #[class(name = "setosa")]
///     Setosa,
///     #[class(name = "virginica")]
///     Virginica,
/// }
///
/// let file = "length; width; species\n5,1; 3,5; setosa\n6,3; 3,3; virginica\n";
/// let table = Csv::new().delimiter(b';').decimal_comma().read_from("irises", file.as_bytes())?;
/// let data: Dataset<'_, f32, 2, Species> = table.classes("species")?;
/// assert_eq!(data.samples(), [[5.1, 3.5], [6.3, 3.3]]);
/// assert_eq!(data.targets(), [Species::Setosa, Species::Virginica]);
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Csv {
    delimiter: u8,
    quote: u8,
    comment: Option<u8>,
    has_header: bool,
    decimal: Decimal,
}

impl Default for Csv {
    fn default() -> Self {
        Self::new()
    }
}

impl Csv {
    /// The default form.
    #[must_use]
    pub fn new() -> Self {
        Csv { delimiter: b',', quote: b'"', comment: None, has_header: true, decimal: Decimal::Point }
    }

    /// Sets the character between columns: `b';'` or `b'\t'`, for instance.
    #[must_use]
    pub fn delimiter(self, delimiter: u8) -> Self {
        Csv { delimiter, ..self }
    }

    /// Sets the character around cells in which there are delimiters; twice in a row it stands for
    /// itself.
    #[must_use]
    pub fn quote(self, quote: u8) -> Self {
        Csv { quote, ..self }
    }

    /// Leaves out lines that begin with a character: `b'#'`, for instance.
    #[must_use]
    pub fn comment(self, comment: u8) -> Self {
        Csv { comment: Some(comment), ..self }
    }

    /// Reads a file without a line of names; its columns are called `0`, `1`, and so on.
    #[must_use]
    pub fn no_header(self) -> Self {
        Csv { has_header: false, ..self }
    }

    /// Reads numbers with a decimal comma, `2,5`; a number with a point is then an error, because
    /// it most likely divides thousands.
    #[must_use]
    pub fn decimal_comma(self) -> Self {
        Csv { decimal: Decimal::Comma, ..self }
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if the file cannot be read or has no rows, and [`Error::Row`] if a row has
    /// not as many cells as the first line, or is not in UTF-8.
    pub fn read(&self, path: impl AsRef<Path>) -> Result<Table, Error> {
        self.table(File::open(path.as_ref())?)
    }

    /// Reads a file from memory or from anywhere else; errors call it `name`.
    ///
    /// # Errors
    ///
    /// Those of [`read`](Self::read).
    pub fn read_from(&self, name: impl Into<String>, bytes: impl Read) -> Result<Table, Error> {
        self.table(File::new(name.into(), bytes)?)
    }

    fn table(&self, file: File<'_>) -> Result<Table, Error> {
        let File { name, mut bytes } = file;
        let mut text = Vec::new();
        let damaged = |error| problem(name.clone(), format!("it is damaged, or cannot be read: {error}"));
        bytes.read_to_end(&mut text).map_err(damaged)?;
        let (mut records, mut lines) = (self.reader(&text), Lines::new(&text, self.comment));
        let mut record = ByteRecord::new();
        let mut next = |record: &mut ByteRecord| records.read_byte_record(record).is_ok_and(|is_there| is_there);
        if !next(&mut record) {
            let names = if self.has_header { "a line of names and " } else { "" };
            return Err(problem(name, format!("it is empty, but expected are {names}rows")));
        }
        let mut table = Table::new(name, self.names(&record), self.has_header, self.decimal);
        let mut is_row = !self.has_header || next(&mut record);
        while is_row {
            table.add_row(lines.of(&record), record.len(), record.iter())?;
            is_row = next(&mut record);
        }
        if table.is_empty() {
            return Err(table.problem("it has no rows, but at least one is needed".into()));
        }
        Ok(table)
    }

    /// The names of the columns, of which the first record is known.
    fn names(&self, first: &ByteRecord) -> Vec<String> {
        if self.has_header {
            first.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect()
        } else {
            (0..first.len()).map(|column| column.to_string()).collect()
        }
    }

    /// The reader of a text in memory, from which reading cannot fail.
    fn reader<'t>(&self, text: &'t [u8]) -> Reader<&'t [u8]> {
        let mut builder = ReaderBuilder::new();
        // The number of cells is checked by the table, whose message names the row.
        builder.has_headers(false).flexible(true);
        builder.delimiter(self.delimiter).quote(self.quote).comment(self.comment).from_reader(text)
    }
}

/// The lines in which the records of a text begin. The reader knows only where the record before
/// has ended: empty lines and comments may come first.
struct Lines<'t> {
    text: &'t [u8],
    comment: Option<u8>,
    /// The place up to which lines are counted.
    place: usize,
    line: NonZeroUsize,
}

impl<'t> Lines<'t> {
    fn new(text: &'t [u8], comment: Option<u8>) -> Self {
        Lines { text, comment, place: 0, line: NonZeroUsize::MIN }
    }

    /// The line of a record that comes after all those that were asked for before.
    fn of(&mut self, record: &ByteRecord) -> Option<NonZeroUsize> {
        let end_of_last = usize::try_from(record.position()?.byte()).ok()?;
        self.pass(end_of_last);
        while let Some(&byte) = self.text.get(self.place) {
            if Some(byte) == self.comment {
                let rest = &self.text[self.place..];
                self.pass(self.place + rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len()));
            } else if byte == b'\n' || byte == b'\r' {
                self.pass(self.place + 1);
            } else {
                break;
            }
        }
        Some(self.line)
    }

    fn pass(&mut self, place: usize) {
        let passed = self.text.get(self.place..place).unwrap_or_default();
        self.line = self.line.saturating_add(passed.iter().filter(|byte| **byte == b'\n').count());
        self.place += passed.len();
    }
}
