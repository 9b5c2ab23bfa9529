//! The ranks of an MPI job, and the exchange between them.

use crate::blocks::Blocks;
use mpi::Threading;
use mpi::datatype::{Partition, PartitionMut};
use mpi::environment::Universe;
use mpi::topology::SimpleCommunicator;
use mpi::traits::{Communicator, CommunicatorCollectives, Equivalence};
use netwright::Error;
use netwright::scalar::Real;
use netwright::train::exchange::{Exchange, Rank, Shards};
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

/// The rows of all roots are sent to all ranks if they have at most so many bytes in all: one
/// message instead of two, where the time is that of a message and not of its bytes.
const SMALL: usize = 1 << 13;

/// The exit code of a job one of whose ranks had an error.
const FAILED: i32 = 1;

/// Begins a job, calls `program` on each of its ranks, and ends the job.
///
/// If the program returns an error on one rank or panics there, it is written to standard error,
/// and the whole job is aborted with an exit code that is not 0: the other ranks would wait for
/// this one for ever.
///
/// A program that was not started by `mpiexec` is a job of one rank.
pub fn run<T: Real, E: Display>(program: impl FnOnce(&mut Ranks<T>) -> Result<(), E>) -> ExitCode {
    let Some((universe, _)) = mpi::initialize_with_threading(Threading::Funneled) else {
        eprintln!("MPI has been initialised already");
        return ExitCode::FAILURE;
    };
    let mut ranks = Ranks::new(universe);
    match catch_unwind(AssertUnwindSafe(|| program(&mut ranks))) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            eprintln!("rank {}: {error}", ranks.rank.number());
            ranks.world.abort(FAILED)
        }
        // The panic hook has written the message.
        Err(_) => ranks.world.abort(FAILED),
    }
}

/// The exchange of a rank of an MPI job; [`run`] makes it.
///
/// # Messages
///
/// The columns of the rows are divided among the ranks. By `MPI_Alltoallv` each rank sends to every
/// other one the columns of that rank in its own roots; then it has all roots in its own columns,
/// adds them up along the tree, and sends the sums to all by `MPI_Allgatherv`. With `P` ranks that
/// have `k` roots each, of `w` numbers, a rank sends `(k + 1)·w·(P - 1)/P` numbers: with one root
/// as many as in a ring. Short rows are sent to all ranks at once, which is one message less.
///
/// `MPI_Allreduce` would send no fewer, and may add in an order that depends on the number of
/// ranks, or on their places.
pub struct Ranks<T> {
    rank: Rank,
    world: SimpleCommunicator,
    plan: Option<Plan>,
    /// The columns of this rank's roots, in the order in which they are sent, if there are several.
    packed: Vec<T>,
    received: Vec<T>,
    /// Last, since nothing of MPI's may be used after it is dropped.
    _universe: Universe,
}

/// The lengths of all messages of a sum.
struct Plan {
    shards: Shards,
    width: usize,
    /// The number of roots of this rank.
    roots: usize,
    messages: Messages,
}

enum Messages {
    /// All rows to all ranks.
    Rows(Blocks),
    Columns {
        /// Those of each rank in the roots of this one.
        sent: Blocks,
        /// Those of this rank in the roots of each one.
        received: Blocks,
        /// The sums of the columns of each rank.
        sums: Blocks,
    },
}

impl Plan {
    fn new<T>(shards: Shards, width: usize, rank: Rank) -> Result<Self, Error> {
        let ranks = rank.ranks();
        let roots = |number| shards.roots(shards.of_rank(Rank::new(number, ranks))).count();
        let columns = |number| Shards::new(ranks).samples(number, width).len();
        let (own, all) = (roots(rank.number()), (0..ranks).map(roots).sum::<usize>());
        let messages = if all * width * size_of::<T>() <= SMALL {
            Messages::Rows(Blocks::new((0..ranks).map(|number| roots(number) * width))?)
        } else {
            Messages::Columns {
                sent: Blocks::new((0..ranks).map(|number| own * columns(number)))?,
                received: Blocks::new((0..ranks).map(|number| roots(number) * columns(rank.number())))?,
                sums: Blocks::new((0..ranks).map(columns))?,
            }
        };
        Ok(Plan { shards, width, roots: own, messages })
    }
}

impl<T: Real> Ranks<T> {
    fn new(universe: Universe) -> Self {
        let world = universe.world();
        let number = |count: i32| usize::try_from(count).unwrap_or_default();
        let rank = Rank::new(number(world.rank()), number(world.size()));
        Ranks { rank, world, plan: None, packed: Vec::new(), received: Vec::new(), _universe: universe }
    }

    /// Returns the place of this rank.
    #[must_use]
    pub fn rank(&self) -> Rank {
        self.rank
    }

    /// Waits until all ranks have called it.
    pub fn wait_for_all(&self) {
        self.world.barrier();
    }
}

impl<T: Real + Equivalence> Exchange<T> for Ranks<T> {
    fn rank(&self) -> Rank {
        self.rank
    }

    fn sum(&mut self, shards: Shards, width: usize, rows: &mut [T]) -> Result<(), Error> {
        let ranks = self.rank.ranks();
        if ranks == 1 {
            return Ok(());
        }
        let Ranks { rank, world, plan, packed, received, .. } = self;
        let plan = match plan {
            Some(plan) if (plan.shards, plan.width) == (shards, width) => plan,
            _ => plan.insert(Plan::new::<T>(shards, width, *rank)?),
        };
        match &plan.messages {
            Messages::Rows(blocks) => {
                received.resize(blocks.len(), T::zero());
                let mut blocks = PartitionMut::new(&mut received[..], blocks.counts(), blocks.begins());
                world.all_gather_varcount_into(&rows[..plan.roots * width], &mut blocks);
                shards.add_roots(ranks, width, received);
                rows[..width].copy_from_slice(&received[..width]);
            }
            Messages::Columns { sent, received: blocks, sums } => {
                received.resize(blocks.len(), T::zero());
                let rows_to_send = if plan.roots == 1 { &*rows } else { pack(plan, sums, rows, packed) };
                let from = Partition::new(&rows_to_send[..sent.len()], sent.counts(), sent.begins());
                let mut to = PartitionMut::new(&mut received[..], blocks.counts(), blocks.begins());
                world.all_to_all_varcount_into(&from, &mut to);
                let columns = sums.range(rank.number()).len();
                shards.add_roots(ranks, columns, received);
                let mut all = PartitionMut::new(&mut rows[..width], sums.counts(), sums.begins());
                world.all_gather_varcount_into(&received[..columns], &mut all);
            }
        }
        Ok(())
    }
}

/// Puts the columns of each rank in all roots of this one behind each other.
fn pack<'p, T: Real>(plan: &Plan, columns: &Blocks, rows: &[T], packed: &'p mut Vec<T>) -> &'p [T] {
    packed.clear();
    for number in 0..columns.count() {
        let rows = rows.chunks_exact(plan.width).take(plan.roots);
        rows.for_each(|row| packed.extend_from_slice(&row[columns.range(number)]));
    }
    packed
}
