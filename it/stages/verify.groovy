import java.util.zip.ZipFile

def image = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy')).of(basedir)
image.assertDistroless()

// Each copy is a layer of its own, with what the commands left behind, as they left it.
assert image.text('srv/site/page.txt') == 'Ahoy\nFaering\nSixern\n'
assert image.tree['srv/site/page.txt'].mode == 0644
assert image.tree['srv/site/bin/tool'].mode == 0755
assert image.tree['srv/site/run'].link == 'bin/tool'
assert image.tree['srv/site/bin/page'].link == '../page.txt'
assert image.tree['srv/site/empty'].type == '5'
assert image.tree.values().findAll { it.path.startsWith('srv/site') && it.uid != 0 }*.path == []

def secret = image.tree['srv/private/page.txt']
assert [secret.mode, secret.uid, secret.gid] == [0640, 65532, 65532]

// A stage of packages brings the libraries that its programs need.
assert image.file('opt/probe/usr/bin/jq').mode == 0755
assert image.tree.keySet().any { it ==~ 'opt/probe/usr/lib/.*/libonig[.]so[.]5.*' }

// Maven's own phases have what the stage of the compile phase made.
new ZipFile(new File(basedir, 'target/stages-1.0.jar')).withCloseable {
    assert it.getInputStream(it.getEntry('names/sorted.txt')).text == 'Faering\nSixern\n'
}
assert image.layerOf('names/sorted.txt') >= 0

// What a command prints is in the log, under its stage's name, and no secret is.
def log = new File(basedir, 'build.log').text
assert log.contains('The token is ***')
assert !log.contains('clinker-built')
