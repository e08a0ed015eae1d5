#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What a load generator is worth on a core that others want too: vastar with each idle strategy, wrk and oha beside busy
# processes, and how far the latencies that they report are from the server's own stamps on a calm machine.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat << 'TEXT'
usage: benchmarks/idle.sh [options]
  --cases LIST        microseconds that the server takes; default 0,1000
  --hogs LIST         busy processes on the client's core; default 0,1,2
  --tools LIST        of auto,spin,block,wrk,oha; default all
  --stamps LIST       only compares p50 at one connection with the server's stamps, for these microseconds
  --rounds N          alternations that count; default 5
  --seconds S         of each run; default 2
  --connections C     default 64
The server runs on CPU 0, each client as a whole on CPU 1.
TEXT
}

cases=0,1000 hogs=0,1,2 tools=auto,spin,block,wrk,oha stamps= rounds=5 seconds=2 connections=64
client_cpu=1 server_cpu=0
while (($#)); do
    case $1 in
        --cases) cases=$2; shift 2 ;;
        --hogs) hogs=$2; shift 2 ;;
        --tools) tools=$2; shift 2 ;;
        --stamps) stamps=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        --seconds) seconds=$2; shift 2 ;;
        --connections) connections=$2; shift 2 ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; die "unknown option $1" ;;
    esac
done
need jq curl taskset "$java"
need_jar
PATH=$PATH:$HOME/.cargo/bin
for tool in ${tools//,/ }; do
    [[ $tool = wrk || $tool = oha ]] && need "$tool"
done

taskset -c "$server_cpu" "$java" -XX:+UseSerialGC "$root/benchmarks/StampedServer.java" "$work/port" &
helper=$!
for _ in $(seq 100); do
    [[ -s $work/port ]] && break
    sleep 0.1
done
[[ -s $work/port ]] || die "the server did not start"
base=http://127.0.0.1:$(cat "$work/port")

busy=()
start_hogs() {
    local i
    busy=()
    for ((i = 0; i < $1; i++)); do
        taskset -c "$client_cpu" sh -c 'while :; do :; done' &
        busy+=($!)
        helper="$helper $!"
    done
}
end_hogs() {
    local hog
    for hog in "${busy[@]}"; do
        kill "$hog"
        wait "$hog" 2> /dev/null || true
    done
    busy=()
}

# CPU time of the busy processes in all, in ticks of 10 ms
hog_ticks() {
    local hog sum=0 fields
    for hog in "${busy[@]}"; do
        read -r -a fields < "/proc/$hog/stat"
        sum=$((sum + fields[13] + fields[14]))
    done
    echo "$sum"
}

# run TOOL URL CONNECTIONS: prints requests per second and p50 in microseconds
run() {
    local where=(taskset -c "$client_cpu")
    case $1 in
        wrk)
            "${where[@]}" wrk -t 1 -c "$3" -d "${seconds}s" --latency "$2" | awk '
                /50%/ { v = $2 + 0; if ($2 ~ /ms$/) v *= 1000; else if ($2 !~ /us$/) v *= 1e6; p50 = v }
                /^Requests\/sec/ { rps = $2 } END { print rps, p50 }'
            ;;
        oha)
            "${where[@]}" oha -z "${seconds}s" -c "$3" --no-tui --output-format json "$2" |
                jq -r '"\(.summary.requestsPerSec) \(.latencyPercentiles.p50 * 1e6)"'
            ;;
        *)
            "${where[@]}" "$java" -jar "$jar" http -z "$((seconds + 2))s" --warmup 2s -c "$3" --threads 1 \
                --idle "$1" -o json "$2" 2> "$work/run.err" > "$work/run.json" || die "vastar failed: $(cat "$work/run.err")"
            jq -r '"\(.runs[0].rps) \(.runs[0].latency.p50_ms * 1000)"' "$work/run.json"
            ;;
    esac
}

csv=$root/benchmarks/target/idle-$(date +%Y%m%d-%H%M%S).csv
mkdir -p "$(dirname "$csv")"

if [[ -n $stamps ]]; then
    echo "tool,service_us,round,p50_us,stamp_us" > "$csv"
    for us in ${stamps//,/ }; do
        curl -sf "$base/stamps" > /dev/null
        for ((round = 0; round <= rounds; round++)); do
            for tool in ${tools//,/ }; do
                read -r _ p50 < <(run "$tool" "$base/$us" 1)
                stamp=$(curl -sf "$base/stamps")
                ((round == 0)) || echo "$tool,$us,$round,$p50,$(awk -v ns="$stamp" 'BEGIN { print ns / 1000 }')" >> "$csv"
            done
        done
        for tool in ${tools//,/ }; do
            printf '%8s us  %-6s p50 beyond the stamps: %s us\n' "$us" "$tool" \
                "$(awk -F, -v t="$tool" -v us="$us" '$1 == t && $2 == us { print $4 - $5 }' "$csv" | median)"
        done
    done
    echo "raw: $csv"
    exit
fi

echo "case_us,hogs,tool,round,rps,hogs_share_of_the_core" > "$csv"
for us in ${cases//,/ }; do
    for count in ${hogs//,/ }; do
        for ((round = 0; round <= rounds; round++)); do
            order=${tools//,/ }
            ((round % 2)) && order=$(echo "$order" | tr ' ' '\n' | tac | tr '\n' ' ')
            start_hogs "$count"
            for tool in $order; do
                ticks=$(hog_ticks)
                began=$(date +%s%N)
                read -r rps _ < <(run "$tool" "$base/$us" "$connections")
                share=$(awk -v t=$(($(hog_ticks) - ticks)) -v ns=$(($(date +%s%N) - began)) 'BEGIN { printf "%.2f", t * 1e7 / ns }')
                ((round == 0)) || echo "$us,$count,$tool,$round,$rps,$share" >> "$csv"
            done
            end_hogs
        done
        printf 'service %s us, %s hogs:' "$us" "$count"
        for tool in ${tools//,/ }; do
            printf '  %s %s/s' "$tool" \
                "$(awk -F, -v t="$tool" -v us="$us" -v h="$count" '$1 == us && $2 == h && $3 == t { print $5 }' "$csv" | median | xargs printf '%.0f')"
        done
        printf '\n    auto over'
        for tool in ${tools//,/ }; do
            [[ $tool = auto ]] && continue
            printf '  %s %s' "$tool" \
                "$(awk -F, -v t="$tool" -v us="$us" -v h="$count" '$1 == us && $2 == h { if ($3 == t) other[$4] = $5; if ($3 == "auto") mine[$4] = $5 }
                    END { for (r in mine) if (other[r]) print mine[r] / other[r] }' "$csv" | median | xargs printf '%.3f')"
        done
        printf '\n'
    done
done
echo "raw: $csv"
