//! Networks that are at least as large as a table, and tables that fill them.

use crate::sheet::Sheet;
use netwright::data::Target;
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::StdRng;

/// The number of hidden units.
pub(crate) const HIDDEN: usize = 64;

/// The score of a class that the table does not have: the exponential is 0, however the others are.
const NEVER: f32 = -1e6;

/// A classifier of at most `K` classes from at most `F` features.
#[network(input = F, output = K)]
pub(crate) struct Padded<const F: usize, const K: usize> {
    pub(crate) normalize: Normalize,
    pub(crate) hidden: Linear<HIDDEN>,
    pub(crate) relu: Relu,
    pub(crate) dropout: Dropout<0.3>,
    pub(crate) logits: Linear<K>,
}

impl<const F: usize, const K: usize> Padded<F, K> {
    /// Creates the network for a table, with random weights and the scale of some rows.
    pub(crate) fn for_table(sheet: &Sheet, rows: &Rows<F, K>, seed: u64) -> Result<Box<Self>, netwright::Error> {
        let mut net = Self::init(&mut StdRng::seed_from_u64(seed));
        net.normalize.measure(rows.samples())?;
        // Initial weights are as small as the number of inputs is large; some are not there.
        let scale = (F as f32 / sheet.features.len() as f32).sqrt();
        net.hidden.weight.as_mut_slice().iter_mut().for_each(|weight| *weight *= scale);
        net.logits.bias.as_mut_slice()[sheet.classes.len()..].fill(NEVER);
        Ok(net)
    }
}

/// Rows of a table.
pub(crate) type Rows<const F: usize, const K: usize> = Dataset<'static, f32, F, Row<K>>;

/// The class of a row, and where the row is in the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<const K: usize> {
    pub(crate) label: Label<K>,
    pub(crate) number: usize,
}

impl<const K: usize> Target<K> for Row<K> {
    fn label(&self) -> Label<K> {
        self.label
    }
}

/// Returns the rows in random order, filled up with zeros.
pub(crate) fn rows<const F: usize, const K: usize>(sheet: &Sheet, seed: u64) -> Result<Rows<F, K>, netwright::Error> {
    let row = |(number, &label): (usize, &usize)| {
        let mut sample = [0.0; F];
        sample.iter_mut().zip(&sheet.columns).for_each(|(x, column)| *x = column[number]);
        Ok((sample, Row { label: Label::new(label)?, number }))
    };
    let pairs = sheet.labels.iter().enumerate().map(row).collect::<Result<Vec<_>, netwright::Error>>()?;
    let mut rows = Dataset::from_pairs(pairs)?;
    rows.shuffle(&mut StdRng::seed_from_u64(seed));
    Ok(rows)
}
