#!/bin/sh
# Builds the example embed-digits for a Cortex-M4, runs it in QEMU, and compares its answers with
# the host's: tools/targets/cortex_m.sh [--yes]
set -eu
. "$(dirname "$0")/targets.sh"
command -v qemu-system-arm >/dev/null || install qemu-system-arm
host_answers
build_for thumbv7em-none-eabihf ld.lld-22 '"-Clink-arg=-Tlink.x"' --bin cortex_m --features cortex-m
program=$target_dir/thumbv7em-none-eabihf/release/cortex_m
timeout 300 qemu-system-arm -cpu cortex-m4 -machine mps2-an386 -nographic -semihosting-config enable=on,target=native \
  -kernel "$program" >"$target_dir/cortex_m.txt"
size "$program" 2>/dev/null || true
compare "$target_dir/cortex_m.txt"
