//! The program for the host, as it is read by others.

#![cfg(not(feature = "train"))]

use std::process::{Command, Stdio};

/// A pipe that nobody reads, as behind `head` once it has seen enough.
#[test]
fn a_reader_that_has_gone_is_no_mistake() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let run = Command::new(env!("CARGO_BIN_EXE_host")).stdout(writer).stderr(Stdio::piped()).output().unwrap();
    assert!(run.status.success(), "{}", run.status);
    assert_eq!(String::from_utf8_lossy(&run.stderr), "");
}
