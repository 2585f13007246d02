import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import groovy.json.JsonOutput

import java.security.KeyStore
import java.security.Signature
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.Executors

/**
 * A token server after Docker's specification ("Token Authentication", "OAuth 2.0 Token Authentication"), for a registry
 * that gives itself no thought to who asks. Only the user may push; anybody may pull from repositories below {@code open/}.
 *
 * <p>Its tokens are good for {@link #LIFETIME} seconds, though it says a minute: so they expire while a build goes on.
 */
class TokenServer {
    static final String SERVICE = 'registry-of-the-tests'
    static final String ISSUER = 'token-server-of-the-tests'
    static final String IDENTITY = 'caulked-and-clenched'
    static final int LIFETIME = 2

    /** The registry goes on taking a token for so long after its time, since clocks differ. */
    private static final int LEEWAY = 60

    String user
    String password

    /** Its key is kept here. */
    File folder

    /** What was granted, in the order in which it was: {@code repository:open/app:pull,push}. */
    final List<String> granted = new CopyOnWriteArrayList<>()

    private KeyStore.PrivateKeyEntry key
    private HttpServer server

    static TokenServer start(Map settings) {
        TokenServer tokens = new TokenServer(settings)
        tokens.makeKey()
        tokens.server = HttpServer.create(new InetSocketAddress('127.0.0.1', 0), 0)
        tokens.server.createContext('/token') { tokens.answer(it) }
        tokens.server.executor = Executors.newCachedThreadPool { new Thread(it).tap { thread -> thread.daemon = true } }
        tokens.server.start()
        return tokens
    }

    String getAddress() {
        return "http://127.0.0.1:${server.address.port}/token"
    }

    void stop() {
        server.stop(0)
    }

    /** The certificate, in PEM, that the registry is to trust. */
    File getCertificate() {
        return new File(folder, 'tokens.pem')
    }

    private void makeKey() {
        folder.mkdirs()
        File store = new File(folder, 'tokens.p12')
        List command = ["${System.getProperty('java.home')}/bin/keytool", '-genkeypair', '-alias', 'tokens', '-keyalg', 'RSA',
                '-dname', 'CN=tokens', '-storetype', 'PKCS12', '-keystore', store, '-storepass', password]
        Process keytool = new ProcessBuilder(command*.toString()).redirectErrorStream(true).start()
        String said = keytool.inputStream.text
        assert keytool.waitFor() == 0: said
        KeyStore keys = KeyStore.getInstance(store, password.toCharArray())
        key = keys.getEntry('tokens', new KeyStore.PasswordProtection(password.toCharArray())) as KeyStore.PrivateKeyEntry
        String lines = Base64.getMimeEncoder().encodeToString(key.certificate.encoded)
        certificate.text = "-----BEGIN CERTIFICATE-----\n$lines\n-----END CERTIFICATE-----\n"
    }

    private void answer(HttpExchange exchange) {
        boolean posted = exchange.requestMethod == 'POST'
        Map<String, List<String>> form = read(posted ? exchange.requestBody.text : exchange.requestURI.rawQuery)
        String login = exchange.requestHeaders.getFirst('Authorization')
        boolean isUser = posted
                ? form.grant_type == ['refresh_token'] && form.refresh_token == [IDENTITY]
                : login == 'Basic ' + "$user:$password".bytes.encodeBase64()
        if (form.service != [SERVICE] || !isUser && (posted || login)) {
            reply(exchange, 401, [errors: [[code: 'UNAUTHORIZED', message: 'that is not the password']]])
            return
        }
        String token = token(form.scope.collectMany { it.tokenize(' ') }, isUser)
        reply(exchange, 200, [(posted ? 'access_token' : 'token'): token, expires_in: 60])
    }

    private static Map<String, List<String>> read(String form) {
        def pairs = form.tokenize('&').collect { it.split('=', 2).collect { part -> URLDecoder.decode(part, 'UTF-8') } }
        return pairs.groupBy { it[0] }.collectEntries { name, values -> [name, values.collect { it[1] }] }
    }

    private String token(List<String> scopes, boolean isUser) {
        List access = scopes.collect { scope ->
            def (type, name, actions) = scope.tokenize(':')
            def rights = isUser ? ['pull', 'push'] : name.startsWith('open/') ? ['pull'] : []
            [type: type, name: name, actions: actions.tokenize(',').findAll { it in rights }]
        }
        granted.addAll(access.collect { "$it.type:$it.name:${it.actions.join(',')}".toString() })
        long now = System.currentTimeMillis().intdiv(1000)
        return sign([iss: ISSUER, aud: SERVICE, sub: isUser ? user : '', jti: UUID.randomUUID().toString(),
                iat: now, nbf: now - LEEWAY, exp: now + LIFETIME - LEEWAY, access: access])
    }

    /** RFC 7515, with the certificate in the header, by which the registry knows the key. */
    private String sign(Map claims) {
        Map header = [typ: 'JWT', alg: 'RS256', x5c: [key.certificate.encoded.encodeBase64().toString()]]
        String signed = [header, claims].collect { encode(JsonOutput.toJson(it).bytes) }.join('.')
        Signature signature = Signature.getInstance('SHA256withRSA')
        signature.initSign(key.privateKey)
        signature.update(signed.bytes)
        return signed + '.' + encode(signature.sign())
    }

    private static String encode(byte[] bytes) {
        return Base64.urlEncoder.withoutPadding().encodeToString(bytes)
    }

    private static void reply(HttpExchange exchange, int status, Map json) {
        byte[] body = JsonOutput.toJson(json).bytes
        exchange.responseHeaders.set('Content-Type', 'application/json')
        exchange.sendResponseHeaders(status, body.length)
        exchange.responseBody.withCloseable { it.write(body) }
    }
}
