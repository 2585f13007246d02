import java.nio.file.Files

def read = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy'))
def here = read.of(basedir)
here.assertDistroless()

// The lock names every package of the image, and was what the last build was held to.
def lock = new File(basedir, 'lapstrake.lock').text
assert lock.startsWith('lapstrake.lock 1\n')
assert lock.readLines().any { it ==~ /\[linux\/\S+ trixie]/ }
assert lock.readLines().any { it ==~ /signed-by [0-9A-F]{40}/ }
assert lock.readLines().any { it ==~ /jdk \d+\S*/ }
def locked = (lock =~ /(?m)^package (\S+)\n {2}version (\S+)$/).collect { it[1] + ' ' + it[2] }
assert locked.containsAll(here.report.packages.collect { it.tokenize(' ')[0..1].join(' ') })
assert here.report.lock == 'sha256:' + read.sha256(lock.bytes)
assert lock.contains("snapshot ${here.report.snapshot}\n")
assert here.report.archives == null

// Both builds gave it, the one before the lock was made and the one that was held to it.
def log = new File(basedir, 'build.log').text
assert log.contains('Wrote lapstrake.lock')
assert log.count(here.digest) == 2

// Another machine: another folder, cache, umask, time zone and language, and user where the kernel lets one be played.
def copy = new File(basedir, 'elsewhere/with a blank')
['pom.xml', 'lapstrake.lock', 'src/main/java/it/lock/Main.java'].each { name ->
    def target = new File(copy, name)
    target.parentFile.mkdirs()
    Files.copy(new File(basedir, name).toPath(), target.toPath())
}
def maven = { List arguments ->
    def play = ['unshare', '--user', '--map-user=12345', '--map-group=12345']
    def playable = new ProcessBuilder('sh', '-c', "${play.join(' ')} true 2>&-".toString()).start().waitFor() == 0
    def command = (playable ? play : []) + ['sh', '-c', 'umask 0077; exec "$@"', 'sh'] + [
        "${System.getProperty('maven.home')}/bin/mvn", '-B', 'package', '-Dlapstrake.requireLock',
        "-Dmaven.repo.local=$localRepositoryPath", "-Dit.plugin.version=$pluginVersion", "-Dlapstrake.cache=${copy}/cache",
    ] + arguments
    def builder = new ProcessBuilder(command*.toString())
    builder.environment().putAll(
            TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', MAVEN_OPTS: '-Duser.language=tr -Duser.country=TR')
    return builder
            .directory(copy)
            .redirectErrorStream(true)
            .redirectOutput(new File(basedir, 'elsewhere.log'))
            .start()
            .waitFor()
}
assert maven([]) == 0: new File(basedir, 'elsewhere.log').text
assert read.of(copy).digest == here.digest
assert !new File(copy, 'cache/debian/inrelease').exists()

// What the lock lacks ends the build, and so does a lock that somebody touched.
assert maven(['-Dlapstrake.packages=tzdata-legacy']) != 0
assert new File(basedir, 'elsewhere.log').text.contains('[lock-incomplete]')
new File(copy, 'lapstrake.lock').text = lock.replaceFirst('size 1', 'size 2')
assert maven([]) != 0
assert new File(basedir, 'elsewhere.log').text.contains('[lock-tampered]')

// Where a lock is required and missing, the goal makes it, behind the build that would be held to it.
new File(copy, 'lapstrake.lock').delete()
assert maven([]) != 0
assert new File(basedir, 'elsewhere.log').text.contains('[lock-missing]')
assert maven(['lapstrake:lock']) == 0: new File(basedir, 'elsewhere.log').text
assert new File(copy, 'lapstrake.lock').text.startsWith('lapstrake.lock 1\n')
