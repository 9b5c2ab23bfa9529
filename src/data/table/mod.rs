//! Tables of text, whose columns become features and targets.

mod cell;
mod csv;
mod targets;

pub use csv::Csv;

use crate::error::Error;
use crate::files::problem;
use crate::scalar::Real;
use cell::{Decimal, quoted, shown};
use std::format;
use std::num::NonZeroUsize;
use std::prelude::rust_2024::*;

/// The rows and columns of a [CSV file](Csv), as text.
///
/// A data set is made of it by the target: the class of a column by [`classes`](Self::classes) or
/// [`labels`](Self::labels), or the numbers of columns by [`numbers`](Self::numbers). All other
/// columns are features, unless some are chosen by [`only`](Self::only) or left out by
/// [`without`](Self::without). Each cell of a feature must be a finite number.
///
/// ```
/// use netwright::data::{Csv, Dataset};
///
/// let file = "name,rooms,area,price\nA,3,70.5,200\nB,5,130,410\n";
/// let houses = Csv::new().read_from("houses.csv", file.as_bytes())?.without(&["name"])?;
/// assert_eq!((houses.len(), houses.features()), (2, vec!["rooms", "area", "price"]));
/// let data: Dataset<'_, f32, 2, [f32; 1]> = houses.numbers(["price"])?;
/// assert_eq!((data.samples()[1], data.targets()[1]), ([5.0, 130.0], [410.0]));
/// // Without a target, all three are features.
/// assert_eq!(houses.samples::<f32, 3>()?[0], [3.0, 70.5, 200.0]);
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    file: String,
    columns: Vec<String>,
    form: Form,
    /// The positions of the columns that are features.
    features: Vec<usize>,
    /// The text of all cells, row after row.
    text: String,
    /// Where the text of each cell ends.
    ends: Vec<usize>,
    /// The line in which each row begins.
    lines: Vec<Option<NonZeroUsize>>,
}

/// The properties of a table that do not depend on its rows.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Form {
    /// Columns have names, not only numbers.
    has_names: bool,
    width: Width,
    decimal: Decimal,
}

/// The origin of the number of columns.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Width {
    FirstLine,
    Names,
}

impl Table {
    fn new(file: String, columns: Vec<String>, form: Form) -> Self {
        let features = (0..columns.len()).collect();
        let (text, ends, lines) = (String::new(), Vec::new(), Vec::new());
        Table { file, columns, form, features, text, ends, lines }
    }

