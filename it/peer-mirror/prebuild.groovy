def load = { name -> this.class.classLoader.parseClass(new File(shared, name + '.groovy')) }
def certificates = load('Certificates').make(new File(basedir, 'certificates'))
load('Certificates').make(new File(basedir, 'certificates/other'))
def registryClass = load('Registry')
def registry = registryClass.start(shared: new File(shared), folder: new File(basedir, 'registry'),
        certificates: certificates)
def mirror = registryClass.start(shared: new File(shared), folder: new File(basedir, 'mirror'), upstream: registry)
context.registries = [registry, mirror]
context.userProperties.setProperty('it.registry', registry.address)
context.userProperties.setProperty('it.mirror', mirror.address)
