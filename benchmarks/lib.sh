# SPDX-License-Identifier: Apache-2.0
# Sourced by the scripts beside it: the server, the cores, small statistics.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jar=${JAR:-$root/samples/target/benchmarks.jar}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
nginx_master=
helper=

die() { echo "$(basename "$0"): $*" >&2; exit 2; }

need() {
    for tool in "$@"; do
        command -v "$tool" > /dev/null || die "$tool is not installed; apt-get install ${tool/h2load/nghttp2-client}"
    done
}

need_jar() { [[ -f $jar ]] || die "no $jar; run: mvn -q -DskipTests package"; }

finish() {
    local process
    for process in $nginx_master $helper; do
        kill "$process" 2> /dev/null || true
        wait "$process" 2> /dev/null || true
    done
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# Ephemeral range excluded, so that no client's connection can sit on it.
free_port() {
    local port
    for port in $(shuf -i 18000-28000 -n 50); do
        if ! (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then
            echo "$port"
            return
        fi
    done
    die "no free port between 18000 and 28000"
}

body() { head -c "$2" /dev/zero | tr '\0' 'x' > "$work/www/$1"; }

# start_nginx CPU-or-empty: one worker; /NAME is sent with sendfile and Content-Length, /chunked/NAME in chunks. The SSI
# filter is what makes nginx forget the length; the files hold no SSI command, so that it only passes them on.
start_nginx() {
    local pin=()
    [[ -n $1 ]] && pin=(taskset -c "$1")
    mkdir -p "$work/www" "$work/tmp"
    printf 'Hello, World!' > "$work/www/13B"
    body 1K 1024
    body 10K 10240
    body 50K 51200
    body 100K 102400
    body 500K 512000
    body 1M 1048576
    port=$(free_port)
    cat > "$work/nginx.conf" << CONF
daemon off;
worker_processes 1;
worker_rlimit_nofile $(ulimit -Hn);
pid $work/nginx.pid;
error_log $work/error.log warn;
events { worker_connections 25000; multi_accept on; }
http {
    access_log off;
    sendfile on;
    tcp_nodelay on;
    keepalive_requests 1000000000;
    keepalive_timeout 600s;
    open_file_cache max=100 inactive=1h;
    open_file_cache_valid 1h;
    client_body_temp_path $work/tmp; proxy_temp_path $work/tmp; fastcgi_temp_path $work/tmp;
    uwsgi_temp_path $work/tmp; scgi_temp_path $work/tmp;
    server {
        listen 127.0.0.1:$port backlog=16384;
        ${server_lines:-}
        root $work/www;
        location /chunked/ { alias $work/www/; ssi on; ssi_types *; }
    }
}
CONF
    chmod 755 "$work"
    "${pin[@]}" nginx -c "$work/nginx.conf" -p "$work" 2> "$work/start.log" &
    nginx_master=$!
    for _ in $(seq 100); do
        if curl -sf -o /dev/null "http://127.0.0.1:$port/13B"; then
            return
        fi
        kill -0 "$nginx_master" 2> /dev/null || die "nginx did not start: $(cat "$work/start.log" "$work/error.log")"
        sleep 0.05
    done
    die "nginx does not answer on port $port: $(cat "$work/error.log")"
}

median() { sort -g | awk '{ v[NR] = $1 } END { if (NR) print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2; else print "-" }'; }
