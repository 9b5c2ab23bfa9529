//! The command line.

use std::path::PathBuf;

pub(crate) const USAGE: &str =
    "usage: digits [--epochs N] [--batch N] [--shards N] [--checkpoints FOLDER] [--threads N] [--every-rank]";

/// The settings of a run.
pub(crate) struct Options {
    pub(crate) epochs: usize,
    pub(crate) batch: usize,
    pub(crate) shards: usize,
    pub(crate) checkpoints: Option<PathBuf>,
    /// The number of ranks that are threads, without MPI.
    pub(crate) threads: Option<usize>,
    pub(crate) every_rank: bool,
}

impl Options {
    /// Reads the arguments behind the name of the program.
    pub(crate) fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options =
            Options { epochs: 30, batch: 64, shards: 8, checkpoints: None, threads: None, every_rank: false };
        while let Some(name) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{name} needs a value"));
            match &name[..] {
                "--epochs" => options.epochs = number(&name, &value()?)?,
                "--batch" => options.batch = number(&name, &value()?)?,
                "--shards" => options.shards = number(&name, &value()?)?,
                "--checkpoints" => options.checkpoints = Some(value()?.into()),
                "--threads" => options.threads = Some(number(&name, &value()?)?),
                "--every-rank" => options.every_rank = true,
                _ => return Err(format!("there is no argument {name}")),
            }
        }
        Ok(options)
    }
}

fn number(name: &str, text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(format!("{name} takes a whole number from 1 on, but found `{text}`")),
    }
}
