//! Data-parallel training of [netwright](netwright)'s networks on MPI.
//!
//! [`run`] calls a program on every rank of a job; in it the trainer's
//! [`exchange`](netwright::train::Trainer::exchange) is the [`Ranks`]. Everything else is what it
//! is without: [`netwright::train::exchange`] says what is shared, and what is not. The network has
//! the same bits for any number of ranks, and as with
//! [`Alone`](netwright::train::exchange::Alone) and
//! [`on_threads`](netwright::train::exchange::on_threads).
//!
//! ```
//! use netwright::data::generate;
//! use netwright::prelude::*;
//! use rand::{SeedableRng, rngs::SmallRng};
//! use std::process::ExitCode;
//!
//! #[network(input = 2)]
//! struct Moons(Linear<8>, Tanh, Linear<2>);
//!
//! fn main() -> ExitCode {
//!     netwright_mpi::run(|ranks| {
//!         let data = generate::moons::<f32>(100, 0.1, &mut SmallRng::seed_from_u64(1))?;
//!         let mut net = Moons::init(&mut SmallRng::seed_from_u64(1));
//!         let is_first = ranks.rank().is_first();
//!         let trainer = Trainer::new(CrossEntropy, Adam::new(0.05)).epochs(20).exchange(ranks);
//!         let history = trainer.fit(&mut net, &data)?;
//!         if is_first {
//!             println!("{history}");
//!         }
//!         Ok::<(), netwright::Error>(())
//!     })
//! }
//! ```
//!
//! ```text
//! mpiexec -n 4 target/release/moons
//! ```

mod blocks;
mod ranks;
pub mod scaling;

pub use ranks::{Ranks, run};
