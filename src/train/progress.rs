//! The progress of a training on the terminal (feature `progress`).

use crate::optim::Settings;
use crate::train::{Epoch, Flow, Observer, StepTaken};
use indicatif::{ProgressBar, ProgressStyle};
use std::format;
use std::prelude::rust_2024::*;
use std::time::{Duration, Instant};

/// The time from one change of the text to the next: a person reads no faster.
const PAUSE: Duration = Duration::from_millis(100);

/// The columns of the history that are shown otherwise, or are of no interest while one waits.
const NOT_SHOWN: [&str; 4] = ["loss", "rate", "gradient norm", "seconds"];

/// Shows the progress of a training: the epoch, the loss of the last batch, the learning rate, what
/// was measured after the last epoch, and the time that is left.
///
/// It is silent when the standard error output is no terminal.
pub struct Progress {
    bar: ProgressBar,
    /// The numbers of the last epoch that was measured.
    measured: String,
    last: Option<Instant>,
}

impl Default for Progress {
    fn default() -> Self {
        Self::new()
    }
}

impl Progress {
    /// Creates a bar that is drawn with the first step.
    #[must_use]
    pub fn new() -> Self {
        Self::on(ProgressBar::no_length())
    }

    /// Shows the progress on a bar of the program's, one of several for instance.
    #[must_use]
    pub fn on(bar: ProgressBar) -> Self {
        Progress { bar, measured: String::new(), last: None }
    }

    fn text<N, O: Settings>(&self, step: &StepTaken<'_, N, O>) -> String {
        let StepTaken { epoch, epochs, loss, optimizer, .. } = step;
        let rate = optimizer.learning_rate();
        format!("epoch {epoch}/{epochs}  loss {loss:.4}  rate {rate:.2e}{}", self.measured)
    }
}

impl<N, O: Settings> Observer<N, O> for Progress {
    fn after_step(&mut self, step: &mut StepTaken<'_, N, O>) -> Flow {
        let StepTaken { epoch, epochs, batch, batches, .. } = *step;
        let now = Instant::now();
        if self.last.is_none() {
            // Of a training that is resumed, what was done before took no time now.
            let done = (epoch - 1).saturating_mul(batches) + batch - 1;
            self.bar.set_length(epochs.saturating_mul(batches) as u64);
            self.bar.set_style(style());
            self.bar.set_position(done as u64);
            self.bar.reset_eta();
        }
        if self.last.is_none_or(|last| now - last >= PAUSE) {
            self.last = Some(now);
            self.bar.set_message(self.text(step));
        }
        self.bar.inc(1);
        Flow::Continue(())
    }

    fn after_epoch(&mut self, epoch: &mut Epoch<'_, N, O>) -> Flow {
        let Some(row) = epoch.history.rows().next_back() else { return Flow::Continue(()) };
        let shown = row.values().filter(|(name, _)| !NOT_SHOWN.contains(name));
        self.measured = shown.filter_map(|(name, value)| Some(format!("  {name} {:.4}", value?))).collect();
        Flow::Continue(())
    }

    fn at_end(&mut self, _: &mut Epoch<'_, N, O>) {
        self.bar.abandon();
    }
}

fn style() -> ProgressStyle {
    let template = "{wide_bar} {percent}% {msg}  {eta} left";
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prelude::*;
    use indicatif::{InMemoryTerm, ProgressDrawTarget};

    #[network(input = 1)]
    struct Line(Linear<1, NoBias>);

    #[test]
    fn loss_rate_and_what_is_measured_are_shown() {
        let terminal = InMemoryTerm::new(5, 120);
        let target = ProgressDrawTarget::term_like(Box::new(terminal.clone()));
        let bar = ProgressBar::with_draw_target(None, target);
        let data = Dataset::new(&[[1.0]], &[[1.0]]).unwrap();
        let trainer = Trainer::new(Mse, Sgd::new(0.25)).epochs(3).validation(&data);
        trainer.observe(Progress::on(bar)).fit(&mut Line::<f64>::zeros(), &data).unwrap();
        let shown = terminal.contents();
        for expected in ["100%", "epoch 1/3", "loss 1.0000", "rate 2.50e-1", "left"] {
            assert!(shown.contains(expected), "{shown}");
        }
    }
}
