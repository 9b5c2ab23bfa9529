//! The command line.

use std::error::Error;
use std::path::PathBuf;

pub(crate) const HELP: &str = "\
Trains a classifier on a table, and writes a crate with the trained network.

  --data FILE          the table: CSV with a line of names, perhaps compressed with gzip
  --target COLUMN      the column with the class of each row
  --without COLUMN     a column that is no feature, a number of the row for one; may be repeated
  --separator CHAR     the character between cells; `tab` for a tabulator; default `,`
  --decimal-comma      numbers are written as 2,5
  --no-header          there is no line of names; the columns are called 0, 1, ..
  --skip-lines N       lines in front of the table that do not belong to it; default 0
  --seed N             the seed of the rows that are held out, and of all else that is random; default 0
  --epochs N           the most epochs; default 300
  --folds N            the number of folds of the cross-validation, 0 for none; default 5
  --out FOLDER         where the crate is written; default target/table/NAME-OF-THE-FILE

All columns but the target must have a finite number in each row. There may be at most 1024 features
and 64 classes, and each class needs 3 rows.";

/// The options of the command line.
pub(crate) struct Arguments {
    pub(crate) data: PathBuf,
    pub(crate) target: String,
    pub(crate) without: Vec<String>,
    pub(crate) separator: u8,
    pub(crate) decimal_comma: bool,
    pub(crate) no_header: bool,
    pub(crate) skip_lines: usize,
    pub(crate) seed: u64,
    pub(crate) epochs: usize,
    pub(crate) folds: usize,
    pub(crate) out: Option<PathBuf>,
}

impl Arguments {
    /// Reads the command line; `None` if it asks for help.
    pub(crate) fn parse(mut words: impl Iterator<Item = String>) -> Result<Option<Self>, Box<dyn Error>> {
        let (mut data, mut target) = (None, None);
        let mut arguments = Arguments {
            data: PathBuf::new(),
            target: String::new(),
            without: Vec::new(),
            separator: b',',
            decimal_comma: false,
            no_header: false,
            skip_lines: 0,
            seed: 0,
            epochs: 300,
            folds: 5,
            out: None,
        };
        while let Some(option) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{option} needs a value; --help lists all options"));
            match option.as_str() {
                "--help" | "-h" => return Ok(None),
                "--data" => data = Some(value()?),
                "--target" => target = Some(value()?),
                "--without" => arguments.without.push(value()?),
                "--separator" => arguments.separator = separator(&value()?)?,
                "--decimal-comma" => arguments.decimal_comma = true,
                "--no-header" => arguments.no_header = true,
                "--skip-lines" => arguments.skip_lines = number(&option, &value()?)?,
                "--seed" => arguments.seed = number(&option, &value()?)?,
                "--epochs" => arguments.epochs = at_least(1, &option, &value()?)?,
                "--folds" => arguments.folds = number(&option, &value()?)?,
                "--out" => arguments.out = Some(value()?.into()),
                other => return Err(format!("there is no option `{other}`; --help lists all options").into()),
            }
        }
        arguments.data = data.ok_or("--data FILE is needed; --help lists all options")?.into();
        arguments.target = target.ok_or("--target COLUMN is needed; --help lists all options")?;
        if arguments.folds == 1 {
            return Err("--folds must be 0, or at least 2, but it is 1".into());
        }
        Ok(Some(arguments))
    }
}

fn number<N: std::str::FromStr>(option: &str, value: &str) -> Result<N, String> {
    value.parse().map_err(|_| format!("{option} must be a whole number, but it is `{value}`"))
}

fn at_least(least: usize, option: &str, value: &str) -> Result<usize, String> {
    match number(option, value)? {
        found if found < least => Err(format!("{option} must be at least {least}, but it is {found}")),
        found => Ok(found),
    }
}

fn separator(value: &str) -> Result<u8, String> {
    match value.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [separator] if !separator.is_ascii_alphanumeric() && !b"\"\r\n".contains(separator) => Ok(*separator),
        _ => Err(format!("--separator must be one character, such as `;`, or `tab`, but it is `{value}`")),
    }
}
