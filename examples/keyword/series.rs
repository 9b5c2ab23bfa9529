//! Series of several channels with a class, from files of the format `ts`.

use netwright::prelude::*;
use std::error::Error;
use std::fs;
use std::path::Path;

/// The numbers of a series, channel after channel, and its class.
pub(crate) type Series<C, const N: usize> = ([f32; N], C);

/// Reads a file of series with `N` numbers each, channel after channel.
///
/// Lines begin with `#` for comments and with `@` for settings; each other line is one series:
/// channels and the class between colons, numbers between commas.
pub(crate) fn read<C: Class, const N: usize>(path: &Path) -> Result<Vec<Series<C, N>>, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let is_series = |line: &str| !line.is_empty() && !line.starts_with(['#', '@']);
    let lines = text.lines().zip(1..).filter(|(line, _)| is_series(line));
    let series = lines.map(|(line, number)| {
        parse(line).map_err(|error| format!("{}, line {number}: {error}", path.display()).into())
    });
    series.collect()
}

fn parse<C: Class, const N: usize>(line: &str) -> Result<Series<C, N>, Box<dyn Error>> {
    let (channels, class) = line.rsplit_once(':').ok_or("expected channels and a class between colons")?;
    let numbers = channels.split([':', ',']).map(|number| number.trim().parse()).collect::<Result<Vec<f32>, _>>()?;
    let count = numbers.len();
    let series = numbers.try_into().map_err(|_| format!("expected {N} numbers, found {count}"))?;
    let place = C::NAMES.iter().position(|name| *name == class.trim());
    let class = place.map(C::at).ok_or_else(|| format!("there is no class `{class}`"))?;
    Ok((series, class))
}
