import groovy.json.JsonSlurper

def registry = context.registry
try {
    def image = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy')).of(basedir)
    image.assertDistroless()
    assert image.tree.values().count { it.path.startsWith('app/') && it.path.endsWith('.jar') } >= 60
    assert registry.digest('peer-spring-boot:1.0') == image.digest
    assert !new File(basedir, 'build.log').text.contains(registry.PASSWORD)

    def answers = registry.run('peer-spring-boot:1.0', '/actuator/health', 'bash', "$basedir/check").readLines()
    def health = new JsonSlurper().parseText(answers[0])
    assert health.status == 'UP'
    assert health.components.db.details.database == 'H2'
    def boats = new JsonSlurper().parseText(answers[1])
    assert boats*.name == ['Faering']
} finally {
    registry.stop()
}
