import groovy.json.JsonSlurper

import java.util.zip.ZipFile

def registry = context.registry
try {
    def example = new File(shared, '../../examples/frontend')
    def image = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy')).of(example)
    image.assertDistroless()
    assert registry.digest('frontend:1.0') == image.digest

    // What the page refers to has its content's hash in its name, is served, and is minified.
    def answers = registry.run('frontend:1.0', '/', 'bash', "$basedir/check").readLines()
    assert answers[0] == '<!doctype html>'
    def script = answers.find { it.contains('<script') }.replaceAll(/.*src="|".*/, '')
    assert script ==~ '/assets/main-[A-Z0-9]{8}[.]js'
    assert answers[-2].contains(' planks a side`') && answers[-2].startsWith('function ')
    assert new JsonSlurper().parseText(answers[-1])*.name == ['Faering', 'Sixern']

    // The jar has it too.
    new ZipFile(new File(example, 'target/frontend-1.0.jar')).withCloseable {
        assert it.getEntry("BOOT-INF/classes/static$script") != null
    }
} finally {
    registry.stop()
}
