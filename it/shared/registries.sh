# Debian's docker-registry, each behind a line that counts (SlowLink.java); to be sourced, after containers.sh. Who sources it
# has a folder $work, and $host, the name or address to listen on. Once make_certificate was called, they speak TLS.

declare -A registry process line counter
scheme=http
skopeo=(skopeo --insecure-policy copy --quiet --dest-tls-verify=false)

# A certificate for this machine's name, that is its own authority, and a trust store with it, which Maven is told of.
make_certificate() {
    mkdir "$work/tls"
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=$host" \
        -addext "subjectAltName=DNS:$host" -keyout "$work/server.key" -out "$work/tls/ca.crt" 2> "$work/log"
    keytool -importcert -noprompt -alias registry -file "$work/tls/ca.crt" -keystore "$work/trust.p12" \
        -storetype PKCS12 -storepass changeit 2> "$work/log"
    export MAVEN_OPTS="${MAVEN_OPTS-} -Djavax.net.ssl.trustStore=$work/trust.p12 -Djavax.net.ssl.trustStorePassword=changeit"
    scheme=https
    skopeo=(skopeo --insecure-policy copy --quiet --dest-cert-dir "$work/tls")
}

# Ends what was started under a name.
stop() {
    [[ -v process[$1] ]] || return 0
    kill "${process[$1]}"
    wait "${process[$1]}" 2> /dev/null || true
}

# Starts a registry in the place of the one of that name, if there was one: empty, or with what another one has.
start_registry() {
    local name=$1 seed=${2-} folder=$work/registry-$1 tls= trust=() try
    stop "$name"
    [[ -v registry[$name] ]] || registry[$name]=$(free_port)
    [[ $scheme == http ]] || { tls=", tls: {certificate: '$work/tls/ca.crt', key: '$work/server.key'}" trust=(--cacert "$work/tls/ca.crt"); }
    rm -rf "$folder"
    mkdir -p "$folder/storage"
    [[ -z $seed ]] || cp -R "$work/registry-$seed/storage/." "$folder/storage"
    cat > "$folder/config.yml" << EOT
version: 0.1
log: {level: error}
storage: {filesystem: {rootdirectory: '$folder/storage'}}
http: {addr: '$host:${registry[$name]}'$tls}
EOT
    docker-registry serve "$folder/config.yml" >> "$folder/log" 2>&1 &
    process[$name]=$!
    for ((try = 0; try < 100; try++)); do
        curl -fs "${trust[@]}" "$scheme://$host:${registry[$name]}/v2/" > /dev/null && return
        sleep 0.1
    done
    fail "no registry on port ${registry[$name]}"
}

# A line to a registry, of DELAY milliseconds each way and RATE Mbit/s.
start_line() {
    local name=$1 delay=$2 rate=$3 ports=$work/line-$1
    stop "line-$name"
    rm -f "$ports"
    [[ -e $work/line ]] || javac -d "$work/line" "$(dirname "${BASH_SOURCE[0]}")/SlowLink.java"
    java -cp "$work/line" SlowLink "$host" "${registry[$name]}" "$delay" "$rate" > "$ports" &
    process[line-$name]=$!
    until [[ -s $ports ]]; do sleep 0.1; done
    read -r "line[$name]" "counter[$name]" < "$ports"
}

# What has passed since it was asked before.
counts() {
    local log=$work/registry-$1/log
    curl -fs "http://127.0.0.1:${counter[$1]}/" | jq -c --argjson requests "$(grep -c '"[A-Z]* /v2/' "$log")" '. + {$requests}'
    : > "$log"
}

blob() { echo "$1/blobs/${2/://}"; }

# An image of those layers of a layout that hold nothing of the application, in a registry as base:1; its digest.
make_base() {
    local image=$1 name=$2 layout=$work/base manifest config count=0 layer new
    manifest=$(blob "$image" "$(jq -r '.manifests[0].digest' "$image/index.json")")
    config=$(blob "$image" "$(jq -r .config.digest "$manifest")")
    for layer in $(jq -r '.layers[].digest' "$manifest"); do
        tar -tzf "$(blob "$image" "$layer")" 2> /dev/null | grep -E '^(\./)?app/.*[^/]$' > /dev/null && break
        count=$((count + 1))
    done
    mkdir "$layout"
    cp -R "$image/." "$layout"
    jq -c --argjson n "$count" \
        '.rootfs.diff_ids |= .[:$n] | .history |= map(select(.empty_layer | not))[:$n] | del(.config.Entrypoint, .config.Cmd)' \
        "$config" > "$work/config.json"
    new=$(sha256sum < "$work/config.json" | cut -d ' ' -f 1)
    jq -c --argjson n "$count" --arg digest "sha256:$new" --argjson size "$(stat -c %s "$work/config.json")" \
        '.layers |= .[:$n] | .config.digest = $digest | .config.size = $size' "$manifest" > "$work/manifest.json"
    cp "$work/config.json" "$layout/blobs/sha256/$new"
    new=$(sha256sum < "$work/manifest.json" | cut -d ' ' -f 1)
    cp "$work/manifest.json" "$layout/blobs/sha256/$new"
    jq -c --arg digest "sha256:$new" --argjson size "$(stat -c %s "$work/manifest.json")" \
        '.manifests = [.manifests[0] | del(.annotations, .platform) | .digest = $digest | .size = $size]' \
        "$image/index.json" > "$layout/index.json"
    "${skopeo[@]}" "oci:$layout" "docker://$host:${registry[$name]}/base:1" >&2
    echo "sha256:$new"
}
