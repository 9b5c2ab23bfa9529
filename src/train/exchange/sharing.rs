//! A rank in the loop of a trainer: its shards, their rows, and what the rows say beside gradients.

use super::digest::of_machine;
use super::{Exchange, Rank, ShardSums, Shards};
use crate::error::Error;
use crate::parameters::Schema;
use crate::scalar::Real;
use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

/// No exchange, `()`, or one, [`Sharded`].
pub trait Distribution<T: Real> {
    /// True if there never is one.
    #[doc(hidden)]
    const IS_NONE: bool = false;

    /// The memory of the shards.
    #[doc(hidden)]
    type Memory;

    /// Creates the memory for a network with a schema and losses of so many parts, whose batches
    /// have as many shards as the second limit says, of at least so many samples as the first.
    #[doc(hidden)]
    fn memory(schema: &'static Schema, parts: usize, limits: [usize; 2]) -> Self::Memory;

    /// Returns the most shards of a batch.
    #[doc(hidden)]
    fn most_shards(memory: &Self::Memory) -> usize;

    /// Returns the exchange and its memory.
    #[doc(hidden)]
    fn sharing<'s>(&'s mut self, memory: &'s mut Self::Memory) -> Option<Sharing<'s, T>>;
}

impl<T: Real> Distribution<T> for () {
    const IS_NONE: bool = true;

    type Memory = ();

    fn memory(_: &'static Schema, _: usize, _: [usize; 2]) {}

    fn most_shards((): &()) -> usize {
        1
    }

    fn sharing<'s>(&'s mut self, (): &'s mut ()) -> Option<Sharing<'s, T>> {
        None
    }
}

/// The exchange of a [`Trainer`](crate::train::Trainer) that has one.
#[derive(Clone, Copy, Debug)]
pub struct Sharded<E>(pub(in crate::train) E);

impl<T: Real, E: Exchange<T>> Distribution<T> for Sharded<E> {
    type Memory = SharedMemory<T>;

    fn memory(schema: &'static Schema, parts: usize, [least, most]: [usize; 2]) -> SharedMemory<T> {
        let statistics = schema.tensors().filter(|tensor| !tensor.role().is_parameter());
        SharedMemory {
            most,
            least,
            sums: ShardSums::new(),
            statistics: statistics.map(|tensor| tensor.range()).collect(),
            before: Vec::new(),
            share: 0.0,
            numbers: vec![T::zero(); NUMBERS + parts],
            parts: vec![0.0; parts],
        }
    }

    fn most_shards(memory: &SharedMemory<T>) -> usize {
        memory.most
    }

    fn sharing<'s>(&'s mut self, memory: &'s mut SharedMemory<T>) -> Option<Sharing<'s, T>> {
        Some(Sharing { exchange: &mut self.0, memory })
    }
}

/// The numbers of a row behind the gradient.
#[derive(Clone, Copy)]
enum Number {
    Loss,
    HasFailed,
    Stops,
}

/// Those above; the parts of the loss follow them.
const NUMBERS: usize = 3;

/// The bytes of a digest, each of which is a number: sums of such numbers are exact.
const DIGEST: usize = 8;

/// Memory for the shards of a rank.
#[doc(hidden)]
pub struct SharedMemory<T> {
    most: usize,
    least: usize,
    sums: ShardSums<T>,
    /// The places of statistics in a network, and their numbers before the batch.
    statistics: Vec<Range<usize>>,
    before: Vec<T>,
    /// The share of the batch that the passes of a shard have, and the parts of its loss.
    share: f64,
    numbers: Vec<T>,
    parts: Vec<f64>,
}

/// The sum of a batch, beside its gradient.
pub(in crate::train) struct Summed {
    pub(in crate::train) loss: f64,
    /// True if a shard has failed.
    pub(in crate::train) has_failed: bool,
    /// True if a rank ends the training.
    pub(in crate::train) stops: bool,
}

impl Summed {
    /// The sum of a training without ranks.
    pub(in crate::train) const NOTHING: Self = Summed { loss: 0.0, has_failed: false, stops: false };
}

/// A rank and the memory of its shards.
#[doc(hidden)]
pub struct Sharing<'s, T> {
    exchange: &'s mut dyn Exchange<T>,
    memory: &'s mut SharedMemory<T>,
}

impl<T: Real> Sharing<'_, T> {
    pub(in crate::train) fn rank(&self) -> Rank {
        self.exchange.rank()
    }

    /// Begins a batch; returns its shards and those of this rank.
    pub(in crate::train) fn begin_batch(&mut self, samples: usize, network: &[T]) -> (Shards, Range<usize>) {
        let SharedMemory { most, least, sums, numbers, statistics, before, .. } = &mut *self.memory;
        let (shards, rank) = (Shards::of_batch(samples, *least, *most), self.exchange.rank());
        sums.begin(shards, rank, network.len() + numbers.len());
        before.clear();
        statistics.iter().for_each(|place| before.extend_from_slice(&network[place.clone()]));
        (shards, shards.of_rank(rank))
    }

