//! The rows of the shards of one rank, added up as far as it has both parts of a sum.

use super::{Exchange, Rank, Shards};
use crate::error::Error;
use crate::kernel::vectors;
use crate::scalar::Real;
use alloc::vec::Vec;
use core::ops::Range;

/// The rows of the shards of one rank, for a loop of your own; a
/// [`Trainer`](crate::train::Trainer) has one.
///
/// A row is a gradient, and numbers beside it that are summed as well: the loss, for example. The
/// memory is that of `log2(shards) + 1` rows, and is used over and over.
///
/// ```
/// use netwright::prelude::*;
/// use netwright::train::exchange::{Exchange, ShardSums, Shards, on_threads};
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// #[network(input = 2)]
/// struct Net(Linear<8>, Tanh, Dropout<0.1>, Linear<2>);
///
/// let samples: Vec<[f32; 2]> = (0..50_u8).map(|i| [f32::from(i % 7), f32::from(i % 5)]).collect();
/// let labels = Label::<2>::from_indices((0..50).map(|i| usize::from(i % 7 > i % 5)))?;
/// let shards = Shards::of_batch(samples.len(), 1, 8);
///
/// let train = |mut exchange: netwright::train::exchange::Threads<f32>| {
///     let mut net = Net::init(&mut SmallRng::seed_from_u64(1));
///     let (mut gradients, mut workspace) = (Net::zeros(), Workspace::default());
///     let (mut sums, mut sgd) = (ShardSums::new(), Sgd::new(0.1));
///     for step in 0..20 {
///         sums.begin(shards, exchange.rank(), Net::<f32>::LEN + 1);
///         for shard in shards.of_rank(exchange.rank()) {
///             let part = shards.samples(shard, samples.len());
///             let share = part.len() as f32 / samples.len() as f32;
///             let mut rng = SmallRng::seed_from_u64(step * 8 + shard as u64); // not of the rank
///             gradients.zero();
///             let pass = net.forward_shared(&samples[part.clone()], &mut workspace, &mut rng);
///             let loss = pass.loss(&CrossEntropy, &labels[part])?.scaled(share).backward(&mut gradients);
///             sums.add(gradients.as_slice(), &[loss]);
///         }
///         let sum = sums.exchange(&mut exchange)?;
///         gradients.as_mut_slice().copy_from_slice(&sum[..Net::<f32>::LEN]);
///         sgd.step(&mut net, &gradients);
///     }
///     Ok::<_, netwright::Error>(net)
/// };
/// let bits = |ranks| -> Result<Vec<Vec<u32>>, netwright::Error> {
///     let nets: Result<Vec<_>, _> = on_threads(ranks, train).into_iter().collect();
///     Ok(nets?.iter().map(|net| net.as_slice().iter().map(|w| w.to_bits()).collect()).collect())
/// };
/// let alone = bits(1)?;
/// assert!(bits(3)?.iter().all(|of_rank| *of_rank == alone[0]));
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct ShardSums<T> {
    shards: Shards,
    /// The shards of this rank that have no row yet.
    own: Range<usize>,
    width: usize,
    /// The nodes of the tree whose sums are in the rows.
    nodes: Vec<Range<usize>>,
    rows: Vec<T>,
}

impl<T: Real> Default for ShardSums<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Real> ShardSums<T> {
    /// Creates an empty one.
    #[must_use]
    pub fn new() -> Self {
        ShardSums { shards: Shards::new(1), own: 0..0, width: 0, nodes: Vec::new(), rows: Vec::new() }
    }

    /// Begins a batch, whose rows have `width` numbers.
    pub fn begin(&mut self, shards: Shards, rank: Rank, width: usize) {
        (self.shards, self.own, self.width) = (shards, shards.of_rank(rank), width);
        self.nodes.clear();
    }

    /// Adds the row of the next shard of this rank: a gradient, and the numbers beside it. What is
    /// shorter than a row counts as 0 in the rest of it; a row more than the rank has shards is
    /// ignored.
    pub fn add(&mut self, gradient: &[T], numbers: &[T]) {
        let Some(shard) = self.own.next() else { return };
        let (width, leaf) = (self.width, shard..shard + 1);
        let (gradient, numbers) = (&gradient[..gradient.len().min(width)], &numbers[..numbers.len().min(width)]);
        match self.nodes.last_mut().and_then(|last| Some((self.shards.parent(last, &leaf)?, last))) {
            // Without a copy, since half of all shards are the right part of a sum.
            Some((parent, last)) => {
                *last = parent;
                let row = &mut self.rows[(self.nodes.len() - 1) * width..][..width];
                vectors::add(1.0, gradient, &mut row[..gradient.len()]);
                vectors::add(1.0, numbers, &mut row[width - numbers.len()..]);
            }
            None => {
                let row = self.new_row();
                row[..gradient.len()].copy_from_slice(gradient);
                row[gradient.len()..].fill(T::zero());
                row[width - numbers.len()..].copy_from_slice(numbers);
                self.nodes.push(leaf);
            }
        }
        self.shards.carry(&mut self.nodes, width, &mut self.rows);
    }

    /// Exchanges the sums with the other ranks; returns the sum of the rows of all shards. The
    /// shards of this rank for which nothing was added count as 0.
    ///
    /// # Errors
    ///
    /// Those of [`Exchange::sum`].
    pub fn exchange<E: Exchange<T> + ?Sized>(&mut self, exchange: &mut E) -> Result<&[T], Error> {
        while !self.own.is_empty() {
            self.add(&[], &[]);
        }
        if self.nodes.is_empty() {
            self.new_row().fill(T::zero());
        }
        let rows = &mut self.rows[..self.nodes.len().max(1) * self.width];
        exchange.sum(self.shards, self.width, rows)?;
        Ok(&self.rows[..self.width])
    }

    /// Returns the memory of the row behind the last one.
    fn new_row(&mut self) -> &mut [T] {
        let begin = self.nodes.len() * self.width;
        if self.rows.len() < begin + self.width {
            self.rows.resize(begin + self.width, T::zero());
        }
        &mut self.rows[begin..begin + self.width]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::exchange::Alone;

    #[test]
    fn rows_are_added_along_the_tree() {
        let mut sums = ShardSums::<f32>::new();
        for count in [1, 2, 5, 8, 3] {
            sums.begin(Shards::new(count), Rank::ALONE, 3);
            (0..count).for_each(|shard| sums.add(&[shard as f32, 1.0], &[0.5]));
            sums.add(&[100.0], &[100.0]); // one too many
            let sum = (0..count).sum::<usize>() as f32;
            assert_eq!(sums.exchange(&mut Alone).unwrap(), [sum, count as f32, count as f32 / 2.0]);
        }
    }

    #[test]
    fn shards_without_a_row_count_as_zero() {
        let mut sums = ShardSums::<f64>::new();
        sums.begin(Shards::new(5), Rank::ALONE, 2);
        sums.add(&[1.0], &[2.0]);
        assert_eq!(sums.exchange(&mut Alone).unwrap(), [1.0, 2.0]);
        sums.begin(Shards::new(2), Rank::new(5, 6), 1);
        sums.begin(Shards::new(2), Rank::new(0, 6), 1);
        assert_eq!(sums.exchange(&mut Alone).unwrap(), [0.0], "a rank without shards");
    }
}
