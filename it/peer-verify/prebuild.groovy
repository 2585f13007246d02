// A small Debian as it comes: the packages unpacked, with the modes that they have, into one layer of an image.
def script = '''
    set -eu
    mkdir debs root
    (cd debs && apt-get -qq -o APT::Sandbox::User=root download bash dash apt perl-base passwd mount)
    for deb in debs/*.deb; do dpkg-deb -x "$deb" root; done
    umoci init --layout debian
    umoci new --image debian:plain
    umoci insert --rootless --image debian:plain root /
'''
def process = new ProcessBuilder('sh', '-c', script).directory(basedir).redirectErrorStream(true).start()
def said = process.inputStream.text
assert process.waitFor() == 0: said
