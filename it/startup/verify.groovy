def image = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy')).of(basedir)
image.assertDistroless()

// The archive is there, most classes are out of it, and the JVM is told of it.
int fromArchive = image.report.classesFromArchive as int
int all = image.report.classesLoaded as int
assert fromArchive > 400
assert fromArchive > all * 0.8
def option = image.config.config.Entrypoint.find { it ==~ /-XX:(SharedArchiveFile|AOTCache)=.*/ }
assert image.file(option.split('=')[1].substring(1)).size > 1_000_000

// The project's own jar is the last on a relative class path.
assert image.text('app/classpath').readLines()[1] ==~ /"libs\/.*:app\.jar"/

// Another round is another application, whose archive is the one of the first.
def lines = new File(basedir, 'build.log').readLines().findAll { it.contains('startup-archive') }
assert lines.size() == 2
assert !lines[0].contains('(reused)')
assert lines[1].contains('(reused)')
assert image.layers.size() == image.report.layers.size()
