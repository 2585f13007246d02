def image = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy')).of(basedir)
image.assertDistroless()

// The log has a line with the digest for each of the two builds.
def log = new File(basedir, 'build.log').text
assert log.count('BUILD SUCCESS') == 2
assert log.split('BUILD SUCCESS')[0].contains(image.digest)
assert log.split('BUILD SUCCESS')[1].contains(image.digest)
