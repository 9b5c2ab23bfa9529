//! The table of shapes in messages and documentation.

use crate::model::shape::Shape;
use crate::model::{Network, Source};

/// Deeper networks are shown in part.
const MAX_ROWS: usize = 24;
/// The rows around a marked one that are shown in any case.
const NEIGHBOURS: usize = 2;
const TITLES: [&str; 5] = ["step", "layer", "in", "out", "params"];

/// The rows of a network, of which some may be marked.
pub(crate) struct Table {
    rows: Vec<[String; 5]>,
    marked: Option<usize>,
    /// The rows of the steps whose values the marked one takes.
    sources: Vec<usize>,
}

impl Network {
    /// The table of all steps, without a mark.
    pub(crate) fn table(&self) -> Table {
        Table { rows: self.fields().map(row).collect(), marked: None, sources: Vec::new() }
    }

    /// The table with a mark at the step that a message is about.
    pub(crate) fn table_marking(&self, step: usize) -> Table {
        let sources = self.steps[step].from.iter().filter_map(|source| match source {
            Source::Input(_) => None,
            Source::Step(source) => Some(*source),
        });
        Table { marked: Some(step), sources: sources.collect(), ..self.table() }
    }
}

fn row(step: &crate::model::Step) -> [String; 5] {
    // A step that says what it takes is shown with that, also where it is given something else.
    let inputs = match step.layer.declared_input() {
        Some(takes) => takes.to_string(),
        None if step.inputs.is_empty() => Shape::unknown().to_string(),
        None => step.inputs.iter().map(Shape::to_string).collect::<Vec<_>>().join(" + "),
    };
    let known = step.output.is_known() && step.inputs.iter().all(Shape::is_known);
    let is_counted = known || !step.layer.has_parameters();
    let params = if is_counted { step.params.to_string() } else { "?".into() };
    [step.name.clone(), step.layer.name().into(), inputs, step.output.to_string(), params]
}

impl Table {
    /// Returns true if a row is shown: all of a short table; of a long one the ends, the
    /// neighbourhood of the mark, and its sources.
    fn shows(&self, row: usize) -> bool {
        let near = self.marked.is_some_and(|marked| row.abs_diff(marked) <= NEIGHBOURS) || self.sources.contains(&row);
        let last = self.rows.len() - 1;
        self.rows.len() <= MAX_ROWS
            || near
            || row < NEIGHBOURS
            || row + NEIGHBOURS > last
            || (self.marked.is_none() && row < MAX_ROWS)
    }
}

impl std::fmt::Display for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown: Vec<usize> = (0..self.rows.len()).filter(|&row| self.shows(row)).collect();
        let width = |column: usize| {
            let cells = shown.iter().map(|&row| self.rows[row][column].chars().count());
            cells.fold(TITLES[column].len(), usize::max)
        };
        let widths: [usize; 5] = std::array::from_fn(width);
        let line = |cells: [&str; 5]| {
            let [a, b, c, d, e] = cells;
            let [v, w, x, y, z] = widths;
            format!("{a:v$}  {b:w$}  {c:x$}  {d:y$}  {e:>z$}")
        };
        write!(f, "  {}", line(TITLES))?;
        let mut expected = 0;
        for &row in &shown {
            if row != expected {
                write!(f, "\n  ...")?;
            }
            expected = row + 1;
            let mark = if self.marked == Some(row) { ">" } else { " " };
            write!(f, "\n{mark} {}", line(self.rows[row].each_ref().map(String::as_str)))?;
        }
        Ok(())
    }
}
