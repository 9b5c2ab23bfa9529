//! Weights are replaced while the server runs.

mod common;

use bytemuck::zeroed_box;
use common::{Server, TOKEN, agent, assert_answer, body, changed, flower, get, json, list, post, put};
use embed_iris::Iris;
use netwright::prelude::*;
use netwright::weights::Save;
use std::fs;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::scope;

/// The SHA-256 that the server reports.
fn sha256(server: &Server) -> String {
    json(&get(&agent(), &server.url("/model")).1)["weights"]["sha256"].as_str().unwrap().to_owned()
}

#[test]
fn every_answer_is_of_one_network() {
    const SAMPLES: usize = 100;
    let folder = tempfile::tempdir().unwrap();
    let (first, _) = changed(folder.path(), "first", |_| {});
    let (second, _) = changed(folder.path(), "second", |number| *number *= 0.5);
    let server = Server::start(&["--weights", first.to_str().unwrap()]);
    let (url, request) = (server.url("/classify"), list((0..SAMPLES).map(flower)));

    // The whole answers of both networks, and their checksums.
    let answers = [&first, &second].map(|file| {
        assert_eq!(put(&agent(), &server.url("/weights"), &fs::read(file).unwrap()).0, 200);
        (post(&agent(), &url, &request).1, sha256(&server))
    });
    assert_ne!(answers[0], answers[1]);
    let (seen, is_over) = ([AtomicUsize::new(0), AtomicUsize::new(0)], AtomicBool::new(false));
    scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let agent = agent();
                while !is_over.load(Ordering::Relaxed) {
                    let mut response = agent.post(&url).send(&request[..]).unwrap();
                    let text = response.body_mut().read_to_string().unwrap();
                    let which = answers.iter().position(|(answer, _)| *answer == text);
                    let which = which.unwrap_or_else(|| panic!("of neither network: {text}"));
                    assert_eq!(response.headers()["weights-sha256"].to_str().unwrap(), answers[which].1);
                    seen[which].fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let agent = agent();
        for round in 0..200 {
            // By both ways, and with a file in between that cannot be used.
            if round % 2 == 0 {
                assert_eq!(put(&agent, &server.url("/weights"), &fs::read(&second).unwrap()).0, 200);
            } else {
                server.signal("HUP");
                server.line("weights from /");
            }
            assert_eq!(put(&agent, &server.url("/weights"), b"no weights").0, 422);
        }
        is_over.store(true, Ordering::Relaxed);
    });
    assert!(seen.iter().all(|seen| seen.load(Ordering::Relaxed) > 10), "{seen:?}");
    assert_eq!(server.metric(r#"classifier_weights_replacements_total{outcome="replaced"}"#), 202.0);
    assert_eq!(server.metric(r#"classifier_weights_replacements_total{outcome="refused"}"#), 200.0);
}

#[test]
fn a_signal_reads_the_file_again() {
    let folder = tempfile::tempdir().unwrap();
    let (file, _) = changed(folder.path(), "weights", |_| {});
    let server = Server::start(&["--weights", file.to_str().unwrap()]);
    let before = sha256(&server);
    let (_, net) = changed(folder.path(), "weights", |number| *number = -*number);
    server.signal("HUP");
    server.line("weights from /");
    let after = sha256(&server);
    assert_ne!(before, after);
    let (_, text) = post(&agent(), &server.url("/classify"), &body(&flower(3)));
    assert_answer(&json(&text), &net, &flower(3));

    // Files that cannot be used leave all as it is, and say why.
    type Damage<'a> = (&'a str, &'a dyn Fn());
    let damages: [Damage<'_>; 4] = [
        ("not a safetensors file", &|| fs::write(&file, "hello").unwrap()),
        ("has more than", &|| fs::write(&file, vec![b' '; 3 << 20]).unwrap()),
        ("No such file", &|| fs::remove_file(&file).unwrap()),
        ("Is a directory", &|| fs::create_dir(&file).unwrap()),
    ];
    for (reason, damage) in damages {
        damage();
        server.signal("HUP");
        let line = server.line("cannot be used");
        assert!(line.contains(reason) && line.contains("weights from /"), "{line}");
        assert_eq!(sha256(&server), after);
    }
}

#[test]
fn a_file_that_is_slow_to_read_delays_no_other_replacement() {
    let folder = tempfile::tempdir().unwrap();
    let (file, _) = changed(folder.path(), "weights", |_| {});
    let weights = fs::read(&file).unwrap();
    let server = Server::start(&["--weights", file.to_str().unwrap()]);
    fs::remove_file(&file).unwrap();
    assert!(Command::new("mkfifo").arg(&file).status().unwrap().success());
    server.signal("HUP");
    // Opens when the server reads, which waits for what is written: nothing.
    let pipe = fs::OpenOptions::new().write(true).open(&file).unwrap();
    assert_eq!(put(&agent(), &server.url("/weights"), &weights).0, 200);
    drop(pipe);
    assert!(server.line("cannot be used").contains("weights from /"));
}

#[test]
fn a_signal_without_a_file_is_an_error_and_no_end() {
    let mut server = Server::start(&[]);
    server.signal("HUP");
    assert!(server.line("cannot be used").contains("--weights FILE"));
    assert!(server.is_running());
    assert_eq!(sha256(&server), Iris::WEIGHTS_SHA256);
}

#[network(input = 4)]
struct Other {
    hidden: Linear<16>,
    tanh: Tanh,
    logits: Linear<4>,
}

#[test]
fn a_file_that_does_not_fit_is_refused_with_all_reasons() {
    let server = Server::start(&[]);
    let (agent, url) = (agent(), server.url("/weights"));
    let (status, text) = put(&agent, &url, &Save::new().to_bytes(&*zeroed_box::<Other>()).unwrap());
    let problem = json(&text);
    assert_eq!(status, 422, "{text}");
    let problems: Vec<_> = problem["problems"].as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
    assert_eq!(problems.len(), 2, "{text}");
    assert!(problems[0].contains("`logits.weight`") && problems[0].contains("[3, 16]"), "{text}");
    assert!(problem["detail"].as_str().unwrap().contains("stays as it is"));

    let good = Save::new().to_bytes(Iris::EMBEDDED).unwrap();
    // The numbers are at the end.
    let not_finite = [&good[..good.len() - 4], &f32::NAN.to_le_bytes()].concat();
    let wrong: [(&[u8], u16); 4] =
        [(b"", 422), (&good[..good.len() - 1], 422), (&not_finite, 422), (&[0; 2 << 20], 413)];
    for (file, status) in wrong {
        assert_eq!(put(&agent, &url, file).0, status);
    }
    assert_eq!(sha256(&server), Iris::WEIGHTS_SHA256);
    assert_eq!(server.metric(r#"classifier_weights_replacements_total{outcome="refused"}"#), 4.0);
}

#[test]
fn the_token_is_required() {
    let server = Server::start(&[]);
    let (agent, file) = (agent(), Save::new().to_bytes(&*zeroed_box::<Iris>()).unwrap());
    let tokens = ["", "Bearer", "Bearer ", "Bearer wrong", "Basic Y29ycmVjdA==", TOKEN, &format!("Bearer {TOKEN}x")];
    for token in tokens {
        let response = agent.put(server.url("/weights")).header("authorization", token).send(&file[..]).unwrap();
        assert_eq!(response.status(), 401, "{token}");
        assert_eq!(response.headers()["www-authenticate"], "Bearer");
    }
    assert_eq!(agent.put(server.url("/weights")).send(&file[..]).unwrap().status(), 401);
    assert_eq!(sha256(&server), Iris::WEIGHTS_SHA256);
    let token = format!("bearer {TOKEN}");
    let response = agent.put(server.url("/weights")).header("authorization", token).send(&file[..]).unwrap();
    assert_eq!(response.status(), 200);
    assert_ne!(sha256(&server), Iris::WEIGHTS_SHA256);
}
