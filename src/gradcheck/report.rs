//! The report of a check.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// A check that found nothing wrong: how much was compared, and about which tensors that says
/// nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The number of derivatives that were compared.
    pub checked: usize,
    /// The largest error, relative to the largest derivative of the tensor that it is in.
    pub worst: f64,
    /// The tensors of which no derivative is large enough to be told from a wrong one.
    pub unshown: Vec<Unshown>,
}

/// A tensor about which a check has shown nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Unshown {
    /// Its name, `hidden.weight`, or `input` for the samples.
    pub tensor: String,
    /// Its largest derivative, by the backward pass or by differences.
    pub derivative: f64,
    /// The least that could have been told from zero.
    pub least: f64,
}

impl Unshown {
    /// Returns `true` if all derivatives are exactly zero, by the backward pass and by differences.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.derivative == 0.0
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} derivatives agree with differences, with errors up to {:.0e}", self.checked, self.worst)?;
        self.unshown.iter().try_for_each(|unshown| write!(f, "\n{unshown}"))
    }
}

impl fmt::Display for Unshown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Unshown { tensor, derivative, least } = self;
        if self.is_zero() {
            write!(f, "nothing is proved about {tensor}: all its derivatives are 0")
        } else {
            write!(
                f,
                "nothing is proved about {tensor}: its derivatives are at most {derivative:.0e}, and the loss is rounded \
                 so much that only {least:.0e} could be told from 0"
            )
        }
    }
}
