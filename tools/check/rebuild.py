#!/usr/bin/env python3
"""Checks that a program has the new weights after training and building again.

A small application is built with one weights file and with another of the same shapes in its place;
its checksum and its answers must be those of the file. A file that is older than the last build is
not noticed by cargo: then the application's tests must fail. The library of the application has no
standard library, and one of its networks is made by its build script.
"""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "target" / "rebuild"
FILES = [ROOT / "tests/fixtures/weights" / name for name in ("sequential.safetensors", "sequential_bfloat16_widened.safetensors")]
SOURCES = {
    "Cargo.toml": f"""
[package]
name = "rebuild"
edition = "2024"

[dependencies]
netwright = {{ path = "{ROOT}", default-features = false }}

[workspace]
""",
    "build.rs": """
use std::{env, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=net.safetensors");
    fs::copy("net.safetensors", Path::new(&env::var("OUT_DIR").unwrap()).join("built.safetensors")).unwrap();
}
""",
    "src/lib.rs": """
#![no_std]

use netwright::prelude::*;

#[network(input = 4, weights = "net.safetensors", golden = "net.golden.safetensors")]
pub struct Net(Linear<8>, Tanh, Linear<3>);

#[network(input = 4, weights = concat!(env!("OUT_DIR"), "/built.safetensors"))]
pub struct Built(Linear<8>, Tanh, Linear<3>);
""",
    "src/main.rs": """
use netwright::prelude::*;
use rebuild::{Built, Net};

fn main() {
    assert_eq!(Built::WEIGHTS_SHA256, Net::WEIGHTS_SHA256);
    println!("{} {:?}", Net::WEIGHTS_SHA256, Net::EMBEDDED.predict(&[0.1, 0.2, 0.3, 0.4]).as_slice());
}
""",
}


def cargo(*arguments):
    command = ["cargo", *arguments, "--quiet", "--target-dir", str(ROOT / "target")]
    return subprocess.run(command, cwd=FOLDER, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def run():
    """The checksum and the answers of the program, built anew if cargo finds that it has to be."""
    result = cargo("run")
    assert result.returncode == 0, result.stdout
    return result.stdout.split(" ", 1)


def assert_tests(test, is_current):
    """Asserts that a test passes if the embedded files equal those on disk, and fails otherwise."""
    result = cargo("test", "--lib", test)
    says = "is not the file that was built in" in result.stdout
    assert (result.returncode == 0, says) == (is_current, not is_current), f"{test}:\n{result.stdout}"


def put(file, name, changed=None):
    """Puts a file into the application, which has changed at that time, or now."""
    shutil.copyfile(file, FOLDER / name)
    if changed is not None:
        os.utime(FOLDER / name, (changed, changed))


def main():
    for name, text in SOURCES.items():
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_text(text)
    # The versions of the workspace, of which others have what is built.
    shutil.copy(ROOT / "Cargo.lock", FOLDER)
    golden = FILES[0].with_suffix(".golden.safetensors")
    put(golden, "net.golden.safetensors")
    seen = set()
    for file in reversed(FILES):
        put(file, "net.safetensors")
        checksum, answers = run()
        assert checksum == hashlib.sha256(file.read_bytes()).hexdigest(), f"the program has not the weights of {file.name}"
        seen.add(answers)
    assert len(seen) == len(FILES), "other weights give other answers"
    print("a weights file that changes is built in anew")

    tests = ["net_weights_are_those_of_the_file", "net_golden"]
    for test in tests:
        assert_tests(test, is_current=True)
    put(FILES[1], "net.safetensors", changed=1_000_000_000)
    for test in tests:
        assert_tests(test, is_current=False)
    put(FILES[0], "net.safetensors")
    assert_tests(tests[1], is_current=True)
    put(FILES[1].with_name("named.golden.safetensors"), "net.golden.safetensors", changed=1_000_000_000)
    assert_tests(tests[0], is_current=True)
    assert_tests(tests[1], is_current=False)
    print("a file that is older than the last build is found by the tests")


if __name__ == "__main__":
    main()
