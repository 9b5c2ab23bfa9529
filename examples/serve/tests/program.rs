//! The program on the command line: help, mistakes, exit codes.

mod common;

use common::{Server, changed, get};
use std::net::TcpListener;
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_serve")).args(arguments).env_remove("SERVE_TOKEN").output().unwrap()
}

#[test]
fn help_names_every_argument_signal_and_exit_code() {
    let output = run(&["--help"]);
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).unwrap();
    let words = ["--listen", "--weights", "--max-body", "--timeout", "--grace", "SERVE_TOKEN", "SIGHUP", "SIGTERM"];
    for word in words.iter().chain(&["127.0.0.1:3000", "1048576", "Exit codes"]) {
        assert!(text.contains(word), "{word}: {text}");
    }
}

#[test]
fn wrong_arguments_are_exit_code_2() {
    let wrong: [&[&str]; 8] = [
        &["--nonsense"],
        &["extra"],
        &["--timeout", "0"],
        &["--timeout", "-1"],
        &["--timeout", "soon"],
        &["--timeout", "nan"],
        &["--max-connections", "0"],
        &["--batch", "0"],
    ];
    for arguments in wrong {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(!output.stderr.is_empty());
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_serve"));
    let output = command.env("SERVE_TOKEN", " ").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_start_that_fails_is_exit_code_1_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    let (cut, missing) = (folder.path().join("cut"), folder.path().join("missing"));
    std::fs::write(&cut, "hello").unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let failures: [(&[&str], &str); 4] = [
        (&["--weights", cut.to_str().unwrap()], "not a safetensors file"),
        (&["--weights", missing.to_str().unwrap()], "missing cannot be used: No such file"),
        (&["--listen", &address], "in use"),
        (&["--listen", "nowhere"], "cannot listen on nowhere"),
    ];
    for (arguments, reason) in failures {
        let output = run(arguments);
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {text}");
        assert!(text.contains(reason), "{arguments:?}: {text}");
    }
}

#[test]
fn weights_of_a_file_are_used_from_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let (file, net) = changed(folder.path(), "weights", |number| *number += 0.25);
    let server = Server::start(&["--weights", file.to_str().unwrap()]);
    let (_, text) = common::post(&common::agent(), &server.url("/classify"), &common::body(&common::flower(5)));
    common::assert_answer(&common::json(&text), &net, &common::flower(5));
    assert_eq!(get(&common::agent(), &server.url("/healthz")).0, 200);
}
