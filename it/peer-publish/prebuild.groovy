def registryClass = this.class.classLoader.parseClass(new File(shared, 'Registry.groovy'))
context.registries = ['registry', 'other'].collect { name ->
    def registry = registryClass.start(shared: new File(shared), folder: new File(basedir, name))
    context.userProperties.setProperty("it.$name", registry.address)
    registry
}

// A working copy of its own, and a program that takes an image as Docker would.
def git = { String... arguments ->
    def started = new ProcessBuilder('git', '-c', 'user.name=it', '-c', 'user.email=it@example.com', *arguments)
            .directory(basedir).redirectErrorStream(true).start()
    def output = started.inputStream.text
    assert started.waitFor() == 0: output
    output.trim()
}
git('init', '--quiet', '--initial-branch=feature/keel')
git('add', 'pom.xml')
git('commit', '--quiet', '--message=Lay the keel')
context.commit = git('rev-parse', 'HEAD')
def loader = new File(basedir, 'loader')
loader.text = '#!/bin/sh\ncat > "$1" && echo "Loaded it"\n'
loader.executable = true
