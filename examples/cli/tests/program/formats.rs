//! Formats, columns, and fields of answers.

use crate::shell::{output, refusal};
use embed_iris::{Iris, classify};
use netwright::prelude::*;
use serde_json::Value;

/// A row for each species.
const ROWS: [[&str; 4]; 3] = [["5.1", "3.5", "1.4", "0.2"], ["5.7", "2.8", "4.1", "1.3"], ["6.5", "3.0", "5.8", "2.2"]];

fn joined(delimiter: &str) -> String {
    ROWS.iter().map(|row| row.join(delimiter) + "\n").collect()
}

/// Returns the answers of the library.
fn answers(delimiter: &str) -> String {
    let numbers = |row: &[&str; 4]| row.map(|number| number.parse().unwrap());
    let answer = |row| classify(&numbers(row));
    ROWS.iter().map(answer).map(|(class, one)| format!("{class}{delimiter}{one}\n")).collect()
}

#[test]
fn answers_have_the_bits_of_the_library() {
    let table = include_str!("../../../data/iris.csv");
    let rows: Vec<&str> = table.lines().skip(1).collect();
    let output = output(&["--columns", "1-4"], rows.join("\n"));
    let answers: Vec<&str> = output.lines().collect();
    assert_eq!((rows.len(), answers.len()), (150, 150));
    for (row, answer) in rows.iter().zip(answers) {
        let sample: Vec<f32> = row.split(',').take(4).map(|number| number.parse().unwrap()).collect();
        let (class, probability) = classify(&sample.try_into().unwrap());
        let (name, number) = answer.split_once(',').unwrap();
        assert_eq!((name, number.parse::<f32>().unwrap().to_bits()), (&*class.to_string(), probability.to_bits()));
    }
}

#[test]
fn all_formats_give_the_same_answers() {
    assert_eq!(output(&[], joined(",")), answers(","));
    assert_eq!(output(&["-d", ";"], joined(";")), answers(";"));
    assert_eq!(output(&["-d", "\\t"], joined("\t")), answers("\t"));
    assert_eq!(output(&["-f", "tsv"], joined("\t")), answers("\t"));
    let arrays: String = ROWS.iter().map(|row| format!("[{}]\n", row.join(", "))).collect();
    assert_eq!(output(&["-f", "ndjson", "-o", "csv"], &arrays), answers(","));
    assert_eq!(output(&["-f", "ndjson", "-o", "csv"], format!("\u{feff}\r\n{arrays}")), answers(","));
    let keys = ["sepal_length", "sepal_width", "petal_length", "petal_width"];
    let objects: String = ROWS
        .iter()
        .map(|row| {
            let pairs: Vec<String> = keys.iter().zip(row).map(|(key, number)| format!("\"{key}\": {number}")).collect();
            format!("{{\"id\": {{}}, {}}}\n", pairs.join(", "))
        })
        .collect();
    assert_eq!(output(&["-f", "ndjson", "-o", "csv"], objects), answers(","));
}

#[test]
fn ends_of_lines_marks_and_quotes_are_those_of_tables() {
    assert_eq!(output(&[], joined(",").replace('\n', "\r\n")), answers(","));
    assert_eq!(output(&[], joined(",").trim_end()), answers(","));
    assert_eq!(output(&[], format!("\u{feff}{}", joined(","))), answers(","));
    assert_eq!(output(&[], joined(",").replace("5.8", "\" 5.8\"")), answers(","));
    assert_eq!(output(&[], joined(",").replace("5.8", "\"\n5.8\r\n\"")), answers(","));
    assert_eq!(output(&[], format!("\n{}\n\n", joined("  ,  ").replace('\n', "\r\n\r\n"))), answers(","));
    assert_eq!(output(&[], ""), "");
    assert_eq!(output(&["--header"], ""), "class,probability\n");
}

