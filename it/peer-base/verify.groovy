import groovy.json.JsonSlurper

def registry = context.registry
try {
    def image = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy')).of(basedir)
    assert registry.digest('peer-base:1.0') == image.digest

    // All of the base is there, untouched, and the application lies on it.
    def names = image.report.layers*.name
    assert names.count('base') > 2
    assert names.last() == 'classes'
    assert image.report.base ==~ /.*\/base:1\.0@sha256:[0-9a-f]{64}/
    assert image.config.config.Entrypoint.first() == 'java'
    assert image.config.config.Env.any { it.startsWith('JAVA_HOME=') }

    def answer = new JsonSlurper().parseText(registry.run('peer-base:1.0', '/'))
    assert answer == [folder: '/app', encoding: 'UTF-8']
} finally {
    registry.stop()
}
