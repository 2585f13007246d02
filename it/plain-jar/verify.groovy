def image = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy')).of(basedir)
image.assertDistroless()

assert image.report.name == 'plain-jar:1.0'
assert image.report.tags as Set == ['1.0', 'latest'] as Set

// Both jars of one name are there, whole.
def jar = { group, name, version -> new File(localRepositoryPath, "$group/$name/$version/$name-${version}.jar") }
def dependencies = [
    jar('org/glassfish/jaxb', 'jaxb-core', '4.0.6'),
    jar('com/sun/xml/bind', 'jaxb-core', '4.0.6'),
    jar('com/google/code/gson', 'gson', '2.13.2'),
    jar('org/slf4j', 'slf4j-simple', '2.0.17'),
]
def shipped = image.applicationDigests()
dependencies.each { assert image.sha256(it.bytes) in shipped: it }

// What changes often lies above what does not.
def libraries = image.layerOf('com/google/gson/Gson.class')
def resources = image.layerOf('greeting.properties')
def classes = image.layerOf('it/plain/Main.class')
assert libraries < resources
assert resources < classes
assert classes == image.layers.size() - 1

def settings = image.config.config
assert settings.ExposedPorts.keySet() == ['8080/tcp'] as Set
assert settings.Labels['org.example.team'] == 'hull'
assert 'GREETING=Ahoy' in settings.Env
def command = settings.Entrypoint + (settings.Cmd ?: [])
assert '-Dgreeting.mark=!' in command
assert command.last() == '--loud'
