#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What a run of vastar costs on this machine: memory, allocation, CPU, time to start, and how cold its first requests are.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat << 'TEXT'
usage: benchmarks/footprint.sh [options]
  --seconds S       of each run; default 5
  --many C          connections of the large run; default 10000
  --client-cpu N    default 1
  --server-cpu N    default 0
TEXT
}

seconds=5
many=10000
client_cpu=1
server_cpu=0
while (($#)); do
    case $1 in
        --seconds) seconds=$2; shift 2 ;;
        --many) many=$2; shift 2 ;;
        --client-cpu) client_cpu=$2; shift 2 ;;
        --server-cpu) server_cpu=$2; shift 2 ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; die "unknown option $1" ;;
    esac
done
[[ $seconds =~ ^[1-9][0-9]*$ && $seconds -ge 3 ]] || die "--seconds $seconds: use a whole number from 3 on"
need nginx jq curl awk taskset "$java"
need_jar
ulimit -n "$(ulimit -Hn)"
start_nginx "$server_cpu"
url=http://127.0.0.1:$port/13B

# run FLAGS...: starts vastar pinned; watches it until it ends. Sets result (JSON file), peak_mb, cpu_s, started_ms.
run() {
    local pid ticks
    result=$work/result.json
    started_ms=$(date +%s%3N)
    taskset -c "$client_cpu" "$java" -jar "$jar" http --threads 1 --pin "$client_cpu" -o json "$@" > "$result" 2> "$work/err" &
    pid=$!
    peak_mb=0 cpu_s=0
    while kill -0 "$pid" 2> /dev/null; do
        # VmHWM never falls: the last look before the end has the peak.
        peak_mb=$(awk '/^VmHWM/ { print int($2 / 1024) }' "/proc/$pid/status" 2> /dev/null || true)
        peak_mb=${peak_mb:-$last_mb}
        last_mb=$peak_mb
        sleep 0.1
    done
    wait "$pid" || die "vastar failed: $(cat "$work/err")"
}
last_mb=0

allocated_kb() { # of the I/O threads, from the JVM's own account
    "${java%java}jcmd" "$1" Thread.print -e 2> /dev/null | awk '/^"vastar-io|^"vastar-agent/ { if (match($0, /allocated=[0-9]+[BKMG]/)) {
        v = substr($0, RSTART + 10, RLENGTH - 11); u = substr($0, RSTART + RLENGTH - 1, 1)
        n += v * (u == "B" ? 1 / 1024 : u == "K" ? 1 : u == "M" ? 1024 : 1048576); seen = 1 } } END { if (seen) print n }'
}

say() { printf '  %-58s %s\n' "$1" "$2"; }

echo "vastar on CPU $client_cpu, nginx on CPU $server_cpu"

run -c 64 -z "${seconds}s" "$url"
say "RSS at c=64 (goal: at most 200 MB)" "$peak_mb MB"
say "process start to first measured request (goal: 2.0 s)" "$(jq -r --arg t "$started_ms" '.runs[0].started_at
    | (sub("\\.[0-9]+"; "") | fromdate) + ((capture("(?<f>\\.[0-9]+)").f // "0") | tonumber) - ($t | tonumber) / 1000
    | . * 100 | round / 100' "$result") s"

run -c 1 -n 200 "$url"
first=$(jq -r .runs[0].latency.p50_ms "$result")
run -c 1 -z "${seconds}s" "$url"
steady=$(jq -r .runs[0].latency.p50_ms "$result")
say "p50 of the first 200 requests / steady, c=1 (goal: 1.3)" \
    "$(awk -v a="$first" -v b="$steady" 'BEGIN { printf "%.2f (%.1f µs / %.1f µs)", a / b, a * 1e3, b * 1e3 }')"

taskset -c "$client_cpu" "$java" -jar "$jar" http --threads 1 --pin "$client_cpu" -o json -c 64 -z "$((seconds + 3))s" "$url" > "$work/result.json" 2> "$work/err" &
pid=$!
sleep 4
before=$(allocated_kb "$pid")
sleep $((seconds - 2))
after=$(allocated_kb "$pid")
wait "$pid"
if [[ -n $before && -n $after ]]; then
    say "allocated by I/O threads in $((seconds - 2)) s of steady load (goal: 1 KB/s)" "$(awk -v a="$before" -v b="$after" 'BEGIN { print b - a }') KB at $(jq -r '.runs[0].rps | floor' "$work/result.json") req/s"
else
    say "allocated by I/O threads" "not measured: no thread named vastar-io was found by jcmd"
fi

if (($(ulimit -n) < many + 200)); then
    say "$many connections" "not run: the limit of open files is $(ulimit -n); raise it with ulimit -Hn"
else
    run -c "$many" -z "${seconds}s" "$url"
    say "RSS at c=$many (goal: at most 512 MB)" "$peak_mb MB, $(jq -r '.runs[0].requests | .failed + .unexpected' "$result") errors, $(jq -r '.runs[0].rps | floor' "$result") req/s"
fi
