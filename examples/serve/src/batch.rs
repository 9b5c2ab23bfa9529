//! Samples of concurrent requests, computed together.
//!
//! Nothing waits for a batch to become full: while the threads compute, requests come in, and the
//! next batch has all of them.

use crate::answers::Answers;
use crate::metrics::Metrics;
use crate::model::Models;
use crate::problem::Problem;
use crate::samples::Samples;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::oneshot;
use tokio::time::{Instant, timeout_at};

/// The most requests that wait for a thread.
const WAITING: usize = 4096;

/// Threads that compute batches.
pub(crate) struct Batcher {
    requests: Sender<Job>,
}

/// The samples of a request, and the way back to it.
struct Job {
    samples: Samples,
    answers: oneshot::Sender<Result<Answers, Problem>>,
}

impl Batcher {
    /// Starts threads, which end when the batcher is dropped.
    pub(crate) fn start(models: &Arc<Models>, metrics: &Arc<Metrics>, block: usize, threads: usize) -> Self {
        let (requests, waiting) = channel(WAITING);
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..threads {
            let (models, metrics, waiting) = (Arc::clone(models), Arc::clone(metrics), Arc::clone(&waiting));
            std::thread::spawn(move || {
                while let Some(jobs) = next(&waiting, block, models.declaration.features) {
                    metrics.batches.inc();
                    compute(&models, jobs, block);
                }
            });
        }
        Batcher { requests }
    }

    /// Computes the answers to a request, together with others.
    pub(crate) async fn classify(&self, samples: Samples, deadline: Instant) -> Result<Answers, Problem> {
        let (answers, answered) = oneshot::channel();
        let job = Job { samples, answers };
        let sent = timeout_at(deadline, self.requests.send(job)).await;
        if let Ok(Ok(())) = sent
            && let Ok(Ok(answers)) = timeout_at(deadline, answered).await
        {
            answers
        } else {
            Err(Problem::busy())
        }
    }
}

/// Waits for a request, and takes those that are waiting besides, up to a batch; none at the end.
fn next(waiting: &Mutex<Receiver<Job>>, block: usize, features: usize) -> Option<Vec<Job>> {
    let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
    let first = waiting.blocking_recv()?;
    let (mut samples, mut jobs) = (first.samples.values.len() / features, vec![first]);
    while samples < block
        && let Ok(job) = waiting.try_recv()
    {
        samples += job.samples.values.len() / features;
        jobs.push(job);
    }
    Some(jobs)
}

/// Computes the answers to several requests by one network.
fn compute(models: &Models, jobs: Vec<Job>, block: usize) {
    let model = models.current();
    let samples: Vec<f32> = jobs.iter().flat_map(|job| &job.samples.values).copied().collect();
    let scores = model.network.scores(&samples, block);
    let mut rest = &scores[..];
    for Job { samples, answers } in jobs {
        let own = samples.values.len() / models.declaration.features * model.outputs;
        let (scores, others) = rest.split_at(own);
        rest = others;
        // A client that has gone takes no answer.
        let _ = answers.send(Answers::decide(&model, samples.form, scores.to_vec()));
    }
}
