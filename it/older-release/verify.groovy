def image = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy')).of(basedir)
image.assertDistroless()

def header = new File(basedir, 'target/classes/it/older/Main.class').bytes
assert header[7] == 55 as byte: 'not the class-file version of release 11'
assert image.layerOf('it/older/Main.class') > image.layerOf('com/google/gson/Gson.class')
