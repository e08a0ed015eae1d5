#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What scenarios cost: two steps against one repeated request and against wrk with the same script in Lua, blocking users,
# users with think time, and how well an open model keeps its schedule. Requests per second, medians of ratios.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

rounds=${1:-5}
seconds=${2:-5}
[[ $rounds =~ ^[1-9][0-9]*$ && $seconds =~ ^[1-9][0-9]*$ ]] || die "usage: benchmarks/scenarios.sh [ROUNDS [SECONDS]]"
need nginx jq curl awk taskset wrk "$java"
need_jar
ulimit -n "$(ulimit -Hn)"
start_nginx 0
base=http://127.0.0.1:$port

repository=${MAVEN_REPO:-$HOME/.m2/repository}
processors=$(find "$root/vastar-processor/target" "$root/vastar-annotations/target" -maxdepth 1 -name 'vastar-*.jar' | tr '\n' ':')
processors+=$(find "$repository/com/palantir/javapoet" -name 'javapoet-*.jar' | head -1)
"${java%java}javac" -d "$work/classes" -cp "$jar" --processor-path "$processors" "$root/benchmarks/scenarios/Scenarios.java"
cat > "$work/steps.lua" << 'LUA'
local second = false
function request()
    second = not second
    return wrk.format("GET", second and "/13B" or "/13B?again=1")
end
LUA

# vastar NAME FLAGS...: JSON of one run
vastar() {
    "$java" --add-opens java.base/jdk.internal.misc=ALL-UNNAMED --add-opens java.base/sun.nio.ch=ALL-UNNAMED \
        -cp "$work/classes:$jar" io.vastar.cli.Main "$1" -P base="$base" -z "${2}s" --pin 1 --no-progress -o json "${@:3}" \
        2> "$work/err" || { cat "$work/err" >&2; die "vastar $1 failed"; }
}
rps() { jq -r '.runs[0].rps'; }
wrk_rps() { taskset -c 1 wrk -t1 -c64 -d"${seconds}s" -s "$work/steps.lua" "$base" | awk '/Requests\/sec/ { print $2 }'; }

for ((round = 0; round <= rounds; round++)); do
    plain=$(vastar plain "$seconds" | rps)
    vastar steps "$seconds" > "$work/steps.json"
    steps=$(rps < "$work/steps.json")
    blocking=$(vastar blocking "$seconds" | rps)
    lua=$(wrk_rps)
    ((round == 0)) && continue
    awk -v a="$steps" -v b="$plain" 'BEGIN { print a / b }' >> "$work/steps-plain"
    awk -v a="$steps" -v b="$lua" 'BEGIN { print a / b }' >> "$work/steps-lua"
    awk -v a="$blocking" -v b="$plain" 'BEGIN { print a / b }' >> "$work/blocking-plain"
done
echo "pinned, nginx on CPU 0, vastar's I/O thread on CPU 1; $rounds rounds of $seconds s; medians of ratios; $("$java" -version 2>&1 | head -1)"
echo "  two steps / one request (goal 0.9)           $(median < "$work/steps-plain")"
echo "  two steps / wrk -s (goal 1.3)                $(median < "$work/steps-lua")"
echo "  2,000 blocking users / one request (goal 0.35) $(median < "$work/blocking-plain")"
jq -r '"  allocated by the I/O thread in the last run of two steps: \(.runs[0].health.allocated_bytes) bytes for \(.runs[0].requests.started) requests"' "$work/steps.json"

users=$(($(ulimit -n) - 1000))
((users > 20000)) && users=20000
vastar thinkers 12 -c "$users" > "$work/thinkers.json" &
pid=$!
peak=0
while kill -0 "$pid" 2> /dev/null; do
    for child in $(pgrep -P "$pid") "$pid"; do
        kb=$(awk '/VmHWM/ { print $2 }' "/proc/$child/status" 2> /dev/null || echo 0)
        ((${kb:-0} > peak)) && peak=$kb
    done
    sleep 0.2
done
jq -r --arg mb "$((peak / 1024))" --arg users "$users" '"  \($users) users with think time: RSS \($mb) MB (goal 1024), \(.runs[0].rps) requests/s, \(.runs[0].requests.failed) failed"' "$work/thinkers.json"
vastar plain 10 --rate 10000/s > "$work/open.json"
jq -r '.runs[0].arrivals | "  10,000/s for 10 s: \(.started) of \(.due) started (goal within 0.1 %), lateness p50 \(.lateness.p50_ms) ms, p99 \(.lateness.p99_ms) ms (goal 0.1)"' "$work/open.json"
