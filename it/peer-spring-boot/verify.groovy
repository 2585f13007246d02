import groovy.json.JsonSlurper

def registry = context.registry
try {
    def image = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy')).of(basedir)
    image.assertDistroless()
    assert image.tree.values().count { it.path.startsWith('app/') && it.path.endsWith('.jar') } >= 60
    assert (image.report.classesFromArchive as int) > (image.report.classesLoaded as int) * 0.9
    assert registry.digest('peer-spring-boot:1.0') == image.digest
    assert !new File(basedir, 'build.log').text.contains(registry.PASSWORD)

    def answers = registry.run('peer-spring-boot:1.0', '/actuator/health', 'bash', "$basedir/check").readLines()
    def health = new JsonSlurper().parseText(answers[0])
    assert health.status == 'UP'
    assert health.components.db.details.database == 'H2'
    def boats = new JsonSlurper().parseText(answers[1])
    assert boats*.name == ['Faering']

    // A small container: three quarters of 256 MB for the heap leave enough for all else.
    def small = [CONTAINER_RUNTIME: 'podman', RUN_IMAGE_MEMORY: '256m', RUN_IMAGE_PATIENCE: 120]
    assert registry.run(small, 'peer-spring-boot:1.0', '/actuator/health', 'bash', "$basedir/check").contains('UP')
} finally {
    registry.stop()
}
