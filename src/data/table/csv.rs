//! CSV files.

use super::cell::Decimal;
use super::{Form, Table, Width};
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
    skipped_lines: usize,
    names: Names,
    decimal: Decimal,
}

/// Where the names of columns come from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Names {
    FirstLine,
    Numbers,
    Given(Vec<String>),
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
        Csv {
            delimiter: b',',
            quote: b'"',
            comment: None,
            skipped_lines: 0,
            names: Names::FirstLine,
            decimal: Decimal::Point,
        }
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

    /// Leaves out the first lines of a file, before that of names or the first row.
    ///
    /// The files of scikit-learn begin with a line of another form, the numbers of rows and
    /// features and the names of the classes:
    ///
    /// ```
    /// use netwright::data::{Csv, Dataset};
    /// use netwright::prelude::*;
    ///
    /// #[derive(Class, Clone, Copy, Debug, PartialEq)]
    /// enum Tumour {
    ///     Malignant,
    ///     Benign,
    /// }
    ///
    /// let file = "2,3,malignant,benign\n18.0,10.4,122.8,0\n13.1,15.7,85.6,1\n";
    /// let csv = Csv::new().skip_lines(1).column_names(["radius", "texture", "perimeter", "tumour"]);
    /// let data: Dataset<'_, f32, 3, Tumour> = csv.read_from("breast cancer", file.as_bytes())?.classes("tumour")?;
    /// assert_eq!(data.targets(), [Tumour::Malignant, Tumour::Benign]);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    #[must_use]
    pub fn skip_lines(self, lines: usize) -> Self {
        Csv { skipped_lines: lines, ..self }
    }

    /// Reads a file without a line of names; its columns are called `0`, `1`, and so on.
    #[must_use]
    pub fn no_header(self) -> Self {
        Csv { names: Names::Numbers, ..self }
    }

    /// Reads a file without a line of names, whose columns are called as said here.
    #[must_use]
    pub fn column_names<S: Into<String>>(self, names: impl IntoIterator<Item = S>) -> Self {
        Csv { names: Names::Given(names.into_iter().map(Into::into).collect()), ..self }
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
    /// not as many cells as the first line, or as there are names of columns, or is not in UTF-8.
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
        if let [0xff, 0xfe, ..] | [0xfe, 0xff, ..] = text[..] {
            return Err(problem(name, "it is in UTF-16, but expected is text in UTF-8".into()));
        }
        let text = after_lines(&text, self.skipped_lines);
        let (mut records, mut lines) = (self.reader(text), Lines::new(text, self.skipped_lines, self.comment));
        let mut record = ByteRecord::new();
        let mut next = |record: &mut ByteRecord| records.read_byte_record(record).is_ok_and(|is_there| is_there);
        if !next(&mut record) {
            let names = if self.has_header() { "a line of names and " } else { "" };
            let nothing = match self.skipped_lines {
                0 => "it is empty".into(),
                skipped => format!("there is nothing after the lines that are skipped ({skipped})"),
            };
            return Err(problem(name, format!("{nothing}, but expected are {names}rows")));
        }
        let width = if matches!(self.names, Names::Given(_)) { Width::Names } else { Width::FirstLine };
        let has_names = self.names != Names::Numbers;
        let mut table = Table::new(name, self.columns(&record), Form { has_names, width, decimal: self.decimal });
        let mut is_row = !self.has_header() || next(&mut record);
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
    fn columns(&self, first: &ByteRecord) -> Vec<String> {
        match &self.names {
            Names::FirstLine => first.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect(),
            Names::Numbers => (0..first.len()).map(|column| column.to_string()).collect(),
            Names::Given(names) => names.clone(),
        }
    }

    fn has_header(&self) -> bool {
        self.names == Names::FirstLine
    }

    /// The reader of a text in memory, from which reading cannot fail.
    fn reader<'t>(&self, text: &'t [u8]) -> Reader<&'t [u8]> {
        let mut builder = ReaderBuilder::new();
        // The number of cells is checked by the table, whose message names the row.
        builder.has_headers(false).flexible(true);
        builder.delimiter(self.delimiter).quote(self.quote).comment(self.comment).from_reader(text)
    }
}

/// Returns the text after so many lines.
fn after_lines(text: &[u8], lines: usize) -> &[u8] {
    let Some(last) = lines.checked_sub(1) else { return text };
    let mut ends = (0..).zip(text).filter(|(_, byte)| **byte == b'\n').map(|(place, _)| place + 1);
    &text[ends.nth(last).unwrap_or(text.len())..]
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
    /// The lines of a text that comes after some others.
    fn new(text: &'t [u8], before: usize, comment: Option<u8>) -> Self {
        Lines { text, comment, place: 0, line: NonZeroUsize::MIN.saturating_add(before) }
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
