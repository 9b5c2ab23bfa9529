//! `Trainer`: its settings, what it measures, when it ends, and what it leaves.

mod checkpoints;
#[cfg(feature = "weights")]
mod checks;
mod histories;
mod loops;
mod observers;
