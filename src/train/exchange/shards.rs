//! The shards of a batch, and the tree over them along which their rows are added.

use crate::kernel::vectors;
use crate::scalar::Real;
use alloc::vec::Vec;
use core::ops::Range;

/// The place of a rank: its number, from 0, and the number of all ranks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rank {
    number: usize,
    ranks: usize,
}

impl Rank {
    /// The only rank.
    pub const ALONE: Rank = Rank { number: 0, ranks: 1 };

    /// Rank `number` of `ranks`, of which there is at least one more than the number.
    #[must_use]
    pub const fn new(number: usize, ranks: usize) -> Self {
        Rank { number, ranks: if ranks > number { ranks } else { number + 1 } }
    }

    /// Returns the number of this rank, from 0.
    #[must_use]
    pub const fn number(self) -> usize {
        self.number
    }

    /// Returns the number of all ranks.
    #[must_use]
    pub const fn ranks(self) -> usize {
        self.ranks
    }

    /// Returns true for rank 0, which reports and writes checkpoints.
    #[must_use]
    pub const fn is_first(self) -> bool {
        self.number == 0
    }
}

/// The shards that a batch is cut into, and the tree along which their rows are added.
///
/// A row is the gradient of a shard, as one run of numbers. The nodes of the tree are ranges of
/// shards: the leaves are single shards, and two neighbours `2j` and `2j + 1` of a level are added
/// to node `j` of the next one. Where the last node of a level has no neighbour, it is a node of
/// the next level as it is. Of six shards:
///
/// ```text
/// 0   1   2   3   4   5
///  \ /     \ /     \ /
///  0..2    2..4    4..6
///     \    /        |
///      0..4        4..6
///          \       /
///            0..6
/// ```
///
/// A rank has neighbouring shards. It adds up those of its rows that are in the same subtree, and
/// is left with its *roots*, the largest subtrees all of whose leaves it has: one, if the number of
/// shards divided by that of ranks is a power of two.
///
/// ```
/// use netwright::train::exchange::{Rank, Shards};
///
/// let shards = Shards::new(6);
/// let ranks = [0, 1, 2].map(|number| shards.of_rank(Rank::new(number, 3)));
/// assert_eq!(ranks, [0..2, 2..4, 4..6]);
/// let half = shards.of_rank(Rank::new(1, 2));
/// assert_eq!(shards.roots(half).collect::<Vec<_>>(), [3..4, 4..6]); // 2 and 3 are on two ranks
/// assert_eq!(shards.samples(5, 64), 53..64);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shards {
    count: usize,
}

impl Shards {
    /// So many shards; at least one.
    #[must_use]
    pub const fn new(count: usize) -> Self {
        Shards { count: if count == 0 { 1 } else { count } }
    }

    /// The shards of a batch of `samples`: `most`, or as many fewer that each has at least `least`
    /// samples.
    #[must_use]
    pub const fn of_batch(samples: usize, least: usize, most: usize) -> Self {
        let enough = samples / if least == 0 { 1 } else { least };
        Shards::new(if enough < most { enough } else { most })
    }

    /// Returns the number of shards.
    #[must_use]
    #[allow(clippy::len_without_is_empty)] // There is at least one.
    pub const fn len(self) -> usize {
        self.count
    }

    /// Returns the samples of a shard in a batch of `samples`. Shards differ by one sample at most.
    #[must_use]
    pub const fn samples(self, shard: usize, samples: usize) -> Range<usize> {
        shard * samples / self.count..(shard + 1) * samples / self.count
    }

    /// Returns the shards of a rank; none, if there are fewer shards than ranks and it is another
    /// one's turn.
    #[must_use]
    pub const fn of_rank(self, rank: Rank) -> Range<usize> {
        rank.number * self.count / rank.ranks..(rank.number + 1) * self.count / rank.ranks
    }

    /// Returns the roots of some neighbouring shards, in their order: the largest nodes of the tree
    /// all of whose leaves are among them.
    pub fn roots(self, own: Range<usize>) -> impl Iterator<Item = Range<usize>> + Clone {
        let mut next = own.start;
        core::iter::from_fn(move || {
            (next < own.end).then(|| {
                let root = self.largest(next, own.end);
                next = root.end;
                root
            })
        })
    }

    /// Returns the roots of all ranks, in the order of their shards.
    pub fn all_roots(self, ranks: usize) -> impl Iterator<Item = Range<usize>> + Clone {
        (0..ranks).flat_map(move |number| self.roots(self.of_rank(Rank { number, ranks })))
    }

