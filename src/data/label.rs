//! Labels: numbers of classes that cannot be out of range.

use crate::error::Error;
use alloc::vec::Vec;

/// The number of one of `N` classes, from 0 to `N - 1`.
///
/// The range is checked when the label is created, so losses need not check it, and training cannot
/// meet a wrong label.
///
/// ```
/// use netwright::data::Label;
///
/// let label = Label::<3>::new(2)?;
/// assert_eq!(label.index(), 2);
/// let error = Label::<3>::from_indices([0, 1, 7]).unwrap_err();
/// assert_eq!(error.to_string(), "row 2 has class 7, but the classes are 0 to 2");
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label<const N: usize>(usize);

impl<const N: usize> Label<N> {
    /// Creates the label of class `index`.
    ///
    /// # Errors
    ///
    /// [`Error::NoSuchClass`] if `index` is not below `N`.
    pub const fn new(index: usize) -> Result<Self, Error> {
        if index < N { Ok(Label(index)) } else { Err(Error::NoSuchClass { found: index, classes: N }) }
    }

    /// Creates the label of class `index`, which must be below `N`; otherwise the last one.
    pub(crate) const fn at(index: usize) -> Self {
        Label(if index < N { index } else { N - 1 })
    }

    /// Creates the labels of a whole data set.
    ///
    /// # Errors
    ///
    /// [`Error::ClassOutOfRange`] with the position of the first number that is not below `N`.
    pub fn from_indices(indices: impl IntoIterator<Item = usize>) -> Result<Vec<Self>, Error> {
        let label = |(row, found)| Label::new(found).map_err(|_| Error::ClassOutOfRange { row, found, classes: N });
        indices.into_iter().enumerate().map(label).collect()
    }

    /// Returns the number of the class.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0
    }
}

/// Returns the label of a class whose number is below `N`, for what `#[derive(Class)]` writes.
#[must_use]
pub const fn label<const N: usize>(index: usize) -> Label<N> {
    Label::at(index)
}

/// A type whose values are the `N` classes: the targets of
/// [`CrossEntropy`](struct@crate::loss::CrossEntropy) and [`Nll`](struct@crate::loss::Nll).
#[diagnostic::on_unimplemented(
    message = "targets of type `{Self}` cannot train a network with {N} outputs",
    label = "targets must be classes, one for each of two or more outputs",
    note = "convert numbers with `Label::from_indices(..)?`, or write `#[derive(Class)]` on an enum with a variant for each output",
    note = "a single output has no classes: for two classes end in `Linear<2>`, or train the one output with `Mse` on numbers"
)]
pub trait Target<const N: usize> {
    /// Returns the number of the class.
    fn label(&self) -> Label<N>;
}

impl<const N: usize> Target<N> for Label<N> {
    fn label(&self) -> Label<N> {
        *self
    }
}
