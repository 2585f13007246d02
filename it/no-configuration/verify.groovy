def image = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy')).of(basedir)
image.assertDistroless()

assert image.report.name == 'no-configuration:1.0'
assert image.tag == '1.0'
assert image.config.config.WorkingDir == '/app'
assert !image.config.config.ExposedPorts
assert (image.config.config.Env as List).any { it.startsWith('PATH=') }
assert (image.config.config.Entrypoint + (image.config.config.Cmd ?: [])).contains('it.bare.Main')
assert image.layerOf('it/bare/Main.class') == image.layers.size() - 1
