//! The time of a training step on more machines than there are here, calculated.
//!
//! It is a calculation from what was measured on one machine and from the latency and bandwidth of
//! a network, and no measurement: it knows nothing of congestion, of machines that are slower than
//! others, or of what else they do.
//!
//! With `s` shards on `P` ranks, the time `t_shard` of a shard, `t_step` of the optimiser's step,
//! `t_add` of the addition of two rows, and rows of `w` bytes, over a network with the latency `α`
//! of a message and the bandwidth `β` of a machine in each direction:
//!
//! ```text
//! T(P) = ⌈s/P⌉·t_shard + additions(P)·t_add + exchange(P) + t_step
//!
//! exchange(P)  = 2·(P - 1)·α + (k + 1)·(P - 1)/P·w/β      0 for P = 1
//! additions(P) = (⌈s/P⌉ - k) + (K - 1)/P
//! ```
//!
//! A rank has `k` roots at most, all ranks have `K`. It adds its own rows up to its roots, then the
//! roots of all in its part of the columns. Both `MPI_Alltoallv` and `MPI_Allgatherv` are counted
//! as `P - 1` messages one after the other, which is what they are at most.

use netwright::train::exchange::{Rank, Shards};

/// The times and sizes of a step of training on one machine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Work {
    /// The number of shards of a batch.
    pub shards: usize,
    /// The seconds for the gradient of a shard.
    pub shard: f64,
    /// The seconds for adding a row to another.
    pub addition: f64,
    /// The seconds for a step of the optimiser.
    pub step: f64,
    /// The bytes of a row.
    pub bytes: f64,
}

/// A network between machines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wire {
    /// The seconds until a message without bytes has arrived.
    pub latency: f64,
    /// The bytes per second.
    pub bandwidth: f64,
}

impl Work {
    /// Calculates the seconds of a step on so many ranks.
    #[must_use]
    pub fn seconds(&self, ranks: usize, wire: Wire) -> f64 {
        self.parts(ranks, wire).iter().sum()
    }

    /// Calculates by how much more steps a second so many ranks take than one.
    #[must_use]
    pub fn speed_up(&self, ranks: usize, wire: Wire) -> f64 {
        self.seconds(1, wire) / self.seconds(ranks, wire)
    }

    /// Calculates the seconds for gradients, for the exchange with its additions, and for the step
    /// of the optimiser.
    #[must_use]
    pub fn parts(&self, ranks: usize, wire: Wire) -> [f64; 3] {
        let (shards, count) = (Shards::new(self.shards), real(ranks));
        let of_rank = |number| shards.of_rank(Rank::new(number, ranks));
        let own = (0..ranks).map(|number| of_rank(number).len()).max().unwrap_or(0);
        let roots = (0..ranks).map(|number| shards.roots(of_rank(number)).count()).max().unwrap_or(0);
        let all_roots = shards.all_roots(ranks).count();
        let additions = real(own - roots) + real(all_roots - 1) / count;
        let others = count - 1.0;
        let messages = 2.0 * others * wire.latency;
        let bytes = (real(roots) + 1.0) * others / count * self.bytes / wire.bandwidth;
        [real(own) * self.shard, additions * self.addition + messages + bytes, self.step]
    }
}

#[allow(clippy::cast_precision_loss)] // There are far fewer than 2^52 of anything.
fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::{Wire, Work};

    const WORK: Work = Work { shards: 8, shard: 1.0, addition: 0.125, step: 0.5, bytes: 1000.0 };
    const WIRE: Wire = Wire { latency: 0.25, bandwidth: 1000.0 };

    #[test]
    fn one_rank_has_all_shards_and_sends_nothing() {
        assert_eq!(WORK.parts(1, WIRE), [8.0, 7.0 * 0.125, 0.5]);
    }

    #[test]
    fn ranks_with_one_root_each_send_as_in_a_ring() {
        let additions = 1.0 + 3.0 / 4.0;
        let sent = 2.0 * 3.0 * 0.25 + 2.0 * 3.0 / 4.0;
        assert_eq!(WORK.parts(4, WIRE), [2.0, additions * 0.125 + sent, 0.5]);
    }

    #[test]
    fn ranks_that_cut_subtrees_send_more_roots() {
        // 0..2, 2..5 and 5..8: a rank has up to two roots, and all have five.
        let additions = 1.0 + 4.0 / 3.0;
        let sent = 2.0 * 2.0 * 0.25 + 3.0 * 2.0 / 3.0;
        let [gradients, exchange, _] = WORK.parts(3, WIRE);
        assert_eq!(gradients, 3.0);
        assert!((exchange - additions * 0.125 - sent).abs() < 1e-12);
    }

    #[test]
    fn more_ranks_than_shards_gain_nothing() {
        let free = Wire { latency: 0.0, bandwidth: f64::INFINITY };
        assert_eq!(WORK.parts(16, free)[0], WORK.parts(8, free)[0]);
    }
}
