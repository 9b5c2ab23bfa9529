#!/bin/sh
# Builds the fuzz targets, one for each reader of files, and runs them: tools/check/fuzz.sh
# [RUNS [TARGET..]]. Needs a C++ compiler for libFuzzer; the sanitizer comes with the Rust compiler.
set -eu
cd "$(dirname "$0")/../.."
runs=${1:-20000}
[ $# -gt 0 ] && shift
host=$(rustc -vV | sed -n 's/^host: //p')
coverage="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table"
RUSTC_BOOTSTRAP=1 RUSTFLAGS="-Zsanitizer=address -Cdebug-assertions -Coverflow-checks -Ccodegen-units=1 $coverage" \
  cargo build --release --manifest-path fuzz/Cargo.toml --target "$host" --target-dir target/fuzz
for target in ${*:-safetensors npz data embedded}; do
  mkdir -p "target/fuzz/corpus/$target"
  # The first folder takes new inputs. No input of this size justifies seconds, or more memory than
  # a decompressor needs.
  "target/fuzz/$host/release/$target" -runs="$runs" -max_len=4096 -timeout=2 -rss_limit_mb=1024 -malloc_limit_mb=8 -print_final_stats=1 \
    -artifact_prefix="target/fuzz/$target-" "target/fuzz/corpus/$target" tests/fixtures/weights
done
