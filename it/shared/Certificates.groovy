import java.security.KeyStore

/** What a company has that signs its servers' certificates itself: a CA, and a server's key and certificate. */
class Certificates {
    private static final String PASSWORD = 'clinker-and-rivet'

    /** All that is made. */
    File folder

    static Certificates make(File folder) {
        folder.mkdirs()
        Certificates made = new Certificates(folder: folder)
        made.keytool('-genkeypair', '-alias', 'ca', '-keyalg', 'EC', '-dname', 'CN=CA of the tests', '-ext', 'bc:c')
        made.keytool('-genkeypair', '-alias', 'server', '-keyalg', 'EC', '-dname', 'CN=server of the tests')
        made.keytool('-certreq', '-alias', 'server', '-file', 'request.pem')
        made.keytool('-gencert', '-alias', 'ca', '-infile', 'request.pem', '-outfile', 'server.pem', '-rfc',
                '-ext', 'san=ip:127.0.0.1', '-ext', 'eku=serverAuth')
        made.keytool('-exportcert', '-alias', 'ca', '-file', 'ca.pem', '-rfc')
        made.writeKey()
        return made
    }

    /** Who signed. */
    File getCa() {
        return new File(folder, 'ca.pem')
    }

    File getServer() {
        return new File(folder, 'server.pem')
    }

    File getKey() {
        return new File(folder, 'server.key')
    }

    private void keytool(String... arguments) {
        List command = ["${System.getProperty('java.home')}/bin/keytool", *arguments, '-keystore', 'keys.p12',
                '-storetype', 'PKCS12', '-storepass', PASSWORD]
        Process keytool = new ProcessBuilder(command*.toString()).directory(folder).redirectErrorStream(true).start()
        String said = keytool.inputStream.text
        assert keytool.waitFor() == 0: said
    }

    private void writeKey() {
        KeyStore keys = KeyStore.getInstance(new File(folder, 'keys.p12'), PASSWORD.toCharArray())
        byte[] bytes = keys.getKey('server', PASSWORD.toCharArray()).encoded
        String lines = Base64.getMimeEncoder().encodeToString(bytes)
        key.text = "-----BEGIN PRIVATE KEY-----\n$lines\n-----END PRIVATE KEY-----\n"
    }
}
