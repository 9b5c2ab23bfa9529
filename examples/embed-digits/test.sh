#!/bin/sh
# Tests the answers of the host, and compares them with those of WebAssembly in Node and of a
# Cortex-M4 in QEMU: examples/embed-digits/test.sh. Installs what it needs without asking.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tools=$(cd "$here/../../tools/targets" && pwd)
cargo test --release --quiet --manifest-path "$here/Cargo.toml" \
  --target-dir "${CARGO_TARGET_DIR:-$here/../../target/targets}"
"$tools/wasm.sh" --yes
"$tools/cortex_m.sh" --yes
