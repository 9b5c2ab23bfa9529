//! Mistakes in the graph, whose messages show the shape table of the whole network.

use crate::model::Network;
use crate::report::diagnostics::Diagnostics;
use proc_macro2::Span;

/// A mistake at a step: what is wrong, what to do, and the places that had a part in it.
pub(crate) struct Finding {
    pub(crate) step: usize,
    pub(crate) span: Span,
    pub(crate) what: String,
    pub(crate) help: String,
    /// True if the table helps.
    pub(crate) table: bool,
    /// Further places, each with a message of its own.
    pub(crate) places: Vec<(Span, String)>,
}

impl Finding {
    /// Reports the mistake; the network is complete now, so that its table can be shown.
    pub(crate) fn report(&self, network: &Network, diagnostics: &mut Diagnostics) {
        let Finding { step, span, what, help, table, places } = self;
        let table = if *table { format!("\n{}", network.table_marking(*step)) } else { String::new() };
        diagnostics.error(*span, format!("{what}{table}\nhelp: {help}"));
        for (span, message) in places {
            diagnostics.error(*span, message);
        }
    }
}
