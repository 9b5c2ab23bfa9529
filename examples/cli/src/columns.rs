//! The columns that hold the features, by number or by name.

use crate::{FEATURES, INPUTS};

/// A column for each feature, in the order of the network's inputs.
pub(crate) type Columns = [Column; INPUTS];

/// A column of a table, a key of an object, or a place in an array.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    /// Counted from 0.
    Number(usize),
    Name(String),
}

/// Reads the argument of `--columns`.
pub(crate) fn parse(text: &str) -> Result<Columns, String> {
    let mut columns = Vec::new();
    for item in text.split(',') {
        match range(item) {
            Some((0, _)) => return Err("columns are numbered from 1".into()),
            Some((first, last)) if first > last => {
                return Err(format!("`{item}` is no range: {first} is after {last}"));
            }
            // As many as could be needed, and one more: a range may be as long as the user likes.
            Some((first, last)) => columns.extend((first - 1..last).take(INPUTS + 1).map(Column::Number)),
            None => columns.push(Column::Name(item.to_owned())),
        }
    }
    if let Some(twice) = columns.iter().enumerate().find(|(place, column)| columns[..*place].contains(column)) {
        return Err(format!("{} is there twice", twice.1.described()));
    }
    let found = columns.len();
    columns.try_into().map_err(|_| {
        let found = if found > INPUTS { format!("more than {INPUTS}") } else { found.to_string() };
        format!("the network takes {INPUTS} columns, for {}, and there are {found}", FEATURES.join(", "))
    })
}

/// Returns the ends of a range of numbers, which may be one number; none if it is a name.
fn range(item: &str) -> Option<(usize, usize)> {
    let (first, last) = item.split_once('-').unwrap_or((item, item));
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// Returns the names of the features, which are the columns where the user names no others.
pub(crate) fn by_name() -> Columns {
    FEATURES.map(|name| Column::Name(name.to_owned()))
}

/// Returns the first columns, which are those of a table that has no others.
pub(crate) fn in_order() -> [usize; INPUTS] {
    std::array::from_fn(|feature| feature)
}

impl Column {
    /// Returns the name; the number of one that has none.
    pub(crate) fn name(self) -> String {
        match self {
            Column::Number(number) => (number + 1).to_string(),
            Column::Name(name) => name,
        }
    }

    /// Returns the column in the words of a message.
    pub(crate) fn described(&self) -> String {
        match self {
            Column::Number(number) => format!("column {}", number + 1),
            Column::Name(name) => format!("column `{name}`"),
        }
    }
}

/// Finds columns in the header of a table.
pub(crate) fn find(columns: &Columns, header: &[String]) -> Result<[usize; INPUTS], String> {
    let mut places = [0; INPUTS];
    for (place, column) in places.iter_mut().zip(columns) {
        *place = match column {
            Column::Number(number) if *number < header.len() => *number,
            Column::Number(_) => {
                return Err(format!("the header has {} columns, and no {}", header.len(), column.described()));
            }
            Column::Name(name) => named(name, header)?,
        };
    }
    Ok(places)
}

/// Finds a column by its name.
fn named(name: &str, header: &[String]) -> Result<usize, String> {
    let mut places = header.iter().enumerate().filter(|(_, column)| *column == name).map(|(place, _)| place);
    match (places.next(), places.next()) {
        (Some(place), None) => Ok(place),
        (Some(_), Some(_)) => Err(format!("the header has column `{name}` twice: choose it by its number")),
        (None, _) => Err(format!(
            "the header has no column `{name}`, but {}: name the {INPUTS} columns by --columns",
            header.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ")
        )),
    }
}

/// Returns the numbers of columns in a table without a header.
pub(crate) fn numbers(columns: &Columns) -> Result<[usize; INPUTS], String> {
    let mut places = [0; INPUTS];
    for (place, column) in places.iter_mut().zip(columns) {
        match column {
            Column::Number(number) => *place = *number,
            Column::Name(_) => {
                return Err(format!(
                    "{} is a name, but without --header columns have only numbers",
                    column.described()
                ));
            }
        }
    }
    Ok(places)
}
