#!/bin/sh
# Builds the page into the folder site/: examples/web/build.sh
#
# Installs what is missing without asking: the target wasm32-unknown-unknown with rustup, or
# Debian's compiler for it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
package=$here
set -- --yes
. "$here/../../tools/targets/targets.sh"
build_for wasm32-unknown-unknown wasm-ld-22 '"-Ctarget-feature=+simd128"' --lib --crate-type cdylib

rm -rf "$here/site"
cp -r "$here/www" "$here/site"
cp "$target_dir/wasm32-unknown-unknown/release/digits_page.wasm" "$here/site/digits.wasm"
echo "$here/site: $(cat "$here"/site/* | wc -c) bytes, of which digits.wasm $(wc -c <"$here/site/digits.wasm")"
