def image = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy')).of(basedir)
image.assertDistroless()

// What was begun before the project was compiled comes to no other image.
def log = new File(basedir, 'build.log').text
assert log.contains(':prefetch')
assert log.indexOf(':prefetch') < log.indexOf(':compile')

// The libraries lie in layers of their own, not inside one fat jar.
def libraries = image.layerOf('org/springframework/boot/SpringApplication.class')
def resources = image.layerOf('application.properties')
def classes = image.layerOf('it/boot/Application.class')
assert libraries < resources
assert resources < classes
assert image.manifest.layers[classes].size < 100_000
assert image.tree.values().findAll { it.path.startsWith('app/') && it.holds('BOOT-INF/') }*.path == []

def command = image.config.config.Entrypoint + (image.config.config.Cmd ?: [])
assert 'it.boot.Application' in command
assert image.config.config.ExposedPorts.keySet() == ['8081/tcp'] as Set

// What Boot's own plugin made is left as it was.
assert new File(basedir, 'target/spring-boot-1.0.jar').length() > 10_000_000
