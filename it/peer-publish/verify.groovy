def tags = { registry, repository ->
    def started = ['skopeo', 'list-tags', '--tls-verify=false', "docker://$registry.address/$repository"]*.toString().execute()
    new groovy.json.JsonSlurper().parseText(started.text).Tags as Set
}
def inspect = { archive ->
    def started = ['skopeo', 'inspect', '--raw', archive.toString()].execute()
    def bytes = started.inputStream.bytes
    assert started.waitFor() == 0: started.err.text
    bytes
}
try {
    def (registry, other) = context.registries
    def index = new groovy.json.JsonSlurper().parse(new File(basedir, 'target/lapstrake/image/index.json'))
    def digest = registry.digest('team/app:1.4.2')

    // What the last build made is another image, and nowhere.
    assert index.manifests[0].digest != digest
    def names = ['1.4.2', '1.4', '1', context.commit, 'feature-keel', 'latest'] as Set
    assert tags(registry, 'team/app') == names + 'stable'
    assert tags(other, 'mirror/app') == names
    assert tags(other, 'team/app') == ['edge'] as Set
    assert tags(other, 'prod/app') == ['1.4.2', '1.4'] as Set
    ['mirror/app:latest', 'team/app:edge', 'prod/app:1.4'].each { assert other.digest(it) == digest }
    assert registry.digest('team/app:stable') == digest

    // Both archives, and what the loader was handed, are that image.
    assert 'sha256:' + inspect("oci-archive:$basedir/target/lapstrake/image.tar:1.4.2").sha256() == digest
    def config = new groovy.json.JsonSlurper().parse(inspect("docker-archive:$basedir/docker.tar")).config.digest
    assert config == new groovy.json.JsonSlurper()
            .parse(inspect("oci-archive:$basedir/target/lapstrake/image.tar:1.4.2")).config.digest
    assert new File(basedir, 'loaded.tar').bytes == new File(basedir, 'docker.tar').bytes

    def outputs = new File(basedir, 'github-output').text
    assert outputs.contains("\n$digest\n")
    assert outputs.contains("\n$registry.address/team/app:1.4.2@$digest\n")
    def said = new File(basedir, 'build.log').text.split('Scanning for projects')
    assert said[2].contains('0 parts sent')
    assert said[4].contains('loader: Loaded it')
    assert said[6].contains('[tag-taken]') && said[6].contains(digest) && said[6].contains(index.manifests[0].digest)
} finally {
    context.registries*.stop()
}
