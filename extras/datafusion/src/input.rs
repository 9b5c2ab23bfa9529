//! The arguments of a function: the types that it takes, and the samples in them.

use crate::number::Number;
use crate::skipped::Flaw;
use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, FixedSizeListArray, LargeListArray, ListArray, PrimitiveArray,
};
use datafusion::arrow::datatypes::{DataType, Field};
use datafusion::common::{internal_datafusion_err, plan_err};
use datafusion::error::Result;
use std::ops::Range;
use std::sync::Arc;

/// Returns the types to which the engine converts arguments, for samples of `inputs` numbers.
pub(crate) fn coerce(arguments: &[DataType], inputs: usize, number: &DataType) -> Result<Vec<DataType>> {
    match arguments {
        [list] if is_list(list) => Ok(vec![coerce_list(list, inputs, number)?]),
        // As many columns as inputs; the only argument of a network with one input may be NULL.
        columns if columns.len() == inputs => {
            for (position, column) in columns.iter().enumerate() {
                require_number(column, &format!("argument {}", position + 1))?;
            }
            Ok(vec![number.clone(); inputs])
        }
        [DataType::Null] => Ok(vec![fixed_size_list(inputs, number)]),
        [] => plan_err!("{} are needed, but there are no arguments", wanted(inputs)),
        [one] => plan_err!("{} are needed, but the only argument is {one}", wanted(inputs)),
        several => plan_err!("{} are needed, but there are {} arguments", wanted(inputs), several.len()),
    }
}

fn wanted(inputs: usize) -> String {
    match inputs {
        1 => "one number, or a list of it,".to_owned(),
        _ => format!("{inputs} numbers, or one list of {inputs} numbers,"),
    }
}

fn coerce_list(list: &DataType, inputs: usize, number: &DataType) -> Result<DataType> {
    let item = || Arc::new(Field::new_list_field(number.clone(), true));
    let (given, coerced) = match list {
        DataType::FixedSizeList(_, size) if usize::try_from(*size) != Ok(inputs) => {
            return plan_err!("a list of {inputs} numbers is needed, but the argument is a list of {size}");
        }
        DataType::FixedSizeList(given, _) => (given, fixed_size_list(inputs, number)),
        DataType::LargeList(given) | DataType::LargeListView(given) => (given, DataType::LargeList(item())),
        DataType::List(given) | DataType::ListView(given) => (given, DataType::List(item())),
        other => return plan_err!("a list of {inputs} numbers is needed, but the argument is {other}"),
    };
    require_number(given.data_type(), "the element of the list")?;
    Ok(coerced)
}

fn fixed_size_list(inputs: usize, number: &DataType) -> DataType {
    // A network of more than 2^31 inputs exceeds the memory of any machine that this compiles for.
    DataType::new_fixed_size_list(number.clone(), i32::try_from(inputs).unwrap_or(i32::MAX), true)
}

fn is_list(given: &DataType) -> bool {
    use DataType::{FixedSizeList, LargeList, LargeListView, List, ListView};
    matches!(given, List(_) | LargeList(_) | FixedSizeList(..) | ListView(_) | LargeListView(_))
}

/// Requires a type that can be converted into a number without parsing.
fn require_number(given: &DataType, what: &str) -> Result<()> {
    match given {
        DataType::Dictionary(_, values) => require_number(values, what),
        DataType::Null => Ok(()),
        _ if given.is_numeric() => Ok(()),
        _ => plan_err!("{what} is {given}, but a number is needed; CAST(.. AS DOUBLE) converts text into one"),
    }
}

/// The samples of a batch, in columns or in lists.
pub(crate) enum Input<'a, T: Number> {
    Columns(Vec<&'a PrimitiveArray<T::Arrow>>),
    Lists { lists: Lists<'a>, numbers: &'a PrimitiveArray<T::Arrow> },
}

