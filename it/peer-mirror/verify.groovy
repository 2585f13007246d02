try {
    def (registry, mirror) = context.registries
    def image = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy')).of(basedir)
    assert registry.digest('peer-mirror:1.0') == image.digest

    // The base came through the mirror, which has kept it; nothing else is there.
    def digest = registry.digest('base:1.0')
    assert image.report.base == "$registry.address/base:1.0@$digest"
    def kept = new File(mirror.folder, 'storage/docker/registry/v2/repositories')
    assert kept.list() as List == ['base']
    assert new File(kept, "base/_manifests/revisions/sha256/${digest - 'sha256:'}").directory
    def asked = new File(registry.folder, 'log').readLines().findAll { it.contains('GET /v2/base/manifests/') }
    // The plugin itself asked only once, for what the tag was before the push.
    assert asked.findAll { it.contains('"lapstrake"') }*.contains('" 404 ') == [true]

    def said = new File(basedir, 'build.log').text.split('Scanning for projects')
    assert said[2].contains('[registry-unreachable]') && said[2].contains('certificate')
} finally {
    context.registries*.stop()
}
