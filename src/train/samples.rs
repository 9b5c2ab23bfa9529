//! Conditions that samples meet before a network is trained or measured on them.

use crate::data::require_finite_samples;
use crate::error::Error;
use crate::layer::class_of;
use crate::network::Network;
use crate::scalar::Real;
use nalgebra::DimName;

/// Refuses samples of which a number is not finite, or is no index where the network looks one up.
pub(super) fn require_samples<N: Network>(samples: &[N::Scalar]) -> Result<(), Error> {
    require_finite_samples(samples, N::InDim::DIM)?;
    require_indices::<N>(samples)
}

/// Refuses samples in which a feature is no index although the network looks up a class by it. The
/// error is about the first row, and its first column, of which that holds.
pub(super) fn require_indices<N: Network>(samples: &[N::Scalar]) -> Result<(), Error> {
    let width = N::InDim::DIM.max(1);
    let mut first: Option<(usize, usize, f64, usize)> = None;
    N::indices(&mut |column, classes| {
        let numbers = samples.iter().skip(column).step_by(width);
        let is_index = |&number: &N::Scalar| class_of(number).is_some_and(|class| class < classes);
        if let Some((row, number)) = numbers.enumerate().find(|(_, number)| !is_index(number))
            && first.is_none_or(|(first_row, first_column, ..)| (row, column) < (first_row, first_column))
        {
            first = Some((row, column, number.to_double(), classes));
        }
    });
    first.map_or(Ok(()), |(row, column, found, classes)| Err(Error::NotAnIndex { row, column, found, classes }))
}
