def registry = this.class.classLoader.parseClass(new File(shared, 'Registry.groovy'))
        .start(shared: new File(shared), folder: new File(basedir, 'registry'))
context.registry = registry
context.userProperties.setProperty('it.registry', registry.address)
// The other platform's modules are those of Debian's JDK of the same release, which only one suite has.
context.userProperties.setProperty('it.suite', Runtime.version().feature() == 17 ? 'bookworm' : 'trixie')