/// The lists of a column, by their layout.
pub(crate) enum Lists<'a> {
    Fixed(&'a FixedSizeListArray),
    Small(&'a ListArray),
    Large(&'a LargeListArray),
}

impl<'a> Lists<'a> {
    fn new(array: &'a ArrayRef) -> Option<Self> {
        let fixed = array.as_fixed_size_list_opt().map(Lists::Fixed);
        fixed.or_else(|| array.as_list_opt().map(Lists::Small)).or_else(|| array.as_list_opt().map(Lists::Large))
    }

    fn numbers(&self) -> &'a ArrayRef {
        match self {
            Lists::Fixed(lists) => lists.values(),
            Lists::Small(lists) => lists.values(),
            Lists::Large(lists) => lists.values(),
        }
    }

    /// Returns the places of the numbers of one list; `None` if the list is `NULL`.
    fn places(&self, row: usize) -> Option<Range<usize>> {
        // Offsets of an array are checked where it is made: they are not negative.
        let (is_null, start, end) = match self {
            Lists::Fixed(lists) => {
                let (start, size) = (lists.value_offset(row), lists.value_length());
                (lists.is_null(row), start as usize, (start + size) as usize)
            }
            Lists::Small(lists) => {
                let offsets = lists.value_offsets();
                (lists.is_null(row), offsets[row] as usize, offsets[row + 1] as usize)
            }
            Lists::Large(lists) => {
                let offsets = lists.value_offsets();
                (lists.is_null(row), offsets[row] as usize, offsets[row + 1] as usize)
            }
        };
        (!is_null).then_some(start..end)
    }
}

impl<'a, T: Number> Input<'a, T> {
    /// Looks at arguments that have the types that [`coerce`] has returned.
    pub(crate) fn new(arguments: &'a [ArrayRef]) -> Result<Self> {
        let number = |array: &'a ArrayRef| {
            let unexpected = || internal_datafusion_err!("{} instead of {}", array.data_type(), T::DATA_TYPE);
            array.as_primitive_opt::<T::Arrow>().ok_or_else(unexpected)
        };
        if let [array] = arguments
            && let Some(lists) = Lists::new(array)
        {
            let numbers = number(lists.numbers())?;
            return Ok(Input::Lists { lists, numbers });
        }
        Ok(Input::Columns(arguments.iter().map(number).collect::<Result<_>>()?))
    }

    /// Copies the samples of some rows into a block, one after the other, and the reasons why some
    /// of them have no answer into `flaws`. A sample with a flaw is zero in the block, and so is
    /// the rest of it.
    pub(crate) fn copy(&self, rows: Range<usize>, inputs: usize, block: &mut [T], flaws: &mut [Option<Flaw>]) {
        block.fill(T::zero());
        flaws.fill(None);
        match self {
            Input::Columns(columns) => copy_columns(columns, rows, block, flaws),
            Input::Lists { lists, numbers } => {
                for ((row, sample), flaw) in rows.zip(block.chunks_exact_mut(inputs)).zip(&mut *flaws) {
                    *flaw = copy_list(lists.places(row), numbers, sample).err();
                }
            }
        }
        for (sample, flaw) in block.chunks_exact_mut(inputs).zip(flaws) {
            if flaw.is_none() && !sample.iter().all(|number| number.is_finite()) {
                *flaw = Some(Flaw::NonFinite);
            }
            if flaw.is_some() {
                sample.fill(T::zero());
            }
        }
    }
}

fn copy_columns<T: Number>(
    columns: &[&PrimitiveArray<T::Arrow>],
    rows: Range<usize>,
    block: &mut [T],
    flaws: &mut [Option<Flaw>],
) {
    let inputs = columns.len();
    for (position, column) in columns.iter().enumerate() {
        let places = block.iter_mut().skip(position).step_by(inputs);
        for (place, number) in places.zip(&column.values()[rows.clone()]) {
            *place = *number;
        }
        if column.null_count() > 0 {
            for (row, flaw) in rows.clone().zip(&mut *flaws) {
                if column.is_null(row) {
                    *flaw = Some(Flaw::Null);
                }
            }
        }
    }
}

/// Copies one list into a sample.
fn copy_list<A: datafusion::arrow::datatypes::ArrowPrimitiveType>(
    places: Option<Range<usize>>,
    numbers: &PrimitiveArray<A>,
    sample: &mut [A::Native],
) -> std::result::Result<(), Flaw> {
    let places = places.ok_or(Flaw::Null)?;
    if numbers.null_count() > 0 && places.clone().any(|place| numbers.is_null(place)) {
        return Err(Flaw::Null);
    }
    if places.len() != sample.len() {
        return Err(Flaw::Length);
    }
    sample.copy_from_slice(&numbers.values()[places]);
    Ok(())
}
