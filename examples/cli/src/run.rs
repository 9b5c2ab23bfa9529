//! From rows to answers.

use crate::answers::{Answer, Answers};
use crate::arguments::{Arguments, OnError};
use crate::fault::{Failure, Fault};
use crate::rows::{self, Block, Row};
use crate::say;
use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, TryRecvError};

/// The rows of the input.
#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) rows: u64,
    pub(crate) bad: u64,
}

/// Answers every row, and returns their number.
pub(crate) fn run(
    arguments: &Arguments,
    input: impl Read + Send + 'static,
    output: impl Write,
) -> Result<Counts, Failure> {
    arguments.check_together().map_err(Failure::Arguments)?;
    let blocks = rows::read_ahead(arguments, input)?;
    let mut task = Task { arguments, answers: Answers::new(arguments, output), counts: Counts::default() };
    let done = task.all(&blocks);
    // The answers before a row that stops the program are answers.
    if !matches!(done, Err(Failure::Write(_))) {
        task.answers.flush()?;
    }
    done?;
    task.answers.finish()?;
    Ok(task.counts)
}

/// The task of the program, and how far it has come.
struct Task<'a, W: Write> {
    arguments: &'a Arguments,
    answers: Answers<W>,
    counts: Counts,
}

impl<W: Write> Task<'_, W> {
    /// Answers the rows of all blocks.
    fn all(&mut self, blocks: &Receiver<Block>) -> Result<(), Failure> {
        loop {
            let block = match blocks.try_recv() {
                Ok(block) => block,
                Err(TryRecvError::Disconnected) => return Ok(()),
                // Whoever waits for an answer gets it before the program waits for a row.
                Err(TryRecvError::Empty) => {
                    self.answers.flush()?;
                    let Ok(block) = blocks.recv() else { return Ok(()) };
                    block
                }
            };
            block?.into_iter().try_for_each(|row| self.row(row))?;
        }
    }

    /// Answers a row.
    fn row(&mut self, row: Row) -> Result<(), Failure> {
        self.counts.rows += 1;
        let answer = match row.sample {
            Ok(_) if self.arguments.check => return Ok(()),
            Ok(sample) => Answer::to(&sample, self.answers.has_probabilities()),
            Err(fault) => Err(fault),
        };
        match answer {
            Ok(answer) => self.answers.write(row.line, Some(&answer)),
            Err(fault) => self.bad(row.line, fault),
        }
    }

    /// Treats a bad row as told.
    fn bad(&mut self, line: u64, fault: Fault) -> Result<(), Failure> {
        self.counts.bad += 1;
        if self.arguments.on_error == OnError::Stop {
            return Err(Failure::Row(line, fault));
        }
        say(format_args!("line {line}: {fault}"));
        if self.arguments.on_error == OnError::Null && !self.arguments.check {
            self.answers.write(line, None)?;
        }
        Ok(())
    }
}
