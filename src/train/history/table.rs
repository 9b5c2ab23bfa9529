//! The history as a table for people.

use super::{Best, History};
use core::fmt;

/// A table with a row for each epoch, and `-` where nothing was measured;
/// below it the best epoch, if epochs were judged, and notes.
impl fmt::Display for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = |name: &str| name.chars().count().max(8);
        write!(f, "epoch")?;
        for name in self.names() {
            write!(f, "  {name:>width$}", width = width(name))?;
        }
        writeln!(f)?;
        for row in self.rows() {
            write!(f, "{:>5}", row.epoch())?;
            for (name, value) in row.values() {
                match value {
                    Some(value) => write!(f, "  {value:>width$.4}", width = width(name))?,
                    None => write!(f, "  {:>width$}", "-", width = width(name))?,
                }
            }
            writeln!(f)?;
        }
        if let Some(Best { epoch, column }) = &self.best {
            writeln!(f, "the weights are those of epoch {epoch}, the best by {column}")?;
        }
        self.notes.iter().try_for_each(|note| writeln!(f, "{note}"))
    }
}
