# The multi-stage Dockerfile, built and pushed by buildah; to be sourced. Its storage is $work/buildah/storage.

run_buildah() {
    command buildah --root "$work/buildah/storage" --runroot "$work/buildah/run" --storage-driver overlay "$@"
}

# Debian with Maven and a JDK, which is what the first stage runs in.
prepare_buildah() {
    local mirror container
    . /etc/os-release
    mirror=$(apt-get indextargets --format '$(REPO_URI)' "Codename: $VERSION_CODENAME" | head -1)
    quietly debootstrap --variant=minbase --include=default-jdk-headless,maven "$VERSION_CODENAME" "$work/debian" "$mirror"
    container=$(run_buildah from scratch)
    quietly run_buildah add --quiet "$container" "$work/debian" /
    quietly run_buildah commit --quiet --rm "$container" localhost/builder
    rm -rf "$work/debian"
    unmount_buildah
    mv "$work/buildah/storage" "$work/buildah/builder"
}

# All but the builder.
forget_buildah() {
    unmount_buildah
    rm -rf "$work/buildah/storage"
    cp -a "$work/buildah/builder" "$work/buildah/storage"
}

# What buildah, or a debootstrap that was interrupted, leaves mounted.
unmount_buildah() {
    local folder
    for folder in "$work/buildah/storage/overlay" "$work/debian/proc"; do
        ! mountpoint -q "$folder" || umount --recursive --lazy "$folder"
    done
}

buildah() {
    local trust=--tls-verify=false
    [[ $scheme == http ]] || trust="--cert-dir=$work/tls"
    command=(sh -c '
        storage=$1 image=$2 trust=$3
        shift 3
        run() { buildah --root "$storage/storage" --runroot "$storage/run" --storage-driver overlay "$@"; }
        run bud "$trust" --isolation chroot --layers --pull=false "$@" --tag service . &&
            run push "$trust" service "docker://$image"' sh
        "$work/buildah" "$address/service:1.0" "$trust" --file "$here/Dockerfile" --build-arg "BASE=$address/base@$base"
        --volume "$repository_folder:/root/.m2/repository")
}
