//! The targets of a data set: classes or numbers in the columns of a table.

use super::cell::shown;
use super::{Table, listed};
use crate::data::{Dataset, FromClass};
use crate::error::Error;
use crate::scalar::Real;
use std::collections::BTreeSet;
use std::format;
use std::prelude::rust_2024::*;

impl Table {
    /// Makes a data set whose targets are the numbers of some columns.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if there is no such column or there are not `N` others, and [`Error::Row`]
    /// with the first cell that is not a finite number.
    pub fn numbers<T: Real, const N: usize, const M: usize>(
        &self,
        columns: [&str; M],
    ) -> Result<Dataset<'static, T, N, [T; M]>, Error> {
        let columns = columns.into_iter().map(|name| self.position(name)).collect::<Result<Vec<_>, _>>()?;
        Dataset::new(self.samples_without(&columns)?, self.rows_of::<T, M>(&columns)?)
    }

    /// Makes a data set whose targets are the classes of a column, by the names of an enum that
    /// derives `Class`.
    ///
    /// Cells may also be numbers of classes, from 0, if no name is a number;
    /// [`Label`](crate::data::Label) has no names, and those of `bool` are `false` and `true`.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if there is no such column or there are not `N` others, and [`Error::Row`]
    /// with the first cell that is not a class or not a finite number.
    pub fn classes<T: Real, const N: usize, Y: FromClass>(
        &self,
        column: &str,
    ) -> Result<Dataset<'static, T, N, Y>, Error> {
        let number: fn(&str) -> Option<usize> =
            if Y::NAMES.iter().any(|name| is_number(name)) { |_| None } else { |cell| cell.parse().ok() };
        let class = |cell: &str| Y::NAMES.iter().position(|name| *name == cell).or_else(|| number(cell));
        let expected = || match Y::NAMES {
            [] => format!("the number of a class from 0 to {} (`labels` reads names)", Y::CLASSES.saturating_sub(1)),
            names => format!("one of the classes {}", listed(names)),
        };
        self.classified(column, class, expected)
    }

    /// Makes a data set whose targets are the classes of a column, numbered as in a list of names.
    ///
    /// The names may be those that a [column has](Self::class_names). Read data to test on with the
    /// names of the training data, so that classes have the same numbers in both.
    ///
    /// ```
    /// use netwright::data::{Csv, Dataset, Label};
    ///
    /// let file = "x,side\n1.5,right\n-2,left\n0.5,right\n";
    /// let table = Csv::new().read_from("sides", file.as_bytes())?;
    /// let names = table.class_names("side")?;
    /// assert_eq!(names, ["left", "right"]);
    /// let data: Dataset<'_, f32, 1, Label<2>> = table.labels("side", &names)?;
    /// assert_eq!(data.targets()[0].index(), 1);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::File`] if there is no such column, there are not `N` others, or the targets have
    /// not as many classes as there are names; and [`Error::Row`] with the first cell that is not
    /// one of the names or not a finite number.
    pub fn labels<T: Real, const N: usize, Y: FromClass>(
        &self,
        column: &str,
        names: &[impl AsRef<str>],
    ) -> Result<Dataset<'static, T, N, Y>, Error> {
        if names.len() != Y::CLASSES {
            let (found, expected) = (names.len(), Y::CLASSES);
            let what =
                format!("expected {expected} classes in column `{column}`, but found {found}: {}", listed(names));
            return Err(self.problem(what));
        }
        let class = |cell: &str| names.iter().position(|name| name.as_ref() == cell);
        self.classified(column, class, || format!("one of the classes {}", listed(names)))
    }

    /// Returns the different classes of a column, sorted: by their values if all of them are whole
    /// numbers, else by their letters.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if there is no such column, and [`Error::Row`] with the first cell that is
    /// empty.
    pub fn class_names(&self, column: &str) -> Result<Vec<String>, Error> {
        let column = self.position(column)?;
        let mut names = BTreeSet::new();
        for row in 0..self.len() {
            match self.text(row, column) {
                "" => return Err(self.wrong(row, Some(column), "the name of a class".into(), shown(""))),
                name => _ = names.insert(name),
            }
        }
        let mut names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        if names.iter().all(|name| is_number(name)) {
            names.sort_by_key(|name| name.parse::<i128>().ok());
        }
        Ok(names)
    }

    fn classified<T: Real, const N: usize, Y: FromClass>(
        &self,
        column: &str,
        class: impl Fn(&str) -> Option<usize>,
        expected: impl Fn() -> String,
    ) -> Result<Dataset<'static, T, N, Y>, Error> {
        let column = self.position(column)?;
        let samples = self.samples_without(&[column])?;
        let target = |row| {
            let cell = self.text(row, column);
            let target = class(cell).and_then(Y::from_class);
            target.ok_or_else(|| self.wrong(row, Some(column), expected(), shown(cell)))
        };
        Dataset::new(samples, (0..self.len()).map(target).collect::<Result<Vec<Y>, _>>()?)
    }
}

fn is_number(name: &str) -> bool {
    name.parse::<i128>().is_ok()
}
