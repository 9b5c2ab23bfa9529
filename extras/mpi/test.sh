#!/usr/bin/env bash
# Tests the ranks with Open MPI and with MPICH: extras/mpi/test.sh. Needs a Rust toolchain and
# Debian's apt-get, by which it installs both, and the libclang that their bindings are made with.
set -euo pipefail
cd "$(dirname "$0")"

packages="libopenmpi-dev openmpi-bin libmpich-dev mpich libclang-dev"
missing=""
for package in $packages; do
  dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
if [ -n "$missing" ]; then
  root=""
  [ "$(id -u)" = 0 ] || root=sudo
  $root apt-get update -q
  # shellcheck disable=SC2086 # These are several words.
  $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
fi
for component in rustfmt clippy; do
  cargo "${component/rustfmt/fmt}" --version >/dev/null 2>&1 || rustup component add "$component"
done

cargo fmt --check
# The one that `mpicc` belongs to on Debian is the last, and stays in the target folder.
for implementation in mpich openmpi; do
  export MPICC="mpicc.$implementation" MPIEXEC="mpiexec.$implementation"
  echo "== $implementation"
  # The bindings are those of the implementation that they were built with.
  cargo clean --quiet --locked --release -p mpi-sys -p mpi
  # One after the other: each test has more ranks than the machine may have cores.
  cargo test --locked --release -- --test-threads=1
done
cargo clippy --locked --release --all-targets -- -D warnings
echo "extras/mpi: all is well"
