import groovy.json.JsonSlurper

def output = { List command ->
    def log = new File(basedir, 'commands.log')
    def started = new ProcessBuilder(command*.toString())
            .redirectError(ProcessBuilder.Redirect.appendTo(log))
            .start()
    def text = started.inputStream.getText('UTF-8')
    assert started.waitFor() == 0: log.text
    text
}
def registry = context.registry
try {
    def name = "$registry.address/peer-platforms:1.0"
    def index = new JsonSlurper().parseText(output(['skopeo', 'inspect', '--tls-verify=false', '--raw', "docker://$name"]))
    assert index.mediaType == 'application/vnd.oci.image.index.v1+json'
    assert index.manifests*.platform ==
            [[architecture: 'amd64', os: 'linux'], [architecture: 'arm64', os: 'linux', variant: 'v8']]
    assert new File(basedir, 'target/lapstrake/image-digest').text.trim() == registry.digest('peer-platforms:1.0')

    assert output([new File(basedir, 'run-each'), name]).readLines() ==
            ['amd64: Hello from amd64', 'arm64: Hello from aarch64']
} finally {
    registry.stop()
}
