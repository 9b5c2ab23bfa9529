//! `Trainer`: its settings, what it measures, when it ends, and what it leaves.

mod batches;
#[cfg(feature = "weights")]
mod checkpoints;
mod checks;
mod doctor;
mod exchange;
mod first_not_finite;
mod hardest;
mod histories;
#[cfg(all(unix, feature = "weights", feature = "progress"))]
mod interrupted;
mod loops;
mod observers;
