//! Bad rows are named by their lines, and treated as told.

use crate::shell::{Ran, output, refusal, run};

const ROWS: &str = "5.1,3.5,1.4,0.2\n5.1,3.5,1.4\n\n6.5,3.0,5.8,x\n6.5,3.0,5.8,2.2\n";
const FIRST: &str = "iris: line 2: 3 fields instead of 4\n";
const SECOND: &str = "iris: line 4: column 4 (petal_width): \"x\" is not a number\n";

#[test]
fn bad_rows_are_skipped_counted_and_named() {
    let messages = format!("{FIRST}{SECOND}iris: 2 of 4 rows are bad\n");
    let answers = "Setosa,0.99326223\nVirginica,0.9969379\n".to_owned();
    assert_eq!(run(&[], ROWS), Ran { output: answers, messages, code: 1 });
}

#[test]
fn bad_rows_stop_the_program_after_the_answers_before_them() {
    let answers = "Setosa,0.99326223\n".to_owned();
    assert_eq!(run(&["--on-error", "stop"], ROWS), Ran { output: answers, messages: FIRST.into(), code: 3 });
}

#[test]
fn bad_rows_are_null_so_that_lines_match() {
    let messages = format!("{FIRST}iris: line 3: the line is empty\n{SECOND}iris: 3 of 5 rows are bad\n");
    let answers = "Setosa,0.99326223\n,\n,\n,\nVirginica,0.9969379\n".to_owned();
    assert_eq!(run(&["--on-error", "null"], ROWS), Ran { output: answers, messages, code: 1 });
    let json = run(&["--on-error", "null", "--output", "ndjson", "-p"], "1,2,3");
    assert_eq!(json.output, "{\"class\":null,\"probability\":null,\"probabilities\":null}\n");
}

#[test]
fn checking_counts_and_answers_nothing() {
    assert_eq!(
        refusal(&["--check", "--header", "-c", "1-4"], "a,b,c,d\n1,2,3,4\n"),
        ("iris: 0 of 1 rows are bad\n".into(), 0)
    );
    let messages = format!("{FIRST}{SECOND}iris: 2 of 4 rows are bad\n");
    assert_eq!(refusal(&["--check", "--on-error", "skip"], ROWS), (messages, 1));
    assert_eq!(refusal(&["--check", "--on-error", "stop"], ROWS), (FIRST.into(), 3));
}

#[test]
fn lines_are_counted_whatever_their_ends_are() {
    let bad = |arguments: &[&str], input: &str, message: &str| {
        let (messages, code) = refusal(&[arguments, &["--on-error", "stop"]].concat(), input);
        assert_eq!((messages, code), (format!("iris: {message}\n"), 3), "{input:?}");
    };
    bad(&[], "\r\n\r\n1,2,3\r\n", "line 3: 3 fields instead of 4");
    bad(&["--header", "-c", "1-4"], "a,b,c,d\r\n\n1,2,3\r\n", "line 3: 3 fields instead of 4 as in the header");
    bad(&["-H", "-c", "a,b,c,d"], "a,b,\"c\n\",d\n1,2,,4", "line 3: column `c`: \"\" is not a number");
    bad(&[], "1,2,3,\"4\n\nx\"\n1,2,3,4\n", "line 1: column 4 (petal_width): \"4\\n\\nx\" is not a number");
    bad(&[], "1,2,3,4\r1,2,3,4\n", "line 1: 7 fields, but the network takes 4: choose them by --columns");
    bad(&["-c", "1,2,3,9"], "1,2,3,4\n", "line 1: column 9 (petal_width) is missing");
    bad(&[], "5.1;3.5;1.4;0.2\n", "line 1: 1 field instead of 4: is another character between the fields?");
    bad(&["-f", "tsv"], "1\t2\t3\t\\N\n", "line 1: column 4 (petal_width): \"\\\\N\" is not a number");
}