    /// Adds up the rows of the [roots of all ranks](Self::all_roots), each of `width` numbers, the
    /// one behind the other; the first row is their sum then. What is left in the others is of no
    /// use.
    ///
    /// An exchange calls it with the same columns of all rows, so that each rank adds up a part of
    /// the columns.
    ///
    /// # Panics
    ///
    /// If there are fewer rows.
    pub fn add_roots<T: Real>(self, ranks: usize, width: usize, rows: &mut [T]) {
        let mut nodes = Vec::new();
        for (position, root) in self.all_roots(ranks).enumerate() {
            if position > nodes.len() {
                rows.copy_within(position * width..(position + 1) * width, nodes.len() * width);
            }
            nodes.push(root);
            self.carry(&mut nodes, width, rows);
        }
    }

    /// Adds the last rows as long as their nodes have one above them, whose other leaves are there.
    pub(super) fn carry<T: Real>(self, nodes: &mut Vec<Range<usize>>, width: usize, rows: &mut [T]) {
        while let [.., left, right] = &nodes[..]
            && let Some(parent) = self.parent(left, right)
        {
            nodes.pop();
            let last = nodes.len() - 1;
            let (rows, added) = rows.split_at_mut((last + 1) * width);
            vectors::add(1.0, &added[..width], &mut rows[last * width..]);
            nodes[last] = parent;
        }
    }

    /// Returns the largest node that begins with a shard and does not go beyond another one.
    fn largest(self, first: usize, end: usize) -> Range<usize> {
        let mut node = first..first + 1;
        while let Some(next) = self.doubled(&node)
            && next.end <= end
        {
            node = next;
        }
        node
    }

    /// Returns the node that two neighbours are added to, if they are.
    pub(super) fn parent(self, left: &Range<usize>, right: &Range<usize>) -> Option<Range<usize>> {
        self.doubled(left).filter(|parent| left.end == right.start && right.end == parent.end)
    }

    /// Returns the node that a node is the left part of, unless it is the right part of one, or all
    /// of the tree.
    fn doubled(self, node: &Range<usize>) -> Option<Range<usize>> {
        let size = 2 * node.len();
        // The size of a node that ends before the last shard is a power of two.
        let is_left = node.end < self.count && node.start.is_multiple_of(size);
        is_left.then(|| node.start..self.count.min(node.start + size))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    /// Adds all rows level by level, as the documentation says.
    fn by_levels(mut level: Vec<f32>) -> f32 {
        while level.len() > 1 {
            level = level.chunks(2).map(|pair| pair.iter().copied().reduce(|a, b| a + b).unwrap_or(0.0)).collect();
        }
        level[0]
    }

    #[test]
    fn roots_of_any_number_of_ranks_have_the_sum_of_the_levels() {
        for count in 1..40 {
            let shards = Shards::new(count);
            let row = |shard: usize| 1.0 / (shard + 3) as f32;
            let expected = by_levels((0..count).map(row).collect());
            for ranks in 1..50 {
                let mut rows = vec![];
                for root in shards.all_roots(ranks) {
                    // A root alone is added as the whole tree is, since it begins at a multiple.
                    rows.push(by_levels(root.map(row).collect()));
                }
                shards.add_roots(ranks, 1, &mut rows);
                assert_eq!(rows[0].to_bits(), expected.to_bits(), "{count} shards on {ranks} ranks");
            }
        }
    }

    #[test]
    fn every_sample_is_in_one_shard_and_every_shard_on_one_rank() {
        for (samples, most, least) in [(64, 8, 1), (7, 8, 1), (7, 8, 2), (1, 8, 2), (1797, 5, 2), (8, 8, 1)] {
            let shards = Shards::of_batch(samples, least, most);
            assert!(shards.len() <= most);
            let of_all: Vec<usize> = (0..shards.len()).flat_map(|shard| shards.samples(shard, samples)).collect();
            assert!(of_all.into_iter().eq(0..samples));
            let smallest = (0..shards.len()).map(|shard| shards.samples(shard, samples).len()).min().unwrap();
            assert!(smallest >= least.min(samples));
            for ranks in 1..12 {
                let on_all = (0..ranks).flat_map(|number| shards.of_rank(Rank::new(number, ranks)));
                assert!(on_all.eq(0..shards.len()));
            }
        }
    }

    #[test]
    fn ranks_that_divide_the_shards_into_powers_of_two_have_one_root_each() {
        for (count, ranks) in [(8, 1), (8, 2), (8, 4), (8, 8), (64, 4), (12, 3), (6, 1)] {
            let shards = Shards::new(count);
            for number in 0..ranks {
                assert_eq!(shards.roots(shards.of_rank(Rank::new(number, ranks))).count(), 1, "{count} on {ranks}");
            }
        }
    }
}
