//! `Report`: precision, recall and F1 of all classes as a table.

use crate::metrics::Average;
use crate::metrics::averaged::averaged;
use crate::metrics::counts::Counts;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

/// A table with the precision, recall and F1 of each class and the number of its samples, and below
/// it the accuracy and the averages over classes: scikit-learn's `classification_report`.
///
/// [`ConfusionMatrix::report`](crate::metrics::ConfusionMatrix::report) returns it.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Larger(Softmax);
///
/// let labels = Label::<2>::from_indices([0, 1, 1, 1])?;
/// let samples = [[3.0, 1.0], [1.0, 3.0], [0.0, 1.0], [1.0, 0.0]];
/// let matrix = Larger::zeros().confusion(&samples, &labels)?;
/// let expected = "              precision  recall      f1  samples
///         left      0.500   1.000   0.667        1
///        right      1.000   0.667   0.800        3
///
///     accuracy                      0.750        4
///    macro avg      0.750   0.833   0.733        4
/// weighted avg      0.875   0.750   0.767        4
/// ";
/// assert_eq!(matrix.report().names(["left", "right"]).to_string(), expected);
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Report<'m> {
    counts: &'m Counts,
    names: Vec<String>,
}

impl<'m> Report<'m> {
    pub(super) fn new(counts: &'m Counts) -> Self {
        Report { counts, names: Vec::new() }.names(counts.names)
    }

    /// Sets the names of the classes, in their order. Classes without names have their numbers.
    #[must_use]
    pub fn names<S: ToString>(self, names: impl IntoIterator<Item = S>) -> Self {
        Report { names: names.into_iter().map(|name| name.to_string()).collect(), ..self }
    }

    fn name_of(&self, class: usize) -> String {
        self.names.get(class).cloned().unwrap_or_else(|| class.to_string())
    }

    /// The averages of precision, recall and F1.
    fn averages(&self, average: Average) -> [f64; 3] {
        let counts = self.counts;
        [
            averaged(counts, average, |class| counts.precision(class)),
            averaged(counts, average, |class| counts.recall(class)),
            averaged(counts, average, |class| counts.f1(class)),
        ]
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST_AVERAGE: &str = "weighted avg";
        let counts = self.counts;
        let names: Vec<String> = (0..counts.classes).map(|class| self.name_of(class)).collect();
        let width = names.iter().map(|name| name.chars().count()).fold(LONGEST_AVERAGE.len(), usize::max);
        writeln!(f, "{:>width$}  precision  recall      f1  samples", "")?;
        for (class, name) in names.iter().enumerate() {
            let numbers = [counts.precision(class), counts.recall(class), counts.f1(class)];
            write_row(f, width, name, numbers, counts.true_samples(class))?;
        }
        let samples = counts.samples();
        writeln!(f, "\n{:>width$}  {:>9}  {:>6}  {:>6.3}  {samples:>7}", "accuracy", "", "", counts.accuracy())?;
        write_row(f, width, "macro avg", self.averages(Average::Macro), samples)?;
        write_row(f, width, LONGEST_AVERAGE, self.averages(Average::Weighted), samples)
    }
}

fn write_row(
    f: &mut fmt::Formatter<'_>,
    width: usize,
    name: &str,
    [precision, recall, f1]: [f64; 3],
    samples: usize,
) -> fmt::Result {
    writeln!(f, "{name:>width$}  {precision:>9.3}  {recall:>6.3}  {f1:>6.3}  {samples:>7}")
}
