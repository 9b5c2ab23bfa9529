#!/bin/sh
# Builds the example embed-digits as WebAssembly, runs it in Node, and compares its answers with the
# host's: tools/targets/wasm.sh [--yes]
set -eu
. "$(dirname "$0")/targets.sh"
command -v node >/dev/null || install nodejs
host_answers
build_for wasm32-unknown-unknown wasm-ld-22 '"-Ctarget-feature=+simd128"' --lib --crate-type cdylib --features simd,wasm
module=$target_dir/wasm32-unknown-unknown/release/embed_digits.wasm
node -e '
const instance = new WebAssembly.Instance(new WebAssembly.Module(require("fs").readFileSync(process.argv[1])));
for (let number = 0; number < 100; number++) console.log(instance.exports.answer(number));
' "$module" >"$target_dir/wasm.txt"
echo "$module: $(wc -c <"$module") bytes"
compare "$target_dir/wasm.txt"
