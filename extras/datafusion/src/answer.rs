//! Answers of a function: classes, their names, probabilities, or all of them.

use crate::block::Scored;
use crate::number::Number;
use datafusion::arrow::array::{
    ArrayRef, DictionaryArray, FixedSizeListArray, Int32Array, PrimitiveArray, StringArray, StructArray, UInt32Array,
};
use datafusion::arrow::buffer::NullBuffer;
use datafusion::arrow::compute::take;
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::error::Result;
use std::sync::Arc;

/// The answer of a function to each row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// The number of the most probable class, from 0: `UInt32`.
    Class,
    /// The name of the most probable class, `Dictionary(Int32, Utf8)` (or `Utf8`, see
    /// [`Model::with_names_written_out`](crate::Model::with_names_written_out)).
    Name,
    /// The probability of each class: a list of fixed size, of the numbers of the network.
    Probabilities,
    /// A struct of all of them, with the fields `class`, `name` (if the classes have names) and
    /// `probabilities`.
    All,
}

impl Answer {
    /// All answers.
    pub(crate) const EACH: [Answer; 4] = [Answer::All, Answer::Class, Answer::Name, Answer::Probabilities];

    /// Returns what the name of a function of this answer ends in.
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Answer::All => "",
            Answer::Class => "_class",
            Answer::Name => "_name",
            Answer::Probabilities => "_probabilities",
        }
    }

    pub(crate) fn has_probabilities(self) -> bool {
        matches!(self, Answer::Probabilities | Answer::All)
    }
}

/// The classes of a network as Arrow knows them.
#[derive(Clone, Debug)]
pub(crate) struct Classes {
    /// Their names; none if they are numbers.
    names: Option<ArrayRef>,
    /// Names are numbers that stand for them, and are written out once for a batch.
    are_encoded: bool,
    count: usize,
    number: DataType,
}

impl Classes {
    pub(crate) fn new(names: &[&str], count: usize, number: DataType) -> Self {
        let names = (!names.is_empty()).then(|| Arc::new(StringArray::from(names.to_vec())) as ArrayRef);
        Classes { names, are_encoded: true, count, number }
    }

    /// Returns the classes with names that are written out for each row.
    pub(crate) fn written_out(self) -> Self {
        Classes { are_encoded: false, ..self }
    }

    pub(crate) fn have_names(&self) -> bool {
        self.names.is_some()
    }

    /// Returns the type of an answer.
    pub(crate) fn data_type(&self, answer: Answer) -> DataType {
        match answer {
            Answer::Class => DataType::UInt32,
            Answer::Name if self.are_encoded => {
                DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
            }
            Answer::Name => DataType::Utf8,
            Answer::Probabilities => DataType::FixedSizeList(self.item(), self.size()),
            Answer::All => DataType::Struct(self.fields()),
        }
    }

    /// Converts the answers for a batch into an array.
    pub(crate) fn array<T: Number>(&self, answer: Answer, scored: Scored<T>) -> Result<ArrayRef> {
        let nulls = NullBuffer::from(scored.answered);
        Ok(match answer {
            Answer::Class => class_array(scored.classes, nulls),
            Answer::Name => self.name_array(scored.classes, nulls)?,
            Answer::Probabilities => self.probability_array(scored.probabilities, nulls)?,
            Answer::All => {
                let mut columns = vec![class_array(scored.classes.clone(), nulls.clone())];
                if self.have_names() {
                    columns.push(self.name_array(scored.classes, nulls.clone())?);
                }
                columns.push(self.probability_array(scored.probabilities, nulls.clone())?);
                Arc::new(StructArray::try_new(self.fields(), columns, Some(nulls))?)
            }
        })
    }

    fn fields(&self) -> Fields {
        let mut fields =
            vec![("class", Answer::Class), ("name", Answer::Name), ("probabilities", Answer::Probabilities)];
        fields.retain(|(_, answer)| *answer != Answer::Name || self.have_names());
        fields.into_iter().map(|(name, answer)| Field::new(name, self.data_type(answer), true)).collect()
    }

    fn item(&self) -> Arc<Field> {
        Arc::new(Field::new_list_field(self.number.clone(), true))
    }

    fn size(&self) -> i32 {
        // More than 2^31 classes exceed the memory of any machine.
        i32::try_from(self.count).unwrap_or(i32::MAX)
    }

    fn name_array(&self, classes: Vec<u32>, nulls: NullBuffer) -> Result<ArrayRef> {
        let names = self.names.clone().unwrap_or_else(|| Arc::new(StringArray::from(Vec::<&str>::new())));
        // As above, no class has a number above 2^31.
        let keys = classes.into_iter().map(|class| class as i32).collect::<Vec<_>>();
        let keys = Int32Array::new(keys.into(), Some(nulls));
        match self.are_encoded {
            true => Ok(Arc::new(DictionaryArray::try_new(keys, names)?)),
            false => Ok(take(&names, &keys, None)?),
        }
    }

    fn probability_array<T: Number>(&self, probabilities: Vec<T>, nulls: NullBuffer) -> Result<ArrayRef> {
        let numbers = PrimitiveArray::<T::Arrow>::new(probabilities.into(), None);
        Ok(Arc::new(FixedSizeListArray::try_new(self.item(), self.size(), Arc::new(numbers), Some(nulls))?))
    }
}

fn class_array(classes: Vec<u32>, nulls: NullBuffer) -> ArrayRef {
    Arc::new(UInt32Array::new(classes.into(), Some(nulls)))
}
