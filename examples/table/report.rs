//! The report, part by part.

use crate::padded::{Padded, Rows};
use crate::sheet::Sheet;
use netwright::Error;
use netwright::metrics::{F1, LogLoss, Metric, Precision, Recall};
use netwright::prelude::*;
use netwright::train::{Ending, History};
use std::fmt::Write;

/// The number of rows with the largest loss that are shown.
const HARDEST: usize = 5;

/// The table: its size, its classes and its features.
pub(crate) fn of_sheet(sheet: &Sheet) -> String {
    let Sheet { file, target, features, classes, labels, .. } = sheet;
    let (rows, count) = (labels.len(), features.len());
    let mut text = format!("{file}: {rows} rows, {count} features, {} classes in column `{target}`\n\n", classes.len());
    let width = width(classes);
    let _ = writeln!(text, "{:>width$}    rows   share", "class");
    for (name, count) in classes.iter().zip(sheet.counts()) {
        let _ = writeln!(text, "{name:>width$}  {count:>6}  {:>6.3}", count as f64 / rows as f64);
    }
    let constant = sheet.constant_features();
    if !constant.is_empty() {
        let _ = writeln!(text, "\nfeatures with one value in all rows, which say nothing: {}", constant.join(", "));
    }
    text
}

/// The course of the training.
pub(crate) fn of_training(history: &History, rows: usize) -> String {
    let ended = match history.ending() {
        Ending::EarlyStopping => "when the validation loss had not improved for a while",
        _ => "at the last epoch",
    };
    let best = history.best_epoch().unwrap_or(0);
    let at_best = |column| history.rows().nth(best.wrapping_sub(1)).and_then(|row| row.get(column)).unwrap_or(f64::NAN);
    format!(
        "trained on {rows} rows, some of them to validate; ended after {} epochs, {ended}\n\
         the weights are those of epoch {best}: loss {:.3}, validation loss {:.3}, validation accuracy {:.3}\n",
        history.epochs(),
        at_best("loss"),
        at_best("validation loss"),
        at_best("accuracy"),
    )
}

/// The network on rows that had no part in its training.
pub(crate) fn of_network<const F: usize, const K: usize>(
    net: &Padded<F, K>,
    test: &Rows<F, K>,
    sheet: &Sheet,
) -> Result<String, Error> {
    let (samples, targets) = (test.samples(), test.targets());
    let matrix = net.confusion(samples, targets)?;
    // The rows and columns of the classes that there are.
    let counts: Vec<&[usize]> =
        matrix.counts().iter().take(sheet.classes.len()).map(|row| &row[..sheet.classes.len()]).collect();
    let support: Vec<usize> = counts.iter().map(|row| row.iter().sum()).collect();
    let log_loss = net.measure(LogLoss::default(), samples, targets)?.value();

    let (frequent, share) = most_frequent(sheet, &support);
    let mut text = format!("{} rows held out\n", test.len());
    let _ = writeln!(text, "  accuracy           {:.3}", matrix.accuracy());
    let _ = writeln!(text, "  balanced accuracy  {:.3}", balanced_accuracy(&counts));
    let _ = writeln!(text, "  log loss           {log_loss:.3}");
    let _ = writeln!(text, "  baseline           {share:.3}, the accuracy of always saying `{frequent}`\n");

    let width = width(&sheet.classes);
    let precision = net.measure(Precision::default(), samples, targets)?.per_class();
    let recall = net.measure(Recall::default(), samples, targets)?.per_class();
    let f1 = net.measure(F1::default(), samples, targets)?.per_class();
    let _ = writeln!(text, "{:>width$}  precision  recall     f1  rows", "class");
    for (class, name) in sheet.classes.iter().enumerate() {
        let (precision, recall, f1, rows) = (precision[class], recall[class], f1[class], support[class]);
        let _ = writeln!(text, "{name:>width$}  {precision:>9.3}  {recall:>6.3}  {f1:>5.3}  {rows:>4}");
    }
    text += &confusion(&counts, &sheet.classes);
    text += &hardest(net, test, sheet)?;
    Ok(text)
}

/// The accuracy over folds.
pub(crate) fn of_folds(accuracies: &[f64]) -> String {
    let count = accuracies.len() as f64;
    let mean = accuracies.iter().sum::<f64>() / count;
    let deviation = (accuracies.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (count - 1.0)).sqrt();
    format!("{count} folds: accuracy {mean:.3} +- {deviation:.3}, each of a network trained on the other folds\n")
}

/// The most frequent class of the table, and its share of the rows held out.
fn most_frequent<'s>(sheet: &'s Sheet, support: &[usize]) -> (&'s str, f64) {
    let counts = sheet.counts();
    let class = (0..counts.len()).rev().max_by_key(|class| counts[*class]).unwrap_or(0);
    (&sheet.classes[class], support[class] as f64 / support.iter().sum::<usize>() as f64)
}

/// The mean recall of the classes that occur.
fn balanced_accuracy(counts: &[&[usize]]) -> f64 {
    let recalls = counts.iter().enumerate().filter_map(|(class, row)| {
        let support: usize = row.iter().sum();
        (support > 0).then(|| row[class] as f64 / support as f64)
    });
    let recalls: Vec<f64> = recalls.collect();
    recalls.iter().sum::<f64>() / recalls.len() as f64
}

fn confusion(counts: &[&[usize]], classes: &[String]) -> String {
    const CORNER: &str = "true \\ given";
    let first = width(classes).max(CORNER.len());
    let column = |name: &String| name.chars().count().max(5);
    let mut text = format!("\n{CORNER:>first$}");
    classes.iter().for_each(|name| _ = write!(text, "  {name:>width$}", width = column(name)));
    for (row, name) in counts.iter().zip(classes) {
        let _ = write!(text, "\n{name:>first$}");
        row.iter().zip(classes).for_each(|(count, name)| _ = write!(text, "  {count:>width$}", width = column(name)));
    }
    text + "\n"
}

fn hardest<const F: usize, const K: usize>(
    net: &Padded<F, K>,
    test: &Rows<F, K>,
    sheet: &Sheet,
) -> Result<String, Error> {
    let mut text = String::from("\nhardest rows of those held out; a label may be wrong\n");
    let width = width(&sheet.classes);
    let _ = writeln!(text, "  line  {:>width$}  {:>width$}  probability of its class", "class", "given");
    for sample in net.hardest(&CrossEntropy, test, HARDEST)?.samples() {
        let name = |class: Option<usize>| class.map_or("-", |class| sheet.classes[class].as_str());
        let line = sheet.lines[test.targets()[sample.index].number];
        let (class, given) = (name(sample.wanted), name(sample.predicted));
        let _ = writeln!(text, "{line:>6}  {class:>width$}  {given:>width$}  {:.3}", (-sample.loss).exp());
    }
    Ok(text)
}

/// The width of a column with the names of classes.
fn width(classes: &[String]) -> usize {
    classes.iter().map(|name| name.chars().count()).fold("class".len(), usize::max)
}
