//! The program answers queries as its users ask them.

#![allow(missing_docs)]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

type Error = Box<dyn std::error::Error>;

fn score(arguments: &[&str], folder: &Path) -> Result<Output, Error> {
    Ok(Command::new(env!("CARGO_BIN_EXE_score")).args(arguments).current_dir(folder).output()?)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Returns the cells of a table, without its frame.
fn cells(table: &[u8]) -> Vec<Vec<String>> {
    let row = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    text(table).lines().filter(|line| line.starts_with('|')).map(row).collect()
}

#[test]
fn files_are_found_by_their_names() -> Result<(), Error> {
    let folder = tempfile::tempdir()?;
    std::fs::create_dir(folder.path().join("irises"))?;
    let csv = "a,b,c,d\n5.1,3.5,1.4,0.2\n5.7,2.8,4.1,1.3\n6.5,3.0,5.8,2.2\n,3.0,5.8,2.2\n4.9,3.0,1.4,0.2\n";
    std::fs::write(folder.path().join("irises.csv"), csv)?;
    let copy =
        |rows: &str, name| format!("COPY (SELECT * FROM 'irises.csv' WHERE c {rows} 2) TO 'irises/{name}.parquet'");
    let copied = score(&[&copy("<", "1"), &copy(">=", "2")], folder.path())?;
    assert!(copied.status.success(), "{}", text(&copied.stderr));
    let count = "SELECT iris_name(a, b, c, d) AS species, count(*) AS n FROM 'irises/*.parquet' GROUP BY species ORDER BY species";
    let output = score(&[count], folder.path())?;
    assert!(output.status.success(), "{}", text(&output.stderr));
    let expected = [["species", "n"], ["Setosa", "2"], ["Versicolor", "1"], ["Virginica", "1"], ["", "1"]];
    assert_eq!(cells(&output.stdout), expected);
    let message = text(&output.stderr);
    assert!(message.starts_with("score: rows without an answer: 1 (1 with NULL"), "{message}");
    Ok(())
}

#[test]
fn several_statements_have_one_session() -> Result<(), Error> {
    let folder = tempfile::tempdir()?;
    let program = Command::new(env!("CARGO_BIN_EXE_score"))
        .arg("-")
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut program = program?;
    let statements = "CREATE VIEW t AS VALUES (5.1, 3.5, 1.4, 0.2), (6.5, NULL, 5.8, 2.2);
        SELECT iris(column1, column2, column3, column4)['name'] AS name FROM t;
        SELECT iris_skipped()['null'] AS skipped;";
    program.stdin.take().ok_or("no standard input")?.write_all(statements.as_bytes())?;
    let output = program.wait_with_output()?;
    assert!(output.status.success());
    assert_eq!(cells(&output.stdout).concat(), ["name", "Setosa", "", "skipped", "1"]);
    Ok(())
}

/// The queries of the README, which has them on lines of their own.
const CREATE: &str = "CREATE EXTERNAL TABLE irises (a REAL, b REAL, c REAL, d REAL, label INT) STORED AS CSV
     LOCATION '../../examples/data/iris.csv' OPTIONS (format.has_header true)";
const COUNT: &str = "SELECT iris_name(a, b, c, d) AS species, count(*) FROM irises GROUP BY species";

#[test]
fn the_queries_of_the_readme_are_answered() -> Result<(), Error> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let readme = std::fs::read_to_string(folder.join("README.md"))?;
    assert!(readme.contains(CREATE) && readme.contains(COUNT));
    let output = score(&[CREATE, COUNT], folder)?;
    assert!(output.status.success(), "{}", text(&output.stderr));
    let mut rows = cells(&output.stdout);
    rows.sort();
    assert_eq!(rows[..3], [["Setosa", "50"], ["Versicolor", "49"], ["Virginica", "51"]]);
    Ok(())
}

#[test]
fn plans_name_the_weights() -> Result<(), Error> {
    let folder = tempfile::tempdir()?;
    let output =
        score(&["EXPLAIN SELECT iris_name(a, 3.5, 1.4, 0.2) FROM (VALUES (5.1), (6.5)) AS t(a)"], folder.path())?;
    let name = format!("iris_name_{}(", &embed_iris::Iris::WEIGHTS_SHA256[..16]);
    assert!(text(&output.stdout).contains(&name), "{}", text(&output.stdout));
    Ok(())
}

#[test]
fn mistakes_are_explained() -> Result<(), Error> {
    let folder = tempfile::tempdir()?;
    let cases = [
        ("SELECT iris_name(1, 2, 3)", "4 numbers, or one list of 4 numbers, are needed, but there are 3 arguments"),
        ("SELECT * FROM 'nowhere.parquet'", "nowhere.parquet"),
        ("SELEC 1", "SELEC"),
    ];
    for (query, words) in cases {
        let output = score(&[query], folder.path())?;
        assert_eq!(output.status.code(), Some(1), "{query}");
        let message = text(&output.stderr);
        assert!(message.starts_with("score: ") && message.contains(words), "{query}: {message}");
        assert!(output.stdout.is_empty());
    }
    let output = score(&[], folder.path())?;
    assert_eq!(output.status.code(), Some(2));
    let help = score(&["--help"], folder.path())?;
    assert!(help.status.success() && text(&help.stdout).contains("iris_probabilities"));
    Ok(())
}
