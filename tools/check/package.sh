#!/usr/bin/env bash
# Packages both crates as they would be published, compiles what was unpacked, and documents it as
# docs.rs does: all features, and links that lead somewhere.
set -euo pipefail
cd "$(dirname "$0")/../.."

target=$PWD/target
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
# Cargo's own verification is left out: it unpacks the macros into its registry of sources, and
# finds them there again, as they were, at the next run with the same version and target directory.
cargo package --workspace --exclude netwright-hygiene --exclude netwright-exported --allow-dirty --no-verify --target-dir "$target"

# Outside of the workspace, as everyone else has them; the macros are not on crates.io yet.
packages=$(mktemp -d)
trap 'rm -r "$packages"' EXIT
for name in netwright netwright-macros; do
  tar -xzf "$target/package/$name-$version.crate" -C "$packages"
done
unpacked=(
  --manifest-path "$packages/netwright-$version/Cargo.toml" --target-dir "$target"
  --config "patch.crates-io.netwright-macros.path='$packages/netwright-macros-$version'"
)
# Checked is enough: these are the sources of the workspace, as far as they are there.
cargo check "${unpacked[@]}"
# The exporter from PyTorch is a part of it, to which messages and the guide send people.
python3 "$packages/netwright-$version/python/netwright_export" --help >/dev/null
# Of a nightly version, as docs.rs has it, is only rustdoc: some dependencies would be built anew
# for such a compiler, and once more for this one.
printf '#!/bin/sh\nRUSTC_BOOTSTRAP=1 exec rustdoc "$@"\n' >"$packages/rustdoc"
chmod +x "$packages/rustdoc"
# Without the pages of other features.
rm -rf "$target/doc/netwright"
RUSTDOC=$packages/rustdoc RUSTDOCFLAGS="-D warnings --cfg docsrs" cargo doc --no-deps --all-features "${unpacked[@]}"
python3 tools/check/links.py "$target/doc" netwright
