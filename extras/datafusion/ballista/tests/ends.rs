//! The processes of a local cluster end with the one that started them, however that ends; and an
//! executor ends if it has no scheduler.

#![allow(missing_docs)]
#![cfg(target_os = "linux")]

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Far more than anything takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A scheduler and two executors.
const ALL: usize = 3;

/// Waits until something is there.
fn wait<T>(reason: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(Instant::now() < end, "{reason}");
        sleep(Duration::from_millis(5));
    }
}

/// Starts a query that takes hours.
fn start(folder: &Path) -> Child {
    let numbers = folder.join("numbers.csv");
    let rows = (0..1000).map(|number| format!("{number}\n")).collect::<String>();
    fs::write(&numbers, format!("n\n{rows}")).unwrap();
    let table = format!("'{}'", numbers.display());
    let query = format!(
        "SELECT sum(iris_class(a.n, b.n, c.n, d.n)) FROM {table} a CROSS JOIN {table} b CROSS JOIN {table} c CROSS JOIN {table} d"
    );
    let mut command = Command::new(env!("CARGO_BIN_EXE_cluster"));
    command.args(["local", &query]).env("TMPDIR", folder).stderr(Stdio::piped()).spawn().unwrap()
}

/// Returns the processes that a process has started.
fn children(parent: &Child) -> Vec<u32> {
    let is_child = |process: &u32| parent_of(*process) == Some(parent.id());
    let processes = fs::read_dir("/proc").unwrap().flatten();
    processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).filter(is_child).collect()
}

/// Returns the number of the parent of a process that runs.
fn parent_of(process: u32) -> Option<u32> {
    let status = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // Behind the name in parentheses: the state and the parent.
    let (state, rest) = status.rsplit_once(") ")?.1.split_once(' ')?;
    (state != "Z").then(|| rest.split(' ').next()?.parse().ok()).flatten()
}

fn signal(process: &Child, name: &str) {
    let kill = format!("kill -{name} {}", process.id());
    assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
}

fn end(mut process: Child) -> (ExitStatus, String) {
    wait("the cluster goes on", || process.try_wait().unwrap());
    let output = process.wait_with_output().unwrap();
    (output.status, String::from_utf8(output.stderr).unwrap())
}

#[test]
fn no_process_is_left() {
    // While the first one is started, and while a query is answered.
    for started in [1, ALL] {
        for name in ["TERM", "INT", "KILL"] {
            let folder = tempfile::tempdir().unwrap();
            let cluster = start(folder.path());
            let processes = wait("processes are started", || {
                let children = children(&cluster);
                (children.len() >= started).then_some(children)
            });
            signal(&cluster, name);
            let (status, message) = end(cluster);
            wait("processes are left", || processes.iter().all(|process| parent_of(*process).is_none()).then_some(()));
            if name == "KILL" {
                continue;
            }
            assert_eq!(status.code(), Some(1), "{message}");
            assert!(message.contains(&format!("stopped by SIG{name}")), "{message}");
            let left: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.file_name()).collect();
            assert_eq!(left, ["numbers.csv"], "no folder is left");
        }
    }
}

#[test]
fn an_executor_without_a_scheduler_says_so() {
    // Free, as nobody has told its number.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut command = Command::new(env!("CARGO_BIN_EXE_cluster"));
    command.args(["executor", "--scheduler-port", &port.to_string()]).stdout(Stdio::null());
    let (status, message) = end(command.stderr(Stdio::piped()).spawn().unwrap());
    assert_eq!(status.code(), Some(1), "{message}");
    assert!(
        message.ends_with(&format!("cluster: General error: there is no scheduler at 127.0.0.1:{port}\n")),
        "{message}"
    );
}
