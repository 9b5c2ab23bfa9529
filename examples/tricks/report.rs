//! The table of what each trick is worth.

use crate::run::Outcome;
use std::fmt::Write;

/// The runs of one setting, one for each seed.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) runs: Vec<Outcome>,
}

impl Row {
    /// The mean accuracy.
    pub(crate) fn accuracy(&self) -> f64 {
        self.spread(|run| run.accuracy).mean
    }

    fn spread(&self, of: impl Fn(&Outcome) -> f64) -> Spread {
        Spread::of(&self.runs.iter().map(of).collect::<Vec<_>>())
    }

    /// The mean number of epochs to an accuracy of 0.95, if all runs reached it.
    fn epochs_to_95(&self) -> String {
        let reached: Vec<f64> = self.runs.iter().filter_map(|run| run.epochs_to_95).map(|epoch| epoch as f64).collect();
        match reached.len() {
            count if count == self.runs.len() => format!("{:.1}", Spread::of(&reached).mean),
            0 => "never".into(),
            count => format!("{count} of {}", self.runs.len()),
        }
    }

    /// The mean difference in accuracy to the same seeds in another row, with its standard error.
    fn difference(&self, to: &Row) -> String {
        let differences: Vec<f64> =
            self.runs.iter().zip(&to.runs).map(|(run, other)| run.accuracy - other.accuracy).collect();
        let Spread { mean, deviation } = Spread::of(&differences);
        let error = deviation / (differences.len() as f64).sqrt();
        let mark = if mean.abs() > 3.0 * error { "*" } else { " " };
        format!("{mean:+.3} +- {error:.3}{mark}")
    }
}

/// Mean and standard deviation, with the divisor `n - 1`.
struct Spread {
    mean: f64,
    deviation: f64,
}

impl Spread {
    fn of(numbers: &[f64]) -> Spread {
        let count = numbers.len() as f64;
        let mean = numbers.iter().sum::<f64>() / count;
        let squares: f64 = numbers.iter().map(|x| (x - mean).powi(2)).sum();
        Spread { mean, deviation: (squares / (count - 1.0)).sqrt() }
    }
}

/// The rows as a text; the first one is what the others are compared with.
pub(crate) fn table(rows: &[Row]) -> String {
    let mut text = format!(
        "{:34} {:>16} {:>17} {:>9} {:>14} {:>8}\n",
        "setting", "accuracy", "difference ", "log loss", "epochs to 0.95", "seconds"
    );
    for (place, row) in rows.iter().enumerate() {
        let Spread { mean, deviation } = row.spread(|run| run.accuracy);
        let difference = if place == 0 { String::new() } else { row.difference(&rows[0]) };
        let (loss, seconds) = (row.spread(|run| run.log_loss).mean, row.spread(|run| run.seconds).mean);
        let _ = writeln!(
            text,
            "{:34} {:>16} {difference:>17} {loss:>9.3} {:>14} {seconds:>8.2}",
            row.name,
            format!("{mean:.3} +- {deviation:.3}"),
            row.epochs_to_95(),
        );
    }
    for row in rows {
        let diverged = row.runs.iter().filter(|run| run.diverged).count();
        if diverged > 0 {
            let _ = writeln!(text, "{}: {diverged} of {} runs diverged", row.name, row.runs.len());
        }
    }
    text
}
