//! Classes with names: a plain enum whose variants a classifier distinguishes.

use crate::error::Error;

/// A plain enum whose variants are classes. It is [derived](derive@Class).
///
/// The derive needs no other trait. Programs mostly copy and compare classes, so derive
/// `Clone, Copy, PartialEq, Eq` too.
///
/// ```
/// use netwright::prelude::*;
///
/// #[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
/// enum Species {
///     Setosa,
///     Versicolor,
///     #[class(name = "Iris virginica")]
///     Virginica,
/// }
///
/// #[network(input = 4, classes = Species)]
/// struct Iris(Linear<3>);
///
/// let mut net = Iris::zeros();
/// net.0.bias[1] = 2.0;
/// assert_eq!(net.classify(&[5.1, 3.5, 1.4, 0.2]), Species::Versicolor);
///
/// assert_eq!(Species::NAMES, ["Setosa", "Versicolor", "Iris virginica"]);
/// assert_eq!(Species::Virginica.to_string(), "Iris virginica");
/// assert_eq!(Species::try_from(0)?, Species::Setosa);
/// assert_eq!(Species::try_from(3).unwrap_err().to_string(), "there is no class 3: the classes are 0 to 2");
/// assert_eq!(Species::iter().map(Species::index).collect::<Vec<_>>(), [0, 1, 2]);
/// # Ok::<(), netwright::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an enum of classes",
    label = "does not derive `Class`",
    note = "write `#[derive(Class, Clone, Copy, PartialEq, Eq)]` on an enum with a variant for each class"
)]
pub trait Class: Sized + 'static {
    /// The classes, in the order of the network's outputs.
    const ALL: &'static [Self];

    /// Their names.
    const NAMES: &'static [&'static str];

    /// The number of the class, from 0.
    #[must_use]
    fn index(&self) -> usize;

    /// Returns the class with a number; the last one for numbers that are too large, which the
    /// outputs of a network never give.
    #[doc(hidden)]
    #[must_use]
    fn at(index: usize) -> Self;

    /// Returns the class with a number, if there is one.
    #[must_use]
    fn from_index(index: usize) -> Option<Self> {
        (index < Self::ALL.len()).then(|| Self::at(index))
    }
}

/// Returns the class with a number, for the conversion that `#[derive(Class)]` writes.
///
/// # Errors
///
/// [`Error::NoSuchClass`] if there is none.
pub fn class<C: Class>(index: usize) -> Result<C, Error> {
    C::from_index(index).ok_or(Error::NoSuchClass { found: index, classes: C::ALL.len() })
}

pub use netwright_macros::Class;
