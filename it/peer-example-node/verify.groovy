def registry = context.registry
try {
    def image = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy'))
            .of(new File(shared, '../../examples/node'))
    image.assertDistrolessWithoutJava()
    assert image.config.config.Entrypoint == ['/usr/bin/node', '/app/dist/server.js']
    assert registry.digest('node:1.0') == image.digest

    // npm's links are still links, and of what it made only what runs is there.
    assert image.tree['app/node_modules/.bin/marked'].link == '../marked/bin/marked.js'
    assert image.file('app/node_modules/.bin/marked').mode & 0111
    assert image.tree.keySet().findAll { it.contains('esbuild') || it.endsWith('server.ts') }.isEmpty()

    assert registry.run('node:1.0', '/').contains('<em>Markdown</em>, made into HTML by a production dependency')
} finally {
    registry.stop()
}
