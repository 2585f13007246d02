# How each tool builds and pushes; to be sourced. The command is left in the array $command, and runs in the tool's project.

# mvn package, and the options of a part.
maven() { command=("${maven[@]}" "${options[@]}" "${goals[@]}"); }

lapstrake_alone() {
    maven
    command+=(-Plapstrake "-Dit.registry=$address" "-Dlapstrake.cache=$state/cache")
}

lapstrake() {
    lapstrake_alone
    command+=(-Dlapstrake.push)
}

# A machine that has nothing, but for a registry with what another machine has left there for it.
lapstrake_cache() {
    lapstrake
    command+=("-Dlapstrake.cache.image=$address/cache" -Dlapstrake.cache.push=false)
}

# On the base that the others have.
lapstrake_base() {
    lapstrake
    command+=("-Dlapstrake.base=$address/base@$base")
}

jib() {
    maven
    command+=(-Pjib -Djib.allowInsecureRegistries "-Dit.registry=$address" "-Dit.base=$base"
        "-Djib.baseImageCache=$state/cache/base" "-Djib.applicationCache=$state/cache/application")
}
