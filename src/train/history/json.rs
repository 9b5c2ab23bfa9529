//! The history as JSON.

use super::{Ending, History};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

impl History {
    /// Returns the history as JSON: the best epoch, the reason of the end, and an object for each
    /// epoch.
    ///
    /// Numbers are written such that they are read back to the bit. JSON has neither NaN nor
    /// infinities: they are the texts `"NaN"`, `"Infinity"` and `"-Infinity"`, which Python's
    /// `float` reads. What was not measured is `null`.
    ///
    /// ```
    /// use netwright::train::History;
    ///
    /// let mut history = History::default();
    /// history.begin_epoch(0.5);
    /// history.record("accuracy", f64::NAN);
    /// let expected = r#"{"best_epoch":null,"judged_by":null,"ending":"all epochs","epochs":[
    /// {"epoch":1,"loss":0.5,"accuracy":"NaN"}
    /// ]}
    /// "#;
    /// assert_eq!(history.to_json(), expected);
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let best = self.best_epoch().map_or_else(|| "null".into(), |epoch| format!("{epoch}"));
        let column = self.judged_by().map_or_else(|| "null".into(), quoted);
        let ending = match self.ending() {
            Ending::AllEpochs => "all epochs",
            Ending::EarlyStopping => "early stopping",
            Ending::Observer => "observer",
        };
        let rows: Vec<String> = self
            .rows()
            .map(|row| {
                let values = row.values().map(|(name, value)| format!("{}:{}", quoted(name), number(value)));
                format!("{{\"epoch\":{},{}}}", row.epoch(), values.collect::<Vec<_>>().join(","))
            })
            .collect();
        let rows = rows.join(",\n");
        format!("{{\"best_epoch\":{best},\"judged_by\":{column},\"ending\":\"{ending}\",\"epochs\":[\n{rows}\n]}}\n")
    }
}

fn number(value: Option<f64>) -> String {
    match value {
        None => "null".into(),
        Some(value) if value.is_nan() => "\"NaN\"".into(),
        Some(f64::INFINITY) => "\"Infinity\"".into(),
        Some(f64::NEG_INFINITY) => "\"-Infinity\"".into(),
        Some(value) => format!("{value:?}"),
    }
}

/// A text in JSON.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\0'..'\x20' => quoted.push_str(&format!("\\u{:04x}", u32::from(letter))),
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
