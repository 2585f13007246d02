# What commands need that run Maven with the plugin of this repository; to be sourced.

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
version=$(sed -n '/<artifactId>lapstrake-maven-plugin/,/<version>/s/.*<version>\(.*\)<.*/\1/p' "$repository/pom.xml")
maven=(mvn)
command -v mvn > /dev/null || maven=("$repository/mvnw")
maven+=(--batch-mode "-Dit.plugin.version=$version")

# The first JDK of that release below /usr/lib/jvm.
jdk() {
    local folder
    for folder in /usr/lib/jvm/*"$1"*; do
        [[ -x $folder/bin/jlink ]] && echo "$folder" && return
    done
    fail "no JDK $1 below /usr/lib/jvm; set JDK_$1"
}
