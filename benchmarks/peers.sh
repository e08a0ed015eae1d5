#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Alternates vastar with wrk, h2load, hey, oha and the original vastar against one nginx worker on loopback.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat << 'TEXT'
usage: benchmarks/peers.sh [options]
  --cases LIST        of 13B,1K,10K,100K (Content-Length) and 50Kc,500Kc,1Mc (chunked),
                      default these; of 13Bs,100Ks (over TLS) and 13Bn (over TLS, a connection for each request)
  --tools LIST        peers, of wrk,h2load,hey,oha,vastar-rs; default those that are installed
  --rounds N          alternations that count, after one that does not; default 5
  --seconds S         of each run; default 5
  --connections C     default 64, and 100 for chunked cases
  --unpinned          each tool with its default threads on all cores
  --free-jvm          pins vastar's I/O thread only; its compiler and collector may use every core
  --client-cpu N      default 1
  --server-cpu N      default 0
  --vastar-flags "F"  more flags for vastar
Raw results go to benchmarks/target/peers-TIME.csv. See benchmarks/README.md for what the numbers mean.
TEXT
}

cases=13B,1K,10K,100K,50Kc,500Kc,1Mc
tools=
rounds=5
seconds=5
connections=
pinned=yes
free_jvm=no
client_cpu=1
server_cpu=0
vastar_flags=
while (($#)); do
    case $1 in
        --cases) cases=$2; shift 2 ;;
        --tools) tools=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        --seconds) seconds=$2; shift 2 ;;
        --connections) connections=$2; shift 2 ;;
        --unpinned) pinned=no; shift ;;
        --free-jvm) free_jvm=yes; shift ;;
        --client-cpu) client_cpu=$2; shift 2 ;;
        --server-cpu) server_cpu=$2; shift 2 ;;
        --vastar-flags) vastar_flags=$2; shift 2 ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; die "unknown option $1" ;;
    esac
done
for number in "$rounds" "$seconds" "${connections:-1}"; do
    [[ $number =~ ^[1-9][0-9]*$ ]] || die "'$number' is not a whole number above 0"
done
need nginx jq curl awk taskset "$java"
need_jar

# The original vastar and this one share a name; the binary is found as vastar-rs or as vastar.
declare -A binary=([wrk]=wrk [h2load]=h2load [hey]=hey [oha]=oha [vastar-rs]=$(command -v vastar-rs || echo vastar))
if [[ -z $tools ]]; then
    for tool in wrk h2load hey oha vastar-rs; do
        command -v "${binary[$tool]}" > /dev/null && tools+=${tools:+,}$tool
    done
fi
IFS=, read -ra peers <<< "$tools"
((${#peers[@]})) || die "none of the peers is installed; apt-get install wrk hey nghttp2-client"
for tool in "${peers[@]}"; do
    [[ -v binary[$tool] ]] || die "unknown tool '$tool'; use wrk, h2load, hey, oha or vastar-rs"
    need "${binary[$tool]}"
done
all=(vastar "${peers[@]}")

on_client=()
[[ $pinned = yes ]] && on_client=(taskset -c "$client_cpu")

# tool_command TOOL CONNECTIONS SECONDS URL: fills the array command. Headers that every tool would add by itself are
# named, so that they have one value; X-Pad makes up for those that a tool cannot leave out.
tool_command() {
    local tool=$1 c=$2 s=$3 url=$4 pad=${padding[$1]:-}
    local headers=(-H "User-Agent: load" -H "Accept: */*")
    [[ -n $pad ]] && headers+=(-H "X-Pad: $pad")
    # of a self-signed certificate, which only vastar and oha look at; a target that ends each connection ends it for all
    local trust=() closing=()
    [[ $url = https:* ]] && trust=(--insecure)
    [[ $url = *#close ]] && closing=(yes)
    url=${url%#close}
    case $tool in
        vastar)
            command=("$java" -jar "$jar" http -c "$c" -z "${s}s" -o json "${headers[@]}" "${trust[@]}" ${closing:+--disable-keepalive})
            [[ $pinned = yes ]] && command+=(--threads 1 --pin "$client_cpu")
            # shellcheck disable=SC2206
            command+=($vastar_flags "$url")
            ;;
        wrk)
            command=(wrk -c "$c" -d "${s}s" --latency "${headers[@]}")
            [[ -n ${closing:-} ]] && command+=(-H "Connection: close")
            if [[ $pinned = yes || $c = 1 ]]; then command+=(-t 1); fi
            command+=("$url")
            ;;
        h2load) command=(h2load --h1 -t 1 -c "$c" -D "$s" "${headers[@]}" "$url") ;;
        hey)
            command=(hey -c "$c" -z "${s}s" -disable-compression "${headers[@]}")
            [[ $pinned = yes ]] && command+=(-cpus 1)
            [[ -n ${closing:-} ]] && command+=(-disable-keepalive)
            command+=("$url")
            ;;
        oha) command=(oha -c "$c" -z "${s}s" --no-tui --output-format json --disable-compression "${headers[@]}" "${trust[@]}"
            ${closing:+--disable-keepalive} "$url") ;;
        vastar-rs) command=("${binary[vastar-rs]}" -c "$c" -z "${s}s" "${headers[@]}" "$url") ;;
    esac
}

