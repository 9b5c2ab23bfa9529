//! The history in files: read back by other crates.

use netwright::train::History;

fn history() -> History {
    let mut history = History::default();
    for (loss, value) in [(0.1, f64::NAN), (1e300, f64::INFINITY), (-0.0, f64::NEG_INFINITY), (f64::MIN_POSITIVE, 2.0)]
    {
        history.begin_epoch(loss);
        history.record("of \"a\",\n\tb\\c", value);
    }
    history.begin_epoch(f64::NAN);
    history
}

#[test]
fn csv_is_read_back_to_the_bit() {
    let csv = history().to_csv();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(reader.headers().unwrap(), vec!["epoch", "loss", "of \"a\",\n\tb\\c"]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 5);
    for (row, expected) in rows.iter().zip(history().rows()) {
        assert_eq!(row[0].parse::<usize>().unwrap(), expected.epoch());
        for (field, (_, value)) in row.iter().skip(1).zip(expected.values()) {
            assert_eq!(field.parse::<f64>().ok().map(f64::to_bits), value.map(f64::to_bits));
        }
    }
}

#[test]
fn json_is_well_formed_whatever_the_numbers() {
    let parsed: serde_json::Value = serde_json::from_str(&history().to_json()).unwrap();
    let epochs = parsed["epochs"].as_array().unwrap();
    assert_eq!(epochs.len(), 5);
    assert_eq!(epochs[1]["loss"].as_f64(), Some(1e300));
    assert_eq!(epochs[3]["loss"].as_f64(), Some(f64::MIN_POSITIVE));
    assert_eq!(epochs[4]["loss"], "NaN");
    let name = "of \"a\",\n\tb\\c";
    let texts = [&epochs[0][name], &epochs[1][name], &epochs[2][name]];
    assert_eq!(texts, ["NaN", "Infinity", "-Infinity"]);
    assert_eq!((epochs[3][name].as_f64(), epochs[4][name].is_null()), (Some(2.0), true));
    assert!(parsed["best_epoch"].is_null() && parsed["ending"] == "all epochs");
    let empty: serde_json::Value = serde_json::from_str(&History::default().to_json()).unwrap();
    assert_eq!(empty["epochs"].as_array().unwrap().len(), 0);
}

#[test]
fn files_have_what_the_texts_have() {
    let folder = tempfile::tempdir().unwrap();
    let (csv, json) = (folder.path().join("a.csv"), folder.path().join("a.json"));
    history().save_csv(&csv).unwrap();
    history().save_json(&json).unwrap();
    assert_eq!(std::fs::read_to_string(csv).unwrap(), history().to_csv());
    assert_eq!(std::fs::read_to_string(json).unwrap(), history().to_json());
    assert!(history().save_csv(folder.path()).is_err());
}
