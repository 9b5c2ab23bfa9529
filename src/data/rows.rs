//! Rows of a data set, borrowed or owned.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::fmt;
use core::ops::Deref;

/// The samples or the targets of a [`Dataset`](crate::data::Dataset), borrowed or owned.
///
/// Slices, and references to arrays and vectors, are borrowed without a copy; vectors are taken. It
/// is like [`Cow`], and asks for `Clone` only where borrowed rows are changed.
///
/// ```
/// use netwright::data::Dataset;
///
/// let samples = [[0.0, 1.0], [2.0, 3.0]];
/// let data = Dataset::new(&samples, vec![[0.0], [1.0]])?;
/// assert!(std::ptr::eq(data.samples(), samples.as_slice()));
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone)]
pub enum Rows<'a, E> {
    /// Rows that belong to somebody else.
    Borrowed(&'a [E]),
    /// Rows of its own.
    Owned(Vec<E>),
}

impl<E> Deref for Rows<'_, E> {
    type Target = [E];

    fn deref(&self) -> &[E] {
        match self {
            Rows::Borrowed(rows) => rows,
            Rows::Owned(rows) => rows,
        }
    }
}

impl<E> Rows<'_, E> {
    /// Returns the rows for changes, copied first if they are borrowed.
    pub fn to_mut(&mut self) -> &mut Vec<E>
    where
        E: Clone,
    {
        if let Rows::Borrowed(rows) = *self {
            *self = Rows::Owned(rows.to_vec());
        }
        match self {
            Rows::Owned(rows) => rows,
            Rows::Borrowed(_) => unreachable!("borrowed rows were copied above"),
        }
    }

    /// Returns the rows as a vector, copied if they are borrowed.
    #[must_use]
    pub fn into_owned(self) -> Vec<E>
    where
        E: Clone,
    {
        match self {
            Rows::Borrowed(rows) => rows.to_vec(),
            Rows::Owned(rows) => rows,
        }
    }

    /// Splits into the first `count` rows, or all if there are fewer, and the others.
    pub(super) fn split(self, count: usize) -> (Self, Self) {
        let count = count.min(self.len());
        match self {
            Rows::Borrowed(rows) => (Rows::Borrowed(&rows[..count]), Rows::Borrowed(&rows[count..])),
            Rows::Owned(mut rows) => {
                let others = rows.split_off(count);
                (Rows::Owned(rows), Rows::Owned(others))
            }
        }
    }
}

impl<E: fmt::Debug> fmt::Debug for Rows<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<E: PartialEq> PartialEq for Rows<'_, E> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<'a, E> From<&'a [E]> for Rows<'a, E> {
    fn from(rows: &'a [E]) -> Self {
        Rows::Borrowed(rows)
    }
}

impl<'a, E, const COUNT: usize> From<&'a [E; COUNT]> for Rows<'a, E> {
    fn from(rows: &'a [E; COUNT]) -> Self {
        Rows::Borrowed(rows)
    }
}

impl<'a, E> From<&'a Vec<E>> for Rows<'a, E> {
    fn from(rows: &'a Vec<E>) -> Self {
        Rows::Borrowed(rows)
    }
}

impl<E> From<Vec<E>> for Rows<'_, E> {
    fn from(rows: Vec<E>) -> Self {
        Rows::Owned(rows)
    }
}

impl<'a, E: Clone> From<Cow<'a, [E]>> for Rows<'a, E> {
    fn from(rows: Cow<'a, [E]>) -> Self {
        match rows {
            Cow::Borrowed(rows) => Rows::Borrowed(rows),
            Cow::Owned(rows) => Rows::Owned(rows),
        }
    }
}
