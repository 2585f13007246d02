import java.nio.file.Files

def read = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy'))
def here = read.of(basedir)
here.assertDistroless()

// A copy elsewhere, made later, under a longer path, with a cache of its own.
def copy = new File(basedir, 'elsewhere/with a blank')
['pom.xml', 'src/main/resources/it/names.txt', 'src/main/java/it/reproducible/Main.java'].each { name ->
    def target = new File(copy, name)
    target.parentFile.mkdirs()
    Files.copy(new File(basedir, name).toPath(), target.toPath())
}

// Another user where the kernel lets one be played, and another name, time zone, locale, encoding and umask everywhere.
def play = ['unshare', '--user', '--map-user=12345', '--map-group=12345']
def playable = new ProcessBuilder('sh', '-c', "${play.join(' ')} true 2>&-".toString()).start().waitFor() == 0
def maven = [
    "${System.getProperty('maven.home')}/bin/mvn", '-B', 'package',
    "-Dmaven.repo.local=$localRepositoryPath", "-Dit.plugin.version=$pluginVersion", "-Dlapstrake.cache=${copy}/cache",
]
def builder = new ProcessBuilder(((playable ? play : []) + ['sh', '-c', 'umask 0077; exec "$@"', 'sh'] + maven)*.toString())
        .directory(copy)
        .redirectErrorStream(true)
        .redirectOutput(new File(basedir, 'elsewhere.log'))
builder.environment().putAll(
        TZ: 'Asia/Kolkata',
        LC_ALL: 'C',
        MAVEN_OPTS: '-Duser.name=somebody -Duser.timezone=Asia/Kolkata -Duser.language=tr -Duser.country=TR')
assert builder.start().waitFor() == 0: new File(basedir, 'elsewhere.log').text

assert read.of(copy).digest == here.digest
