import groovy.json.JsonSlurper

/** What a build did: counted, since times can't be relied on. */
class Work {
    int requests
    long sent
    int hashed

    /** Classes of what an unchanged build must not load, by whose they are. */
    Map<String, Integer> loaded

    static final Map<String, String> HEAVY = [
            jib: 'com.google.cloud.tools.jib.', signatures: 'org.bouncycastle.',
            archives: 'dev.lapstrake.tree.TarWriter', client: 'java.net.http.',
            equality: 'java.lang.runtime.ObjectMethods', planning: 'dev.lapstrake.root.RootPlan']

    static Work of(File basedir, int number) {
        def events = new JsonSlurper().parse(new File(basedir, "work-${number}.json")).traceEvents
                .findAll { it.ph == 'X' }
        def names = new File(basedir, "work-${number}.log").readLines()
        return new Work(
                requests: events.count { it.cat == 'http' },
                sent: events.findAll { it.cat == 'http' }.sum { it.args.sent as long } ?: 0L,
                hashed: events.find { it.args?.hashed != null }.args.hashed as int,
                loaded: HEAVY.collectEntries { what, prefix -> [what, names.count { it.contains("] $prefix") }] })
    }

    String toString() {
        return "$requests requests, $sent bytes sent, $hashed files hashed, loaded $loaded"
    }
}

try {
    def works = (1..5).collect { Work.of(basedir, it) }
    works.eachWithIndex { work, i -> println("build ${i + 1}: $work") }
    def (first, unchanged, cleaned, classes, dependency) = works

    // The count can see what it is to miss elsewhere.
    assert first.loaded.jib > 0
    assert first.hashed > 0

    // Whether the registry speaks TLS, and whose the tag is; and only what was too young to be remembered is read.
    [unchanged, cleaned].each {
        assert it.requests <= 2
        assert it.sent == 0
        assert it.hashed <= 3
        assert it.loaded.values().every { count -> count == 0 }
    }

    // The layer of the classes, the configuration, and the manifest; to be hashed before they are sent, and the class.
    assert classes.requests <= 8
    assert classes.sent < 20_000
    assert classes.hashed <= 6
    assert ['jib', 'signatures', 'equality', 'planning'].every { classes.loaded[it] == 0 }

    // The jar, of 674 kB, the class path, the configuration, and the manifest.
    assert dependency.requests <= 14
    assert dependency.sent < 700_000
    assert dependency.hashed <= 8
    assert dependency.loaded.jib == 0 && dependency.loaded.signatures == 0
} finally {
    context.registry.stop()
}
