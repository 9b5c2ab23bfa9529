//! `Trainer`: its settings, what it measures, when it ends, and what it leaves.

#[cfg(feature = "weights")]
mod checkpoints;
mod checks;
mod hardest;
mod histories;
#[cfg(all(unix, feature = "weights", feature = "progress"))]
mod interrupted;
mod loops;
mod observers;
