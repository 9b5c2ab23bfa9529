//! Runs the program.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::thread;

/// The output of the program, its messages, and its exit code.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) output: String,
    pub(crate) messages: String,
    pub(crate) code: i32,
}

/// Starts the program with all its streams as pipes.
pub(crate) fn start(arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_iris"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Runs the program with an input.
pub(crate) fn run(arguments: &[&str], input: impl AsRef<[u8]>) -> Ran {
    let mut child = start(arguments);
    let mut stdin = child.stdin.take().unwrap();
    let input = input.as_ref().to_vec();
    // The program may end before it has read everything.
    let writer = thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Ran {
        output: String::from_utf8(output.stdout).unwrap(),
        messages: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().expect("the program was not killed"),
    }
}

/// Returns the output of a run in which all is well.
pub(crate) fn output(arguments: &[&str], input: impl AsRef<[u8]>) -> String {
    let ran = run(arguments, input);
    assert_eq!((ran.messages.as_str(), ran.code), ("", 0), "{arguments:?}");
    ran.output
}

/// Returns the messages and the exit code of a run without answers.
pub(crate) fn refusal(arguments: &[&str], input: impl AsRef<[u8]>) -> (String, i32) {
    let ran = run(arguments, input);
    assert_eq!(ran.output, "", "{arguments:?}");
    (ran.messages, ran.code)
}
