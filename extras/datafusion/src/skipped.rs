//! Rows that have no answer, counted, and a function that returns the counts.

use datafusion::arrow::array::{ArrayRef, StructArray, UInt64Array};
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::ScalarValue;
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The rows without an answer, by their reason, in all calls of the functions of a
/// [`Model`](crate::Model).
///
/// A row is counted for the first reason that applies to it. A constant expression is evaluated
/// once, when the query is planned, and counted once. The engine is free to evaluate an expression
/// more often than a query mentions it; the number for one query, exactly, is that of
/// `count(*) FILTER (WHERE iris_class(..) IS NULL)`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// A number, or the list of them, is `NULL`.
    pub null: u64,
    /// A list is longer or shorter than the samples of the network.
    pub length: u64,
    /// A number is NaN or infinite, or becomes so in the type of the network.
    pub non_finite: u64,
    /// The sums of the network exceed the range of its numbers: there are no probabilities.
    pub undecided: u64,
}

impl Skipped {
    const FIELDS: [&str; 4] = ["null", "length", "non_finite", "undecided"];

    /// Returns the number of all of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.numbers().iter().sum()
    }

    fn numbers(&self) -> [u64; 4] {
        [self.null, self.length, self.non_finite, self.undecided]
    }

    pub(crate) fn add(&mut self, flaw: Flaw) {
        *match flaw {
            Flaw::Null => &mut self.null,
            Flaw::Length => &mut self.length,
            Flaw::NonFinite => &mut self.non_finite,
            Flaw::Undecided => &mut self.undecided,
        } += 1;
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Skipped { null, length, non_finite, undecided } = self;
        write!(f, "rows without an answer: {} ({null} with NULL, {length} of a wrong length, ", self.total())?;
        write!(f, "{non_finite} with NaN or infinite numbers, {undecided} that exceed the network's range)")
    }
}

/// The reason why a row has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    Null,
    Length,
    NonFinite,
    Undecided,
}

/// Counts to which several threads add.
#[derive(Debug, Default)]
pub(crate) struct Counters([AtomicU64; 4]);

impl Counters {
    pub(crate) fn add(&self, skipped: &Skipped) {
        for (counter, number) in self.0.iter().zip(skipped.numbers()) {
            // Each count is a number of its own: nothing else is read after it.
            counter.fetch_add(number, Ordering::Relaxed);
        }
    }

    pub(crate) fn read(&self) -> Skipped {
        let [null, length, non_finite, undecided] = self.0.each_ref().map(|counter| counter.load(Ordering::Relaxed));
        Skipped { null, length, non_finite, undecided }
    }
}

/// A function without arguments that returns the counts of a model as a struct.
#[derive(Debug)]
pub(crate) struct SkippedFunction {
    name: String,
    signature: Signature,
    counters: Arc<Counters>,
}

impl SkippedFunction {
    pub(crate) fn new(name: String, counters: Arc<Counters>) -> Self {
        SkippedFunction { name, signature: Signature::nullary(Volatility::Volatile), counters }
    }

    fn fields() -> Fields {
        Skipped::FIELDS.map(|name| Field::new(name, DataType::UInt64, false)).into_iter().collect()
    }
}

impl PartialEq for SkippedFunction {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && Arc::ptr_eq(&self.counters, &other.counters)
    }
}

impl Eq for SkippedFunction {}

impl Hash for SkippedFunction {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl ScalarUDFImpl for SkippedFunction {
    fn name(&self) -> &str {
        &self.name
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Struct(Self::fields()))
    }

    fn invoke_with_args(&self, _: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let numbers =
            self.counters.read().numbers().map(|number| Arc::new(UInt64Array::from(vec![number])) as ArrayRef);
        let counts = StructArray::try_new(Self::fields(), numbers.to_vec(), None)?;
        Ok(ColumnarValue::Scalar(ScalarValue::Struct(Arc::new(counts))))
    }
}
