//! Data-parallel training: the gradient of a batch, computed by several ranks.
//!
//! A *rank* is one of several that train one network together: a thread, or a process of a
//! cluster. All of them run the same program on the same data, and each has a copy of the network.
//! A batch is cut into *shards*, by default 8, and a rank computes the gradients of some of them.
//! The sum of all is [exchanged](Exchange), and then every rank takes the same step, so that the
//! copies stay equal without ever being sent.
//!
//! [`Trainer::exchange`](crate::train::Trainer::exchange) does all of it, and [`ShardSums`] is for
//! a loop of your own. There are three exchanges: [`Alone`]; [`Threads`], with the feature `std`;
//! and, in the package `netwright-mpi` of the repository, one through MPI.
//!
//! # Gradient
//!
//! The loss of a batch is the mean of those of its samples, with weights `v_i` that are mostly 1.
//! Over the samples `i` of each of the shards `j = 1, .., s`, with `V_j = Σ v_i` and `V = Σ V_j`,
//!
//! ```text
//! E = Σ_all v_i·E_i / V = Σ_j V_j / V · E_j     where  E_j = Σ_j v_i·E_i / V_j
//!
//! dE/dw = Σ_j V_j / V · dE_j/dw
//! ```
//!
//! so that the sum of the shards' gradients, each times its share of the weights, is that of the
//! batch. Clipping, penalties and the optimiser come afterwards, and see the sum.
//!
//! # Bits
//!
//! Sums of floating-point numbers depend on their order. Here it depends on the number of shards
//! alone, which does not depend on the number of ranks: the rows of the shards are added along one
//! [binary tree](Shards). So **the network has the same bits for any number of ranks, on threads or
//! on machines**, as long as features, instruction sets, batch size and number of shards stay the
//! same. A training without an exchange is one with a single shard, and rounds differently.
//!
//! Ranks exchange a row for each root of theirs: a number for each of the network's, and a few more
//! for the share of the loss, for failures, and for requests to stop. Each rank adds up a part of
//! the columns, and sends the sums to all others. Of `w` numbers on `P` ranks with one root each, a
//! rank sends `2·w·(P - 1)/P`, as in a ring.
//!
//! # What is measured over a batch
//!
//! - **Normalisation by the batch** sees a shard by itself, as with PyTorch's
//!   `DistributedDataParallel` without `SyncBatchNorm`. A batch has fewer shards where these would
//!   be smaller than a layer [needs](crate::layer::Differentiable::MIN_BATCH).
//! - **Statistics** such as running means follow all shards, and not only those of rank 0: each
//!   shard moves them from where they were before the batch, and they move by the mean of these
//!   moves, in which a shard has its share of the weights. It is computed in the row of the
//!   gradient, where statistics have no gradient. For a running mean `m` with the momentum `c`,
//!   `m + Σ_j V_j/V · c·(x_j - m) = m + c·(Σ_j V_j/V · x_j - m)`: it follows the mean of the
//!   shards' means, which is that of the batch.
//! - **Random numbers**, of dropout and augmentation, follow from the seed, the epoch, the batch
//!   and the place of the first sample of the shard, or of the sample, in the batch; not from the
//!   rank.
//! - **Micro-batches** are parts of a shard.
//! - **Losses** of an epoch are sums over all shards. Validation and metrics are computed by each
//!   rank on all samples: they cost the same for any number of ranks.
//!
//! # Ranks that go their own way
//!
//! Before the first step ranks compare their networks, samples, settings and instruction sets, and
//! if they differ, each has [`Error::Exchange`]; targets are not compared. If a shard fails, say
//! with a loss that is not finite, the gradient is not used, every rank looks for the first shard
//! that fails, and all return one error. If an [observer](crate::train::Observer) ends the training
//! on one rank, because it was sent a signal for instance, all ranks end after the same step.
//!
//! Rank 0 alone writes checkpoints; all ranks resume from them, and need to see the files. A
//! checkpoint does not depend on the number of ranks, so that a training may be resumed with
//! another one. Observers with a state of their own, which is in the checkpoint, must be on all
//! ranks; others may be on some, as `Option`.

mod digest;
mod shards;
mod sharing;
mod sums;
#[cfg(feature = "std")]
mod threads;

use crate::error::Error;
use crate::scalar::Real;

pub(super) use digest::{digest, digest_text};
pub use shards::{Rank, Shards};
pub(super) use sharing::Summed;
pub use sharing::{Distribution, Sharded};
pub use sums::ShardSums;
#[cfg(feature = "std")]
#[cfg_attr(docsrs, doc(cfg(feature = "std")))]
pub use threads::{Threads, on_threads};

/// The number of shards of a batch, if nothing else is said.
pub(super) const SHARDS: usize = 8;

/// The sum of the rows of all ranks, in an order that does not depend on their number.
///
/// An exchange between processes could send all rows to all ranks:
///
/// ```
/// use netwright::Error;
/// use netwright::scalar::Real;
/// use netwright::train::exchange::{Exchange, Rank, Shards};
///
/// /// A network between processes.
/// trait Wire<T> {
///     fn rank(&self) -> Rank;
///     /// Sends rows to all ranks; returns those of all ranks, in the order of the ranks.
///     fn send_to_all(&mut self, rows: &[T]) -> Result<Vec<T>, std::io::Error>;
/// }
///
/// struct Processes<W>(W);
///
/// impl<T: Real, W: Wire<T>> Exchange<T> for Processes<W> {
///     fn rank(&self) -> Rank {
///         self.0.rank()
///     }
///
///     fn sum(&mut self, shards: Shards, width: usize, rows: &mut [T]) -> Result<(), Error> {
///         let has_roots = !shards.of_rank(self.0.rank()).is_empty();
///         let sent = if has_roots { &rows[..] } else { &[] };
///         let failed = |error: std::io::Error| Error::Exchange { problem: error.to_string() };
///         let mut all = self.0.send_to_all(sent).map_err(failed)?;
///         shards.add_roots(self.0.rank().ranks(), width, &mut all);
///         rows[..width].copy_from_slice(&all[..width]);
///         Ok(())
///     }
/// }
/// ```
pub trait Exchange<T: Real> {
    /// Returns the place of this rank.
    fn rank(&self) -> Rank;

    /// Adds up the rows of all ranks, along the tree of the shards.
    ///
    /// Rows have `width` numbers, and lie one behind the other: one for each
    /// [root](Shards::roots) of the [shards of this rank](Shards::of_rank), or one row of zeroes if
    /// it has none. Afterwards the first row is the sum of those of all ranks, as
    /// [`Shards::add_roots`] adds them up. Every rank calls it as often as the others, with the
    /// same shards and the same width, and all have the same bits then.
    ///
    /// # Errors
    ///
    /// [`Error::Exchange`] if the other ranks cannot be reached, or have ended.
    fn sum(&mut self, shards: Shards, width: usize, rows: &mut [T]) -> Result<(), Error>;
}

impl<T: Real, E: Exchange<T> + ?Sized> Exchange<T> for &mut E {
    fn rank(&self) -> Rank {
        (**self).rank()
    }

    fn sum(&mut self, shards: Shards, width: usize, rows: &mut [T]) -> Result<(), Error> {
        (**self).sum(shards, width, rows)
    }
}

/// The exchange of one rank, which has all shards: a training in one process, with the bits that it
/// has on many ranks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Alone;

impl<T: Real> Exchange<T> for Alone {
    fn rank(&self) -> Rank {
        Rank::ALONE
    }

    fn sum(&mut self, _: Shards, _: usize, _: &mut [T]) -> Result<(), Error> {
        // All shards have one root.
        Ok(())
    }
}
