#!/bin/sh
# Builds the fuzz target and runs it: tools/fuzz.sh [RUNS]. Needs a C++ compiler for libFuzzer; the sanitizer comes with the Rust compiler.
set -eu
cd "$(dirname "$0")/.."
host=$(rustc -vV | sed -n 's/^host: //p')
coverage="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table"
RUSTC_BOOTSTRAP=1 RUSTFLAGS="-Zsanitizer=address -Cdebug-assertions -Ccodegen-units=1 $coverage" \
  cargo build --release --manifest-path fuzz/Cargo.toml --target "$host" --target-dir target/fuzz
mkdir -p target/fuzz/corpus
# The first folder takes new inputs; no more memory is to be asked for than files of this size justify.
"target/fuzz/$host/release/weights" -runs="${1:-20000}" -max_len=4096 -rss_limit_mb=1024 -malloc_limit_mb=128 \
  -artifact_prefix=target/fuzz/ target/fuzz/corpus tests/fixtures/weights
