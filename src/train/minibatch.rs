//! The samples of a batch, gathered from a data set if they do not lie in order.

use crate::data::{Augment, Dataset};
use crate::kernel::threads::{self, WORK_OF_READING};
use crate::train::chance;
#[cfg(feature = "weights")]
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// The order in which an epoch takes its samples.
pub(super) struct Order {
    /// False for the order that they have in the data set.
    is_chosen: bool,
    /// Their positions in the data set.
    positions: Vec<usize>,
}

impl Order {
    pub(super) fn new() -> Self {
        Order { is_chosen: false, positions: Vec::new() }
    }

    /// Makes it the order that the samples have.
    pub(super) fn leave(&mut self) {
        self.is_chosen = false;
    }

    /// Makes it the order of a list of positions, which is to be written.
    pub(super) fn choose(&mut self) -> &mut Vec<usize> {
        self.is_chosen = true;
        &mut self.positions
    }

    /// Returns the number of visits, where there are `samples`.
    pub(super) fn visits(&self, samples: usize) -> usize {
        if self.is_chosen { self.positions.len() } else { samples }
    }

    /// Returns the samples at some places of the order.
    pub(super) fn at(&self, places: Range<usize>) -> Positions<'_> {
        if self.is_chosen { Positions::Chosen(&self.positions[places]) } else { Positions::InOrder(places) }
    }
}

/// The samples of a batch.
#[derive(Clone)]
pub(super) enum Positions<'o> {
    /// Those of some positions of the data set, one behind the other.
    InOrder(Range<usize>),
    /// Those of these positions.
    Chosen(&'o [usize]),
}

impl<'o> Positions<'o> {
    pub(super) fn len(&self) -> usize {
        match self {
            Positions::InOrder(range) => range.len(),
            Positions::Chosen(positions) => positions.len(),
        }
    }

    /// Returns parts of at most `size` of some of the samples, each with the number of its first
    /// sample.
    pub(super) fn parts(
        &self,
        samples: Range<usize>,
        size: usize,
    ) -> impl Iterator<Item = (usize, Positions<'o>)> + use<'o> {
        let (all, end) = (self.clone(), samples.end);
        samples.step_by(size.max(1)).map(move |first| {
            let part = first..end.min(first.saturating_add(size));
            let part = match &all {
                Positions::InOrder(range) => Positions::InOrder(range.start + part.start..range.start + part.end),
                Positions::Chosen(positions) => Positions::Chosen(&positions[part]),
            };
            (first, part)
        })
    }

    /// Returns the position of a sample by its number.
    fn at(&self, number: usize) -> usize {
        match self {
            Positions::InOrder(range) => range.start + number,
            Positions::Chosen(positions) => positions[number],
        }
    }

    fn iter(&self) -> impl Iterator<Item = usize> {
        let (range, positions) = match self {
            Positions::InOrder(range) => (range.clone(), &[][..]),
            Positions::Chosen(positions) => (0..0, *positions),
        };
        range.chain(positions.iter().copied())
    }
}

/// The place of a batch: the number of its epoch, and its number in that epoch, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) epoch: usize,
    pub(super) batch: usize,
}

/// The place of a part of a batch.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) seed: u64,
    pub(super) place: Place,
    /// The number of its first sample in the batch.
    pub(super) first: usize,
}

/// Memory for the samples and targets of a part of a batch, and how they are changed at random.
///
/// It is allocated with the first samples that are gathered. No sample and no target passes over
/// the stack.
pub(super) struct Minibatch<T, const F: usize, Y, A> {
    samples: Vec<[T; F]>,
    targets: Vec<Y>,
    augmentation: Option<A>,
}

impl<T: Copy + Send + Sync, const F: usize, Y: Clone, A: Augment<T, F>> Minibatch<T, F, Y, A> {
    pub(super) fn new(augmentation: Option<A>) -> Self {
        Minibatch { samples: Vec::new(), targets: Vec::new(), augmentation }
    }

    /// Returns the samples and targets of a part of a batch: those of the data set, or copies of
    /// them.
    pub(super) fn take<'b>(
        &'b mut self,
        data: &'b Dataset<'_, T, F, Y>,
        positions: &Positions<'_>,
        part: Part,
    ) -> (&'b [[T; F]], &'b [Y]) {
        match (positions, &self.augmentation) {
            (Positions::InOrder(range), None) => (&data.samples()[range.clone()], &data.targets()[range.clone()]),
            _ => self.gather(data, positions, part),
        }
    }

    /// Returns a text that tells augmentations apart.
    #[cfg(feature = "weights")]
    pub(super) fn augmentation(&self) -> String {
        self.augmentation.as_ref().map_or("none".into(), Augment::describe)
    }

    fn gather(&mut self, data: &Dataset<'_, T, F, Y>, positions: &Positions<'_>, part: Part) -> (&[[T; F]], &[Y]) {
        let count = positions.len();
        self.reserve(data, count);
        let (samples, targets) = (&mut self.samples[..count], &mut self.targets[..count]);
        for (target, position) in targets.iter_mut().zip(positions.iter()) {
            target.clone_from(&data.targets()[position]);
        }
        gather_samples(data.samples(), positions, samples);
        if let Some(augmentation) = &self.augmentation {
            let Part { seed, place: Place { epoch, batch }, first } = part;
            for (number, sample) in (first..).zip(samples.iter_mut()) {
                augmentation.augment(sample, &mut chance::of_sample(seed, epoch, batch, number));
            }
        }
        (samples, targets)
    }

    /// Makes the memory large enough. There may be more samples in a batch than in the data set, if
    /// a sampler draws some of them several times.
    fn reserve(&mut self, data: &Dataset<'_, T, F, Y>, count: usize) {
        while self.samples.len() < count {
            let missing = (count - self.samples.len()).min(data.len());
            // Only to have something there; copied from slices as one piece of memory.
            self.samples.extend_from_slice(&data.samples()[..missing]);
            self.targets.extend_from_slice(&data.targets()[..missing]);
        }
    }
}

/// Copies the samples at some positions, on several threads if they are large.
fn gather_samples<T: Copy + Send + Sync, const F: usize>(
    from: &[[T; F]],
    positions: &Positions<'_>,
    to: &mut [[T; F]],
) {
    let copy = |first: usize, to: &mut [[T; F]]| {
        for (number, sample) in (first..).zip(to) {
            sample.copy_from_slice(&from[positions.at(number)]);
        }
    };
    match threads::share(to.len(), 2 * F * WORK_OF_READING, 1) {
        Some(length) => threads::for_each(to.chunks_mut(length).enumerate(), |(part, to)| copy(part * length, to)),
        None => copy(0, to),
    }
}
