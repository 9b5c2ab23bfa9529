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

/// The programs that prove inference free of panics, show inner loops and measure speed have every
/// layer.
#[test]
fn every_layer_is_proved_and_measured() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    // `Linear` is measured beside it; the others compute nothing, or what a user's function says.
    let unmeasured = ["Linear", "Dropout", "Dropout1d", "Dropout2d", "Reshape", "Flatten", "Pointwise", "Columnwise"];
    let programs = [
        (&["tests/no_std/src/main.rs"][..], &[][..]),
        (&["benches/programs/src/bin/every.rs"], &[]),
        (
            &[
                "benches/kernels/layers.rs",
                "benches/kernels/convolutions.rs",
                "benches/kernels/recurrent.rs",
                "benches/kernels/pools.rs",
            ],
            &unmeasured,
        ),
    ];
    for (program, exceptions) in programs {
        let read = |file| std::fs::read_to_string(root.join(file)).expect("the program exists");
        let text = program.iter().map(read).collect::<String>();
        let words: Vec<_> = text.split(|letter: char| !letter.is_alphanumeric()).collect();
        let is_missing = |name: &&str| !words.contains(name) && !exceptions.contains(name);
        let missing: Vec<_> = ENTRIES.iter().map(|entry| entry.name).filter(is_missing).collect();
        assert!(missing.is_empty(), "{program:?} have no {missing:?}");
    }
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
