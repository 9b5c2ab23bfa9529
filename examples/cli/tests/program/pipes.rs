//! Pipes: somebody waits at their other end, or has gone.

use crate::shell::{run, start};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

const ROW: &str = "5.1\t3.5\t1.4\t0.2\n";
const PATIENCE: Duration = Duration::from_secs(60);

/// Starts the program, and reads its lines on a thread, so that a hang fails a test.
fn converse(arguments: &[&str]) -> (Child, ChildStdin, Receiver<String>) {
    let mut child = start(arguments);
    let (stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let (sender, answers) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stdout).lines() {
            let _ = sender.send(line.unwrap());
        }
    });
    (child, stdin, answers)
}

#[test]
fn every_row_is_answered_before_the_next_one_is_written() {
    for (format, row) in [("tsv", ROW), ("csv", "5.1,3.5,1.4,0.2\r\n"), ("ndjson", "[5.1,3.5,1.4,0.2]\n")] {
        let (mut child, mut stdin, answers) = converse(&["--format", format, "--fields", "class"]);
        for _ in 0..100 {
            stdin.write_all(row.as_bytes()).unwrap();
            assert!(answers.recv_timeout(PATIENCE).unwrap().contains("Setosa"), "{format}");
        }
        drop(stdin);
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}

#[test]
fn a_row_in_pieces_is_answered_once_it_is_whole() {
    let (mut child, mut stdin, answers) = converse(&["--format", "tsv"]);
    for piece in ["5.1\t3", ".5\t1.4", "\t0.2"] {
        stdin.write_all(piece.as_bytes()).unwrap();
        assert!(answers.recv_timeout(Duration::from_millis(50)).is_err(), "the row is not whole");
    }
    stdin.write_all(b"\n").unwrap();
    assert_eq!(answers.recv_timeout(PATIENCE).unwrap(), "Setosa\t0.99326223");
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn blocks_of_a_table_engine_are_answered_row_for_row() {
    // ClickHouse's executable_pool writes the rows of a block, and reads as many lines.
    let (mut child, mut stdin, answers) = converse(&["-f", "tsv", "--fields", "class", "--on-error", "null"]);
    for size in [1, 7, 65_536, 3] {
        let block: String = (0..size).map(|row| if row % 5 == 4 { "\\N\t1\t2\tnan\n" } else { ROW }).collect();
        stdin.write_all(block.as_bytes()).unwrap();
        for row in 0..size {
            let answer = answers.recv_timeout(PATIENCE).unwrap();
            assert_eq!(answer, if row % 5 == 4 { "\\N" } else { "Setosa" }, "row {row} of {size}");
        }
        // Messages are read too, lest the program waits for room for them.
        if size == 1 {
            let mut messages = child.stderr.take().unwrap();
            thread::spawn(move || messages.read_to_end(&mut Vec::new()));
        }
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    for format in ["tsv", "ndjson"] {
        let mut child = start(&["-f", "tsv", "-o", format]);
        let mut stdin = child.stdin.take().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdin.write_all(ROW.as_bytes()).unwrap();
        stdout.read_line(&mut String::new()).unwrap();
        drop(stdout);
        // The program ends while rows are still coming: writing them fails at last.
        let rows = ROW.repeat(10_000);
        while stdin.write_all(rows.as_bytes()).is_ok() {}
        let ended = child.wait_with_output().unwrap();
        assert_eq!((ended.status.code(), String::from_utf8(ended.stderr).unwrap()), (Some(0), String::new()));
    }
}

#[test]
fn messages_that_nobody_reads_do_not_end_the_program() {
    let mut child = start(&[]);
    drop(child.stderr.take());
    child.stdin.take().unwrap().write_all(b"x\n5.1,3.5,1.4,0.2\n").unwrap();
    let ended = child.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), ended.stdout), (Some(1), b"Setosa,0.99326223\n".to_vec()));
}

#[cfg(target_os = "linux")]
#[test]
fn files_that_fail_are_named_and_have_a_code_of_their_own() {
    let full = Command::new(env!("CARGO_BIN_EXE_iris"))
        .stdin(File::open(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/program/irises.csv")).unwrap())
        .stdout(File::options().write(true).open("/dev/full").unwrap())
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(full.status.code(), Some(4));
    assert!(String::from_utf8(full.stderr).unwrap().starts_with("iris: the output cannot be written: No space"));
    let folder = Command::new(env!("CARGO_BIN_EXE_iris")).stdin(File::open("/").unwrap()).output().unwrap();
    assert_eq!(folder.status.code(), Some(4));
    assert!(String::from_utf8(folder.stderr).unwrap().starts_with("iris: the input cannot be read: Is a directory"));
}

/// Returns the most memory that a program has used, in KiB.
#[cfg(target_os = "linux")]
fn peak(child: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_rows() {
    for format in ["csv", "tsv", "ndjson"] {
        let row = match format {
            "csv" => "5.1,3.5,1.4,0.2\n",
            "tsv" => ROW,
            _ => "{\"sepal_length\":5.1,\"sepal_width\":3.5,\"petal_length\":1.4,\"petal_width\":0.2}\n",
        };
        let (mut child, mut stdin, answers) = converse(&["-f", format]);
        let block = row.repeat(1000);
        let peaks = [100_000, 900_000].map(|rows| {
            for _ in 0..rows / 1000 {
                stdin.write_all(block.as_bytes()).unwrap();
                (0..1000).for_each(|_| drop(answers.recv_timeout(PATIENCE).unwrap()));
            }
            peak(&child)
        });
        assert!(peaks[1] <= peaks[0] + 1024 && peaks[1] < 16 * 1024, "{format}: {peaks:?} KiB");
        drop(stdin);
        assert!(child.wait().unwrap().success());
    }
}

#[test]
fn a_million_rows_have_a_million_answers() {
    let ran = run(&["-f", "tsv", "--fields", "line,class"], ROW.repeat(1_000_000));
    assert_eq!((ran.code, ran.output.lines().count()), (0, 1_000_000));
    assert_eq!(ran.output.lines().next_back(), Some("1000000\tSetosa"));
}
