def registry = context.registry
try {
    def builds = new File(basedir, 'build.log').text.split('Scanning for projects')
    def archive = { int build -> builds[build].readLines().findAll { it.contains('startup-archive ') } }

    // In a container the JVM that may do without no archive starts, and most of its classes are out of it.
    def check = { Map settings, String round, String must ->
        def count = ['sh', '-c', 'grep -c "shared objects file" $LOG; grep -c "source: " $LOG']
        def printed = registry.run(settings + [RUN_IMAGE_JAVA: "$must -Xlog:class+load"], "peer-startup:$round", '/', *count)
                .readLines()
        assert printed[0].contains('"folder":"/app"')
        def (out, all) = printed[-2..-1]*.toInteger()
        assert out > 400
        assert out > all * 0.8
    }

    // What changed is another application: its archive is that of the first, and is in the registry already.
    assert archive(1).size() == 1
    assert !archive(1)[0].contains('(reused)')
    assert archive(2)[0].contains('(reused)')
    check([:], 'first', '-Xshare:on')
    check([:], 'second', '-Xshare:on')
    def layers = { round -> registry.manifest("peer-startup:$round").layers*.digest }
    def sent = new File(registry.folder, 'log').readLines().findAll { it.contains('"PUT /v2/peer-startup/blobs/uploads/') }
    def once = layers('first').intersect(layers('second'))
    assert once.size() == layers('second').size() - 1
    assert once.every { digest -> sent.count { it.contains(digest.replace(':', '%3A')) || it.contains(digest) } == 1 }

    assert archive(3).size() == 2
    check([RUN_IMAGE_ARCH: 'amd64'], 'platforms', '-Xshare:on')
    check([RUN_IMAGE_ARCH: 'arm64', RUN_IMAGE_PATIENCE: 120], 'platforms', '-Xshare:on')

    // An image that can do without an archive has all else, and its own classes are in the first jar all the same.
    assert archive(4).isEmpty()
    assert builds[4].contains('The image gets no start-up archive.')
    assert builds[4].contains('For input string: "none"')
    assert layers('failing').size() == layers('second').size() - 1
    assert registry.run([RUN_IMAGE_JAVA: '-Xlog:class+load'], 'peer-startup:failing', '/', 'sh', '-c', 'grep it.peer.Main $LOG')
            .contains('/app/app.jar')

    if (context.jdk25 != null) {
        check([:], 'aot', '-XX:AOTMode=on')
        check([:], 'cds', '-Xshare:on')
        sameElsewhere()
    }
} finally {
    registry.stop()
}

/** The last build again, in another folder, with a cache of its own. */
void sameElsewhere() {
    def read = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy'))
    def here = read.of(basedir)
    here.assertDistroless()
    assert here.report.startup == 'cds'
    assert here.report.startupReproducible == 'true'
    assert (here.report.classesFromArchive as int) > (here.report.classesLoaded as int) * 0.8

    // The project's own jar is the last on a relative class path.
    assert here.text('app/classpath').readLines()[1] ==~ /"libs\/.*:app\.jar"/

    def elsewhere = this.class.classLoader.parseClass(new File(shared, 'Elsewhere.groovy')).newInstance(told: binding.variables)
    elsewhere.copy('pom.xml', 'request.txt', 'src')
    def properties = context.userProperties.collect { name, value -> "-D$name=$value" }
    assert elsewhere.build('-Pjdk25', '-Dround=cds', *properties) == 0: elsewhere.log.text
    assert read.of(elsewhere.folder).digest == here.digest
}
