# What there has to be before anything is measured; to be sourced.

# The service, what Maven has to download for it, and two registries: "base" has the base image, "cache" has that and what
# the plugin's stages made.
prepare_service() {
    local state=$work/state/prepared project=service address goals=(package) options=() command
    cp -R "$here/service" "$work/service"
    "$here/../shared/write-service" "$work/service" 17
    mkdir -p "$state"
    cp -R "$work/service" "$state/project"
    start_registry base
    start_registry cache
    address=$host:${registry[cache]}
    lapstrake_alone
    quietly in_project "${command[@]}" "-Dlapstrake.cache.image=$address/cache" -Dlapstrake.cache.push=true
    base=$(make_base "$state/project/target/lapstrake/image" base)
    "${skopeo[@]}" "oci:$work/base" "docker://$address/base:1" >&2
    one_dependency
    goals=(clean package)
    start_registry prepared base
    address=$host:${registry[prepared]}
    jib
    quietly in_project "${command[@]}"
    stop prepared
}

in_project() { (cd "$state/project" && "$@"); }

write_facts() {
    local target=$work/state/prepared/project/target
    jq -n --arg date "$(date --utc +%F)" --argjson cpus "$(nproc)" --arg kernel "$(uname -sr)" \
        --arg processor "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)" \
        --argjson memory "$(awk '/^MemTotal/ { print int($2 / 1024) }' /proc/meminfo)" \
        --arg java "$(java -version 2>&1 | head -1)" --arg maven "$("${maven[0]}" -v | sed -n '1{s|\x1b\[[0-9;]*m||g;p}')" \
        --arg buildah "$(command buildah --version 2> /dev/null || true)" --arg registry "$(docker-registry --version)" \
        --arg scheme "$scheme" --argjson delay "$delay" --argjson rate "$rate" --argjson modules "$modules" \
        --argjson dependencies "$(jar -tf "$target"/*.jar | grep -c 'BOOT-INF/lib/.*jar')" \
        --argjson classes "$(find "$target/classes" -name '*.class' | wc -l)" \
        --argjson jar "$(stat -c %s "$repository_folder/org/apache/commons/commons-lang3/$new_version"/*-"$new_version.jar")" '{
            $date, machine: {$cpus, $processor, memoryMegabytes: $memory, $kernel},
            software: {$java, $maven, $buildah, $registry}, $scheme, delayMillis: $delay, megabits: $rate,
            $modules, $dependencies, $classes, jarBytes: $jar}' > "$work/facts"
}
