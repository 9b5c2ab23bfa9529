//! Slow clients, and many.

mod common;

use common::{PATIENCE, Server, agent, body, flower, json, list, post, rest};
use std::io::{ErrorKind, Read, Write};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

#[test]
fn a_body_that_does_not_come_is_refused_in_time() {
    let server = Server::start(&["--timeout", "1"]);
    let mut stream = server.connect();
    stream.write_all(b"POST /classify HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n").unwrap();
    let start = Instant::now();
    // It trickles: each byte is in time, but the whole is not.
    let mut trickle = stream.try_clone().unwrap();
    let trickling = std::thread::spawn(move || {
        for _ in 0..8 {
            sleep(Duration::from_millis(500));
            if trickle.write_all(b" ").is_err() {
                break;
            }
        }
    });
    let answer = rest(&mut stream);
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(
        (Duration::from_millis(900)..Duration::from_millis(3500)).contains(&start.elapsed()),
        "{:?}",
        start.elapsed()
    );
    trickling.join().unwrap();
    assert_eq!(server.metric(r#"http_errors_total{path="/classify",status="408"}"#), 1.0);
}

#[test]
fn connections_without_a_request_are_closed_in_time() {
    let server = Server::start(&["--idle-timeout", "0.5"]);
    let request = b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n";
    for start in [&b""[..], &request[..20], request] {
        let mut stream = server.connect();
        stream.write_all(start).unwrap();
        let begin = Instant::now();
        let answer = rest(&mut stream);
        assert_eq!(answer.contains("200 OK"), start.len() == request.len(), "{answer}");
        assert!(
            (Duration::from_millis(400)..Duration::from_secs(5)).contains(&begin.elapsed()),
            "{:?}",
            begin.elapsed()
        );
    }
}

/// An answer of megabytes that is not read holds its connection for a limited time.
#[test]
fn a_client_that_does_not_read_is_cut_off() {
    let server = Server::start(&["--timeout", "2", "--max-connections", "1", "--max-body", "100000000"]);
    let request = list((0..200_000).map(flower));
    let mut stream = server.connect();
    write!(stream, "POST /classify HTTP/1.1\r\nhost: a\r\ncontent-length: {}\r\n\r\n{request}", request.len()).unwrap();
    let start = Instant::now();
    // There is one connection at a time, so this one waits until the other one has ended.
    assert_eq!(post(&agent(), &server.url("/classify"), &body(&flower(1))).0, 200);
    assert!((Duration::from_secs(2)..Duration::from_secs(30)).contains(&start.elapsed()), "{:?}", start.elapsed());
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let (mut part, mut bytes) = ([0; 65536], 0);
    loop {
        match stream.read(&mut part) {
            Ok(0) => break,
            Ok(read) => bytes += read,
            Err(error) if error.kind() == ErrorKind::ConnectionReset => break,
            Err(error) => panic!("{error}"),
        }
    }
    assert!(bytes > 0 && bytes < 10_000_000, "{bytes} of 19 million bytes came");
}

#[test]
fn connections_over_the_limit_wait() {
    let server = Server::start(&["--max-connections", "3"]);
    let held: Vec<_> = (0..3).map(|_| server.connect()).collect();
    sleep(Duration::from_millis(100));
    scope(|scope| {
        let waiting = scope.spawn(|| post(&agent(), &server.url("/classify"), &body(&flower(1))).0);
        sleep(Duration::from_millis(300));
        assert!(!waiting.is_finished());
        drop(held);
        assert_eq!(waiting.join().unwrap(), 200);
    });
}

/// More than the files that a process may have open by default.
#[test]
fn two_thousand_connections_are_served() {
    rlimit::increase_nofile_limit(4096).unwrap();
    let server = Server::start(&["--max-connections", "2000"]);
    let mut streams: Vec<_> = (0..2000).map(|_| server.connect()).collect();
    let request = b"POST /classify HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 9\r\n\r\n[1,2,3,4]";
    streams.iter_mut().for_each(|stream| stream.write_all(request).unwrap());
    for stream in &mut streams {
        let answer = rest(stream);
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    }
}

/// A request that keeps a thread busy delays no other one.
#[test]
fn short_requests_do_not_wait_for_long_ones() {
    let server = Server::start(&["--threads", "1", "--max-body", "100000000", "--timeout", "60"]);
    let long = list((0..300_000).map(flower));
    scope(|scope| {
        let busy = scope.spawn(|| post(&agent(), &server.url("/classify"), &long));
        let (agent, mut during) = (agent(), 0);
        while !busy.is_finished() {
            assert_eq!(post(&agent, &server.url("/classify"), &body(&flower(1))).0, 200);
            during += 1;
        }
        let (status, text) = busy.join().unwrap();
        assert_eq!((status, json(&text).as_array().unwrap().len()), (200, 300_000));
        assert!(during > 10, "{during}");
    });
}

/// A server that cannot keep up says so.
#[test]
fn an_answer_that_is_not_ready_in_time_is_an_error_of_the_server() {
    let server = Server::start_wide(&["--threads", "1", "--timeout", "1"]);
    let long = format!("[{}]", vec![body(&[0.5; 64]); 3000].join(","));
    let answers: Vec<_> = scope(|scope| {
        let clients: Vec<_> =
            (0..16).map(|_| scope.spawn(|| post(&agent(), &server.url("/classify"), &long))).collect();
        clients.into_iter().map(|client| client.join().unwrap()).collect()
    });
    let busy: Vec<_> = answers.iter().filter(|(status, _)| *status == 503).collect();
    assert!(!busy.is_empty() && answers.iter().all(|(status, _)| [200, 503].contains(status)));
    assert!(json(&busy[0].1)["detail"].as_str().unwrap().contains("the server is busy"));
    // And goes on.
    assert_eq!(post(&agent(), &server.url("/classify"), &body(&[0.5; 64])).0, 200);
}
