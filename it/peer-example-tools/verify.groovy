import groovy.json.JsonSlurper

def registry = context.registry
try {
    def images = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy'))
    def toolbox = images.of(new File(shared, '../../examples/tools/toolbox'))
    toolbox.assertDistrolessWithoutJava()
    assert registry.digest('toolbox:1.0') == toolbox.digest

    // Out of the registry's image came one program and its libraries, nothing else.
    def image = images.of(new File(shared, '../../examples/tools/app'))
    image.assertDistroless()
    assert registry.digest('tools:1.0') == image.digest
    ['usr/bin/jq', 'usr/lib/x86_64-linux-gnu/libjq.so.1', 'usr/lib/x86_64-linux-gnu/libonig.so.5'].each {
        assert image.file(it).sha256 == toolbox.file(it).sha256
    }
    assert image.file('usr/bin/jq').mode == 0755
    assert !image.tree.containsKey('var/lib/dpkg/status.d/jq')

    def answer = new JsonSlurper().parseText(registry.run('tools:1.0', '/'))
    assert answer == [boats: ['Faering', 'Sixern'], planks: 9]
} finally {
    registry.stop()
}
