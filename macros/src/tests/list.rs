//! The list of built-in layers for programs that cannot ask the macro, such as the generators of
//! random networks and the exporter's tests.
//!
//! After a new layer run the tests with `NETWRIGHT_BLESS=1`.

use super::{accepted, messages};
use crate::layers::{ENTRIES, Entry, InputCount};
use crate::model::layer::Fuses;
use std::path::PathBuf;

const HEADING: &str = "\
# The built-in layers, written by a test of the macro crate (src/tests/list.rs): the name, `one`,
# `two` or `several` inputs, `alone` or with `arguments`, and `activation` if it can be an epilogue.
";

/// A line of the list.
fn line(entry: &Entry) -> String {
    let (inputs, from) = match entry.inputs {
        InputCount::One => ("one", "input"),
        InputCount::Two => ("two", "input, input"),
        InputCount::Several => ("several", "input, input"),
        InputCount::Any => unreachable!("a built-in layer states how many values it takes"),
    };
    let item = format!("struct Net {{ #[from({from})] step: {} }}", entry.name);
    if !messages("input = 3", &item).is_empty() {
        return format!("{} {inputs} arguments\n", entry.name);
    }
    let network = accepted("input = 3", &item);
    let is_activation = matches!(network.steps[0].layer.fuses(), Fuses::Activation { .. });
    format!("{} {inputs} alone{}\n", entry.name, if is_activation { " activation" } else { "" })
}

#[test]
fn the_list_of_layers_is_current() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/layers.txt");
    let list = format!("{HEADING}{}", ENTRIES.iter().map(line).collect::<String>());
    if std::env::var_os("NETWRIGHT_BLESS").is_some() {
        std::fs::write(&path, &list).expect("the list can be written");
    }
    let recorded = std::fs::read_to_string(&path).expect("the list exists");
    assert_eq!(recorded, list, "{} is old: run the tests with NETWRIGHT_BLESS=1", path.display());
}
