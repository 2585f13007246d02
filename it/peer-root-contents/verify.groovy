import javax.imageio.ImageIO

def image = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy')).of(basedir)

// What was asked for is there, with what it needs, and nothing of the packages that it was taken out of.
assert image.text('etc/passwd').contains('\napp:x:1000:50:app:/home/app:/sbin/nologin\n')
assert image.tree['home/app'].with { [mode, uid, gid] } == [0700, 1000, 50]
assert image.tree['data'].with { [mode, uid, gid] } == [0750, 1000, 50]
assert image.file('usr/lib/locale/de_DE.utf8/LC_CTYPE').size > 0
assert !image.tree.containsKey('usr/lib/locale/fr_FR.utf8')
assert !image.tree.keySet().any { it ==~ 'usr/lib/locale/de_DE(@.*)?' }
assert image.file('usr/share/zoneinfo/US/Eastern').size > 0
assert !image.tree.containsKey('usr/share/zoneinfo/Europe/Paris')
assert image.report.locales == ['de_DE.UTF-8']

// And the application finds it, as another user than root, on a root file system that it can't write to.
def builder = new ProcessBuilder("$shared/run-image" as String, "oci:$basedir/target/lapstrake/image:1.0" as String, '/')
        .redirectError(new File(basedir, 'run.log'))
builder.environment().putAll(RUN_IMAGE_USER: '1000', RUN_IMAGE_VOLUME: '/data')
def run = builder.start()
def answer = run.inputStream.getText('UTF-8')
if (run.waitFor() == 77) {
    return
}
def facts = new Properties()
facts.load(new StringReader(answer))
assert facts.date == 'Sonntag, 1. M\u00e4rz'
assert facts.zone == 'CET-1CEST,M3.5.0,M10.5.0/3'
assert facts.oldZone == 'EST5EDT,M3.2.0,M11.1.0'
assert [facts.user, facts.home] == ['app', '/home/app']
assert facts.owner == 'app 50'
assert facts.trusted == 'true'

def drawn = ImageIO.read(new ByteArrayInputStream(facts.png.decodeBase64()))
def bright = (0..<drawn.width).sum { x -> (0..<drawn.height).count { y -> (drawn.getRGB(x, y) & 0xff) > 0x80 } }
assert bright > 200 && bright < drawn.width * drawn.height / 4
