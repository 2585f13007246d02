def registry = this.class.classLoader.parseClass(new File(shared, 'Registry.groovy'))
        .start(shared: new File(shared), folder: new File(basedir, 'registry'))
context.registry = registry
context.userProperties.setProperty('it.registry', registry.address)
// The other platform's modules are those of Debian's JDK of the same release, which only one suite has.
context.userProperties.setProperty('it.suite', Runtime.version().feature() == 17 ? 'bookworm' : 'trixie')
// A training that no earlier run of this test has left in the cache.
context.userProperties.setProperty('it.once', UUID.randomUUID() as String)

// What makes AOT caches: where there is no such JDK, this part is left out.
def jdks = new File('/usr/lib/jvm').listFiles() ?: [] as File[]
def jdk25 = jdks.find { new File(it, 'release').exists() && new File(it, 'release').text =~ /JAVA_VERSION="25/ }
context.jdk25 = jdk25
context.userProperties.setProperty('it.jdk25', jdk25 as String ?: '')
context.userProperties.setProperty('it.jdk25.missing', (jdk25 == null) as String)
