import groovy.json.JsonSlurper

def registry = context.registry
try {
    def image = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy')).of(basedir)
    image.assertDistroless()
    assert registry.digest('peer-plain:1.0') == image.digest

    def answer = new JsonSlurper().parseText(registry.run('peer-plain:1.0', '/'))
    assert answer == [folder: '/app', encoding: 'UTF-8']

    // The other differs in its layers' form alone; umoci, by which crun gets its images, does not know that one.
    def (plain, small) = ['1.0', 'zstd'].collect { registry.manifest("peer-plain:$it") }
    assert small.config == plain.config
    assert small.layers.size() == plain.layers.size()
    assert small.layers*.mediaType.toSet() == ['application/vnd.oci.image.layer.v1.tar+zstd'] as Set
    assert small.layers*.size.sum() < plain.layers*.size.sum()
    assert new JsonSlurper().parseText(registry.run('peer-plain:zstd', '/', CONTAINER_RUNTIME: 'podman')) == answer
} finally {
    registry.stop()
}
