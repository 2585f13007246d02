# The rounds of each part, and what is written down of a build; to be sourced.

# The tools in an order that is another one each time.
in_turn() {
    local count=${#tools[@]} place
    for ((place = 0; place < count; place++)); do echo "${tools[(place + $1) % count]}"; done
}

# One build by one tool in one case.
build() {
    local tool=$1 case=$2 round=$3 state=$work/state/$1 address=$host:${line[$1]} goals=(package) command
    "${case//-/_}" "$round"
    "${tool//-/_}"
    counts "$tool" > /dev/null
    touch "$work/began"
    sync
    quietly in_project /usr/bin/time -o "$work/time" -f '%e %U %S %M' "${command[@]}"
}

# The same, and a line of JSON of what it took.
measure() {
    build "$@"
    record "$@" >> "$work/runs"
    tail -1 "$work/runs" | jq -r '"benchmark: \(.part), round \(.round), \(.case), \(.tool): \(.wall) s"' >&2
}

record() {
    local wall user system kilobytes
    read -r wall user system kilobytes < "$work/time"
    counts "$1" | jq -c --arg part "$part" --arg tool "$1" --arg case "$2" --argjson round "$3" \
        --argjson wall "$wall" --argjson user "$user" --argjson system "$system" --argjson kilobytes "$kilobytes" \
        --argjson layers "$(new_layers "$1")" --argjson classes "$(classes_layer "$1")" '{
            $part, $round, $case, $tool, $wall, cpu: ($user + $system), rssMegabytes: ($kilobytes / 1024),
            requests, connections, bytesUp, bytesDown, layers: ($layers | length), layerBytes: ($layers | add // 0),
            classesBytes: $classes}'
}

# The sizes of the layers that a registry has got: of the blobs that are no JSON.
new_layers() {
    local blob
    find "$work/registry-$1/storage" -path '*/blobs/*' -name data -newer "$work/began" -print0 \
        | while IFS= read -r -d '' blob; do
            [[ $(head -c 1 "$blob") == "{" ]] || stat -c %s "$blob"
        done | jq -cs .
}

# The size of the layer with the project's own classes, in the plugin's image.
classes_layer() {
    local report=$work/state/$1/project/target/lapstrake/image.json
    if [[ -e $report ]]; then jq '[.. | objects | select(.name? == "classes") | .size] | first' "$report"; else echo null; fi
}

# A checkout, empty caches, and a registry that has no more than the base, for each tool.
from_nothing() {
    local tool state
    for tool in "${tools[@]}"; do
        state=$work/state/$tool
        rm -rf "$state"
        mkdir -p "$state"
        cp -R "$work/$project" "$state/project"
        [[ $project == reactor ]] || change_class "$service_class" "$1"
        start_registry "$tool" "$(if [[ $tool == lapstrake-cache ]]; then echo cache; else echo base; fi)"
        [[ $tool != buildah ]] || forget_buildah
    done
}

start_lines() {
    local tool
    for tool in "${tools[@]}"; do start_line "$tool" "$1" "$2"; done
}

applies() { [[ $1 != lapstrake-* || $2 == cold ]]; }

measure_case() {
    local tool
    for tool in $(in_turn $((turn++))); do
        ! applies "$tool" "$1" || measure "$tool" "$1" "$2"
    done
}

# Builds that are not counted, from which the others go on.
build_first() {
    local tool
    for tool in "${tools[@]}"; do ! applies "$tool" unchanged || build "$tool" cold 0; done
}

service_rounds() {
    local project=service options=() round case turn=0
    for ((round = 1; round <= rounds; round++)); do
        from_nothing "$round"
        ((round > 1)) || start_lines "$@"
        is_in cold "${cases[@]}" || build_first
        for case in "${cases[@]}"; do measure_case "$case" "$round"; done
    done
}

part_near() { service_rounds 0 0; }
part_far() { service_rounds "$delay" "$rate"; }

# A module that is changed stays so until the next round.
part_reactor() {
    local project=reactor options=(-T 2) round turn=0 tools=(maven lapstrake jib)
    "$here/write-reactor" "$work/reactor" "$modules"
    from_nothing 0
    start_lines 0 0
    build_first
    for ((round = 1; round <= rounds; round++)); do
        measure_case unchanged "$round"
        measure_case one-module "$round"
    done
}
