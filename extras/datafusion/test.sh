#!/usr/bin/env bash
# Tests the functions, the program `score` and a cluster of processes. It needs Rust and a C
# compiler, which compiles the compression of Parquet.
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v cc > /dev/null; then
    [ "$(id -u)" = 0 ] || as_root=sudo
    ${as_root:-} apt-get update -q
    ${as_root:-} apt-get install -y -q --no-install-recommends gcc libc6-dev
fi

cargo fmt --all --check
# All packages at once: their dependencies are built once then, with the features of all.
cargo test --locked --workspace
