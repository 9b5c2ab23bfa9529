//! The history as a table for people.

use super::{Best, History};
use core::fmt;

/// A table with a row for each epoch, and `-` where nothing was measured. Numbers have four
/// decimals, or three digits and an exponent if they are below 0.001. The best epoch
/// follows, if epochs were judged, and notes.
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
                    // Four decimals of a small learning rate would be zeros.
                    Some(value) if value != 0.0 && value.abs() < 0.001 => {
                        write!(f, "  {value:>width$.2e}", width = width(name))?;
                    }
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

#[cfg(test)]
mod tests {
    use crate::train::History;
    use alloc::string::ToString;

    #[test]
    fn small_numbers_keep_their_digits() {
        let mut history = History::default();
        for (loss, rate) in [(0.5, 0.001), (0.0, 9.876e-6), (-2e-4, 0.0)] {
            history.begin_epoch(loss);
            history.record("rate", rate);
        }
        let expected = "\
epoch      loss      rate
    1    0.5000    0.0010
    2    0.0000   9.88e-6
    3  -2.00e-4    0.0000
";
        assert_eq!(history.to_string(), expected);
    }
}
