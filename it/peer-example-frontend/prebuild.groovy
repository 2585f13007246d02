def registry = this.class.classLoader.parseClass(new File(shared, 'Registry.groovy'))
        .start(shared: new File(shared), folder: new File(basedir, 'registry'), login: false)
context.registry = registry
context.userProperties.setProperty('registry', registry.address)