# Pads every tool's request to the size of the longest, as seen by a server.
declare -A padding=() request_bytes=()
equal_requests() {
    local tool longest=0 missing
    "$java" "$root/benchmarks/RequestBytes.java" "$work/capture.port" "$work/capture.request" &
    helper=$!
    for _ in $(seq 100); do [[ -s $work/capture.port ]] && break; sleep 0.1; done
    [[ -s $work/capture.port ]] || die "the server that shows requests did not start"
    measure_requests
    for tool in "${all[@]}"; do ((request_bytes[$tool] > longest)) && longest=${request_bytes[$tool]}; done
    ((longest += 10))
    for tool in "${all[@]}"; do
        missing=$((longest - request_bytes[$tool] - 9)) # "X-Pad: " and CRLF
        padding[$tool]=$(head -c "$missing" /dev/zero | tr '\0' 'p')
    done
    measure_requests
    kill "$helper"
    wait "$helper" 2> /dev/null || true
    helper=
    for tool in "${all[@]}"; do
        ((request_bytes[$tool] == longest)) || die "$tool sends ${request_bytes[$tool]} bytes instead of $longest"
    done
    echo "request: $longest bytes from each tool"
}
measure_requests() {
    local tool
    for tool in "${all[@]}"; do
        rm -f "$work/capture.request"
        tool_command "$tool" 1 1 "http://127.0.0.1:$(< "$work/capture.port")/13B"
        "${command[@]}" > "$work/out" 2>&1 || true
        [[ -s $work/capture.request ]] || die "$tool sent no request: $(cat "$work/out")"
        request_bytes[$tool]=$(wc -c < "$work/capture.request")
    done
}

# Text such as 1.5ms into microseconds.
to_us() { awk -v t="$1" 'BEGIN { v = t + 0; if (t ~ /us$/) f = 1; else if (t ~ /ms$/) f = 1e3; else f = 1e6; print v * f }'; }

# read_result TOOL FILE: sets rps p50 p99 (microseconds, - where the tool has none), errors.
read_result() {
    local tool=$1 file=$2
    p50=- p99=- errors=0
    case $tool in
        vastar)
            IFS=$'\t' read -r rps p50 p99 errors < <(jq -r "$vastar_jq" "$file")
            ;;
        wrk)
            rps=$(awk '/^Requests\/sec/ { print $2 }' "$file")
            p50=$(to_us "$(awk '$1 == "50%" { print $2 }' "$file")")
            p99=$(to_us "$(awk '$1 == "99%" { print $2 }' "$file")")
            errors=$(awk '/Socket errors/ { gsub(",", ""); n += $4 + $6 + $8 + $10 } /Non-2xx/ { n += $NF } END { print n + 0 }' "$file")
            ;;
        h2load)
            rps=$(awk '/^finished in/ { print $4 }' "$file")
            errors=$(awk '/^requests:/ { print $10 + $12 + $14 }' "$file")
            ;;
        hey | vastar-rs)
            rps=$(awk '/Requests\/sec:/ { print $2 }' "$file")
            p50=$(awk '$1 ~ /^50(\.00)?%$/ { print $3 * 1e6 }' "$file")
            p99=$(awk '$1 ~ /^99(\.00)?%$/ { print $3 * 1e6 }' "$file")
            errors=$(awk '/^Error distribution/ { e = 1; next } e && /^ *\[[0-9]+\]/ { gsub(/[\[\]]/, ""); n += $1 } END { print n + 0 }' "$file")
            ;;
        oha)
            IFS=$'\t' read -r rps p50 p99 errors < <(jq -r '[.summary.requestsPerSec, .latencyPercentiles.p50 * 1e6,
                .latencyPercentiles.p99 * 1e6, ([.errorDistribution[]?] | add // 0)] | @tsv' "$file")
            ;;
    esac
}
vastar_jq='def us: if . == null then "-" else . * 1e3 end;
    .runs[0] | [.rps, (.latency.p50_ms | us), (.latency.p99_ms | us), .requests.failed + .requests.unexpected] | @tsv'

declare -A size=([13B]=13 [1K]=1024 [10K]=10240 [100K]=102400 [50K]=51200 [500K]=512000 [1M]=1048576)

mkdir -p "$root/benchmarks/target"
csv=$root/benchmarks/target/peers-$(date +%Y%m%d-%H%M%S).csv
echo "case,mode,connections,round,tool,rps,mb_per_sec,p50_us,p99_us,errors,cpu_us_per_request,request_bytes" > "$csv"

# one_run CASE CONNECTIONS URL ROUND TOOL
one_run() {
    local case=$1 c=$2 url=$3 round=$4 tool=$5 user system where=("${on_client[@]}")
    [[ $tool = vastar && $free_jvm = yes ]] && where=()
    tool_command "$tool" "$c" "$seconds" "$url"
    TIMEFORMAT='%U %S'
    { time "${where[@]}" "${command[@]}" > "$work/out" 2> "$work/err"; } 2> "$work/cpu" || true
    read -r user system < "$work/cpu"
    rps=
    read_result "$tool" "$work/out"
    [[ -n $rps ]] || die "$tool gave no result: $(cat "$work/out" "$work/err")"
    ((round == 0)) && return
    awk -v OFS=, -v case="$case" -v mode="$([[ $pinned = yes ]] && echo pinned || echo unpinned)" -v c="$c" -v round="$round" \
        -v tool="$tool" -v rps="$rps" -v size="${size[${case%[csn]}]}" -v p50="$p50" -v p99="$p99" -v errors="$errors" \
        -v cpu="$user $system" -v s="$seconds" -v bytes="${request_bytes[$tool]}" \
        'BEGIN { split(cpu, t, " "); print case, mode, c, round, tool, rps, rps * size / 1e6, p50, p99, errors,
                 (t[1] + t[2]) * 1e6 / (rps * s), bytes }' >> "$csv"
}

