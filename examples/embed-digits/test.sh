#!/bin/sh
# Compares the answers of the host, of WebAssembly in Node and of a Cortex-M4 in QEMU:
# examples/embed-digits/test.sh. Installs what it needs without asking.
set -eu
tools=$(cd "$(dirname "$0")/../../tools/targets" && pwd)
"$tools/wasm.sh" --yes
"$tools/cortex_m.sh" --yes