#[test]
fn columns_are_found_by_name_and_by_number() {
    let header = "id,petal_width,petal_length,\"sepal_width\", sepal_length\r\n";
    let [row, ..] = ROWS;
    let table = format!("{header}\"a,\n1\",{},{},{},{}\r\n", row[3], row[2], row[1], row[0]);
    let setosa = "class,probability\nSetosa,0.99326223\n";
    assert_eq!(output(&["--header"], &table), setosa);
    assert_eq!(output(&["--header", "--columns", "5,4,petal_length,2"], &table), setosa);
    let rows = table.strip_prefix(header).unwrap();
    assert_eq!(output(&["--columns", "5,4,3,2"], rows), "Setosa,0.99326223\n");

    let object = r#"{"sl":5.1,"sw":3.5,"pl":1.4,"p\u0077":0.2,"sl2":[{"sl":"x"}]}"#;
    assert_eq!(output(&["-f", "ndjson", "-o", "csv", "-c", "sl,sw,pl,pw"], object), "Setosa,0.99326223\n");
    let array = r#"["id",0.2,1.4,3.5,5.1]"#;
    assert_eq!(output(&["-f", "ndjson", "-o", "csv", "-c", "5,4,3,2"], array), "Setosa,0.99326223\n");
}

#[test]
fn columns_that_cannot_be_are_refused() {
    let header = "id,a,b,c,d,a\n1,5.1,3.5,1.4,0.2,0\n";
    let refused = |columns: &str, words: &str| {
        let (messages, code) = refusal(&["--header", "--columns", columns], header);
        assert!(messages.contains(words), "{columns}: {messages}");
        assert_eq!(code, 2, "{columns}");
    };
    refused(
        "b,c,d,e",
        r#"line 1: the header has no column `e`, but "id", "a", "b", "c", "d", "a": name the 4 columns"#,
    );
    refused("a,b,c,d", "the header has column `a` twice: choose it by its number");
    refused("4-7", "the header has 6 columns, and no column 7");
    refused("0-3", "columns are numbered from 1");
    refused("5-2", "`5-2` is no range: 5 is after 2");
    refused("1-3", "for sepal_length, sepal_width, petal_length, petal_width, and there are 3");
    refused("1-99999999999", "and there are more than 4");
    refused("2-4,3", "column 3 is there twice");
    let (messages, code) = refusal(&["-c", "a,b,c,d"], header);
    assert_eq!((code, messages.contains("without --header columns have only numbers")), (2, true), "{messages}");
    let (messages, code) = refusal(&["-f", "ndjson", "-c", "a,2,3,4"], header);
    assert_eq!((code, messages.contains("all names, or all numbers")), (2, true), "{messages}");
    for formats in [&["-f", "tsv"][..], &["-f", "ndjson"], &["-f", "ndjson", "-o", "tsv"]] {
        let (messages, code) = refusal(&[formats, &["-d", ";"]].concat(), header);
        assert_eq!((code, messages.contains("--delimiter is that of CSV")), (2, true), "{messages}");
    }
    let (messages, code) = refusal(&["--delimiter", ", "], header);
    assert_eq!((code, messages.contains("one ASCII character")), (2, true), "{messages}");
}

#[test]
fn the_fields_of_an_answer_are_those_asked_for() {
    let [row, ..] = ROWS;
    let sample: [f32; 4] = row.map(|number| number.parse().unwrap());
    let [[setosa, versicolor, virginica]] = Iris::EMBEDDED.predict_proba(&sample).data.0;
    let all = format!("{setosa},{versicolor},{virginica}");
    // Numbers are written with an exponent where that is shorter.
    let all = all.replace("0.0000006261576", "6.261576e-7");
    let row = row.join(",");
    assert_eq!(output(&["--probabilities"], &row), format!("Setosa,{setosa},{all}\n"));
    assert_eq!(output(&["--fields", "probabilities,line,class", "-p"], &row), format!("{all},1,Setosa\n"));
    let header = "sepal_length,sepal_width,petal_length,petal_width";
    assert_eq!(
        output(&["--header", "--probabilities", "--fields", "line,class"], format!("{header}\n\n{row}")),
        format!("line,class,Setosa,Versicolor,Virginica\n3,Setosa,{all}\n")
    );
    let json = output(&["-o", "ndjson", "-p", "--fields", "line,class,probability"], row);
    let object: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&object["line"], &object["class"]), (&1.into(), &"Setosa".into()));
    assert_eq!(object["probabilities"]["Virginica"].to_string().parse::<f32>().unwrap(), virginica);
    assert_eq!(object["probability"].to_string().parse::<f32>().unwrap(), setosa);
}

#[test]
fn the_help_has_words_for_all_exit_codes() {
    let help = output(&["--help"], "");
    for words in ["Exit codes:", "0  all rows", "1  all rows", "2  the arguments", "3  stopped", "4  reading", "1 MiB"]
    {
        assert!(help.contains(words), "{words}");
    }
    assert!(output(&["--version"], "").contains(Iris::WEIGHTS_SHA256));
}
