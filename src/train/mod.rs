//! Training: the passes through a network, the loop around them, and measurements.
//!
//! The guide "Training" says when to use what.
//!
//! [`Pass`] is one pass by hand; [`Trainer`] has the loop around it. Its course is
//!
//! ```text
//! check the settings, the samples and the targets
//! resume from a checkpoint, if there is one to resume from
//! for each epoch
//!     draw the order of the samples             from the seed and the epoch
//!     for each batch
//!         set the learning rate                 the schedule
//!         for each part of the batch            micro-batches, or all of it
//!             gather and change its samples     augmentation
//!             forward, loss, backward           its share is added to the gradients
//!         step                                  the optimiser, unless numbers are not finite
//!         observers, then perhaps a checkpoint
//!     measure                                   the validation loss and the metrics
//!     observers
//!     judge                                     the best weights, early stopping, the schedule
//!     perhaps a checkpoint
//! a checkpoint, the best weights, observers     at any end
//! ```
//!
//! Around it there are tools that look at a network, and leave it as it is:
//!
//! - [`OverfitCheck`] before training: can it learn one batch by heart?
//! - [`RateFinder`]: which learning rate makes the loss fall fastest?
//! - [`Doctor`] at any time: are units dead or saturated, do gradients vanish, are updates of the
//!   right size, are the inputs standardised?
//! - [`Trainable::hardest`] after training: which samples have the largest loss?
//!
//! All that is random follows from the seed and the place, so that an epoch can begin anywhere.
//! The loop is compiled once for all networks, and calls the parts that depend on types through a
//! trait object.

mod batch;
pub(crate) mod batches;
mod binary;
mod chance;
#[cfg(feature = "weights")]
pub mod checkpoint;
mod clock;
mod course;
mod doctor;
mod ema;
mod evaluate;
pub mod exchange;
mod guard;
mod hardest;
mod held_out;
mod history;
#[cfg(feature = "progress")]
mod interrupt;
mod judge;
mod measure;
mod micro_batch;
mod minibatch;
mod minimize;
mod observe;
mod output_view;
mod outputs;
mod overfit;
mod part_sums;
mod pass;
mod plan;
#[cfg(feature = "progress")]
mod progress;
mod ranked;
mod rate_finder;
mod samples;
pub mod schedule;
mod search;
mod stages;
mod trainable;
mod trainee;
mod trainer;
mod training;

#[cfg(feature = "weights")]
pub use checkpoint::Checkpoints;
pub use doctor::{Activations, Diagnosis, Doctor, FeatureHealth, Finding, StepHealth, TensorHealth, Units};
pub use ema::Ema;
pub use evaluate::Evaluate;
pub use hardest::{HardSample, Hardest};
pub use held_out::{HeldOut, MetricList};
pub use history::{Ending, History, Row};
#[cfg(feature = "progress")]
pub use interrupt::StopAtCtrlC;
pub use judge::EarlyStopping;
pub use micro_batch::MicroBatch;
pub use observe::{AfterEpoch, Epoch, Flow, Observer, StepTaken, StopWhen};
pub use overfit::{Overfit, OverfitCheck};
pub use pass::{Pass, Scored, Workspace};
#[cfg(feature = "progress")]
pub use progress::Progress;
pub use rate_finder::{RateFinder, RateSweep};
pub use trainable::Trainable;
pub use trainee::{InBox, Itself, Trainee};
pub use trainer::Trainer;
