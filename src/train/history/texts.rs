//! The history as texts with names, for checkpoints: read back to the bit, except for the bits of
//! NaN.

use super::{Best, Column, History};
use std::collections::BTreeMap;
use std::format;
use std::prelude::rust_2024::*;

const PREFIX: &str = "history.";

impl History {
    /// Writes the columns, and the best epoch.
    pub(in crate::train) fn to_texts(&self) -> impl Iterator<Item = (String, String)> {
        let losses = self.losses.iter().map(|loss| Some(*loss)).collect::<Vec<_>>();
        let mut texts = Vec::from([("loss".to_owned(), listed(&losses))]);
        if let Some(Best { epoch, column }) = &self.best {
            texts.push(("best".to_owned(), format!("{epoch} {column}")));
        }
        for (number, Column { name, values }) in self.columns.iter().enumerate() {
            texts.push((format!("{number}.name"), name.clone().into_owned()));
            texts.push((format!("{number}.values"), listed(values)));
        }
        texts.into_iter().map(|(name, text)| (format!("{PREFIX}{name}"), text))
    }

    /// Takes out of `texts` what [`to_texts`](Self::to_texts) has written; none if it is something
    /// else.
    pub(in crate::train) fn from_texts(texts: &mut BTreeMap<String, String>) -> Option<Self> {
        let mut take = |name: &str| texts.remove(&format!("{PREFIX}{name}"));
        let losses = read(&take("loss")?)?.into_iter().collect::<Option<_>>()?;
        let best = match take("best") {
            None => None,
            Some(best) => {
                let (epoch, column) = best.split_once(' ')?;
                Some(Best { epoch: epoch.parse().ok()?, column: column.to_owned().into() })
            }
        };
        let mut columns = Vec::new();
        while let Some(name) = take(&format!("{}.name", columns.len())) {
            let values = read(&take(&format!("{}.values", columns.len()))?)?;
            columns.push(Column { name: name.into(), values });
        }
        Some(History { losses, columns, best, ..History::default() })
    }
}

fn listed(values: &[Option<f64>]) -> String {
    let values = values.iter().map(|value| value.map_or_else(|| "-".to_owned(), |value| format!("{value:?}")));
    values.collect::<Vec<_>>().join(" ")
}

fn read(text: &str) -> Option<Vec<Option<f64>>> {
    let value = |word: &str| match word {
        "-" => Some(None),
        _ => word.parse().ok().map(Some),
    };
    text.split_whitespace().map(value).collect()
}
