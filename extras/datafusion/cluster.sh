#!/usr/bin/env bash
# Starts a scheduler and two executors on this machine, answers a query, and ends them.
#
#     cluster.sh                  classifies a million irises that are made up
#     cluster.sh QUERY..          answers queries in SQL
#     cluster.sh --executors 4 QUERY..
set -euo pipefail
root=$(cd "$(dirname "$0")" && pwd)
target=${CARGO_TARGET_DIR:-$root/target}

cargo build --locked --release --quiet --manifest-path "$root/Cargo.toml" --target-dir "$target" \
    -p netwright-ballista -p netwright-score --bin cluster --bin score
if [ $# = 0 ]; then
    # In the folder of the build, as nothing of this script is left that could remove it.
    irises=$target/irises.parquet
    "$target/release/score" "COPY (SELECT value AS id,
        CAST(4.3 + (value * 7919 % 361) / 100.0 AS REAL) AS a, CAST(2.0 + (value * 6271 % 241) / 100.0 AS REAL) AS b,
        CAST(1.0 + (value * 4099 % 591) / 100.0 AS REAL) AS c, CAST(0.1 + (value * 2203 % 241) / 100.0 AS REAL) AS d
        FROM generate_series(1, 1000000)) TO '$irises'" > /dev/null
    set -- "SELECT iris_name(a, b, c, d) AS species, count(*) AS n FROM '$irises' GROUP BY species ORDER BY species"
fi
# In place of this script, so that signals for it are signals for the cluster.
exec "$target/release/cluster" local "$@"
