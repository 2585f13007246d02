def registry = this.class.classLoader.parseClass(new File(shared, 'Registry.groovy'))
        .start(shared: new File(shared), folder: new File(basedir, 'registry'), login: false)
context.registry = registry
context.userProperties.setProperty('it.registry', registry.address)

// Settings that no earlier run has had, so that the first build needs Jib.
context.userProperties.setProperty('it.mark', UUID.randomUUID().toString())
