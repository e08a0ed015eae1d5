#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Alternates vastar with h2load over HTTP/2, in clear text and over TLS, against one nginx worker on loopback.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat << 'TEXT'
usage: benchmarks/http2.sh [options]
  --cases LIST        of 13B,10K,100K, with a t at the end for TLS (13Bt); default 13B,13Bt
  --rounds N          alternations that count, after one that does not; default 5
  --seconds S         of each run; default 5
  --connections C     default 16
  --streams S         on each connection; default 32
  --vastar-flags "F"  more flags for vastar
  --free-jvm          pins vastar's I/O thread only; its compiler and collector may use every core
TEXT
}

cases=13B,13Bt rounds=5 seconds=5 connections=16 streams=32 free_jvm=no vastar_flags=
client_cpu=1 server_cpu=0
while (($#)); do
    case $1 in
        --cases) cases=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        --seconds) seconds=$2; shift 2 ;;
        --connections) connections=$2; shift 2 ;;
        --streams) streams=$2; shift 2 ;;
        --vastar-flags) vastar_flags=$2; shift 2 ;;
        --free-jvm) free_jvm=yes; shift ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; die "unknown option $1" ;;
    esac
done
need nginx h2load jq curl openssl taskset "$java"
need_jar

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
    -addext subjectAltName=IP:127.0.0.1 -keyout "$work/key.pem" -out "$work/cert.pem" 2> /dev/null
clear_port=$(free_port)
tls_port=$(free_port)
server_lines="listen 127.0.0.1:$clear_port http2 backlog=16384; listen 127.0.0.1:$tls_port ssl http2 backlog=16384;
        ssl_certificate $work/cert.pem; ssl_certificate_key $work/key.pem;"
start_nginx "$server_cpu"

url_of() { if [[ $1 = *t ]]; then echo "https://127.0.0.1:$tls_port/${1%t}"; else echo "http://127.0.0.1:$clear_port/$1"; fi; }

# run TOOL URL: prints requests per second and errors
run() {
    local where=(taskset -c "$client_cpu")
    if [[ $1 = h2load ]]; then
        "${where[@]}" h2load -t 1 -c "$connections" -m "$streams" -D "$seconds" "$2" 2> /dev/null |
            awk '/^finished in/ { rps = $4 } /^requests:/ { print rps, $10 + $12 + $14 }'
        return
    fi
    [[ $free_jvm = yes ]] && where=()
    local flags=()
    [[ $2 = https* ]] && flags=(--cacert "$work/cert.pem")
    # shellcheck disable=SC2206
    flags+=($vastar_flags)
    "${where[@]}" "$java" -jar "$jar" http --http2 -c "$connections" --streams "$streams" -z "${seconds}s" \
        --threads 1 --pin "$client_cpu" "${flags[@]}" -o json "$2" 2> "$work/err" |
        jq -r '.runs[0] | "\(.rps) \(.requests.failed + .requests.unexpected)"' || die "vastar: $(cat "$work/err")"
}

echo "server on CPU $server_cpu, client on CPU $client_cpu; $connections connections with $streams streams each;" \
    "$rounds rounds of $seconds s; medians"
printf '%-8s %14s %14s %8s %14s\n' case 'vastar req/s' 'h2load req/s' errors 'vastar/h2load'
for case in ${cases//,/ }; do
    url=$(url_of "$case")
    errors=0
    : > "$work/mine"; : > "$work/peers"; : > "$work/ratios"
    for round in $(seq 0 "$rounds"); do
        order=(vastar h2load)
        ((round % 2)) && order=(h2load vastar)
        for tool in "${order[@]}"; do
            read -r rps wrong < <(run "$tool" "$url")
            [[ $tool = vastar ]] && mine=$rps || peer=$rps
            ((errors += wrong)) || true
        done
        ((round == 0)) && continue
        echo "$mine" >> "$work/mine"
        echo "$peer" >> "$work/peers"
        awk -v a="$mine" -v b="$peer" 'BEGIN { print a / b }' >> "$work/ratios"
    done
    printf '%-8s %14.0f %14.0f %8s %14.3f\n' "$case" "$(median < "$work/mine")" "$(median < "$work/peers")" "$errors" \
        "$(median < "$work/ratios")"
done
