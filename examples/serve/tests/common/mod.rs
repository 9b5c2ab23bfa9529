//! A server in a process of its own, and clients.

// Each test uses a part of it.
#![allow(dead_code)]

use embed_iris::Iris;
use netwright::prelude::*;
use netwright::weights::Save;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use ureq::Agent;
use ureq::http::Response;

/// Far more than anything takes.
pub const PATIENCE: Duration = Duration::from_secs(60);

pub const TOKEN: &str = "correct horse battery staple";

/// A running server; it is killed at the end of a test.
pub struct Server {
    child: Child,
    pub address: String,
    lines: Mutex<Receiver<String>>,
}

impl Server {
    /// Starts the server with arguments, on a free port.
    pub fn start(arguments: &[&str]) -> Self {
        Self::start_program(Path::new(env!("CARGO_BIN_EXE_serve")), arguments)
    }

    /// Starts `examples/wide.rs`, which Cargo builds beside the server.
    pub fn start_wide(arguments: &[&str]) -> Self {
        let folder = Path::new(env!("CARGO_BIN_EXE_serve")).parent().unwrap();
        Self::start_program(&folder.join("examples/wide"), arguments)
    }

    fn start_program(program: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(program);
        command.args(["--listen", "127.0.0.1:0"]).args(arguments).env("SERVE_TOKEN", TOKEN);
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let errors = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || errors.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let mut server = Server { child, address: String::new(), lines: Mutex::new(lines) };
        server.address = server.line("listening on http://").rsplit('/').next().unwrap().to_owned();
        server
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Waits for a line on standard error.
    pub fn line(&self, part: &str) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let line = self
                .lines
                .lock()
                .unwrap()
                .recv_timeout(left)
                .unwrap_or_else(|error| panic!("no line with {part:?}: {error}"));
            if line.contains(part) {
                return line;
            }
        }
    }

    pub fn signal(&self, name: &str) {
        let kill = format!("kill -{name} {}", self.child.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// Waits for the end.
    pub fn status(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < end, "the server does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Opens a connection, to speak HTTP by hand.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends bytes over a new connection, and returns all that comes until it is closed.
    pub fn exchange(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        stream.write_all(request).unwrap();
        rest(&mut stream)
    }

    /// Returns the value of a line of the metrics.
    pub fn metric(&self, name: &str) -> f64 {
        let text = get(&agent(), &self.url("/metrics")).1;
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.unwrap_or_else(|| panic!("no {name} in\n{text}")).parse().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads until the connection is closed, be it by a reset.
pub fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8(bytes).unwrap()
}

/// A client that keeps its connections.
pub fn agent() -> Agent {
    Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE)).build().into()
}

pub type Answer = (u16, String);

fn read(mut response: Response<ureq::Body>) -> Answer {
    let text = response.body_mut().with_config().limit(1 << 30).read_to_string().unwrap();
    (response.status().as_u16(), text)
}

pub fn get(agent: &Agent, url: &str) -> Answer {
    read(agent.get(url).call().unwrap())
}

/// Posts JSON.
pub fn post(agent: &Agent, url: &str, json: &str) -> Answer {
    read(agent.post(url).header("content-type", "application/json").send(json).unwrap())
}

/// Puts a file with the token.
pub fn put(agent: &Agent, url: &str, file: &[u8]) -> Answer {
    let request = agent.put(url).header("authorization", format!("Bearer {TOKEN}"));
    read(request.send(file).unwrap())
}

pub fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Flowers that differ from each other, with as many digits as a client may send.
pub fn flower(number: usize) -> [f32; 4] {
    let part = |step: f32| (number as f32 * step).fract();
    [4.0 + 4.0 * part(0.618_034), 2.0 + 2.5 * part(0.324_718), 1.0 + 6.0 * part(0.754_878), 0.1 + 2.4 * part(0.569_84)]
}

/// The body of a request for one sample.
pub fn body(sample: &[f32]) -> String {
    serde_json::to_string(sample).unwrap()
}

/// The body of a request for several samples.
pub fn list(samples: impl Iterator<Item = [f32; 4]>) -> String {
    serde_json::to_string(&samples.collect::<Vec<_>>()).unwrap()
}

/// Asserts that an answer has the bits of a network.
pub fn assert_answer(answer: &Value, net: &Iris, sample: &[f32; 4]) {
    let (class, probabilities) = (net.classify(sample), net.predict_proba(sample));
    assert_eq!(answer["class"], class.to_string());
    assert_eq!(answer["index"], net.classify_index(sample));
    let numbers = answer["probabilities"].as_array().unwrap();
    // Each number is read from its text as an `f32`, as a client does.
    let bits = |number: &Value| number.to_string().parse::<f32>().unwrap().to_bits();
    let expected: Vec<_> = probabilities.iter().map(|number| number.to_bits()).collect();
    assert_eq!(numbers.iter().map(bits).collect::<Vec<_>>(), expected, "{answer}");
}

/// Writes the weights of the embedded network with a change, and returns the file and the network.
pub fn changed(folder: &Path, name: &str, change: impl Fn(&mut f32)) -> (PathBuf, Box<Iris>) {
    let mut net = Iris::EMBEDDED.copy();
    net.as_mut_slice().iter_mut().for_each(change);
    let path = folder.join(name);
    Save::new().to_file(&path, &*net).unwrap();
    (path, net)
}
