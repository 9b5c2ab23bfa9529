//! The diagnosis as text.

use super::diagnosis::{Diagnosis, StepHealth};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use nalgebra::ComplexField;

const TITLES: [&str; 11] = [
    "step",
    "layer",
    "mean",
    "deviation",
    "least",
    "greatest",
    "dead",
    "saturated",
    "gradient",
    "of weights",
    "update",
];
/// The columns that are aligned to the left.
const NAMES: usize = 2;

/// A row of cells for a step.
fn row(step: &StepHealth) -> [String; TITLES.len()] {
    let outputs = step.activations.map(|outputs| [outputs.mean, outputs.deviation, outputs.least, outputs.greatest]);
    let [mean, deviation, least, greatest] = match outputs {
        Some(outputs) => outputs.map(|number| cell(Some(number))),
        None => [(); 4].map(|()| cell(None)),
    };
    let [dead, saturated] = match step.units {
        Some(units) => [units.dead, units.saturated].map(|count| format!("{count}/{}", units.all)),
        None => [(); 2].map(|()| cell(None)),
    };
    let [gradient, of_weights, update] = [step.gradient, step.parameter_gradient(), step.update_ratio()].map(cell);
    let (path, layer) = (step.path.clone(), step.layer.into());
    [path, layer, mean, deviation, least, greatest, dead, saturated, gradient, of_weights, update]
}

/// A number in four places, and `-` for none.
fn cell(number: Option<f64>) -> String {
    let Some(number) = number else { return "-".into() };
    let size = ComplexField::abs(number);
    match size {
        0.0 => "0".into(),
        _ if (0.01..10_000.0).contains(&size) => format!("{number:.3}"),
        _ if number.is_finite() => format!("{number:.1e}"),
        _ => format!("{number}"),
    }
}

/// The table of the steps, and the verdicts below it: one for the inputs, one for each step, and
/// one for the whole.
///
/// `gradient` is the norm of the gradient with respect to the outputs, `of weights` that with
/// respect to the parameters, and `update` the ratio of an update to them.
impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows: Vec<_> = self.steps.iter().map(row).collect();
        let width = |column: usize| {
            let cells = rows.iter().map(|row| row[column].chars().count());
            cells.fold(TITLES[column].len(), usize::max)
        };
        let widths: Vec<_> = (0..TITLES.len()).map(width).collect();
        let mut line = |cells: [&str; TITLES.len()]| {
            for (column, (cell, &width)) in cells.into_iter().zip(&widths).enumerate() {
                match column {
                    0 => write!(f, "{cell:<width$}")?,
                    _ if column < NAMES => write!(f, "  {cell:<width$}")?,
                    _ => write!(f, "  {cell:>width$}")?,
                }
            }
            writeln!(f)
        };
        line(TITLES)?;
        rows.iter().try_for_each(|row| line(row.each_ref().map(String::as_str)))?;
        writeln!(f, "{}", self.input_verdict())?;
        self.steps.iter().try_for_each(|step| writeln!(f, "{}", step.verdict()))?;
        writeln!(f, "{}", self.verdict())
    }
}
