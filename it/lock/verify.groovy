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
def elsewhere = this.class.classLoader.parseClass(new File(shared, 'Elsewhere.groovy')).newInstance(
        told: binding.variables,
        stranger: true,
        environment: [
            TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', MAVEN_OPTS: '-Duser.language=tr -Duser.country=TR',
        ])
def copy = elsewhere.folder
elsewhere.copy('pom.xml', 'lapstrake.lock', 'src/main/java/it/lock/Main.java')
def maven = { List arguments -> elsewhere.build('-Dlapstrake.requireLock', *arguments) }
assert maven([]) == 0: elsewhere.log.text
assert read.of(copy).digest == here.digest
assert !new File(copy, 'cache/debian/inrelease').exists()

// What the lock lacks ends the build, and so does a lock that somebody touched.
assert maven(['-Dlapstrake.packages=tzdata-legacy']) != 0
assert elsewhere.log.text.contains('[lock-incomplete]')
new File(copy, 'lapstrake.lock').text = lock.replaceFirst('size 1', 'size 2')
assert maven([]) != 0
assert elsewhere.log.text.contains('[lock-tampered]')

// Where a lock is required and missing, the goal makes it, behind the build that would be held to it.
new File(copy, 'lapstrake.lock').delete()
assert maven([]) != 0
assert elsewhere.log.text.contains('[lock-missing]')
assert maven(['lapstrake:lock']) == 0: elsewhere.log.text
assert new File(copy, 'lapstrake.lock').text.startsWith('lapstrake.lock 1\n')
