import groovy.json.JsonOutput

def load = { name -> this.class.classLoader.parseClass(new File(shared, name + '.groovy')) }
def registryClass = load('Registry')
def tokens = load('TokenServer')
        .start(folder: new File(basedir, 'tokens'), user: registryClass.USER, password: registryClass.PASSWORD)
def registry = registryClass.start(shared: new File(shared), folder: new File(basedir, 'registry'), tokens: tokens)
def readOnly = registryClass.start(shared: new File(shared), folder: new File(basedir, 'read-only'), readOnly: true)

// What 'docker login' writes: a password, or an identity token where the token server gave one.
def writeLogin = { folder, login ->
    new File(basedir, folder).mkdirs()
    new File(basedir, "$folder/config.json").text = JsonOutput.toJson([auths: [(registry.address): login]])
}
writeLogin('password', [auth: "$registry.USER:$registry.PASSWORD".bytes.encodeBase64().toString()])
writeLogin('identity', [auth: "$registry.USER:".bytes.encodeBase64().toString(), identitytoken: tokens.IDENTITY])
writeLogin('wrong', [auth: "$registry.USER:oakum".bytes.encodeBase64().toString()])

context.tokens = tokens
context.registries = [registry, readOnly]
context.userProperties.setProperty('it.registry', registry.address)
context.userProperties.setProperty('it.read-only', readOnly.address)
