# Shell functions for what runs containers; to be sourced.

# On a machine whose cgroups are half version 1 and half version 2, runtimes refuse to work unless one half is hidden
# from them, which takes root.
hybrid_cgroups() { mountpoint -q /sys/fs/cgroup/unified; }
without_unified() {
    if hybrid_cgroups; then
        exec unshare --mount sh -c 'umount /sys/fs/cgroup/unified && exec "$@"' sh "$@"
    fi
    exec "$@"
}

free_port() {
    local port
    while port=$((20000 + RANDOM % 12000)); (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do :; done
    echo "$port"
}

# A bundle for crun of LAYOUT:TAG, in FOLDER, that runs as a careful operator would have it: the root file system can't be
# written to, /tmp is empty, and it listens on PORT of this machine.
unpack_bundle() {
    local image=$1 folder=$2 port=$3
    umoci unpack --image "$image" "$folder" >&2
    jq --arg port "$port" '
        .process.terminal = false
        | .process.env += ["PORT=" + $port, "SERVER_PORT=" + $port]
        | .root.readonly = true
        | .linux.namespaces |= map(select(.type != "network"))
        | .mounts += [{destination: "/tmp", type: "tmpfs", source: "tmpfs", options: ["nosuid", "nodev", "mode=1777"]}]
        ' "$folder/config.json" > "$folder/config.new"
    mv "$folder/config.new" "$folder/config.json"
}

# Has a bundle run under EMULATOR, which is mounted into it; as it is, if that is empty.
emulate() {
    local folder=$1 emulator=$2
    [[ -n $emulator ]] || return 0
    jq --arg emulator "$emulator" '
        .process.args = ["/tmp/qemu"] + .process.args
        | .mounts += [{destination: "/tmp/qemu", type: "bind", source: $emulator, options: ["bind", "ro"]}]
        ' "$folder/config.json" > "$folder/config.new"
    mv "$folder/config.new" "$folder/config.json"
}
