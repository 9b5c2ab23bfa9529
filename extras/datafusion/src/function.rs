//! A classifier as a function of one answer.

use crate::answer::{Answer, Classes};
use crate::block::{Blocks, Scored};
use crate::input::{Input, coerce};
use crate::number::Number;
use crate::skipped::Counters;
use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::ScalarValue;
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, Expr, ScalarFunctionArgs, ScalarUDFImpl, Signature, Volatility};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A network, and the counts of rows that had no answer.
pub(crate) struct Shared<T> {
    pub(crate) network: Box<dyn Blocks<T>>,
    pub(crate) counters: Arc<Counters>,
}

/// A classifier as a function of one answer.
pub(crate) struct ClassifierFunction<T> {
    shared: Arc<Shared<T>>,
    classes: Classes,
    answer: Answer,
    name: String,
    /// A second name, if there is one.
    aliases: Vec<String>,
    signature: Signature,
}

impl<T: Number> ClassifierFunction<T> {
    /// Names a function. Its second name, if it has one, is that of the columns of results.
    pub(crate) fn new(shared: Arc<Shared<T>>, classes: Classes, answer: Answer, [name, second]: [String; 2]) -> Self {
        let signature = Signature::user_defined(Volatility::Immutable);
        let aliases = if second == name { Vec::new() } else { vec![second] };
        ClassifierFunction { shared, classes, answer, name, aliases, signature }
    }

    fn evaluate(&self, arguments: &[ArrayRef], rows: usize) -> Result<ArrayRef> {
        let Shared { network, counters } = &*self.shared;
        let input = Input::new(arguments)?;
        let scored = Scored::new(&**network, &input, rows, self.answer.has_probabilities());
        counters.add(&scored.skipped);
        self.classes.array(self.answer, scored)
    }
}

impl<T> fmt::Debug for ClassifierFunction<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, answer, .. } = self;
        f.debug_struct("ClassifierFunction").field("name", name).field("answer", answer).finish_non_exhaustive()
    }
}

impl<T> PartialEq for ClassifierFunction<T> {
    fn eq(&self, other: &Self) -> bool {
        let is_same_network = Arc::ptr_eq(&self.shared, &other.shared);
        let kind = |function: &Self| (function.answer, function.classes.data_type(function.answer));
        is_same_network && self.name == other.name && kind(self) == kind(other)
    }
}

impl<T> Eq for ClassifierFunction<T> {}

impl<T> Hash for ClassifierFunction<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl<T: Number> ScalarUDFImpl for ClassifierFunction<T> {
    fn name(&self) -> &str {
        &self.name
    }

    fn aliases(&self) -> &[String] {
        &self.aliases
    }

    fn schema_name(&self, arguments: &[Expr]) -> Result<String> {
        let arguments = arguments.iter().map(|argument| argument.schema_name().to_string()).collect::<Vec<_>>();
        Ok(format!("{}({})", self.aliases.first().unwrap_or(&self.name), arguments.join(",")))
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, arguments: &[DataType]) -> Result<Vec<DataType>> {
        coerce(arguments, self.shared.network.inputs(), &T::DATA_TYPE)
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(self.classes.data_type(self.answer))
    }

    fn is_strict(&self) -> bool {
        true
    }

    fn invoke_with_args(&self, call: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let is_constant = call.args.iter().all(|argument| matches!(argument, ColumnarValue::Scalar(_)));
        let rows = if is_constant { 1 } else { call.number_rows };
        let arguments = call.args.into_iter().map(|argument| argument.into_array(rows));
        let answers = self.evaluate(&arguments.collect::<Result<Vec<_>>>()?, rows)?;
        Ok(match is_constant {
            true => ColumnarValue::Scalar(ScalarValue::try_from_array(&answers, 0)?),
            false => ColumnarValue::Array(answers),
        })
    }
}
