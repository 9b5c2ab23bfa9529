//! The table: its features as numbers, and its classes.

use crate::arguments::Arguments;
use crate::{MOST_CLASSES, MOST_FEATURES};
use netwright::data::{Csv, Table};
use std::error::Error;

/// The fewest rows of a class: one each to learn from, to end training by, and to test on.
const FEWEST_ROWS: usize = 3;

/// A table whose cells are all valid.
pub(crate) struct Sheet {
    /// The name of the file, as it was given.
    pub(crate) file: String,
    pub(crate) target: String,
    /// The names of the features.
    pub(crate) features: Vec<String>,
    /// The names of the classes.
    pub(crate) classes: Vec<String>,
    /// The numbers of each feature, row after row.
    pub(crate) columns: Vec<Vec<f32>>,
    /// The class of each row.
    pub(crate) labels: Vec<usize>,
    /// The line of the file in which each row begins.
    pub(crate) lines: Vec<usize>,
}

impl Sheet {
    /// Reads the table, and checks that a classifier can be trained on it.
    pub(crate) fn read(arguments: &Arguments) -> Result<Self, Box<dyn Error>> {
        let mut csv = Csv::new().delimiter(arguments.separator).skip_lines(arguments.skip_lines);
        if arguments.decimal_comma {
            csv = csv.decimal_comma();
        }
        if arguments.no_header {
            csv = csv.no_header();
        }
        let target = arguments.target.as_str();
        let table = csv.read(&arguments.data)?.without(&arguments.without)?;
        let classes = table.class_names(target)?;
        let table = table.without(&[target])?;
        let features: Vec<String> = table.features().into_iter().map(str::to_owned).collect();
        let sheet = Sheet {
            file: arguments.data.display().to_string(),
            target: target.to_owned(),
            columns: features.iter().map(|name| table.column(name)).collect::<Result<_, _>>()?,
            labels: labels(&table, target, &classes)?,
            lines: (0..table.len()).map(|row| table.line(row).map_or(0, usize::from)).collect(),
            features,
            classes,
        };
        sheet.check()?;
        Ok(sheet)
    }

    /// Returns the number of rows of each class.
    pub(crate) fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.classes.len()];
        self.labels.iter().for_each(|label| counts[*label] += 1);
        counts
    }

    /// Returns the names of the features that have one value in all rows.
    pub(crate) fn constant_features(&self) -> Vec<&str> {
        let is_constant = |column: &Vec<f32>| column.windows(2).all(|pair| pair[0] == pair[1]);
        let constant = self.features.iter().zip(&self.columns).filter(|(_, column)| is_constant(column));
        constant.map(|(name, _)| name.as_str()).collect()
    }

    fn check(&self) -> Result<(), Box<dyn Error>> {
        let Sheet { file, target, features, classes, .. } = self;
        if features.is_empty() {
            return Err(format!("{file}: there are no features: column `{target}` is the only one that is left").into());
        }
        if features.len() > MOST_FEATURES {
            let found = features.len();
            return Err(format!("{file}: there are {found} features, but at most {MOST_FEATURES} are possible").into());
        }
        if let [only] = &classes[..] {
            let rows = self.labels.len();
            return Err(self.at(0, &format!("all {rows} rows have the class `{only}`, but at least 2 are needed")));
        }
        let counts = self.counts();
        if let Some(rare) = counts.iter().position(|count| *count < FEWEST_ROWS) {
            let row = self.labels.iter().position(|label| *label == rare).unwrap_or(0);
            let (name, count, of) = (&classes[rare], counts[rare], classes.len());
            let rows = if count == 1 { "this row alone" } else { "2 rows, of which this is the first" };
            let what = format!("class `{name}`, one of {of}, has {rows}, but each class needs at least {FEWEST_ROWS}");
            return Err(self.at(row, &what));
        }
        if classes.len() > MOST_CLASSES {
            let found = classes.len();
            return Err(self.at(0, &format!("there are {found} classes, but at most {MOST_CLASSES} are possible")));
        }
        Ok(())
    }

    /// An error about the class of a row, in the words of those about cells.
    fn at(&self, row: usize, what: &str) -> Box<dyn Error> {
        format!("{}: row {row} (line {}), column `{}`: {what}", self.file, self.lines[row], self.target).into()
    }
}

fn labels(table: &Table, target: &str, classes: &[String]) -> Result<Vec<usize>, netwright::Error> {
    let label = |row| {
        let cell = table.cell(row, target)?;
        // Each cell of the column is one of its classes.
        Ok(classes.iter().position(|name| name == cell).unwrap_or(0))
    };
    (0..table.len()).map(label).collect()
}
