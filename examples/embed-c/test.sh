#!/usr/bin/env bash
# Tests the library from C, C++ and Python: examples/embed-c/test.sh [--bless]; --bless writes the
# header anew. Installs what is missing: gcc, g++, valgrind and Python by apt-get, and cbindgen by
# cargo.
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p "${CARGO_TARGET_DIR:=target}"
CARGO_TARGET_DIR=$(cd "$CARGO_TARGET_DIR" && pwd)
export CARGO_TARGET_DIR
out="$CARGO_TARGET_DIR/embed-c"
mkdir -p "$out"

missing=()
for tool in gcc g++ valgrind python3; do command -v "$tool" >/dev/null || missing+=("$tool"); done
if [ ${#missing[@]} -gt 0 ]; then
  [ "$(id -u)" = 0 ] && as_root=() || as_root=(sudo)
  "${as_root[@]}" apt-get install -y --no-install-recommends "${missing[@]}" libc6-dev libc6-dbg
fi
for component in rustfmt clippy; do
  cargo "${component/rustfmt/fmt}" --version >/dev/null 2>&1 || rustup component add "$component"
done
cbindgen="$CARGO_TARGET_DIR/tools/bin/cbindgen"
"$cbindgen" --version 2>/dev/null | grep -q ' 0\.29\.4$' ||
  CARGO_TARGET_DIR="$CARGO_TARGET_DIR/tools" cargo install --locked --version 0.29.4 --root "$CARGO_TARGET_DIR/tools" cbindgen

cargo fmt --check
cargo clippy --locked --release -- -D warnings

# The header is that of the functions.
verify=(--verify)
[ "${1:-}" = --bless ] && verify=()
"$cbindgen" --quiet --config cbindgen.toml "${verify[@]}" --output include/iris.h .

cargo build --locked --release
cp "$CARGO_TARGET_DIR"/release/libiris.{a,so} "$out"
# The answers of Rust, from the same passes.
answers="$out/answers.txt"
cargo run --quiet --locked --release --manifest-path ../embed-iris/Cargo.toml --example answers >"$answers"
arguments=(../data/iris.csv "$answers" "$(sha256sum <../embed-iris/iris.safetensors | cut -d ' ' -f 1)")

# As C and as C++, with the static library and with the shared one.
strict=(-Wall -Wextra -Werror -pedantic -O1 -g)
for language in "gcc -std=c99 -x c" "gcc -std=c23 -x c" "g++ -std=c++11 -x c++"; do
  ${language/c23/c2x} "${strict[@]}" tests/test.c -x none "$out/libiris.a" -lm -o "$out/test-static"
  "$out/test-static" "${arguments[@]}"
  ${language/c23/c2x} "${strict[@]}" tests/test.c -x none -L"$out" -liris -Wl,-rpath,"$out" -lm -o "$out/test-shared"
  "$out/test-shared" "${arguments[@]}"
done
for program in "$out/test-static" "$out/test-shared"; do
  valgrind --quiet --error-exitcode=1 --leak-check=full "$program" "${arguments[@]}"
done
python3 tests/test_ctypes.py "$out/libiris.so" "${arguments[@]:0:2}"

# The program of the README.
gcc -std=c99 "${strict[@]}" classify.c "$out/libiris.a" -o "$out/classify"
[ "$("$out/classify" 5.1 3.5 1.4 0.2)" = "Iris Setosa, with probability 0.99" ]
if "$out/classify" 5.1 3.5 2>"$out/refused.txt"; then echo "two lengths have an answer"; exit 1; fi
grep -q '^a length is not that of the network' "$out/refused.txt"
if "$out/classify" 5.1 3.5 1.4 0,2 2>"$out/refused.txt"; then echo "a word has an answer"; exit 1; fi
grep -q '^0,2 is not a number' "$out/refused.txt"

# Nothing can panic: neither library has the handler's call, and with a panic there is none.
if nm "$out/libiris.a" "$out/libiris.so" 2>/dev/null | grep a_panic_is_possible; then exit 1; fi
if cargo build --locked --release --features deliberate 2>"$out/deliberate.txt"; then
  echo "a library with a panic links: the proof proves nothing"
  exit 1
fi
grep -q 'undefined symbol: a_panic_is_possible\|undefined reference to .a_panic_is_possible' "$out/deliberate.txt"
# Nor on a microcontroller, where its target is installed.
chip=thumbv7em-none-eabihf
if [ -d "$(rustc --print target-libdir --target $chip)" ]; then
  cargo build --locked --release --target $chip
  if nm "$CARGO_TARGET_DIR/$chip/release/libiris.a" 2>/dev/null | grep a_panic_is_possible; then exit 1; fi
fi
# No function of an allocator either.
if nm -D "$out/libiris.so" | grep -E ' (malloc|calloc|realloc|free|__rust_alloc)'; then exit 1; fi
size "$out/libiris.so"
echo "examples/embed-c: all is well"
