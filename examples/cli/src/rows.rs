//! Rows of any format, in blocks, which a thread reads ahead of the answers.

use crate::INPUTS;
use crate::arguments::{Arguments, Format, OnError};
use crate::fault::{Failure, Fault};
use crate::lines::{Line, Lines};
use crate::ndjson::Ndjson;
use crate::table::Table;
use std::io::Read;
use std::mem::take;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// A row of the input.
pub(crate) struct Row {
    /// The line that it begins on, from 1.
    pub(crate) line: u64,
    /// Its features, or the reason why it has none.
    pub(crate) sample: Result<[f32; INPUTS], Fault>,
}

/// Rows that were there at a time, or the reason why there are no more.
pub(crate) type Block = Result<Vec<Row>, Failure>;

/// The most rows of a block, and the most blocks that wait for their answers.
const ROWS: usize = 4096;
const BLOCKS: usize = 4;

/// Reads the rows of an input on a thread of its own. The end of the program ends the thread, even
/// while it waits for input.
pub(crate) fn read_ahead(arguments: &Arguments, input: impl Read + Send + 'static) -> Result<Receiver<Block>, Failure> {
    let mut rows = Rows::new(arguments)?;
    let (sender, blocks) = sync_channel(BLOCKS);
    thread::spawn(move || {
        let done = rows.send(input, &sender);
        // Rows before a failure are rows. If nobody wants them there is nobody to tell.
        let _ = pass_on(&mut rows.block, &sender);
        if let Err(failure) = done {
            let _ = sender.send(Err(failure));
        }
    });
    Ok(blocks)
}

/// The reader of rows.
struct Rows {
    format: Reader,
    /// The character between the fields of a table.
    delimiter: Option<u8>,
    /// Empty lines are rows too, bad ones.
    with_empty_lines: bool,
    block: Vec<Row>,
}

enum Reader {
    Table(Box<Table>),
    Ndjson(Ndjson),
}

impl Rows {
    fn new(arguments: &Arguments) -> Result<Self, Failure> {
        let format = match arguments.format {
            Format::Csv | Format::Tsv => Reader::Table(Box::new(Table::new(arguments)?)),
            Format::Ndjson => Reader::Ndjson(Ndjson::new(arguments.columns.as_ref())?),
        };
        let delimiter = match arguments.format {
            Format::Csv => Some(arguments.delimiter()),
            Format::Tsv => Some(b'\t'),
            Format::Ndjson => None,
        };
        Ok(Rows { format, delimiter, with_empty_lines: arguments.on_error == OnError::Null, block: Vec::new() })
    }

    /// Sends all rows, and those that are there before the reader has to wait for others.
    fn send(&mut self, input: impl Read, blocks: &SyncSender<Block>) -> Result<(), Failure> {
        let mut lines = Lines::new(input);
        while let Some(line) = lines.next(|| pass_on(&mut self.block, blocks))? {
            let row = self.push(&line)?;
            self.block.extend(row);
            if self.block.len() >= ROWS {
                pass_on(&mut self.block, blocks)?;
            }
        }
        if let Reader::Table(table) = &mut self.format {
            self.block.extend(table.finish()?);
        }
        Ok(())
    }

    /// Returns true if there is nothing in a line but spaces: fields without text are a row.
    fn is_empty(&self, line: &[u8]) -> bool {
        line.iter().all(|byte| byte.is_ascii_whitespace() && Some(*byte) != self.delimiter)
    }

    /// Reads a line; returns the row that it completes.
    fn push(&mut self, line: &Line<'_>) -> Result<Option<Row>, Failure> {
        let line = Line { number: line.number, text: without_mark(line) };
        let within = matches!(&self.format, Reader::Table(table) if table.is_within_a_row());
        if self.is_empty(line.text) && !within {
            let row = Row { line: line.number, sample: Err(Fault::Empty) };
            return Ok(self.with_empty_lines.then_some(row));
        }
        match &mut self.format {
            Reader::Table(table) => table.push(&line),
            Reader::Ndjson(rows) => Ok(Some(Row { line: line.number, sample: rows.sample(line.text) })),
        }
    }
}

/// Sends a block, unless it is empty. If nobody wants it the program is about to end.
fn pass_on(block: &mut Vec<Row>, blocks: &SyncSender<Block>) -> Result<(), Failure> {
    if block.is_empty() {
        return Ok(());
    }
    blocks.send(Ok(take(block))).map_err(|_| Failure::Unwanted)
}

/// Returns a line without the mark that some programs write at the beginning of UTF-8.
fn without_mark<'a>(line: &Line<'a>) -> &'a [u8] {
    let mark = (line.number == 1).then(|| line.text.strip_prefix(b"\xef\xbb\xbf"));
    mark.flatten().unwrap_or(line.text)
}
