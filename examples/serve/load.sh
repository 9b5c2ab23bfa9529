#!/bin/sh
# Measures the server with wrk: load.sh [CONNECTIONS [SECONDS [PROGRAM [ARGUMENTS OF IT..]]]]
# PROGRAM is `serve`, or the example `wide`.
set -eu
cd "$(dirname "$0")"
connections=${1:-8} seconds=${2:-10} program=${3:-serve}
[ $# -le 3 ] && set -- || shift 3

if ! command -v wrk >/dev/null; then
    if [ "$(id -u)" = 0 ]; then root=; else root=sudo; fi
    $root apt-get install -y --no-install-recommends wrk
fi
case $program in
    serve) cargo build --release --locked; place=release features=4 ;;
    *) cargo build --release --locked --example "$program"; place=release/examples features=64 ;;
esac

folder=$(mktemp -d)
: >"$folder/log"
"${CARGO_TARGET_DIR:-target}/$place/$program" --listen 127.0.0.1:0 "$@" 2>"$folder/log" &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
until grep -q listening "$folder/log"; do kill -0 "$server" && sleep 0.05; done
url=$(sed -n 's/.*listening on //p' "$folder/log")

# A thousand samples, again and again.
cat >"$folder/post.lua" <<LUA
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local requests, next = {}, 0
init = function()
    for sample = 1, 1000 do
        local numbers = {}
        for feature = 1, $features do
            numbers[feature] = string.format("%.2f", (sample * 0.618034 + feature * 0.324718) % 1 * 8)
        end
        requests[sample] = wrk.format(nil, nil, nil, "[" .. table.concat(numbers, ",") .. "]")
    end
end
request = function()
    next = next % #requests + 1
    return requests[next]
end
done = function(summary, latency, requests)
    local errors = summary.errors
    print(string.format("%.0f requests/s; p50 %.0f µs, p99 %.0f µs, p99.9 %.0f µs, most %.0f µs; errors %d",
        summary.requests / summary.duration * 1e6, latency:percentile(50), latency:percentile(99),
        latency:percentile(99.9), latency.max,
        errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
LUA
wrk -t 1 -c "$connections" -d "$seconds" -s "$folder/post.lua" "$url/classify" | tail -1
