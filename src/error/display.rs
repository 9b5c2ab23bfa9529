//! The sentences of all errors.

use super::Error;
use core::fmt;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::TargetCount { samples, targets } => {
                write!(f, "each sample needs one target, but there are {samples} samples and {targets} targets")
            }
            Error::BlockTooLong { frames, outputs, places } => {
                write!(f, "a block of {frames} frames may give {outputs} outputs, but there is memory for {places}")
            }
            Error::EmptyBatch => f.write_str("the batch has no samples, so there is no mean loss"),
            Error::BatchTooSmall { samples, least } => write!(
                f,
                "a batch has {samples} sample{}, but a layer with statistics of the batch, such as `BatchNorm1d`, needs \
                 at least {least} in training; choose a size of batches that leaves no smaller rest (65 samples in \
                 batches of 64 leave 1), or leave it out with `drop_last`",
                if *samples == 1 { "" } else { "s" }
            ),
            Error::ClassOutOfRange { row, found, classes } => {
                write!(f, "row {row} has class {found}, but the classes are 0 to {}", classes.saturating_sub(1))
            }
            Error::NoSuchClass { found, classes } => {
                write!(f, "there is no class {found}: the classes are 0 to {}", classes.saturating_sub(1))
            }
            Error::AbsentClass { class } => {
                write!(f, "no target is of class {class}, so that no weight can make up for its frequency")
            }
            Error::NoSuchSample { found, samples } => {
                write!(f, "there is no sample {found}: the samples are 0 to {}", samples.saturating_sub(1))
            }
            Error::SamplerCount { sampler, samples } => {
                write!(f, "the sampler was made for {sampler} samples, but the data set has {samples}")
            }
            #[cfg(feature = "alloc")]
            Error::WrongGradient { place, derivative, quotient } => write!(
                f,
                "the derivative at {place} is {quotient:e} by differences, but the backward pass gives {derivative:e}: \
                 check the derivation, or, at a kink, move the input away from it"
            ),
            Error::NoSamples => f.write_str("the data set has no samples, but at least one is needed"),
            Error::NotFinite { row, column, found } => {
                write!(f, "row {row}, column {column} is {found}, but all features must be finite numbers")
            }
            Error::NotAnIndex { row, column, found, classes } => write!(
                f,
                "row {row}, column {column} is {found}, but an index below {classes} is expected, a whole number from \
                 0 to {}",
                classes.saturating_sub(1)
            ),
            Error::TargetNotFinite { row, column, found } => {
                write!(
                    f,
                    "the target of row {row} has {found} in column {column}, but all targets must be finite numbers"
                )
            }
            Error::InvalidTarget { row, column, expected, found } => {
                write!(f, "the target of row {row} ")?;
                match column {
                    Some(column) => write!(f, "has {found} in column {column}, but must have {expected} there"),
                    None => write!(f, "has the sum {found}, but must have {expected}"),
                }
            }
            Error::NoWeight => f.write_str(
                "no sample of the batch counts, so there is no mean loss: their classes are all ignored, or have \
                 weight 0",
            ),
            Error::NotBinary { row } => {
                write!(f, "the target of row {row} must be 1 for positive, or 0 or -1 for negative")
            }
            Error::LossNotFinite { found } => write!(
                f,
                "the loss is {found}, although all samples and targets are finite: training has diverged; \
                 a smaller learning rate or standardised samples may help"
            ),
            #[cfg(feature = "train")]
            Error::Diverged { epoch, batch, what, found, first, left } => {
                write!(f, "training has diverged in epoch {epoch}, batch {batch}: {what} is {found}")?;
                first.iter().try_for_each(|first| write!(f, "; the first numbers that are not finite are {first}"))?;
                match left {
                    0 => f.write_str("; the network is left as it was before training")?,
                    _ => write!(f, "; the network is left as it was after epoch {left}")?,
                }
                f.write_str("; a smaller learning rate or standardised samples may help")
            }
            #[cfg(feature = "train")]
            Error::NotMeasured { name, measured } => {
                write!(f, "training is judged by `{name}`, but only these are measured: {}", measured.join(", "))
            }
            Error::RoundedSetting { name, found, rounded, scalar } => write!(
                f,
                "{name} is {}, but the network computes with {scalar}, which rounds it to {}",
                Short(*found),
                Short(*rounded)
            ),
            Error::InvalidSetting { name, expected, found } => {
                write!(f, "{name} must be {expected}, but is {}", Short(*found))
            }
            #[cfg(feature = "train")]
            Error::NoSuchTensor { pattern, network, nearest } => {
                write!(f, "no parameter of `{network}` is named `{pattern}`")?;
                match nearest {
                    Some(nearest) => write!(f, "; the nearest name is `{nearest}`"),
                    None => f.write_str(": it has no parameters"),
                }
            }
            #[cfg(feature = "train")]
            Error::State { differences } => {
                f.write_str("the saved state does not fit, and nothing was restored:")?;
                differences.iter().try_for_each(|difference| write!(f, "\n  {difference}"))
            }
            #[cfg(all(feature = "weights", feature = "train"))]
            Error::Checkpoint { file, differences } => {
                write!(f, "{file} is a checkpoint of something else, and nothing was restored:")?;
                differences.iter().try_for_each(|difference| write!(f, "\n  {difference}"))
            }
            #[cfg(feature = "std")]
            Error::Row { file, row, line, column, expected, found } => {
                write!(f, "{file}: row {row}")?;
                line.map_or(Ok(()), |line| write!(f, " (line {line})"))?;
                column.as_ref().map_or(Ok(()), |column| write!(f, ", column {column}"))?;
                write!(f, ": expected {expected}, but found {found}")
            }
            #[cfg(feature = "train")]
            Error::Exchange { problem } => write!(f, "the ranks of the training cannot go on together: {problem}"),
            #[cfg(feature = "std")]
            Error::File { file, problem } => write!(f, "{file}: {problem}"),
            #[cfg(feature = "weights")]
            Error::Weights { file, mismatches } => {
                write!(f, "{file} does not fit the network:")?;
                mismatches.iter().try_for_each(|mismatch| write!(f, "\n  {mismatch}"))
            }
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl core::error::Error for Error {}

