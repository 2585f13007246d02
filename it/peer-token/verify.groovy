try {
    def image = this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy')).of(basedir)
    image.assertDistroless()
    def registry = context.registries[0]
    assert registry.digest('open/app:1.0') == image.digest

    // The cache was spoken to before a token expired, and after that; nobody was let in to push.
    def granted = context.tokens.granted
    assert granted.count('repository:team/cache:pull') > 1
    assert granted.count('repository:open/app:pull,push') > 1
    assert granted.any { it == 'repository:open/app:pull' }
    assert granted.any { it == 'repository:team/app:' }
    assert granted.every { it ==~ /repository:(team\/cache|open\/app|team\/app):(pull(,push)?|)/ }

    def log = new File(basedir, 'build.log').text
    [registry.PASSWORD, context.tokens.IDENTITY, 'oakum'].each { secret -> assert !log.contains(secret) }
    def said = log.split('Scanning for projects')
    assert said[3].contains("The registry refused the credentials from $basedir/wrong/config.json")
    assert said[5].contains('The registry wants credentials, and none were found')
    assert said[6].contains('[registry-refused]')
    assert said[6].contains('405')
} finally {
    context.registries*.stop()
    context.tokens?.stop()
}
