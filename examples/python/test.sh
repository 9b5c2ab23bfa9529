#!/usr/bin/env bash
# Builds the wheel, installs it in a fresh environment, and tests it: examples/python/test.sh
# Needs a Rust toolchain and Python 3.10 or newer (PYTHON names one); installs Python by apt-get if
# there is none, and the rest by pip.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p "${CARGO_TARGET_DIR:=target}"
CARGO_TARGET_DIR=$(cd "$CARGO_TARGET_DIR" && pwd)
export CARGO_TARGET_DIR
out="$CARGO_TARGET_DIR/python"
rm -rf "$out"
mkdir -p "$out"

python=${PYTHON:-python3}
if ! "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
  [ "$(id -u)" = 0 ] && as_root=() || as_root=(sudo)
  "${as_root[@]}" apt-get install -y --no-install-recommends python3 python3-venv
  python=/usr/bin/python3
fi
for component in rustfmt clippy; do
  cargo "${component/rustfmt/fmt}" --version >/dev/null 2>&1 || rustup component add "$component"
done
cargo fmt --check

"$python" -m venv "$out/environment"
python="$out/environment/bin/python"
"$python" -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
export PYO3_PYTHON="$python"
cargo clippy --locked --release -- -D warnings

# The wheel is built once, and installed without its sources.
"$out/environment/bin/maturin" build --quiet --locked --release --out "$out/wheel"
"$python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps "$out"/wheel/*.whl
# The answers of Rust, by the same instructions.
cargo run --quiet --locked --release --manifest-path ../embed-iris/Cargo.toml --features netwright/std \
  --example answers >"$out/answers.txt"

"$python" -m pytest --quiet -p no:cacheprovider tests --answers "$out/answers.txt"
# The stubs are those of the package; the library within it has none.
echo netwright_iris.netwright_iris >"$out/without_stubs.txt"
(cd "$out" && "$python" -m mypy.stubtest --allowlist without_stubs.txt netwright_iris)
ls -l "$out"/wheel
echo "examples/python: all is well"
