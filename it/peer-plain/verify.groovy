import groovy.json.JsonSlurper

def registry = context.registry
try {
    def image = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy')).of(basedir)
    image.assertDistroless()
    assert registry.digest('peer-plain:1.0') == image.digest

    def answer = new JsonSlurper().parseText(registry.run('peer-plain:1.0', '/'))
    assert answer == [folder: '/app', encoding: 'UTF-8']
} finally {
    registry.stop()
}
