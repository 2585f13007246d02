def registry = context.registry
try {
    def read = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy'))
    def first = read.of(new File(basedir, 'first'))
    def second = read.of(new File(basedir, 'second'))
    first.assertDistroless()
    assert second.text('app/page/page.txt') == 'PLANKS OVERLAP\n'
    assert second.digest == first.digest

    // By the command's own count, and by what the builds say of every stage.
    assert new File(basedir, 'runs').readLines() == ['built']
    def names = ['root', 'runtime', 'page', 'copy page']
    assert first.report.steps.findAll { it.name in names }*.from == ['built'] * 4
    assert second.report.steps.findAll { it.name in names }*.from == ['registry'] * 4

    // What names a root is all that the second machine asked of the archive: no package, and no list of them, unless the
    // archive's mirrors did not give both machines the same.
    def plans = ['first', 'second'].collect { new File(basedir, "$it/cache/debian/plans/heard").list() as Set }
    assert new File(basedir, 'first/cache/debian/sha256').list().length > 1
    assert plans[0] != plans[1] || !new File(basedir, 'second/cache/debian/sha256').exists()
    // And what its jars refer to it was told of all together.
    assert new File(basedir, 'second/cache/references').list().every { !it.startsWith('jar-') }
} finally {
    registry.stop()
}
