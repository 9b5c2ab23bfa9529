# Sourced by the scripts that build the example embed-digits, or another `package`, for other
# targets.
#
# With rustup, `rustup target add` installs a target. Without it, Debian's packages have a compiler
# with the sources of the standard library. Nothing is installed without asking, or the argument
# --yes.

root=$(cd "$(dirname "$0")/../.." && pwd)
package=${package:-$root/examples/embed-digits}
target_dir=${CARGO_TARGET_DIR:-$root/target/targets}

yes=
case "${1:-}" in
  --yes) yes=1 ;;
  '') ;;
  *) echo "usage: $0 [--yes]    (--yes: install what is missing without asking)" >&2; exit 2 ;;
esac

# Says what would be installed on this machine, and goes on only if that is wanted.
ask() {
  if [ -n "$yes" ]; then
    echo "$0: $1"
  elif [ -t 0 ]; then
    printf '%s: %s? [y/N] ' "$0" "$1"
    read -r answer
    case $answer in [yY]*) ;; *) exit 1 ;; esac
  else
    echo "$0: would $1; do so yourself, or run this with --yes" >&2
    exit 1
  fi
}

from_debian() {
  apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

install() {
  if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
    echo "$0: $* needed, and cannot be installed from here: install it, or rustup, and run this again" >&2
    exit 1
  fi
  ask "install with apt-get: $*"
  from_debian "$@" || { apt-get update -qq && from_debian "$@"; } || { echo "$0: $* cannot be installed" >&2; exit 1; }
}

# Has the host answer.
host_answers() {
  mkdir -p "$target_dir"
  cargo run --release --quiet --manifest-path "$package/Cargo.toml" --target-dir "$target_dir" --bin host >"$target_dir/host.txt"
}

# Builds for a target; flags for the linker are in the third argument, as a list in TOML.
build_for() {
  target=$1 linker=$2 flags=$3
  shift 3
  if [ -d "$(rustc --print target-libdir --target "$target")" ]; then
    set -- "$@"
  elif command -v rustup >/dev/null && { ask "install with rustup: the target $target"; rustup target add "$target"; }; then
    set -- "$@"
  else
    install rustc-web rust-web-src lld-22
    RUSTC=$(dpkg -L rustc-web | grep '/bin/rustc$')
    export RUSTC RUSTC_BOOTSTRAP=1
    set -- -Zbuild-std=core --config "target.$target.linker=\"$linker\"" "$@"
  fi
  cargo rustc --release --manifest-path "$package/Cargo.toml" --target-dir "$target_dir" --target "$target" \
    --config "target.$target.rustflags=[$flags]" "$@"
}

# Compares the answers in a file with those of the host.
compare() {
  diff "$target_dir/host.txt" "$1" >/dev/null || { echo "$0: the answers differ from those of the host" >&2; exit 1; }
  echo "$(wc -l <"$1") digits: the answers are those of the host"
}
