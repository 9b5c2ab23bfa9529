//! Ranks that are threads of one process.

use super::{Exchange, Rank, Shards};
use crate::error::Error;
use crate::scalar::Real;
use core::ops::Range;
use std::format;
use std::panic::resume_unwind;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::vec::Vec;

/// Calls `train` on as many threads as there are to be ranks, each with its [exchange](Threads);
/// returns the results in the order of the ranks.
///
/// With the feature `rayon` the threads of the caller's pool are divided among the ranks, for the
/// work within a layer.
/// To train on threads this way pays where layers are too small to be divided themselves, and
/// batches have many samples; memory is that of a network and an optimiser for each rank.
///
/// ```
/// use netwright::data::generate;
/// use netwright::prelude::*;
/// use netwright::train::exchange::on_threads;
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// #[network(input = 2)]
/// struct Moons(Linear<8>, Tanh, Linear<2>);
///
/// let data = generate::moons::<f32>(100, 0.1, &mut SmallRng::seed_from_u64(1))?;
/// let nets = on_threads(4, |rank| {
///     let mut net = Moons::init(&mut SmallRng::seed_from_u64(1));
///     let trainer = Trainer::new(CrossEntropy, Adam::new(0.05)).epochs(20).exchange(rank);
///     trainer.fit(&mut net, &data).map(|_| net)
/// });
/// let nets: Result<Vec<_>, _> = nets.into_iter().collect();
/// assert!(nets?.iter().all(|net| net.accuracy(data.samples(), data.targets()).unwrap() > 0.8));
/// # Ok::<(), netwright::Error>(())
/// ```
///
/// # Panics
///
/// If one of the calls does, after all have ended.
pub fn on_threads<T: Real, R: Send>(ranks: usize, train: impl Fn(Threads<T>) -> R + Sync) -> Vec<R> {
    #[cfg(feature = "rayon")]
    let own_threads = (rayon::current_num_threads() / ranks.max(1)).max(1);
    #[cfg(not(feature = "rayon"))]
    let own_threads = 1;
    let train = &train;
    let ranks = Threads::ranks(ranks);
    std::thread::scope(|scope| {
        let begin = |rank: Threads<T>| scope.spawn(move || in_pool(own_threads, move || train(rank)));
        let begun: Vec<_> = ranks.into_iter().map(begin).collect();
        let results: Vec<_> = begun.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
        results.into_iter().map(|result| result.unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

/// Calls `work` in a pool of its own, so that ranks do not wait for each other's helpers.
#[cfg(feature = "rayon")]
fn in_pool<R: Send>(threads: usize, work: impl FnOnce() -> R + Send) -> R {
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

#[cfg(not(feature = "rayon"))]
fn in_pool<R>(_: usize, work: impl FnOnce() -> R) -> R {
    work()
}

/// The exchange of ranks that are threads of one process; [`on_threads`] makes them.
///
/// If a rank is dropped while others wait for it, these have an error.
pub struct Threads<T> {
    rank: Rank,
    room: Arc<Room<T>>,
}

/// The memory that the ranks share.
struct Room<T> {
    meeting: Mutex<Meeting>,
    is_complete: Condvar,
    /// The rows of the roots of each rank.
    roots: Vec<RwLock<Vec<T>>>,
    /// The columns that each rank has added up, at the beginning of its memory.
    sums: Vec<RwLock<Vec<T>>>,
}

/// The ranks that wait for the others.
#[derive(Default)]
struct Meeting {
    waiting: usize,
    /// The number of meetings that were complete.
    number: u64,
    /// The first rank that has ended.
    gone: Option<usize>,
}

impl<T: Real> Threads<T> {
    /// Creates the exchanges of some ranks, to be moved into their threads.
    #[must_use]
    pub fn ranks(ranks: usize) -> Vec<Self> {
        let ranks = ranks.max(1);
        let memory = || (0..ranks).map(|_| RwLock::default()).collect();
        let (meeting, is_complete) = (Mutex::default(), Condvar::new());
        let room = Arc::new(Room { meeting, is_complete, roots: memory(), sums: memory() });
        (0..ranks).map(|number| Threads { rank: Rank::new(number, ranks), room: Arc::clone(&room) }).collect()
    }

    /// Adds up this rank's part of the columns.
    fn add_columns(&self, shards: Shards, width: usize) -> Result<(), Error> {
        let columns = columns(self.rank.number(), self.rank.ranks(), width);
        let mut sums = self.room.sums[self.rank.number()].write().unwrap_or_else(PoisonError::into_inner);
        sums.clear();
        for (number, memory) in self.room.roots.iter().enumerate() {
            let rows = memory.read().unwrap_or_else(PoisonError::into_inner);
            let roots = shards.roots(shards.of_rank(Rank::new(number, self.rank.ranks()))).count();
            if rows.len() != roots * width {
                return Err(failed(format!("rank {number} has other rows than rank {}", self.rank.number())));
            }
            rows.chunks_exact(width.max(1)).for_each(|row| sums.extend_from_slice(&row[columns.clone()]));
        }
        shards.add_roots(self.rank.ranks(), columns.len(), &mut sums);
        Ok(())
    }

    /// Waits until all ranks have called it.
    fn meet(&self) -> Result<(), Error> {
        let mut meeting = self.room.lock();
        let number = meeting.number;
        meeting.waiting += 1;
        if meeting.waiting == self.rank.ranks() && meeting.gone.is_none() {
            (meeting.waiting, meeting.number) = (0, number + 1);
            self.room.is_complete.notify_all();
        }
        while meeting.number == number {
            if let Some(gone) = meeting.gone {
                return Err(failed(format!("rank {gone} has ended")));
            }
            meeting = self.room.is_complete.wait(meeting).unwrap_or_else(PoisonError::into_inner);
        }
        Ok(())
    }
}

impl<T: Real> Exchange<T> for Threads<T> {
    fn rank(&self) -> Rank {
        self.rank
    }

    fn sum(&mut self, shards: Shards, width: usize, rows: &mut [T]) -> Result<(), Error> {
        if self.rank.ranks() == 1 {
            return Ok(());
        }
        {
            let mut roots = self.room.roots[self.rank.number()].write().unwrap_or_else(PoisonError::into_inner);
            roots.clear();
            if !shards.of_rank(self.rank).is_empty() {
                roots.extend_from_slice(rows);
            }
        }
        self.meet()?;
        self.add_columns(shards, width)?;
        self.meet()?;
        for (number, sums) in self.room.sums.iter().enumerate() {
            let columns = columns(number, self.rank.ranks(), width);
            let sums = sums.read().unwrap_or_else(PoisonError::into_inner);
            rows[columns.clone()].copy_from_slice(&sums[..columns.len()]);
        }
        Ok(())
    }
}

impl<T> Drop for Threads<T> {
    fn drop(&mut self) {
        self.room.lock().gone.get_or_insert(self.rank.number());
        self.room.is_complete.notify_all();
    }
}

impl<T> Room<T> {
    fn lock(&self) -> MutexGuard<'_, Meeting> {
        self.meeting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns the columns that a rank adds up.
fn columns(number: usize, ranks: usize, width: usize) -> Range<usize> {
    Shards::new(ranks).samples(number, width)
}

fn failed(problem: std::string::String) -> Error {
    Error::Exchange { problem }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::exchange::{Alone, ShardSums};

    /// The sum of rows of thirds on some ranks, several times in a row.
    fn sum<E: Exchange<f32>>(mut exchange: E, count: usize) -> Vec<u32> {
        let shards = Shards::new(count);
        let (mut sums, mut bits) = (ShardSums::new(), Vec::new());
        for width in [7, 1, 100] {
            sums.begin(shards, exchange.rank(), width);
            for shard in shards.of_rank(exchange.rank()) {
                let row: Vec<f32> = (0..width).map(|column| 1.0 / (3 + 7 * shard + column) as f32).collect();
                sums.add(&row, &[]);
            }
            bits.extend(sums.exchange(&mut exchange).unwrap().iter().map(|number| number.to_bits()));
        }
        bits
    }

    #[test]
    fn sums_have_the_same_bits_for_any_number_of_threads() {
        for shards in [1, 3, 8, 13] {
            let alone = sum(Alone, shards);
            for ranks in [1, 2, 3, 4, 8, 9] {
                let of_ranks = on_threads(ranks, |rank: Threads<f32>| sum(rank, shards));
                assert_eq!(of_ranks.len(), ranks);
                assert!(of_ranks.iter().all(|bits| *bits == alone), "{shards} shards on {ranks} threads");
            }
        }
    }

    #[test]
    fn a_rank_that_ends_ends_the_others() {
        let ended = on_threads(3, |mut rank: Threads<f64>| {
            if rank.rank().number() == 1 {
                return Ok(());
            }
            (0..2).try_for_each(|_| rank.sum(Shards::new(3), 1, &mut [1.0]))
        });
        let error = Err(failed("rank 1 has ended".into()));
        assert_eq!(ended, [error.clone(), Ok(()), error]);
    }

    #[test]
    fn rows_of_another_width_are_an_error() {
        let ended = on_threads(2, |mut rank: Threads<f32>| {
            let width = 1 + rank.rank().number();
            rank.sum(Shards::new(2), width, &mut [1.0, 2.0][..width])
        });
        assert!(ended.iter().all(Result::is_err), "{ended:?}");
    }
}
