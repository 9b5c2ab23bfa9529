//! Batches of samples on threads.
//!
//! The threads are those of a call: a pool would not survive the forks of `multiprocessing`.

use crate::FEATURES;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::thread;

/// The least samples that are worth a thread: starting one takes as long as some thousands.
const ROWS_PER_THREAD: usize = 16 * 1024;

/// The most threads of a call, whatever is asked for.
const MOST_THREADS: usize = 64;

/// A reason why a batch has no answers; rows and columns count from 0.
pub(crate) enum Bad {
    NotFinite {
        row: usize,
        column: usize,
        number: f32,
    },
    /// The output of the network is not finite.
    TooLarge {
        row: usize,
    },
    NoMemory,
}

/// Returns the answers to all samples, one after the other, or the reason why the first of those
/// that have none has none. Each sample is answered by itself, so that nothing depends on the
/// number of threads.
pub(crate) fn answers<T: Copy + Default + Send, const N: usize>(
    rows: &[[f32; FEATURES]],
    threads: Option<usize>,
    answer: impl Fn(&[f32; FEATURES], &mut [T; N]) -> bool + Sync,
) -> Result<Vec<T>, Bad> {
    let mut answers = Vec::new();
    answers.try_reserve_exact(rows.len() * N).map_err(|_| Bad::NoMemory)?;
    answers.resize(rows.len() * N, T::default());
    let threads =
        threads.or_else(|| thread::available_parallelism().ok().map(NonZero::get)).unwrap_or(1).min(MOST_THREADS);
    let part = rows.len().div_ceil(threads).max(ROWS_PER_THREAD);
    let (outputs, _) = answers.as_chunks_mut::<N>();
    if rows.len() <= part {
        each(rows, outputs, 0, &answer)?;
        return Ok(answers);
    }
    let answer = &answer;
    thread::scope(|scope| {
        let parts = rows.chunks(part).zip(outputs.chunks_mut(part)).enumerate();
        let start = |(number, (rows, outputs))| scope.spawn(move || each(rows, outputs, number * part, answer));
        let running: Vec<_> = parts.map(start).collect();
        // In their order, so that the first row that is bad is named.
        running.into_iter().try_for_each(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })?;
    Ok(answers)
}

/// Answers samples one by one; the first of them is a certain row of the batch.
fn each<T, const N: usize>(
    rows: &[[f32; FEATURES]],
    outputs: &mut [[T; N]],
    first: usize,
    answer: &impl Fn(&[f32; FEATURES], &mut [T; N]) -> bool,
) -> Result<(), Bad> {
    for (row, (sample, output)) in (first..).zip(rows.iter().zip(outputs)) {
        if let Some(column) = sample.iter().position(|number| !number.is_finite()) {
            return Err(Bad::NotFinite { row, column, number: sample[column] });
        }
        if !answer(sample, output) {
            return Err(Bad::TooLarge { row });
        }
    }
    Ok(())
}
