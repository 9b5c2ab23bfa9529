//! The end: what is under way is answered.

mod common;

use common::{PATIENCE, Server, agent, body, flower, list, post, rest};
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

/// Sends a request and reads the whole answer; `false` if nobody listens. All else is a failure.
fn is_answered(connection: &mut Option<TcpStream>, address: &str, request: &str) -> bool {
    let mut stream = match connection.take() {
        Some(stream) => stream,
        None => match TcpStream::connect(address) {
            Ok(stream) => stream,
            Err(error) if error.kind() == ErrorKind::ConnectionRefused => return false,
            Err(error) => panic!("{error}"),
        },
    };
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let (mut answer, mut part) = (Vec::new(), [0; 65536]);
    let (head, length) = loop {
        let read = stream.read(&mut part).unwrap();
        assert!(read > 0, "the connection was closed after {:?}", String::from_utf8_lossy(&answer));
        answer.extend_from_slice(&part[..read]);
        let text = String::from_utf8_lossy(&answer);
        if let Some((head, _)) = text.split_once("\r\n\r\n") {
            let length = head.split("content-length: ").nth(1).unwrap().split("\r\n").next().unwrap();
            break (head.to_owned(), head.len() + 4 + length.parse::<usize>().unwrap());
        }
    };
    while answer.len() < length {
        let read = stream.read(&mut part).unwrap();
        assert!(read > 0, "the answer breaks off");
        answer.extend_from_slice(&part[..read]);
    }
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    if !head.contains("connection: close") {
        *connection = Some(stream);
    }
    true
}

fn request(body: &str) -> String {
    format!("POST /classify HTTP/1.1\r\nhost: a\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

/// Every request that has been sent is answered, over connections that are kept and new ones.
#[test]
fn all_requests_under_load_are_answered() {
    for (signal, body) in [("TERM", body(&flower(1))), ("INT", list((0..2000).map(flower)))] {
        let mut server = Server::start(&[]);
        let (address, request, answered) = (server.address.clone(), request(&body), AtomicUsize::new(0));
        scope(|scope| {
            for client in 0..16 {
                let (address, request, answered) = (&address, &request, &answered);
                scope.spawn(move || {
                    let mut connection = None;
                    while is_answered(&mut connection, address, request) {
                        answered.fetch_add(1, Ordering::Relaxed);
                        if client % 4 == 0 {
                            connection = None;
                        }
                    }
                });
            }
            while answered.load(Ordering::Relaxed) < 200 {
                sleep(Duration::from_millis(1));
            }
            server.signal(signal);
        });
        assert_eq!(server.status().code(), Some(0));
        server.line("closed");
    }
}

/// A request whose body is still on its way at the end.
#[test]
fn a_slow_request_is_answered() {
    let mut server = Server::start(&[]);
    let request = request(&body(&flower(1)));
    let (start, end) = request.split_at(request.len() - 5);
    let mut stream = server.connect();
    stream.write_all(start.as_bytes()).unwrap();
    sleep(Duration::from_millis(100));
    server.signal("TERM");
    server.line("closing");
    sleep(Duration::from_secs(1));
    assert!(server.is_running());
    assert!(TcpStream::connect(&server.address).is_err());
    stream.write_all(end.as_bytes()).unwrap();
    let answer = rest(&mut stream);
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("connection: close"), "{answer}");
    assert_eq!(server.status().code(), Some(0));
}

/// A client that keeps its connection may send at the very end.
#[test]
fn a_request_just_after_the_signal_is_answered() {
    let mut server = Server::start(&[]);
    let (address, request) = (server.address.clone(), request(&body(&flower(1))));
    let mut kept = None;
    assert!(is_answered(&mut kept, &address, &request));
    let mut health = Some(server.connect());
    server.signal("TERM");
    server.line("closing");
    sleep(Duration::from_millis(100));
    assert!(is_answered(&mut kept, &address, &request));
    assert!(kept.is_none(), "it is told that the connection is closed");
    let stream = health.as_mut().unwrap();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n").unwrap();
    let answer = rest(stream);
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    assert_eq!(server.status().code(), Some(0));
}

/// Connections without a request do not delay the end.
#[test]
fn idle_connections_are_closed() {
    let mut server = Server::start(&[]);
    let agent = agent();
    assert_eq!(post(&agent, &server.url("/classify"), &body(&flower(1))).0, 200);
    let silent: Vec<_> = (0..20).map(|_| server.connect()).collect();
    let mut half = server.connect();
    half.write_all(b"POST /classify HTT").unwrap();
    sleep(Duration::from_millis(100));
    let start = Instant::now();
    server.signal("TERM");
    assert_eq!(server.status().code(), Some(0));
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    drop(silent);
}

#[test]
fn requests_are_cut_off_after_the_grace() {
    for is_impatient in [false, true] {
        let grace = if is_impatient { "600" } else { "1" };
        let mut server = Server::start(&["--grace", grace, "--timeout", "600"]);
        let mut stream = server.connect();
        stream.write_all(b"POST /classify HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n[1").unwrap();
        sleep(Duration::from_millis(100));
        server.signal("TERM");
        server.line("closing");
        if is_impatient {
            server.signal("TERM");
        }
        assert_eq!(server.status().code(), Some(3));
        assert!(server.line("cut off").ends_with(": 1"));
    }
}
