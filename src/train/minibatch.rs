//! The samples of a batch, gathered from a data set if they do not lie in order.

use crate::data::Dataset;
use alloc::vec::Vec;
use core::ops::Range;

/// The order in which an epoch takes its samples.
pub(super) enum Order {
    /// The order that they have in the data set.
    AsTheyAre,
    /// Another one, by their positions in the data set.
    Chosen(Vec<usize>),
}

impl Order {
    /// Returns the samples at some places of the order.
    pub(super) fn at(&self, places: Range<usize>) -> Positions<'_> {
        match self {
            Order::AsTheyAre => Positions::InOrder(places),
            Order::Chosen(order) => Positions::Chosen(&order[places]),
        }
    }
}

/// The samples of a batch.
pub(super) enum Positions<'o> {
    /// Those of some positions of the data set, one behind the other.
    InOrder(Range<usize>),
    /// Those of these positions.
    Chosen(&'o [usize]),
}

/// Memory for the samples and targets of a batch.
///
/// It is allocated with the first batch that is gathered. No sample and no target passes over the
/// stack.
pub(super) struct Minibatch<T, const F: usize, Y> {
    samples: Vec<[T; F]>,
    targets: Vec<Y>,
}

impl<T: Copy, const F: usize, Y: Clone> Minibatch<T, F, Y> {
    pub(super) fn new() -> Self {
        Minibatch { samples: Vec::new(), targets: Vec::new() }
    }

    /// Returns the samples and targets of a batch: those of the data set, or copies of them.
    pub(super) fn take<'b>(
        &'b mut self,
        data: &'b Dataset<'_, T, F, Y>,
        positions: &Positions<'_>,
    ) -> (&'b [[T; F]], &'b [Y]) {
        match positions {
            Positions::InOrder(range) => (&data.samples()[range.clone()], &data.targets()[range.clone()]),
            Positions::Chosen(positions) => self.gather(data, positions),
        }
    }

    fn gather(&mut self, data: &Dataset<'_, T, F, Y>, positions: &[usize]) -> (&[[T; F]], &[Y]) {
        let count = positions.len();
        if self.samples.len() < count {
            // Only to have something there; copied from slices as one piece of memory.
            self.samples = data.samples()[..count].to_vec();
            self.targets = data.targets()[..count].to_vec();
        }
        let (samples, targets) = (&mut self.samples[..count], &mut self.targets[..count]);
        for (place, &position) in positions.iter().enumerate() {
            samples[place].copy_from_slice(&data.samples()[position]);
            targets[place..=place].clone_from_slice(&data.targets()[position..=position]);
        }
        (samples, targets)
    }
}
