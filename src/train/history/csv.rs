//! The history as CSV.

use super::History;
use alloc::format;
use alloc::string::String;

impl History {
    /// Returns the history as CSV (RFC 4180): a line of names, of which the first is `epoch`, and a
    /// line for each epoch.
    ///
    /// Numbers are written such that they are read back to the bit; NaN is `NaN`, infinities are
    /// `inf` and `-inf`, and what was not measured is empty.
    ///
    /// ```
    /// use netwright::train::History;
    ///
    /// let mut history = History::default();
    /// history.begin_epoch(0.1);
    /// history.begin_epoch(f64::INFINITY);
    /// history.record("top 3, \"strict\"", 1e-9);
    /// assert_eq!(history.to_csv(), "epoch,loss,\"top 3, \"\"strict\"\"\"\n1,0.1,\n2,inf,1e-9\n");
    /// ```
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut csv = String::from("epoch");
        for name in self.names() {
            csv.push(',');
            csv.push_str(&quoted(name));
        }
        csv.push('\n');
        for row in self.rows() {
            csv.push_str(&format!("{}", row.epoch()));
            for (_, value) in row.values() {
                csv.push_str(&value.map_or_else(|| ",".into(), |value| format!(",{value:?}")));
            }
            csv.push('\n');
        }
        csv
    }
}

/// A field in quotes, if it needs them.
fn quoted(field: &str) -> String {
    let needs = field.contains([',', '"', '\n', '\r']) || field.trim() != field;
    if needs { format!("\"{}\"", field.replace('"', "\"\"")) } else { field.into() }
}
