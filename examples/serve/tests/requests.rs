//! Requests that are refused, with the place of the mistake; and the pages.

mod common;

use common::{Server, agent, body, changed, flower, get, json, post, rest};
use serde_json::Value;
use std::io::Write;

/// A body, the status, the pointer, and a part of the reason.
const WRONG: &[(&str, u16, &str, &str)] = &[
    ("[]", 422, "", "expected 4 numbers, found 0"),
    ("[1, 2, 3]", 422, "", "expected 4 numbers, found 3"),
    ("[1, 2, 3, 4, 5, 6]", 422, "", "expected 4 numbers, found 6"),
    ("[[]]", 422, "/0", "expected 4 numbers, found 0"),
    ("[[1, 2, 3, 4], [1, 2, 3]]", 422, "/1", "expected 4 numbers, found 3"),
    ("[[1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4, 5]]", 422, "/2", "expected 4 numbers, found 5"),
    ("[1, null, 3, 4]", 422, "/1", "expected a number, found null"),
    ("[[1, 2, 3, 4], [1, 2, null, 4]]", 422, "/1/2", "expected a number, found null"),
    ("[[1, 2, 3, 4], [1, 2, 3, \"4\"]]", 422, "/1/3", "expected a number, found string \"4\""),
    ("[[1, 2, 3, 4], null]", 422, "/1", "expected an array of 4 numbers, found null"),
    ("[[1, 2, 3, 4], 5]", 422, "/1", "expected an array of 4 numbers, found integer `5`"),
    ("[[1, 2, 3, 4], {\"a\": 1}]", 422, "/1", "expected an array of 4 numbers, found an object"),
    ("[[1, 2, 3, [4]]]", 422, "/0/3", "expected a number, found an array"),
    ("[1, true, 3, 4]", 422, "/1", "expected a number, found boolean `true`"),
    ("[1, [2], 3, 4]", 422, "/1", "expected a number, found an array"),
    ("{\"sample\": [1, 2, 3, 4]}", 422, "", "expected an array of 4 numbers, found an object"),
    ("7", 422, "", "expected an array of 4 numbers, found integer `7`"),
    ("null", 422, "", "expected an array of 4 numbers, found null"),
    ("[1, 2, 1e39, 4]", 422, "/2", "a number is too large"),
    ("[[1, 2, 3, 4], [-1e400, 2, 3, 4]]", 422, "/1/0", "a number is too large"),
    ("[1, NaN, 3, 4]", 400, "/1", "`NaN` is not JSON, and numbers must be finite"),
    ("[[1, 2, 3, 4],\n [1, 2, 3, -Infinity]]", 400, "/1/3", "`-Infinity` is not JSON, and numbers must be finite"),
    ("[Infinity, 2, 3, 4]", 400, "/0", "`Infinity` is not JSON, and numbers must be finite"),
    ("[1, 2, 3, inf]", 400, "/3", "`inf` is not JSON, and numbers must be finite"),
    ("", 400, "", "this is not JSON: EOF"),
    ("   ", 400, "", "this is not JSON: EOF"),
    ("[1, 2, 3", 400, "/3", "this is not JSON: EOF"),
    ("[1, 2,, 4]", 400, "/2", "this is not JSON: expected value"),
    ("[1, 2, 3, 4,]", 400, "/4", "this is not JSON: trailing comma"),
    ("[[1, 2, 3, 4], [1, 2", 400, "/1/2", "this is not JSON: EOF"),
    ("[1, 2, 3, 4] [1, 2, 3, 4]", 400, "", "this is not JSON: trailing characters"),
    ("[1, 2, 3, 0x4]", 400, "/4", "this is not JSON"),
    ("[1, 2, 3, 04]", 400, "/3", "this is not JSON: invalid number"),
    ("5.1 3.5 1.4 0.2", 422, "", "expected an array of 4 numbers"),
    ("sepal_length=5.1", 400, "", "this is not JSON: expected value"),
    ("\u{feff}[1, 2, 3, 4]", 400, "", "this is not JSON: expected value"),
];

