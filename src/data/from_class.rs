//! Targets that are made from the names or numbers of classes, as files have them.

use crate::data::Label;
use crate::network::classes::Class;

/// A type of targets of which there is one for each class: [`Label`], an enum that derives
/// [`Class`], or `bool`, whose second class is `true`.
pub trait FromClass: Sized {
    /// The number of classes.
    const CLASSES: usize;

    /// Their names; empty if they have none.
    const NAMES: &'static [&'static str];

    /// Returns the target of a class, if there is one.
    ///
    /// ```
    /// use netwright::data::{FromClass, Label};
    ///
    /// assert_eq!(Label::<3>::from_class(2).map(Label::index), Some(2));
    /// assert_eq!(bool::from_class(2), None);
    /// ```
    fn from_class(class: usize) -> Option<Self>;
}

impl<const N: usize> FromClass for Label<N> {
    const CLASSES: usize = N;
    const NAMES: &'static [&'static str] = &[];

    fn from_class(class: usize) -> Option<Self> {
        Label::new(class).ok()
    }
}

impl<C: Class> FromClass for C {
    const CLASSES: usize = C::ALL.len();
    const NAMES: &'static [&'static str] = C::NAMES;

    fn from_class(class: usize) -> Option<Self> {
        C::from_index(class)
    }
}

impl FromClass for bool {
    const CLASSES: usize = 2;
    const NAMES: &'static [&'static str] = &["false", "true"];

    fn from_class(class: usize) -> Option<Self> {
        [false, true].get(class).copied()
    }
}
