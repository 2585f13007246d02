import groovy.json.JsonSlurper

def json = { File file -> new JsonSlurper().parse(file) }
def store = new File(basedir, 'target/lapstrake/image')
def blob = { descriptor -> json(new File(store, 'blobs/' + descriptor.digest.replace(':', '/'))) }
def report = json(new File(basedir, 'target/lapstrake/image.json'))

def index = json(new File(store, 'index.json')).manifests
assert index*.annotations*.get('org.opencontainers.image.ref.name') == ['1.0', '1.0-debug']
def (image, debug) = index.collect { blob(it) }
assert new File(basedir, 'target/lapstrake/image-digest').text.trim() == index[0].digest
assert report.digest == index[0].digest
assert report.debug.digest == index[1].digest
assert report.debug.tags == ['1.0-debug']
assert report.debug.layers*.name == ['busybox', 'java-tools']
assert debug.layers.take(image.layers.size()) == image.layers
assert debug.layers.drop(image.layers.size())*.digest == report.debug.layers*.digest

// The text form of the parameter, in the plan; and the goal that tells what to type.
def log = new File(basedir, 'build.log').text
assert log =~ /(?m)debug image .* reads image, busybox$/
assert log.contains('--image=example.com/team/peer-debug:1.0-debug -- /busybox/sh')
assert log.contains('jcmd 1 JFR.start') && log.contains('-agentlib:jdwp')
assert log.contains('-Dcom.sun.management.jmxremote.port=7091')

def work = new File(basedir, 'target/look')
def look = new ProcessBuilder("$basedir/look-into", "$store", "$work").redirectErrorStream(true).start()
def said = look.inputStream.text
if (look.waitFor() == 77) {
    println said
    return
}
assert look.exitValue() == 0: said
def seen = { new File(work, it).text }
assert seen('jdwp') == 'JDWP-Handshake'
assert seen('shell').readLines().containsAll(['/busybox/sh', '/opt/java/bin/java', '/opt/java-tools/bin/jcmd', 'classes'])
assert seen('shell').contains('uid=65532')
assert seen('jcmd').contains('"the-one-to-look-for"') && seen('jcmd').contains('java.lang.String')
assert seen('jfr').contains('jdk.')
assert seen('jmx') =~ /recorded \d{5,}/
assert seen('read-only').contains('mount a volume there') && seen('read-only').contains('Full thread dump')
assert seen('read-only-with-tmp').contains('OpenJDK')
