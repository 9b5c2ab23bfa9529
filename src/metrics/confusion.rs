//! `ConfusionMatrix`: how often the samples of each class are given which.

use crate::error::Error;
use crate::metrics::counts::Counts;
use crate::metrics::{Better, ClassTarget, Measure, Metric, MetricBatch, Report};
use crate::scalar::Real;
use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use core::fmt;
use nalgebra::Const;

/// Counts of samples by their true class (rows) and the class they were given (columns) by a
/// classifier of `K` classes.
///
/// A sample with NaN among its outputs was given no class. It is counted by itself, and is none of
/// those that are right.
///
/// As a metric its value is the accuracy.
///
/// ```
/// use netwright::prelude::*;
///
/// #[derive(Class, Clone, Copy, PartialEq, Eq)]
/// enum Side {
///     Left,
///     Right,
/// }
///
/// #[network(input = 2, classes = Side)]
/// struct Larger(Softmax);
///
/// use Side::{Left, Right};
/// let samples = [[3.0, 1.0], [1.0, 3.0], [0.0, 1.0], [1.0, 0.0]];
/// let matrix = Larger::zeros().confusion(&samples, &[Left, Right, Right, Right])?;
/// assert_eq!(matrix.counts(), [[1, 0], [1, 2]]);
/// assert_eq!(matrix.accuracy(), 0.75);
/// assert_eq!(
///     matrix.to_string(),
///     "true \\ given   Left  Right\n        Left      1      0\n       Right      1      2\n"
/// );
///
/// let matrix = Larger::zeros().confusion(&[[3.0, 1.0], [f32::NAN, 3.0]], &[Left, Right])?;
/// assert_eq!((matrix.counts(), matrix.unanswered()), (&[[1, 0], [0, 0]][..], &[0, 1][..]));
/// assert_eq!(matrix.accuracy(), 0.5);
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfusionMatrix<const K: usize>(Counts);

impl<const K: usize> Default for ConfusionMatrix<K> {
    fn default() -> Self {
        ConfusionMatrix(Counts::of_classes(K))
    }
}

impl<const K: usize> ConfusionMatrix<K> {
    /// Returns the counts, a row for each true class.
    #[must_use]
    pub fn counts(&self) -> &[[usize; K]] {
        self.0.cells.as_chunks().0
    }

    /// Returns the number of samples of each true class that got no class, because of NaN among
    /// their outputs.
    #[must_use]
    pub fn unanswered(&self) -> &[usize] {
        &self.0.unanswered
    }

    /// Returns the names of the classes; none if the classes of the network have none.
    #[must_use]
    pub fn names(&self) -> &'static [&'static str] {
        self.0.names
    }

    /// Returns the share of samples on the diagonal.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        self.0.accuracy()
    }

    /// Returns the precision of a class, which must be below `K`; see
    /// [`Precision`](crate::metrics::Precision). 0 for other classes.
    #[must_use]
    pub fn precision(&self, class: usize) -> f64 {
        if class < K { self.0.precision(class) } else { 0.0 }
    }

    /// Returns the recall of a class, which must be below `K`; see
    /// [`Recall`](crate::metrics::Recall). 0 for other classes.
    #[must_use]
    pub fn recall(&self, class: usize) -> f64 {
        if class < K { self.0.recall(class) } else { 0.0 }
    }

    /// Returns the F1 of a class, which must be below `K`; see [`F1`](crate::metrics::F1). 0 for
    /// other classes.
    #[must_use]
    pub fn f1(&self, class: usize) -> f64 {
        if class < K { self.0.f1(class) } else { 0.0 }
    }

    /// Returns a table of the precision, recall and F1 of all classes.
    #[must_use]
    pub fn report(&self) -> Report<'_> {
        Report::new(&self.0)
    }

    fn name_of(&self, class: usize) -> String {
        self.0.names.get(class).map_or_else(|| class.to_string(), ToString::to_string)
    }
}

impl<const K: usize> Metric for ConfusionMatrix<K> {
    fn name(&self) -> Cow<'static, str> {
        "accuracy".into()
    }

    fn better(&self) -> Better {
        Better::Higher
    }

    fn reset(&mut self) {
        *self = ConfusionMatrix::default();
    }

    fn value(&self) -> f64 {
        self.accuracy()
    }
}

impl<T: Real, const K: usize, Y: ClassTarget<K>> Measure<T, Const<K>, Y> for ConfusionMatrix<K> {
    type Outputs = Y::Outputs;

    fn add(&mut self, batch: MetricBatch<'_, T, Y>) -> Result<(), Error> {
        self.0.add::<T, K, Y>(batch)
    }
}

/// A table with a row for each true class, and a last column, `none`, if some samples were given no
/// class. Classes have their names, or their numbers.
impl<const K: usize> fmt::Display for ConfusionMatrix<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const CORNER: &str = "true \\ given";
        let unanswered = &self.0.unanswered;
        let has_unanswered = unanswered.iter().any(|count| *count > 0);
        let width = |class: usize| self.name_of(class).chars().count();
        let first = (0..K).map(width).fold(CORNER.len(), usize::max);
        let column = |class: usize| width(class).max(6);
        write!(f, "{CORNER:>first$}")?;
        for class in 0..K {
            write!(f, " {:>width$}", self.name_of(class), width = column(class))?;
        }
        if has_unanswered {
            write!(f, "   none")?;
        }
        for (class, (row, unanswered)) in self.counts().iter().zip(unanswered).enumerate() {
            write!(f, "\n{:>first$}", self.name_of(class))?;
            for (given, count) in row.iter().enumerate() {
                write!(f, " {count:>width$}", width = column(given))?;
            }
            if has_unanswered {
                write!(f, " {unanswered:>6}")?;
            }
        }
        writeln!(f)
    }
}
