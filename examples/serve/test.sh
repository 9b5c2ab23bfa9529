#!/bin/sh
# Builds the server and runs all its tests. Needs a Rust toolchain alone.
set -eu
cd "$(dirname "$0")"
cargo fmt --check
cargo clippy --release --all-targets --locked -- -D warnings
cargo test --release --locked
