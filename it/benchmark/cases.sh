# What is done before a build that is measured; to be sourced. It happens to the project of one tool, $state/project.

change_class() {
    local file=$state/project/$1 name
    name=$(basename "$1" .java)
    sed -i "/ ROUND = /d; s/^public class $name {/&\n    static final String ROUND = \"$2\";/" "$file"
}

service_class=src/main/java/it/boatyard/Boatyard.java

# A new checkout, empty caches, and a registry that has no more than the base.
from_nothing() {
    local tool=$1 round=$2
    rm -rf "$state"
    mkdir -p "$state"
    cp -R "$work/$project" "$state/project"
    [[ $project == reactor ]] || change_class "$service_class" "$round"
    start_registry "$tool" "$(seed "$tool")"
}

cold() { :; }
unchanged() { :; }
after_clean() { goals=(clean package); }
one_class() { change_class "$service_class" "$1 changed"; }
one_dependency() { sed -i "s/$old_version/$new_version/" "$state/project/pom.xml"; }
