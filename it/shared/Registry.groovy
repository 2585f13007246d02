import groovy.json.JsonSlurper

/**
 * Debian's docker-registry on a free loopback port: a registry that others wrote, for images to go to and come from.
 *
 * <p>A pre-build script starts it and puts it into {@code context.registry}; {@code verify.groovy}, which runs after a
 * failed build too, stops it.
 */
class Registry {
    static final String USER = 'shipwright'
    static final String PASSWORD = 'clinker-and-rivet'

    /** Where the scripts lie that the tests share. */
    File shared

    /** All that the registry writes. */
    File folder

    int port

    /** Whether only {@link #USER} may read and write. */
    boolean login

    /** The server whose tokens say who may read and write; null for none. */
    Object tokens

    /** Whether nobody may write. */
    boolean readOnly

    /** What to speak TLS with; null for plain HTTP. */
    Object certificates

    /** The registry whose content this one gets when it is asked for, and keeps; null for none. Nobody may write then. */
    Registry upstream

    private Process process

    static Registry start(Map settings) {
        Registry registry = new Registry(settings)
        registry.port = new ServerSocket(0).withCloseable { it.localPort }
        registry.configure()
        ProcessBuilder builder = new ProcessBuilder('docker-registry', 'serve', "$registry.folder/config.yml" as String)
                .redirectErrorStream(true)
                .redirectOutput(new File(registry.folder, 'log'))
        if (registry.upstream?.certificates) {
            builder.environment().SSL_CERT_FILE = registry.upstream.certificates.ca.toString()
        }
        registry.process = builder.start()
        Runtime.runtime.addShutdownHook(new Thread({ registry.stop() }))
        registry.await()
        return registry
    }

    String getAddress() {
        return "127.0.0.1:$port"
    }

    void stop() {
        process.destroy()
    }

    /** Says the password as Maven's users do. */
    void writeSettings(File file) {
        file.text = """\
            <settings>
                <servers>
                    <server>
                        <id>$address</id>
                        <username>$USER</username>
                        <password>$PASSWORD</password>
                    </server>
                </servers>
            </settings>
            """.stripIndent()
    }

    /** Says the password as {@code docker login} leaves it. */
    File writeDockerConfiguration(File file) {
        file.parentFile.mkdirs()
        file.text = """{"auths": {"$address": {"auth": "${"$USER:$PASSWORD".bytes.encodeBase64()}"}}}"""
        return file
    }

    /** The manifest, or the index, of an image. */
    Map manifest(String image) {
        return raw(image) { new JsonSlurper().parse(it) }
    }

    /** The digest under which the registry holds an image. */
    String digest(String image) {
        return raw(image) { 'sha256:' + it.sha256() }
    }

    private <T> T raw(String image, Closure<T> reader) {
        return output(['skopeo', 'inspect', '--tls-verify=false', '--raw', *authfile(), "docker://$address/$image"], reader)
    }

    /** Pulls an image, starts it, and gives what {@code run-image} prints; {@code settings} are its variables. */
    String run(Map settings = [:], String image, String path, String... command) {
        def variables = settings.collect { name, value -> "$name=$value" }
        def run = [new File(shared, 'run-image'), *authfile(), "docker://$address/$image", path, *command]
        return output(['env', *variables, *run]) {
            new String(it, 'UTF-8')
        }
    }

    private void configure() {
        folder.mkdirs()
        if (login) {
            new File(folder, 'htpasswd').bytes = output(['htpasswd', '-nbB', USER, PASSWORD]) { it }
        }
        new File(folder, 'config.yml').text = """\
            version: 0.1
            log: {level: warn}
            storage: {filesystem: {rootdirectory: '$folder/storage'}, maintenance: {readonly: {enabled: $readOnly}}}
            http: {addr: '$address'${tls()}}
            ${authentication()}
            ${upstream ? "proxy: {remoteurl: '${upstream.certificates ? 'https' : 'http'}://$upstream.address'}" : ''}
            """.stripIndent()
    }

    private String tls() {
        return certificates ? ", tls: {certificate: '$certificates.server', key: '$certificates.key'}" : ''
    }

    private String authentication() {
        if (tokens) {
            return "auth: {token: {realm: '$tokens.address', service: $tokens.SERVICE, issuer: $tokens.ISSUER," +
                    " rootcertbundle: '$tokens.certificate'}}"
        }
        return login ? "auth: {htpasswd: {realm: it, path: '$folder/htpasswd'}}" : ''
    }

    private List authfile() {
        return login || tokens ? ['--authfile', writeDockerConfiguration(new File(folder, 'auth/config.json'))] : []
    }

    private <T> T output(List command, Closure<T> reader) {
        File log = new File(folder, 'commands.log')
        Process started = new ProcessBuilder(command*.toString())
                .redirectError(ProcessBuilder.Redirect.appendTo(log))
                .start()
        byte[] bytes = started.inputStream.bytes
        assert started.waitFor() == 0: log.text
        return reader(bytes)
    }

    private void await() {
        for (int attempt = 0; attempt < 100; attempt++) {
            assert process.alive: new File(folder, 'log').text
            try {
                new Socket('127.0.0.1', port).close()
                return
            } catch (ConnectException ignored) {
                sleep(100)
            }
        }
        assert false: "docker-registry does not listen on $address"
    }
}
