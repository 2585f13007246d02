def read = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy'))
def images = ['server', 'worker'].collectEntries { [it, read.of(new File(basedir, it))] }

images.each { module, image ->
    image.assertDistroless()
    assert image.report.name == "$module:1.0-SNAPSHOT"
    // A sibling changes more often than what is released, and less often than the module itself.
    def released = image.layerOf('com/google/gson/Gson.class')
    def sibling = image.layerOf('it/reactor/library/Greeting.class')
    def own = image.layerOf("it/reactor/$module/Main.class")
    assert released < sibling
    assert sibling < own
}

// Built side by side from the same libraries, they share all but what is their own.
def digests = images.values().collect { it.manifest.layers*.digest }
assert digests[0].size() == digests[1].size()
assert digests[0].dropRight(1) == digests[1].dropRight(1)
assert digests[0].last() != digests[1].last()

assert !new File(basedir, 'target/lapstrake').exists()
assert !new File(basedir, 'library/target/lapstrake').exists()
assert new File(basedir, 'build.log').readLines().any { it.contains('pom') && it =~ /(?i)skip/ }
