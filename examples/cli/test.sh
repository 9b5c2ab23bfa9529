#!/usr/bin/env bash
# Tests the program as it is run in pipes: examples/cli/test.sh; needs a Rust toolchain alone.
set -euo pipefail
cd "$(dirname "$0")"
for component in rustfmt clippy; do
  cargo "${component/rustfmt/fmt}" --version >/dev/null 2>&1 || rustup component add "$component"
done
cargo fmt --check
cargo clippy --locked --all-targets -- -D warnings
cargo test --locked --release

# The examples of the README.
iris="${CARGO_TARGET_DIR:-target}/release/iris"
[ "$(printf '5.1,3.5,1.4,0.2\n' | "$iris")" = Setosa,0.99326223 ]
table() { tail -n +2 ../data/iris.csv; }
[ "$(table | "$iris" --columns 1-4 --fields class | sort | uniq -c | tr -s ' \n' ' ')" = " 50 Setosa 49 Versicolor 51 Virginica " ]
[ "$(table | "$iris" --columns 1-4 | head -n 1)" = Setosa,0.99326223 ]
echo "examples/cli: all is well"
