import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log.contains('Verified peer-verify:1.0: nothing is wrong')

// Debian has what a distroless image must not have, and all of it is told at once.
def report = new JsonSlurper().parse(new File(basedir, 'target/lapstrake/verify.json'))
def found = report.violations.collectEntries { [it.allow, it] }
[
    'shell:/usr/bin/bash', 'shell:/usr/bin/dash', 'package-manager:/usr/bin/apt-get', 'interpreter:/usr/bin/perl',
    'set-uid:/usr/bin/passwd', 'set-uid:/usr/bin/mount', 'root-user'
].each { assert found.keySet().any { key -> key == it || key == it.replace('/usr/bin', '/bin') }: it }
assert log.contains('[policy-violated]')
report.violations.each { assert log.contains("<path>$it.allow</path>") }
true
