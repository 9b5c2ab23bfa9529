#!/usr/bin/env python3
"""Trained again, built again: does the program have the new weights? python3 tools/rebuild.py

A small application is built with one weights file and with another of the same shapes in its place; its checksum and its answers must be those of the file.
"""

import hashlib
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "target" / "rebuild"
FILES = [ROOT / "tests/fixtures/weights" / name for name in ("sequential.safetensors", "sequential_bfloat16_widened.safetensors")]
MANIFEST = f"""
[package]
name = "rebuild"
edition = "2024"

[dependencies]
netwright = {{ path = "{ROOT}", default-features = false }}

[workspace]
"""
MAIN = """
use netwright::prelude::*;

#[network(input = 4, weights = "net.safetensors")]
struct Net(Linear<8>, Tanh, Linear<3>);

fn main() {
    println!("{} {:?}", Net::WEIGHTS_SHA256, Net::EMBEDDED.predict(&[0.1, 0.2, 0.3, 0.4]).as_slice());
}
"""


def run():
    """The checksum and the answers of the program, built anew if cargo finds that it has to be."""
    command = ["cargo", "run", "--quiet", "--target-dir", str(FOLDER / "target")]
    checksum, answers = subprocess.run(command, cwd=FOLDER, check=True, stdout=subprocess.PIPE, text=True).stdout.split(" ", 1)
    return checksum, answers


def main():
    (FOLDER / "src").mkdir(parents=True, exist_ok=True)
    (FOLDER / "Cargo.toml").write_text(MANIFEST)
    (FOLDER / "src" / "main.rs").write_text(MAIN)
    seen = set()
    for file in FILES:
        shutil.copyfile(file, FOLDER / "net.safetensors")
        checksum, answers = run()
        assert checksum == hashlib.sha256(file.read_bytes()).hexdigest(), f"the program has not the weights of {file.name}"
        seen.add(answers)
    assert len(seen) == len(FILES), "other weights give other answers"
    print("a weights file that changes is built in anew")


if __name__ == "__main__":
    main()
