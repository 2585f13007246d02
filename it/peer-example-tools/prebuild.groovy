def registry = this.class.classLoader.parseClass(new File(shared, 'Registry.groovy'))
        .start(shared: new File(shared), folder: new File(basedir, 'registry'), login: false)
context.registry = registry
context.userProperties.setProperty('registry', registry.address)
context.userProperties.setProperty('tools.image', "$registry.address/toolbox:1.0" as String)