    /// Counts a pass of a shard, with its share of the batch and the parts of its loss.
    pub(in crate::train) fn add_pass(&mut self, share: f64, parts: &[f64]) {
        self.memory.share += share;
        self.memory.parts.iter_mut().zip(parts).for_each(|(sum, part)| *sum += share * part);
    }

    /// Takes the gradient of a shard, and by how much it has moved the statistics, which go back to
    /// where they were.
    pub(in crate::train) fn end_shard(&mut self, loss: f64, gradients: &mut [T], network: &mut [T]) {
        let SharedMemory { sums, statistics, before, share, numbers, parts, .. } = &mut *self.memory;
        let mut before = before.iter();
        for place in statistics {
            let moved = gradients[place.clone()].iter_mut().zip(&mut network[place.clone()]);
            for ((moved, statistic), before) in moved.zip(&mut before) {
                *moved = T::from_double(*share * (statistic.to_double() - before.to_double()));
                *statistic = *before;
            }
        }
        numbers[..NUMBERS].fill(T::zero());
        numbers[Number::Loss as usize] = T::from_double(loss);
        for (number, part) in numbers[NUMBERS..].iter_mut().zip(parts) {
            *number = T::from_double(core::mem::take(part));
        }
        sums.add(gradients, numbers);
        *share = 0.0;
    }

    /// Says to the other ranks, in place of a row, that a shard has failed or that training ends.
    pub(in crate::train) fn end_early(&mut self, has_failed: bool, stops: bool, network: &mut [T]) {
        let SharedMemory { sums, statistics, before, numbers, share, parts, .. } = &mut *self.memory;
        let places = statistics.iter().flat_map(|place| place.clone());
        places.zip(&*before).for_each(|(place, before)| network[place] = *before);
        numbers.fill(T::zero());
        numbers[Number::HasFailed as usize] = one_if(has_failed);
        numbers[Number::Stops as usize] = one_if(stops);
        sums.add(&[], numbers);
        parts.fill(0.0);
        *share = 0.0;
    }

    /// Exchanges the rows of a batch: the gradients are those of all shards then, the statistics
    /// move, and `add_parts` is called with the parts of the loss.
    pub(in crate::train) fn end_batch(
        &mut self,
        gradients: &mut [T],
        network: &mut [T],
        add_parts: &mut dyn FnMut(&[f64]),
    ) -> Result<Summed, Error> {
        let SharedMemory { sums, statistics, parts, .. } = &mut *self.memory;
        let (gradient, numbers) = sums.exchange(self.exchange)?.split_at(network.len());
        let number = |number: Number| numbers[number as usize].to_double();
        let [loss, has_failed, stops] = [Number::Loss, Number::HasFailed, Number::Stops].map(number);
        let summed = Summed { loss, has_failed: has_failed > 0.0, stops: stops > 0.0 };
        if summed.has_failed || summed.stops {
            return Ok(summed);
        }
        gradients.copy_from_slice(gradient);
        for place in statistics {
            let moves = gradients[place.clone()].iter_mut().zip(&mut network[place.clone()]);
            moves.for_each(|(moved, statistic)| *statistic += core::mem::take(moved));
        }
        parts.iter_mut().zip(&numbers[NUMBERS..]).for_each(|(part, sum)| *part = sum.to_double());
        add_parts(parts);
        parts.fill(0.0);
        Ok(summed)
    }

    /// Returns true on all ranks if it is called with true on one.
    pub(in crate::train) fn any(&mut self, flag: bool) -> Result<bool, Error> {
        Ok(self.sum_over_ranks(&[one_if(flag)])?[0] > T::zero())
    }

    /// Refuses ranks that are at different places of a training, or of different ones. The digest
    /// is of everything that should be equal.
    pub(in crate::train) fn require_agreement(&mut self, digest: u64) -> Result<(), Error> {
        let ranks = (0..self.rank().ranks()).fold(0.0, |count, _| count + 1.0);
        let bytes = of_machine(digest).to_le_bytes().map(|byte| T::from_double(f64::from(byte)));
        let expected: [T; DIGEST] = bytes.map(|byte| byte * T::from_double(ranks));
        // If ranks differ in a byte, its sum is not what all of them expect.
        let differs = self.sum_over_ranks(&bytes)? != expected;
        if self.any(differs)? {
            let problem = "they differ in network, samples, settings, checkpoint or instruction sets".into();
            return Err(Error::Exchange { problem });
        }
        Ok(())
    }

    /// Sums numbers that each rank has, where shards take no part.
    fn sum_over_ranks(&mut self, numbers: &[T]) -> Result<&[T], Error> {
        let (sums, rank) = (&mut self.memory.sums, self.exchange.rank());
        sums.begin(Shards::new(rank.ranks()), rank, numbers.len());
        sums.add(&[], numbers);
        sums.exchange(self.exchange)
    }
}

fn one_if<T: Real>(flag: bool) -> T {
    if flag { T::one() } else { T::zero() }
}
