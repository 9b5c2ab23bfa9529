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

for component in rustfmt clippy; do
    cargo "${component/rustfmt/fmt}" --version > /dev/null 2>&1 || rustup component add "$component"
done
cargo fmt --all --check
# All packages at once: their dependencies are built once then, with the features of all.
cargo test --locked --workspace
cargo clippy --locked --workspace --all-targets -- -D warnings
echo "extras/datafusion: all is well"