#[test]
fn wrong_bodies_are_refused_with_the_place() {
    let (server, agent) = (Server::start(&[]), agent());
    for &(request, status, pointer, reason) in WRONG {
        let (found, text) = post(&agent, &server.url("/classify"), request);
        let problem = json(&text);
        assert_eq!((found, problem["pointer"].as_str()), (status, Some(pointer)), "{request}: {text}");
        assert!(problem["detail"].as_str().unwrap().contains(reason), "{request}: {text}");
        assert_eq!(problem["status"], status);
        assert!(problem["line"].as_u64() >= Some(1) && problem["column"].as_u64() >= Some(1), "{request}: {text}");
        assert_indices(&problem, request.starts_with("[["), pointer);
    }
    let refused = WRONG.iter().filter(|wrong| wrong.1 == 422).count();
    assert_eq!(server.metric(r#"http_errors_total{path="/classify",status="422"}"#), refused as f64);
    assert_eq!(server.metric("classifier_samples_total"), 0.0);
}

/// The indices are those of the pointer.
fn assert_indices(problem: &Value, is_list: bool, pointer: &str) {
    let mut parts = pointer.split('/').skip(1).map(|part| part.parse::<u64>().unwrap());
    let sample = if is_list { parts.next() } else { None };
    let number = parts.next();
    assert_eq!(problem["number"].as_u64(), number, "{problem}");
    if is_list {
        assert_eq!(problem["sample"].as_u64(), sample, "{problem}");
    }
}

#[test]
fn a_long_text_is_not_repeated() {
    let server = Server::start(&[]);
    let (status, text) = post(&agent(), &server.url("/classify"), &format!("[1, {:?}, 3, 4]", "é".repeat(100_000)));
    assert_eq!(status, 422);
    assert!(text.len() < 300, "{text}");
}

#[test]
fn deep_brackets_and_bytes_that_are_no_text_are_refused() {
    let server = Server::start(&[]);
    let (status, text) = post(&agent(), &server.url("/classify"), &"[".repeat(500_000));
    assert_eq!((status, json(&text)["pointer"].as_str()), (422, Some("/0/0")), "{text}");
    let answer = server
        .exchange(b"POST /classify HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 6\r\n\r\n[1,\xff\xfe]");
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
}

#[test]
fn finite_numbers_without_a_finite_answer_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (file, _) = changed(folder.path(), "large", |number| *number *= 1e9);
    let server = Server::start(&["--weights", file.to_str().unwrap()]);
    let (status, text) = post(&agent(), &server.url("/classify"), "[[1, 2, 3, 4], [3e38, 3e38, 3e38, 3e38]]");
    let problem = json(&text);
    assert_eq!((status, problem["pointer"].as_str(), problem["sample"].as_u64()), (422, Some("/1"), Some(1)), "{text}");
    assert!(problem["detail"].as_str().unwrap().contains("not finite"));
}

/// Whatever the client does, it reads the answer: while it sends more than is taken, too.
#[test]
fn bodies_over_the_limit_are_refused() {
    let (server, agent) = (Server::start(&["--max-body", "1000"]), agent());
    let url = server.url("/classify");
    let padded = |size: usize| {
        let body = body(&flower(1));
        format!("{body}{}", " ".repeat(size - body.len()))
    };
    assert_eq!(post(&agent, &url, &padded(1000)).0, 200);
    for size in [1001, 100_000, 20_000_000] {
        let (status, text) = post(&agent, &url, &padded(size));
        assert_eq!(status, 413, "{text}");
        assert!(json(&text)["detail"].as_str().unwrap().contains("larger than 1000 bytes"), "{text}");
    }
    // In pieces, without a length.
    let reader = std::io::repeat(b' ');
    let mut reader = std::io::Read::take(reader, 5_000_000);
    let request = agent.post(&url).header("content-type", "application/json");
    let response = request.send(ureq::SendBody::from_reader(&mut reader)).unwrap();
    assert_eq!(response.status(), 413);
    // A client that asks before it sends is told at once.
    let mut stream = server.connect();
    stream
        .write_all(b"POST /classify HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 5000\r\n\r\n")
        .unwrap();
    let answer = rest(&mut stream);
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[test]
fn other_paths_methods_and_types_are_refused() {
    let (server, agent) = (Server::start(&[]), agent());
    let url = |path: &str| server.url(path);
    assert_eq!(get(&agent, &url("/")).0, 404);
    assert_eq!(post(&agent, &url("/classify/"), "[1,2,3,4]").0, 404);
    let response = agent.get(url("/classify")).call().unwrap();
    assert_eq!((response.status().as_u16(), response.headers()["allow"].to_str().unwrap()), (405, "POST"));
    let response = agent.delete(url("/model")).call().unwrap();
    assert_eq!(response.status(), 405);
    assert_eq!(response.headers()["content-type"], "application/problem+json");

    let with_type = |kind: &str| agent.post(url("/classify")).header("content-type", kind).send("[1,2,3,4]").unwrap();
    assert_eq!(with_type("application/x-www-form-urlencoded").status(), 415);
    assert_eq!(with_type("text/plain").status(), 415);
    assert_eq!(with_type("application/json; charset=utf-8").status(), 200);
    assert_eq!(with_type("Application/JSON").status(), 200);
    assert_eq!(with_type("application/vnd.flowers+json").status(), 200);
    let with_coding =
        |coding: &str| agent.post(url("/classify")).header("content-encoding", coding).send("[1,2,3,4]").unwrap();
    assert_eq!(with_coding("gzip").status(), 415);
    assert_eq!(with_coding("identity").status(), 200);
    // Paths and methods of clients' invention are one series.
    for path in ["/a", "/b"] {
        get(&agent, &url(path));
    }
    assert_eq!(server.metric(r#"http_requests_total{path="other",method="GET",status="404"}"#), 3.0);
}

#[test]
fn what_is_no_http_is_refused() {
    let mut server = Server::start(&[]);
    for request in ["hello\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "POST /classify HTTP/1.1\r\ncontent-length: x\r\n\r\n"] {
        let answer = server.exchange(request.as_bytes());
        assert!(answer.starts_with("HTTP/1.1 400 "), "{request:?}: {answer}");
    }
    let answer = server.exchange(format!("GET / HTTP/1.1\r\na: {}\r\n\r\n", "b".repeat(200_000)).as_bytes());
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431 "), "{answer}");
    // A body that breaks off.
    let mut stream = server.connect();
    stream.write_all(b"POST /classify HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n[1,").unwrap();
    drop(stream);
    assert!(server.is_running());
    assert_eq!(post(&agent(), &server.url("/classify"), "[1,2,3,4]").0, 200);
}

#[test]
fn a_connection_takes_requests_one_after_the_other() {
    let server = Server::start(&[]);
    let request = "POST /classify HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n[1,2,3,4]";
    let wrong = "POST /classify HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\n[1]";
    let last = "GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    let answers = server.exchange(format!("{request}{wrong}{request}{last}").as_bytes());
    let statuses: Vec<_> = answers.split("HTTP/1.1 ").skip(1).map(|answer| &answer[..3]).collect();
    assert_eq!(statuses, ["200", "422", "200", "200"], "{answers}");
}

#[test]
fn pages_describe_the_server() {
    let (server, agent) = (Server::start(&[]), agent());
    assert_eq!(get(&agent, &server.url("/healthz")), (200, "ok\n".to_owned()));
    let model = json(&get(&agent, &server.url("/model")).1);
    assert_eq!(model["name"], "Iris");
    assert!(model["summary"].as_str().unwrap().starts_with("Iris: [4] -> [3]\n"), "{model}");
    assert_eq!(model["input"]["shape"], serde_json::json!([4]));
    assert_eq!(model["output"]["shape"], serde_json::json!([3]));
    assert_eq!(model["classes"], serde_json::json!(["Setosa", "Versicolor", "Virginica"]));
    assert_eq!(model["tensors"][0], serde_json::json!({"name": "hidden.weight", "shape": [16, 4]}));
    assert_eq!(model["parameters"], 131);
    assert_eq!(model["weights"]["sha256"], embed_iris::Iris::WEIGHTS_SHA256);

    let response = agent.get(server.url("/metrics")).call().unwrap();
    assert_eq!(response.headers()["content-type"], "text/plain; version=0.0.4; charset=utf-8");
    assert_eq!(
        server
            .metric(&format!(r#"classifier_model_info{{name="Iris",sha256="{}"}}"#, embed_iris::Iris::WEIGHTS_SHA256)),
        1.0
    );
    // The request for this page.
    assert_eq!(server.metric("http_requests_in_flight"), 1.0);
}