column() { awk -F, -v case="$1" -v tool="$2" -v n="$3" '$1 == case && $5 == tool && $n != "-" { print $n }' "$csv"; }

ratios() {
    awk -F, -v case="$1" -v tool="$2" -v n="$3" '$1 == case && $n != "-" {
        if ($5 == "vastar") mine[$4] = $n; if ($5 == tool) peer[$4] = $n }
        END { for (r in mine) if (peer[r] > 0) print mine[r] / peer[r] }' "$csv"
}

number() { [[ $1 = - ]] && printf '%s' "$1" || printf "$2" "$1"; }

table() {
    local case=$1 tool
    printf '  %-10s %12s %10s %10s %10s %12s %8s %22s\n' tool req/s MB/s 'p50 µs' 'p99 µs' 'CPU µs/req' errors 'vastar/tool: req/s p99'
    for tool in "${all[@]}"; do
        printf '  %-10s %12s %10s %10s %10s %12s %8s' "$tool" \
            "$(number "$(column "$case" "$tool" 6 | median)" %.0f)" "$(number "$(column "$case" "$tool" 7 | median)" %.1f)" \
            "$(number "$(column "$case" "$tool" 8 | median)" %.0f)" "$(number "$(column "$case" "$tool" 9 | median)" %.0f)" \
            "$(number "$(column "$case" "$tool" 11 | median)" %.2f)" "$(column "$case" "$tool" 10 | awk '{ n += $1 } END { print n + 0 }')"
        [[ $tool = vastar ]] || printf ' %14s %7s' "$(number "$(ratios "$case" "$tool" 6 | median)" %.3f)" \
            "$(number "$(ratios "$case" "$tool" 9 | median)" %.2f)"
        echo
    done
}

server_pin=
[[ $pinned = yes ]] && server_pin=$server_cpu
tls_port=
if [[ $cases = *[sn],* || $cases = *[sn] ]]; then
    need openssl
    for tool in "${peers[@]}"; do
        [[ $tool = vastar-rs ]] && die "the original vastar does not speak TLS; leave it out of --tools"
        [[ $tool = h2load && $cases = *n* ]] && die "h2load keeps its connections; leave it out of --tools"
    done
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
        -addext subjectAltName=DNS:localhost -keyout "$work/tls.key" -out "$work/tls.pem" 2> /dev/null
    tls_port=$(free_port)
    server_lines="listen 127.0.0.1:$tls_port ssl backlog=16384; ssl_certificate $work/tls.pem;
        ssl_certificate_key $work/tls.key; ssl_protocols TLSv1.2 TLSv1.3; ssl_session_cache shared:tls:10m;"
fi
start_nginx "$server_pin"
equal_requests
echo "mode: $([[ $pinned = yes ]] && echo "pinned, server on CPU $server_cpu, client on CPU $client_cpu" || echo "unpinned, default threads"); $rounds rounds of $seconds s; medians"
for case in ${cases//,/ }; do
    [[ -v size[${case%[csn]}] ]] || die "unknown case '$case'; use 13B, 1K, 10K, 100K, 50Kc, 500Kc, 1Mc, 13Bs, 100Ks or 13Bn"
    if [[ $case = *c ]]; then path=chunked/${case%[csn]} c=${connections:-100}; else path=${case%[sn]} c=${connections:-64}; fi
    base=http://127.0.0.1:$port suffix=
    [[ $case = *[sn] ]] && base=https://localhost:$tls_port
    [[ $case = *n ]] && suffix=#close
    echo
    echo "$case, c=$c"
    for round in $(seq 0 "$rounds"); do
        # There and back again, so that no tool always has the same neighbour.
        order=("${all[@]}")
        if ((round % 2)); then for i in "${!all[@]}"; do order[i]=${all[${#all[@]} - 1 - i]}; done; fi
        for tool in "${order[@]}"; do one_run "$case" "$c" "$base/$path$suffix" "$round" "$tool"; done
    done
    table "$case"
done
echo
echo "raw results: ${csv#"$root"/}"
