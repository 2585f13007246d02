import groovy.json.JsonSlurper

def registry = context.registry
try {
    def image = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy')).of(new File(basedir, 'server'))
    image.assertDistroless()
    assert registry.digest('yard/peer-reactor:1.0') == image.digest
    assert !new File(basedir, 'build.log').text.contains(registry.PASSWORD)

    def answer = new JsonSlurper().parseText(registry.run('yard/peer-reactor:1.0', '/'))
    assert answer == [hello: 'reactor']
} finally {
    registry.stop()
}
