import groovy.json.JsonSlurper

def registry = context.registry
try {
    def image = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy'))
            .of(new File(shared, '../../examples/quickstart'))
    image.assertDistroless()
    assert registry.digest('quickstart:1.0') == image.digest

    def answer = new JsonSlurper().parseText(registry.run('quickstart:1.0', '/'))
    assert answer == [message: 'Hello from the image!', version: '1.0']
} finally {
    registry.stop()
}
