//! Answers are the bits of the network, whatever else is asked at the same time.

mod common;

use common::{Server, agent, assert_answer, body, flower, get, json, list, post};
use embed_iris::Iris;
use netwright::prelude::*;
use std::thread::scope;

const CLIENTS: usize = 8;
const REQUESTS: usize = 10_000;

#[test]
fn one_sample_has_the_bits_of_the_network() {
    let (server, agent) = (Server::start(&[]), agent());
    for number in 0..500 {
        let (status, text) = post(&agent, &server.url("/classify"), &body(&flower(number)));
        assert_eq!(status, 200, "{text}");
        assert_answer(&json(&text), Iris::EMBEDDED, &flower(number));
    }
    assert_eq!(server.metric("classifier_samples_total"), 500.0);
    assert_eq!(server.metric(r#"http_requests_total{path="/classify",method="POST",status="200"}"#), 500.0);
    assert_eq!(server.metric(r#"http_request_duration_seconds_count{path="/classify"}"#), 500.0);
}

/// Short lists, and those that are answered on another thread.
#[test]
fn each_sample_of_a_list_has_the_bits_of_the_network() {
    let (server, agent) = (Server::start(&[]), agent());
    for length in [1, 2, 3, 7, 8, 64, 1000, 20_000] {
        let (status, text) = post(&agent, &server.url("/classify"), &list((0..length).map(flower)));
        assert_eq!(status, 200, "{text}");
        let answers = json(&text);
        assert_eq!(answers.as_array().unwrap().len(), length);
        for number in 0..length {
            assert_answer(&answers[number], Iris::EMBEDDED, &flower(number));
        }
    }
}

#[test]
fn numbers_are_the_nearest_of_single_precision() {
    let (server, agent) = (Server::start(&[]), agent());
    // Halfway between two numbers but for the last digit, which a detour over double precision
    // loses.
    let text = "1.00000005960464477540";
    let (nearest, over_double) = (text.parse::<f32>().unwrap(), text.parse::<f64>().unwrap() as f32);
    assert_ne!(nearest, over_double);
    let with = |first: f32, number: usize| [first, flower(number)[1], flower(number)[2], -0.0];
    let answer = |first: f32, number: usize| Iris::EMBEDDED.predict_proba(&with(first, number));
    let mut differ = (0..10_000).filter(|&number| answer(nearest, number) != answer(over_double, number));
    let number = differ.next().unwrap();
    let [_, second, third, _] = flower(number);
    let (status, answer) = post(&agent, &server.url("/classify"), &format!("[{text}, {second:e}, {third}, -0.0]"));
    assert_eq!(status, 200, "{answer}");
    assert_answer(&json(&answer), Iris::EMBEDDED, &with(nearest, number));
}

#[test]
fn concurrent_answers_have_the_bits_of_a_serial_run() {
    let server = Server::start(&[]);
    let serial = serial(&server, |number| body(&flower(number)));
    for (number, text) in serial.iter().enumerate() {
        assert_answer(&json(text), Iris::EMBEDDED, &flower(number));
    }
    concurrent(&server, &serial, |number| body(&flower(number)));
    let total = ((CLIENTS + 1) * REQUESTS) as f64;
    assert_eq!(server.metric("classifier_samples_total"), total);
    assert_eq!(server.metric(r#"http_requests_total{path="/classify",method="POST",status="200"}"#), total);
}

#[test]
fn concurrent_answers_in_batches_have_the_bits_of_a_serial_run() {
    let server = Server::start(&["--batch", "16"]);
    let serial = serial(&server, |number| body(&flower(number)));
    concurrent(&server, &serial, |number| body(&flower(number)));
    assert_eq!(server.metric("classifier_samples_total"), ((CLIENTS + 1) * REQUESTS) as f64);
    // The serial run had one of its own for each sample; not all of the others did.
    assert!(server.metric("classifier_batches_total") < server.metric("classifier_samples_total"));

    // A list, which is computed apart, has the same bits.
    let (status, answers) = post(&agent(), &server.url("/classify"), &list((0..REQUESTS).map(flower)));
    assert_eq!(status, 200, "{answers}");
    assert_eq!(answers, format!("[{}]", serial.join(",")));
}

/// The layers of this network run through other kernels in batches.
#[test]
fn a_wide_network_in_batches_gives_the_bits_of_a_serial_run() {
    for block in ["1", "2", "7", "16", "64"] {
        let server = Server::start_wide(&["--batch", block]);
        let sample = |number: usize| (0..64).map(|k| ((number * 64 + k) as f32 * 0.1).sin()).collect::<Vec<_>>();
        let (agent, url) = (agent(), server.url("/classify"));
        let serial: Vec<_> = (0..300).map(|number| post(&agent, &url, &body(&sample(number)))).collect();
        assert!(serial.iter().all(|(status, _)| *status == 200));
        scope(|scope| {
            for client in 0..CLIENTS {
                let (serial, url) = (&serial, &url);
                scope.spawn(move || {
                    let agent = common::agent();
                    for number in (0..300).map(|step| (step * 7 + client * 37) % 300) {
                        assert_eq!(post(&agent, url, &body(&sample(number))), serial[number]);
                    }
                });
            }
        });
        let all: Vec<_> = (0..300).map(sample).collect();
        let (_, list) = post(&agent, &url, &serde_json::to_string(&all).unwrap());
        assert_eq!(list, format!("[{}]", serial.iter().map(|(_, text)| &text[..]).collect::<Vec<_>>().join(",")));
        let model = json(&get(&agent, &server.url("/model")).1);
        assert_eq!(model["classes"][9], "9");
    }
}

/// One client, one request after the other.
fn serial(server: &Server, body: impl Fn(usize) -> String) -> Vec<String> {
    let (agent, url) = (agent(), server.url("/classify"));
    let answers = (0..REQUESTS).map(|number| post(&agent, &url, &body(number)));
    answers.map(|(status, text)| if status == 200 { text } else { panic!("{status}: {text}") }).collect()
}

/// All clients at the same time, each in an order of its own.
fn concurrent(server: &Server, serial: &[String], body: impl Fn(usize) -> String + Sync) {
    scope(|scope| {
        for client in 0..CLIENTS {
            let body = &body;
            scope.spawn(move || {
                let (agent, url) = (agent(), server.url("/classify"));
                for number in (0..REQUESTS).map(|step| (step * 7919 + client * 1237) % REQUESTS) {
                    let (status, text) = post(&agent, &url, &body(number));
                    assert_eq!((status, &text), (200, &serial[number]));
                }
            });
        }
    });
}
