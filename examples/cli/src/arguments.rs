//! The arguments of the program, and its help.

use crate::columns::{self, Columns};
use clap::{Parser, ValueEnum};
use embed_iris::Iris;

const EXAMPLES: &str = "\
Examples:
  printf '5.1,3.5,1.4,0.2\\n' | iris
  iris --header < irises.csv
  iris --header --columns petal_length,petal_width,sepal_length,sepal_width < other_order.csv
  iris --columns 2-5 --delimiter ';' < numbered.csv
  iris --format ndjson --probabilities < irises.ndjson
  iris --format tsv --fields class --on-error null     (a function of ClickHouse's)

Rows:
  A row has the four lengths in cm: sepal_length, sepal_width, petal_length, petal_width. \
Without --columns, a table has just these four columns; with --header, it may have any, \
and these are found by their names. A row of NDJSON is an object with these keys, or an array of \
four numbers. Empty lines are skipped, except with --on-error null.
  Rows are answered in order, and as soon as they are there: the output is flushed \
whenever no complete row is left to read.

Bad rows:
  A row is bad if a number is missing, is not a number, or is infinite or NaN, if it has more or \
fewer fields than it should, or if its lengths are so large that the network has no answer. A row \
of more than 1 MiB, as an open quote makes one, always ends the program.

Exit codes:
  0  all rows were answered, or the reader of the output wanted no more
  1  all rows were read, and some were bad
  2  the arguments are wrong, or do not fit the header
  3  stopped at a bad row
  4  reading or writing failed";

/// Tells the species of irises: reads rows of four lengths from standard input, and writes the
/// species and its probability for each to standard output.
#[derive(Parser)]
#[command(name = "iris", version, long_version = version(), after_long_help = EXAMPLES, after_help = "--help says more.")]
pub(crate) struct Arguments {
    /// The format of the input
    #[arg(short, long, value_enum, default_value_t = Format::Csv)]
    pub(crate) format: Format,

    /// The format of the output [default: that of the input]
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    pub(crate) output: Option<Format>,

    /// The first line of the input has the names of its columns, and the first line of the output
    /// too, if they are tables
    #[arg(short = 'H', long)]
    pub(crate) header: bool,

    /// The four columns, in the order of the network's inputs: names, or numbers from 1 and ranges,
    /// such as `2-5` or `4,5,2,3`
    ///
    /// Names need --header, or are keys of NDJSON's objects; numbers are also places in NDJSON's
    /// arrays.
    #[arg(short, long, value_parser = columns::parse)]
    pub(crate) columns: Option<Columns>,

    /// The character between the fields of CSV, in the input and in the output; `\t` is a tab
    /// [default: ,]
    #[arg(short, long, value_parser = delimiter, value_name = "CHARACTER")]
    delimiter: Option<u8>,

    /// The fields of an answer, in their order
    #[arg(long, value_enum, value_delimiter = ',', default_value = "class,probability")]
    pub(crate) fields: Vec<Field>,

    /// Adds the probability of each species to the answers
    #[arg(short, long)]
    pub(crate) probabilities: bool,

    /// The treatment of bad rows
    #[arg(short = 'e', long, value_enum, default_value_t = OnError::Skip, value_name = "TREATMENT")]
    pub(crate) on_error: OnError,

    /// Reads and checks the rows, counts them, and classifies none
    #[arg(long)]
    pub(crate) check: bool,
}

/// The format of rows or of answers.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table with quotes, as in RFC 4180
    Csv,
    /// A table with tabs, without quotes, and with `\N` for null, as in ClickHouse's TabSeparated
    Tsv,
    /// One JSON value per line
    #[value(alias = "jsonl")]
    Ndjson,
}

/// A field of an answer.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Field {
    /// The number of the line that the row begins on, from 1
    Line,
    /// The name of the most probable species
    Class,
    /// Its probability
    Probability,
    /// The probability of each species: in tables a column each, in NDJSON an object
    Probabilities,
}

/// The treatment of bad rows.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OnError {
    /// Say so on standard error, answer nothing, and go on
    Skip,
    /// Say so on standard error, and end with exit code 3
    Stop,
    /// Say so on standard error, and answer null (empty in CSV): one line of output for each row
    Null,
}

impl Arguments {
    /// Refuses arguments that would have no effect.
    pub(crate) fn check_together(&self) -> Result<(), String> {
        if self.delimiter.is_some() && self.format != Format::Csv && self.output() != Format::Csv {
            return Err("--delimiter is that of CSV, and neither the input nor the output is CSV".into());
        }
        Ok(())
    }

    /// Returns the character between the fields of CSV.
    pub(crate) fn delimiter(&self) -> u8 {
        self.delimiter.unwrap_or(b',')
    }

    /// Returns the format of the output.
    pub(crate) fn output(&self) -> Format {
        self.output.unwrap_or(self.format)
    }

    /// Returns the fields of an answer.
    pub(crate) fn fields(&self) -> Vec<Field> {
        let mut fields = self.fields.clone();
        if self.probabilities && !fields.contains(&Field::Probabilities) {
            fields.push(Field::Probabilities);
        }
        fields
    }
}

/// Reads the argument of `--delimiter`.
fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"\\t" => Ok(b'\t'),
        b"\"" | b"\n" | b"\r" => Err("a quote or the end of a line cannot be between fields".into()),
        [byte] => Ok(*byte),
        _ => Err("one ASCII character is needed".into()),
    }
}

/// The version of the program and of the weights.
fn version() -> String {
    format!("{}, with the weights {}", env!("CARGO_PKG_VERSION"), Iris::WEIGHTS_SHA256)
}
