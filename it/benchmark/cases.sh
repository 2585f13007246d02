# What is done before a build that is measured; to be sourced. It happens to the checkout of one tool, $state/project.

service_class=src/main/java/it/boatyard/Boatyard.java
module_class=module-30/src/main/java/it/boatyard/Boat.java

change_class() {
    local file=$state/project/$1
    sed -i "/ ROUND = /d; s/^public class .* {/&\n    static final String ROUND = \"$2\";/" "$file"
}

cold() { :; }
unchanged() { :; }
after_clean() { goals=(clean package); }
one_class() { change_class "$service_class" "$1 changed"; }
one_dependency() { sed -i "s/$old_version/$new_version/" "$state/project/pom.xml"; }
one_module() { change_class "$module_class" "$1"; }