    fn add_row<'c>(
        &mut self,
        line: Option<NonZeroUsize>,
        count: usize,
        cells: impl Iterator<Item = &'c [u8]>,
    ) -> Result<(), Error> {
        let row = self.lines.len();
        self.lines.push(line);
        if count != self.columns.len() {
            let reason = match self.form.width {
                Width::FirstLine => "as in the first line",
                Width::Names => "one for each name of a column",
            };
            let expected = format!("{} cells, {reason}", self.columns.len());
            return Err(self.wrong(row, None, expected, count.to_string()));
        }
        for (column, cell) in cells.enumerate() {
            let Ok(cell) = str::from_utf8(cell) else {
                let found = shown(&String::from_utf8_lossy(cell));
                return Err(self.wrong(row, Some(column), "text in UTF-8".into(), found));
            };
            self.text.push_str(cell.trim());
            self.ends.push(self.text.len());
        }
        Ok(())
    }

    /// Returns the number of rows, without the line of names.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Returns `true` if there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The names of all columns.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Returns the names of the columns that are features, in their order; a target is one of them
    /// until it is made the target.
    #[must_use]
    pub fn features(&self) -> Vec<&str> {
        self.features.iter().map(|column| self.columns[*column].as_str()).collect()
    }

    /// Returns the text of a cell, without spaces around it.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if there is no such column, and [`Error::NoSuchSample`] if there is no such
    /// row.
    pub fn cell(&self, row: usize, column: &str) -> Result<&str, Error> {
        let column = self.position(column)?;
        if row >= self.len() {
            return Err(Error::NoSuchSample { found: row, samples: self.len() });
        }
        Ok(self.text(row, column))
    }

    /// Returns the line of the file in which a row begins, from 1; `None` if there is no such row.
    ///
    /// ```
    /// use netwright::data::Csv;
    ///
    /// let table = Csv::new().read_from("a.csv", "x\n1\n\n2\n".as_bytes())?;
    /// assert_eq!(table.line(1).map(usize::from), Some(4));
    /// assert_eq!(table.line(2), None);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    #[must_use]
    pub fn line(&self, row: usize) -> Option<NonZeroUsize> {
        *self.lines.get(row)?
    }

    /// Returns the numbers of a column, row after row.
    ///
    /// Types of samples have as many features as the table; a program that learns their number when
    /// it runs reads column by column.
    ///
    /// ```
    /// use netwright::data::Csv;
    ///
    /// let houses = Csv::new().read_from("houses.csv", "rooms,area\n3,70.5\n5,\n".as_bytes())?;
    /// assert_eq!(houses.column::<f32>("rooms")?, [3.0, 5.0]);
    /// let error = houses.column::<f32>("area").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "houses.csv: row 1 (line 3), column `area`: expected a number, but found an empty cell"
    /// );
    /// # Ok::<(), netwright::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::File`] if there is no such column, and [`Error::Row`] with the first cell that is
    /// not a finite number.
    pub fn column<T: Real>(&self, name: &str) -> Result<Vec<T>, Error> {
        let column = self.position(name)?;
        (0..self.len()).map(|row| self.number(row, column)).collect()
    }

    /// Makes features of these columns alone, in this order.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if there is no such column.
    pub fn only<S: AsRef<str>>(self, columns: &[S]) -> Result<Self, Error> {
        let features = columns.iter().map(|name| self.position(name.as_ref())).collect::<Result<_, _>>()?;
        Ok(Table { features, ..self })
    }

    /// Makes features of all columns but these.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if there is no such column.
    pub fn without<S: AsRef<str>>(mut self, columns: &[S]) -> Result<Self, Error> {
        for name in columns {
            let column = self.position(name.as_ref())?;
            self.features.retain(|feature| *feature != column);
        }
        Ok(self)
    }

    /// Returns the samples: the features of each row.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if there are not `N` features, and [`Error::Row`] with the first cell that
    /// is not a finite number.
    pub fn samples<T: Real, const N: usize>(&self) -> Result<Vec<[T; N]>, Error> {
        self.samples_without(&[])
    }

    /// The features of each row, without some columns.
    fn samples_without<T: Real, const N: usize>(&self, targets: &[usize]) -> Result<Vec<[T; N]>, Error> {
        let features: Vec<usize> = self.features.iter().copied().filter(|column| !targets.contains(column)).collect();
        if features.len() != N {
            let names: Vec<&str> = features.iter().map(|column| self.columns[*column].as_str()).collect();
            return Err(self.problem(format!(
                "expected {N} columns of features, but found {}: {}; choose some with `only` or `without`",
                names.len(),
                listed(&names)
            )));
        }
        self.rows_of(&features)
    }

    /// The numbers of some columns in each row.
    fn rows_of<T: Real, const N: usize>(&self, columns: &[usize]) -> Result<Vec<[T; N]>, Error> {
        let mut rows = bytemuck::zeroed_vec::<[T; N]>(self.len());
        for (row, numbers) in rows.iter_mut().enumerate() {
            for (x, &column) in numbers.iter_mut().zip(columns) {
                *x = self.number(row, column)?;
            }
        }
        Ok(rows)
    }

    /// Returns the position of a column.
    fn position(&self, name: &str) -> Result<usize, Error> {
        let mut places = self.columns.iter().enumerate().filter(|(_, column)| *column == name).map(|(place, _)| place);
        match (places.next(), places.next()) {
            (Some(column), None) => Ok(column),
            (Some(_), Some(_)) => Err(self.problem(format!("several of its columns are called `{name}`"))),
            (None, _) => {
                Err(self.problem(format!("it has no column `{name}`; its columns are {}", listed(&self.columns))))
            }
        }
    }

    fn number<T: Real>(&self, row: usize, column: usize) -> Result<T, Error> {
        let cell = self.text(row, column);
        self.form.decimal.number(cell).map_err(|expected| self.wrong(row, Some(column), expected, shown(cell)))
    }

    fn text(&self, row: usize, column: usize) -> &str {
        let cell = row * self.columns.len() + column;
        let start = if cell == 0 { 0 } else { self.ends[cell - 1] };
        &self.text[start..self.ends[cell]]
    }

    fn problem(&self, what: String) -> Error {
        problem(self.file.clone(), what)
    }

    fn wrong(&self, row: usize, column: Option<usize>, expected: String, found: String) -> Error {
        let column = column.map(|column| match self.form.has_names {
            true => quoted(&self.columns[column]),
            false => column.to_string(),
        });
        Error::Row { file: self.file.clone(), row, line: self.lines[row], column, expected, found }
    }
}

/// Names in quotes, of which so many are shown.
fn listed(names: &[impl AsRef<str>]) -> String {
    const SHOWN: usize = 20;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| quoted(name.as_ref())).collect();
    let more = names.len().saturating_sub(SHOWN);
    shown.join(", ") + &if more > 0 { format!(" and {more} more") } else { String::new() }
}
