import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log =~ 'Verified peer-verify:1.0 for linux/\\S+: nothing is wrong'

// Debian has what a distroless image must not have, and all of it is told at once.
def report = new JsonSlurper().parse(new File(basedir, 'target/lapstrake/verify-oci_debian_plain.json')).images[0]
def found = report.violations.collectEntries { [it.allow, it] }
[
    'shell:/usr/bin/bash', 'shell:/usr/bin/dash', 'package-manager:/usr/bin/apt-get', 'interpreter:/usr/bin/perl',
    'set-uid:/usr/bin/passwd', 'set-uid:/usr/bin/mount', 'root-user'
].each { assert found.keySet().any { key -> key == it || key == it.replace('/usr/bin', '/bin') }: it }
assert log.contains('[policy-violated]')
assert log.contains('Not checked: unknown-layer')

// A violation is a failure, as that of a test, and no error of the build; each is a line, unless many are alike.
assert log.contains('MojoFailureException')
def kinds = report.violations.groupBy { [it.rule, it.layer, it.what] }
kinds.each { kind, alike -> alike.take(30).each { assert log.contains("<path>$it.allow</path>") } }

// What the build left has a report of its own, by which everything was checked.
def built = new JsonSlurper().parse(new File(basedir, 'target/lapstrake/verify.json')).images[0]
assert built.image == 'peer-verify:1.0' && built.violations.empty && built.notChecked.isEmpty()
true
