def read = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy'))
def here = read.of(basedir)
here.assertDistroless()

// A copy elsewhere, made later, under a longer path, with a cache of its own, by another user where the kernel lets one be
// played, and with another name, time zone, locale, encoding and umask everywhere.
def elsewhere = this.class.classLoader.parseClass(new File(shared, 'Elsewhere.groovy')).newInstance(
        told: binding.variables,
        stranger: true,
        environment: [
            TZ: 'Asia/Kolkata',
            LC_ALL: 'C',
            MAVEN_OPTS: '-Duser.name=somebody -Duser.timezone=Asia/Kolkata -Duser.language=tr -Duser.country=TR',
        ])
elsewhere.copy('pom.xml', 'src/main/resources/it/names.txt', 'src/main/java/it/reproducible/Main.java')
assert elsewhere.build() == 0: elsewhere.log.text

assert read.of(elsewhere.folder).digest == here.digest
