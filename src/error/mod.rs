//! The one error type of the library.

mod display;
// A part of it is for the macro alone, and another for files at run time.
#[allow(dead_code)]
pub(crate) mod fit;
#[cfg(feature = "weights")]
mod mismatch;
#[cfg(feature = "train")]
mod state;

#[cfg(feature = "weights")]
pub use mismatch::Mismatch;
#[cfg(feature = "train")]
pub use state::StateDifference;

/// Errors of data at run time. Shapes cannot be wrong at run time: they are checked at compile
/// time.
///
/// `Debug` prints the message of `Display`, so a program whose `main` returns the error prints it,
/// and so does `unwrap`.
///
/// ```
/// use netwright::data::Label;
///
/// let error = Label::<3>::new(7).unwrap_err();
/// assert_eq!(format!("{error:?}"), "there is no class 7: the classes are 0 to 2");
/// ```
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// The number of targets differs from the number of samples.
    TargetCount {
        /// The number of samples.
        samples: usize,
        /// The number of targets.
        targets: usize,
    },
    /// A block of a stream may give more outputs than there are places for them.
    BlockTooLong {
        /// The number of frames of the block.
        frames: usize,
        /// The number of outputs that they may give.
        outputs: usize,
        /// The number of places.
        places: usize,
    },
    /// The mean over a batch without samples does not exist.
    EmptyBatch,
    /// A batch of training has fewer samples than a layer needs that computes statistics of it.
    BatchTooSmall {
        /// The number of samples.
        samples: usize,
        /// The least number.
        least: usize,
    },
    /// A class number is not below the number of classes.
    ClassOutOfRange {
        /// The position of the sample.
        row: usize,
        /// The number at that position.
        found: usize,
        /// The number of classes.
        classes: usize,
    },
    /// A number does not belong to a class.
    NoSuchClass {
        /// The number.
        found: usize,
        /// The number of classes.
        classes: usize,
    },
    /// No target is of a class.
    AbsentClass {
        /// The number of the class.
        class: usize,
    },
    /// A number is not the position of a sample.
    NoSuchSample {
        /// The number.
        found: usize,
        /// The number of samples.
        samples: usize,
    },
    /// A sampler was made for another number of samples.
    SamplerCount {
        /// The number of samples that it was made for.
        sampler: usize,
        /// The number of samples of the data set.
        samples: usize,
    },
    /// A backward pass does not agree with the difference quotient.
    #[cfg(feature = "alloc")]
    WrongGradient {
        /// The parameter or input, `hidden.weight[3, 1]` or `input[0] of sample 2`.
        place: alloc::string::String,
        /// The derivative that the backward pass computed.
        derivative: f64,
        /// The difference quotient.
        quotient: f64,
    },
    /// There are no samples.
    NoSamples,
    /// A number of a sample is not finite.
    NotFinite {
        /// The position of the sample.
        row: usize,
        /// The position of the feature.
        column: usize,
        /// The number, infinite or NaN.
        found: f64,
    },
    /// A number of a sample is not the index of a class, which an
    /// [`Embedding`](crate::layer::Embedding) looks up.
    NotAnIndex {
        /// The position of the sample.
        row: usize,
        /// The position of the feature.
        column: usize,
        /// The number at that position.
        found: f64,
        /// The number of classes, below which all indices are.
        classes: usize,
    },
    /// A number of a target is not finite.
    TargetNotFinite {
        /// The position of the sample.
        row: usize,
        /// The position in its target.
        column: usize,
        /// The number, infinite or NaN.
        found: f64,
    },
    /// A target is none that a loss takes.
    InvalidTarget {
        /// The position of the sample.
        row: usize,
        /// The position in its target, if one number is to blame.
        column: Option<usize>,
        /// The condition that it must meet.
        expected: &'static str,
        /// The number at that position, or the sum of all.
        found: f64,
    },
    /// No sample of a batch counts: their weights are all 0.
    NoWeight,
    /// A number is not the target of one of two classes.
    NotBinary {
        /// The position of the sample.
        row: usize,
    },
    /// The loss of a batch is not finite, although its samples and targets are.
    LossNotFinite {
        /// The loss, infinite or NaN.
        found: f64,
    },
    /// Training has left the range of its numbers. The network is as it was after the best epoch,
    /// if epochs were judged, or after the last one.
    #[cfg(feature = "train")]
    Diverged {
        /// The number of the epoch, from 1.
        epoch: usize,
        /// The number of the batch in that epoch, from 1.
        batch: usize,
        /// The first number that is not finite: the loss, or one of the gradients or parameters.
        what: alloc::string::String,
        /// That number, infinite or NaN.
        found: f64,
        /// The first step of the network whose numbers were not finite, and the direction of the
        /// pass; none if all were.
        first: Option<alloc::string::String>,
        /// The number of the epoch after which the network was as it is now; 0 before the first
        /// one.
        left: usize,
    },
    /// The number by which training is judged is not measured.
    #[cfg(feature = "train")]
    NotMeasured {
        /// The name of the number.
        name: alloc::string::String,
        /// The names of what is measured.
        measured: alloc::vec::Vec<alloc::string::String>,
    },
    /// The ranks of a training cannot go on together; see [`exchange`](crate::train::exchange).
    #[cfg(feature = "train")]
    Exchange {
        /// The reason.
        problem: alloc::string::String,
    },
    /// A setting is invalid in the type that the network computes with.
    RoundedSetting {
        /// The name of the setting.
        name: &'static str,
        /// The value of the setting.
        found: f64,
        /// The value in that type, after rounding: zero, one, or infinity.
        rounded: f64,
        /// The type, `f32` or `f64`.
        scalar: &'static str,
    },
    /// A setting is invalid.
    InvalidSetting {
        /// The name of the setting.
        name: &'static str,
        /// The condition that it must meet.
        expected: &'static str,
        /// The value of the setting.
        found: f64,
    },
    /// A pattern names no parameter of a network.
    #[cfg(feature = "train")]
    NoSuchTensor {
        /// The pattern.
        pattern: alloc::string::String,
        /// The name of the network.
        network: &'static str,
        /// The name of the parameter that is nearest to it, if there are any parameters.
        nearest: Option<alloc::string::String>,
    },
    /// A saved state is that of something else: of another network or optimiser. Nothing has been
    /// restored.
    #[cfg(feature = "train")]
    State {
        /// Every difference.
        differences: alloc::vec::Vec<StateDifference>,
    },
    /// A row of a file has something in it that cannot be used.
    #[cfg(feature = "std")]
    Row {
        /// The path of the file.
        file: std::string::String,
        /// The position of the row, from 0; a line of names does not count.
        row: usize,
        /// The line of the file in which the row begins, from 1, if the file is text.
        line: Option<core::num::NonZeroUsize>,
        /// The name of the column, or its position where there are no names; `None` for the whole
        /// row.
        column: Option<std::string::String>,
        /// The condition that it must meet.
        expected: std::string::String,
        /// The text or number that is there.
        found: std::string::String,
    },
    /// A checkpoint is that of something else: of another network or optimiser, of other settings
    /// or of another version. Nothing has been restored.
    #[cfg(all(feature = "weights", feature = "train"))]
    Checkpoint {
        /// The path of the file.
        file: std::string::String,
        /// Every difference.
        differences: std::vec::Vec<StateDifference>,
    },
    /// A file cannot be read or written.
    #[cfg(feature = "std")]
    File {
        /// Its path.
        file: std::string::String,
        /// The reason.
        problem: std::string::String,
    },
    /// A weights file does not fit a network.
    #[cfg(feature = "weights")]
    Weights {
        /// The path of the file.
        file: std::string::String,
        /// Every mismatch.
        mismatches: std::vec::Vec<Mismatch>,
    },
}

impl Error {
    /// Adds the number of the first sample of a part to the row of an error about a target in it.
    #[cfg(feature = "train")]
    pub(crate) fn with_rows_from(mut self, first: usize) -> Self {
        if let Error::NotBinary { row } | Error::InvalidTarget { row, .. } | Error::TargetNotFinite { row, .. } =
            &mut self
        {
            *row += first;
        }
        self
    }
}
