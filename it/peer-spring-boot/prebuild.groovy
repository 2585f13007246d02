def registry = this.class.classLoader.parseClass(new File(shared, 'Registry.groovy'))
        .start(shared: new File(shared), folder: new File(basedir, 'registry'), login: true)
registry.writeDockerConfiguration(new File(basedir, 'docker/config.json'))
context.registry = registry
context.userProperties.setProperty('it.registry', registry.address)
