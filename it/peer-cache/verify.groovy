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
} finally {
    registry.stop()
}