#[test]
fn rows_of_json_are_named_by_their_keys_and_places() {
    let bad = |row: &str, message: &str| {
        let (messages, code) = refusal(&["-f", "ndjson", "-e", "stop"], format!("\n{row}\n"));
        assert_eq!((messages, code), (format!("iris: line 2: {message}\n"), 3), "{row}");
    };
    let with = |value: &str| format!(r#"{{"petal_length":1,"petal_width":{value},"sepal_length":5,"sepal_width":3}}"#);
    bad(&with("null"), "key `petal_width`: \"null\" is not a number");
    bad(&with("\"0.2\""), "key `petal_width`: \"\\\"0.2\\\"\" is not a number");
    bad(&with("1e99"), "key `petal_width`: \"1e99\" is not a finite number");
    bad(&with("1,\"petal_width\":1"), "key `petal_width` is there twice");
    bad(r#"{"petal_width":0.2}"#, "key `sepal_length` is missing");
    bad("[1,2,true,4]", "element 3 (petal_length): \"true\" is not a number");
    bad("[1,2,3,4,5]", "5 fields, but the network takes 4: choose them by --columns");
    bad("[1,2,3,4", "EOF while parsing a list, at character 8 of the line");
    bad("[1,2,3,4] x", "trailing characters, at character 11 of the line");
    bad("7", "invalid type: integer `7`, expected an object or an array, at character 1 of the line");
    let (messages, _) = refusal(&["-f", "ndjson", "-c", "a,b,c,d", "-e", "stop"], "[1,2,3,4]");
    assert!(messages.contains("invalid type: sequence, expected an object, as --columns has names,"), "{messages}");
}

#[test]
fn hostile_bytes_are_bad_rows_and_no_more() {
    for input in [&b"\0\n"[..], b"\xff\xfe1,2,3,4\n", b"\"", b",,,,,,,,", b"{\"a\":\"\\ud800\"}", b"[[[["] {
        for format in ["csv", "tsv", "ndjson"] {
            let (messages, code) = refusal(&["-f", format], input);
            assert_eq!(code, 1, "{input:?} as {format}: {messages}");
        }
    }
    let nested = "[".repeat(1 << 19);
    assert_eq!(refusal(&["-f", "ndjson"], nested).1, 1);
}

#[test]
fn a_row_that_never_ends_is_refused_in_bounded_memory() {
    let open = format!("1,2,3,4\n\"{}", "5.1,3.5,1.4,0.2\n".repeat(200_000));
    let ran = run(&[], open);
    assert_eq!((ran.code, ran.output.lines().count()), (3, 1));
    assert_eq!(ran.messages, "iris: line 2: a row of more than 1 MiB begins here: is a quote open?\n");
    let ran = run(&["--header", "-f", "tsv"], "x".repeat(5 << 20));
    assert_eq!((ran.code, ran.output.as_str()), (3, ""));
}

#[test]
fn the_largest_numbers_have_an_answer_or_are_bad() {
    let largest = "3.4028235e38";
    let signs = (0..16).map(|bits| std::array::from_fn::<_, 4, _>(|place| bits >> place & 1 == 1));
    let rows: Vec<String> =
        signs.map(|signs| signs.map(|minus| format!("{}{largest}", if minus { "-" } else { "" })).join(",")).collect();
    let ran = run(&[], rows.join("\n"));
    assert!(!ran.output.to_lowercase().contains("nan"), "{}", ran.output);
    let bad = ran.messages.lines().filter(|line| line.ends_with("so large that the network has no answer")).count();
    assert_eq!(ran.output.lines().count() + bad, 16, "{}", ran.messages);
    assert_eq!(output(&[], "0,0,0,0").lines().count(), 1);
}

#[test]
fn fields_without_text_are_a_row_whatever_is_between_them() {
    for (delimiter, line) in [(",", ",,,"), ("\\t", "\t\t\t"), (" ", "   ")] {
        let ran = run(&["--delimiter", delimiter], format!("{line}\n"));
        assert_eq!(ran.code, 1, "{line:?}");
        assert!(ran.messages.starts_with("iris: line 1: column 1 (sepal_length): \"\" is not a number\n"), "{line:?}");
    }
    assert_eq!(run(&["--format", "tsv", "--on-error", "stop"], "\r\n\t\t\t\n").code, 3);
    assert_eq!(run(&["--format", "tsv"], "\r\n \n").code, 0);
}
