#!/bin/sh
# Tests the page, in Debian's Chromium and without it: examples/web/test.sh
#
# Installs what is missing without asking: Chromium and Node with apt-get, two packages with npm.
# Screenshots are in the folder screenshots/ of the target directory.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
from_debian() {
  apt-get install -y -qq --no-install-recommends "$1" >/dev/null
}
# Installs a package of Debian's if there is no such program.
need() {
  command -v "$1" >/dev/null || from_debian "$2" || { apt-get update -qq && from_debian "$2"; } ||
    { echo "$0: $2 is needed and cannot be installed" >&2; exit 1; }
}
need chromium chromium
need node nodejs
need npm npm
need python3 python3

CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$here/../../target/targets}
mkdir -p "$CARGO_TARGET_DIR"
CARGO_TARGET_DIR=$(cd "$CARGO_TARGET_DIR" && pwd)
export CARGO_TARGET_DIR
# Builds the page, whose module is small.
python3 "$here/../../tools/check/page_module.py"
cargo test --release --quiet --manifest-path "$here/Cargo.toml" --features host
cargo build --release --quiet --manifest-path "$here/Cargo.toml" --features host --bin host
cd "$here/tests"
npm ci --silent --no-audit --no-fund
node --test --test-concurrency=1 .
