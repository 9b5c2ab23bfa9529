//! Training, once and in folds.

use crate::Net;
use crate::arguments::Arguments;
use crate::padded::{Padded, Rows};
use crate::sheet::Sheet;
use netwright::metrics::Accuracy;
use netwright::optim::Group;
use netwright::prelude::*;
use netwright::train::{EarlyStopping, History};

/// The share of the rows by which training does not end.
const LEARNT_FROM: f64 = 0.85;

const BATCH: usize = 32;

/// Trains a network until rows that it does not learn from get no better.
pub(crate) fn fit<const F: usize, const K: usize>(
    rows: &Rows<F, K>,
    sheet: &Sheet,
    arguments: &Arguments,
) -> Result<(Net<F, K>, History), netwright::Error> {
    let (train, validation) = rows.split_stratified(LEARNT_FROM)?;
    let mut net = Padded::for_table(sheet, &train, arguments.seed)?;
    // The fewer rows, the simpler the network must be. Biases do not decay: among them are those of
    // classes that there are not.
    let decay = 4.0 * (BATCH as f64 / train.len() as f64).sqrt();
    let adamw = AdamW::new(0.003).weight_decay(decay).group("*.bias", Group::new().weight_decay(0.0));
    let history = Trainer::new(CrossEntropy, adamw)
        .epochs(arguments.epochs)
        .batch(BATCH)
        .seed(arguments.seed)
        .validation(&validation)
        .metric(Accuracy::default())
        .early_stopping(EarlyStopping::new(20))
        .fit(&mut net, &train)?;
    Ok((net, history))
}

/// Returns the accuracy of a network on each fold, trained on the others; `None` if no folds are
/// wanted, or there are not enough rows for them.
pub(crate) fn cross_validate<const F: usize, const K: usize>(
    rows: &Rows<F, K>,
    sheet: &Sheet,
    arguments: &Arguments,
) -> Result<Option<Vec<f64>>, netwright::Error> {
    let largest = sheet.counts().into_iter().max().unwrap_or(0);
    if arguments.folds == 0 || arguments.folds > largest {
        return Ok(None);
    }
    let accuracy = |(train, test): (Rows<F, K>, Rows<F, K>)| {
        fit(&train, sheet, arguments)?.0.accuracy(test.samples(), test.targets())
    };
    rows.k_fold_stratified(arguments.folds)?.map(accuracy).collect::<Result<_, _>>().map(Some)
}