/// A number in as few digits as possible: `0.5`, `1e39`, `infinite`.
struct Short(f64);

impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            x if x.is_infinite() => f.write_str(if x > 0.0 { "infinite" } else { "negative and infinite" }),
            x if x == 0.0 || (1e-4..1e16).contains(&x.abs()) => write!(f, "{x}"),
            x => write!(f, "{x:e}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Short;
    use crate::error::Error;
    use std::format;
    use std::string::ToString;

    #[test]
    fn what_main_prints_is_the_message() {
        let errors = [
            Error::TargetCount { samples: 1, targets: 2 },
            Error::EmptyBatch,
            Error::BatchTooSmall { samples: 1, least: 2 },
            Error::ClassOutOfRange { row: 1, found: 7, classes: 3 },
            Error::NoSuchClass { found: 7, classes: 3 },
            Error::AbsentClass { class: 1 },
            Error::NoSuchSample { found: 7, samples: 5 },
            Error::SamplerCount { sampler: 7, samples: 5 },
            Error::NoSamples,
            Error::NotFinite { row: 17, column: 2, found: f64::NAN },
            Error::NotAnIndex { row: 17, column: 2, found: 12.0, classes: 10 },
            Error::TargetNotFinite { row: 17, column: 2, found: f64::NAN },
            Error::InvalidTarget { row: 3, column: Some(1), expected: "a probability, from 0 to 1,", found: 1.5 },
            Error::InvalidTarget { row: 3, column: None, expected: "the sum 1", found: 1.5 },
            Error::NoWeight,
            Error::NotBinary { row: 3 },
            Error::LossNotFinite { found: f64::INFINITY },
            Error::RoundedSetting { name: "the rate", found: 1e39, rounded: f64::INFINITY, scalar: "f32" },
            Error::InvalidSetting { name: "the rate", expected: "above 0", found: -1.0 },
            #[cfg(feature = "alloc")]
            Error::WrongGradient { place: "a[1]".into(), derivative: 0.0, quotient: 1.0 },
            #[cfg(feature = "train")]
            Error::Diverged {
                epoch: 1,
                batch: 2,
                what: "the loss".into(),
                found: f64::NAN,
                first: Some("the outputs of `hidden` in the forward pass".into()),
                left: 0,
            },
            #[cfg(feature = "train")]
            Error::NotMeasured { name: "accuracy".into(), measured: std::vec!["loss".into()] },
            #[cfg(feature = "train")]
            Error::NoSuchTensor { pattern: "*.bais".into(), network: "Net", nearest: Some("out.bias".into()) },
            #[cfg(feature = "train")]
            Error::State { differences: std::vec![crate::error::StateDifference::Missing { name: "steps".into() }] },
            #[cfg(all(feature = "weights", feature = "train"))]
            Error::Checkpoint { file: "a.safetensors".into(), differences: std::vec![] },
            #[cfg(feature = "std")]
            Error::Row {
                file: "a.csv".into(),
                row: 2,
                line: core::num::NonZeroUsize::new(4),
                column: Some("`age`".into()),
                expected: "a number".into(),
                found: "`x`".into(),
            },
            #[cfg(feature = "train")]
            Error::Exchange { problem: "rank 1 has ended".into() },
            #[cfg(feature = "std")]
            Error::File { file: "a.safetensors".into(), problem: "there is no such file".into() },
            #[cfg(feature = "weights")]
            Error::Weights { file: "a.safetensors".into(), mismatches: std::vec![] },
        ];
        for error in errors {
            assert_eq!(format!("{error:?}"), error.to_string());
            assert_eq!(format!("{error:#?}"), error.to_string());
            assert!(!error.to_string().contains(" {"), "{error}");
        }
    }

    #[test]
    fn numbers_are_short() {
        let found = [0.0, -0.5, 1e39, 1e-46, 0.999_999_999_999, f64::INFINITY, f64::NAN].map(|x| Short(x).to_string());
        assert_eq!(found, ["0", "-0.5", "1e39", "1e-46", "0.999999999999", "infinite", "NaN"]);
    }
}
