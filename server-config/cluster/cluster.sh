#!/bin/bash
# Runs several Portrait nodes behind nginx on this machine, with one PostgreSQL and one S3-compatible store, until Ctrl-C stops it.
# On SIGHUP it restarts one node after the other with the current WAR while the others keep working.
# README.md describes its purpose and its environment variables.
set -euo pipefail
PATH=$PATH:/usr/sbin # where Debian has nginx
here=$(cd "$(dirname "$0")" && pwd)
target=$here/../../target
war=${CLUSTER_WAR:-$target/portrait.war}
micro=${CLUSTER_PAYARA_MICRO:-$target/payara-micro.jar}
read -r port store_port database_port node_ports <<< "${CLUSTER_PORTS:-8080 8081 8082 8083 8084}"
mkdir -p "${CLUSTER_FOLDER:=$target/cluster}"
folder=$(cd "$CLUSTER_FOLDER" && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

stop() {
    trap - EXIT
    touch "$folder/stopping"
    # Stop nginx first, so that it sends no request to a node that is stopping.
    [ -z "${balancer:-}" ] || { kill -QUIT "$balancer"; wait "$balancer"; } 2>/dev/null || true
    for pid in $(cat "$folder"/node-*.pid 2>/dev/null) ${store:-}; do
        kill "$pid" 2>/dev/null || true
    done
    wait
    [ -z "${database:-}" ] || as_database pg_ctl -D "$folder/postgres" -m fast -w stop >> "$folder/postgres.log"
}

answers() {
    curl -fsS -o /dev/null --max-time 5 "$1" 2>/dev/null
}

# PostgreSQL refuses to run as root.
as_database() {
    local command=("$(ls -d ${CLUSTER_POSTGRES:-/usr/lib/postgresql/*/bin} | sort -V | tail -1)/$1" "${@:2}")
    if [ "$(id -u)" = 0 ]; then
        (cd / && setpriv --reuid=nobody --regid=nogroup --clear-groups "${command[@]}")
    else
        "${command[@]}"
    fi
}

start_database() {
    local data=$folder/postgres
    if [ ! -e "$data/PG_VERSION" ]; then
        mkdir -p "$data"
        [ "$(id -u)" != 0 ] || chown nobody:nogroup "$data"
        as_database initdb -D "$data" -U portrait -E UTF8 --no-locale -A trust > "$folder/postgres.log"
    fi
    as_database pg_ctl -D "$data" -w -o "-p $database_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=" start >> "$folder/postgres.log"
    database=$data
    export PORTRAIT_DB_URL=jdbc:postgresql://127.0.0.1:$database_port/postgres PORTRAIT_DB_USER=portrait
}

start_store() {
    local identity credential
    identity=$(openssl rand -hex 16)
    credential=$(openssl rand -hex 16)
    mkdir -p "$folder/buckets/portrait"
    touch "$folder/s3proxy.properties"
    chmod 600 "$folder/s3proxy.properties"
    cat > "$folder/s3proxy.properties" <<END
s3proxy.endpoint=http://127.0.0.1:$store_port
s3proxy.authorization=aws-v2-or-v4
s3proxy.identity=$identity
s3proxy.credential=$credential
jclouds.provider=filesystem-nio2
jclouds.filesystem.basedir=$folder/buckets
END
    "$java" -Xmx128m -jar "${CLUSTER_S3PROXY:-$target/s3proxy.jar}" --properties "$folder/s3proxy.properties" > "$folder/s3proxy.log" 2>&1 &
    store=$!
    export PORTRAIT_MEDIA_STORE=s3 PORTRAIT_MEDIA_S3_ENDPOINT=http://127.0.0.1:$store_port PORTRAIT_MEDIA_S3_BUCKET=portrait
    export PORTRAIT_MEDIA_S3_ACCESS_KEY=$identity PORTRAIT_MEDIA_S3_SECRET_KEY=$credential
}

# Restarts the node whenever it exits, with the WAR that exists at that time.
keep_node() {
    while [ ! -e "$folder/stopping" ]; do
        "$java" -Xmx512m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError \
            -Djakarta.json.provider=org.eclipse.parsson.JsonProviderImpl \
            -jar "$micro" --nocluster --disablephonehome --prebootcommandfile "$folder/pre-boot.asadmin" \
            --postdeploycommandfile "$here/../payara-micro/post-deploy.asadmin" \
            --contextroot / --port "$1" --deploy "$war" >> "${CLUSTER_LOG:-$folder/node-$1.log}" 2>&1 &
        echo $! > "$folder/node-$1.pid.new"
        mv "$folder/node-$1.pid.new" "$folder/node-$1.pid"
        [ ! -e "$folder/stopping" ] || kill $!
        wait $! || true
        sleep 1
    done
}

# Adapts the shipped nginx configuration: these nodes, without TLS. $1 is the port of a node that nginx must not use.
configure_balancer() {
    local servers="" node
    for node in $node_ports; do
        servers+="server 127.0.0.1:$node$([ "$node" != "${1:-}" ] || echo " down"); "
    done
    sed -e "s|server 127\.0\.0\.1:8080;.*|$servers|" \
        -e "s|listen 443 ssl http2;|listen 127.0.0.1:$port;|" \
        -e 's|server_name portrait\.example;.*|server_name 127.0.0.1;|' \
        -e '/^    ssl_/d; /Strict-Transport-Security/d' \
        -e "s|/var/cache/nginx|$folder/nginx|; s|/var/log/nginx|$folder|" \
        "$here/../reverse-proxy/portrait.conf" |
        awk '/^server \{/ { n++ } n != 1 { print }' > "$folder/portrait.conf"
}

start_balancer() {
    configure_balancer
    mkdir -p "$folder/nginx"
    cat > "$folder/nginx.conf" <<END
user $(id -un) $(id -gn);
pid $folder/nginx.pid;
error_log $folder/nginx.log;
events { worker_connections 1024; }
http {
    client_body_temp_path $folder/nginx/body;
    proxy_temp_path $folder/nginx/proxy;
    fastcgi_temp_path $folder/nginx/fastcgi;
    uwsgi_temp_path $folder/nginx/uwsgi;
    scgi_temp_path $folder/nginx/scgi;
    include $folder/portrait.conf;
}
END
    nginx -e "$folder/nginx.log" -c "$folder/nginx.conf" -g 'daemon off;' &
    balancer=$!
}

# Returns when nginx has answered the requests that were running.
reload_balancer() {
    local former
    former=$(pgrep -P "$balancer")
    kill -HUP "$balancer"
    for worker in $former; do
        while kill -0 "$worker" 2>/dev/null; do sleep 0.1; done
    done
}

await_node() {
    until answers "http://127.0.0.1:$1/api/v2/health/"; do sleep 0.5; done
}

replace_nodes() {
    local node
    for node in $node_ports; do
        configure_balancer "$node"
        reload_balancer
        kill "$(cat "$folder/node-$node.pid")"
        while answers "http://127.0.0.1:$node/api/v2/health/"; do sleep 0.1; done
        await_node "$node"
        configure_balancer
        reload_balancer
    done
    echo "The nodes are replaced"
}

rm -f "$folder/stopping" "$folder"/node-*.pid
trap stop EXIT
trap 'exit 0' INT TERM
trap replace_nodes HUP
[ -n "${PORTRAIT_DB_URL:-}" ] || start_database
[ -n "${PORTRAIT_MEDIA_STORE:-}" ] || start_store
export PORTRAIT_TRUSTED_PROXIES=127.0.0.1
# A node opens its port only after the deployment, so that nginx does not use it earlier.
cp "$here/../payara-micro/pre-boot.asadmin" "$folder"
echo 'set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.enabled=false' >> "$folder/pre-boot.asadmin"
for node in $node_ports; do
    keep_node "$node" &
done
for node in $node_ports; do
    await_node "$node"
done
start_balancer
until answers "http://127.0.0.1:$port/api/v2/health/"; do sleep 0.2; done
echo "The nodes are ready behind http://127.0.0.1:$port/"
while kill -0 "$balancer" 2>/dev/null; do wait "$balancer" || true; done
