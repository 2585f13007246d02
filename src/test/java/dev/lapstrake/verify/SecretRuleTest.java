package dev.lapstrake.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing here is the secret of anyone; the texts are put together so that no scanner of this repository takes them for one. */
class SecretRuleTest {
    private static final String LONG = "q7Rt2".repeat(20);
    private static final String KEY = "-----BEGIN EC PRIVATE" + " KEY-----\n" + LONG + "\n-----END";

    @TempDir
    Path scratch;

    @ParameterizedTest
    @CsvSource({
        "AKI,AQ7RTZQ7RTZQ7RTZQ",
        "gh,p_q7Rt2q7Rt2q7Rt2q7Rt2q7Rt2q7Rt2q7Rt2q7Rt2",
        "github,_pat_q7Rt2q7Rt2q7Rt2q7Rt2q7Rt2",
        "glpat,-q7Rt2q7Rt2q7Rt2q7Rt2q7Rt2",
        "AIz,aq7Rt2q7Rt2q7Rt2q7Rt2q7Rt2q7Rt2q7Rt2",
        "npm,_q7Rt2q7Rt2q7Rt2q7Rt2q7Rt2q7Rt2q7Rt2q",
        "sk_liv,e_q7Rt2q7Rt2q7Rt2q7Rt2q7Rt2"
    })
    void fileWhenItHoldsATokenIsFoundWithoutIt(String start, String end) throws Exception {
        Planted planted = new Planted().file("app/config", "token: " + start + end + "\n");
        assertThat(new SecretRule().check(planted.image(scratch, Optional.empty())))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.where()).isEqualTo("/app/config");
                    assertThat(violation.what()).doesNotContain(start + end);
                });
    }

    @Test
    void fileWhenItIsAPrivateKeyIsFoundButNeitherACertificateNorTheWords() throws Exception {
        Planted planted = new Planted()
                .file("app/key.pem", KEY)
                .file("app/service.json", "{\"private_key\": \"" + KEY.replace("\n", "\\n") + "\"}")
                .file("app/cert.pem", "-----BEGIN CERTIFICATE-----\n" + LONG)
                .file("app/Pem.class", "-----BEGIN PRIVATE KEY-----\u0001\u0002-----END PRIVATE KEY-----");
        assertThat(planted.brokenBy(new SecretRule(), scratch)).containsExactly("/app/key.pem", "/app/service.json");
    }

    @ParameterizedTest
    @CsvSource({
        "root/.npmrc,//npm.example.com/:_authToken=abcdefgh1234",
        "root/.m2/settings.xml,<settings><server><id>a</id><password>tiger</password></server></settings>",
        "root/.docker/config.json,'{\"auths\": {\"a\": {\"auth\": \"bWU6eW91\"}}}'",
        "kaniko/config.json,'{\"auths\": {\"a\": {\"auth\": \"bWU6eW91\"}}}'",
        "root/.netrc,machine a login b password c",
        "app/prod.env,DB_PASSWORD=tiger-and-lion",
        "root/.git-credentials,https://me:tiger@example.com"
    })
    void fileWhenAToolKeepsACredentialInItIsFound(String path, String text) throws Exception {
        assertThat(new Planted().file(path, text).brokenBy(new SecretRule(), scratch))
                .containsExactly("/" + path);
    }

    @ParameterizedTest
    @CsvSource({
        "root/.npmrc,//npm.example.com/:_authToken=${NPM_TOKEN}",
        "root/.m2/settings.xml,<settings><server><id>a</id><password>${env.PASSWORD}</password></server></settings>",
        "etc/maven/settings.xml,<settings><!-- <server><password>tiger</password></server> --></settings>",
        "root/.docker/config.json,'{\"credsStore\": \"pass\"}'",
        "app/config.json,'{\"login\": {\"auth\": \"by-certificate\"}, \"auths\": {}}'",
        "usr/share/doc/aws,the key AKIAIOSFODNN7EXAMPLE of the manual",
        "etc/login.defs,PASSWORD_MAX_DAYS 99999"
    })
    void fileWhenItOnlyNamesWhereTheSecretIsIsFine(String path, String text) throws Exception {
        assertThat(new Planted().file(path, text).brokenBy(new SecretRule(), scratch))
                .isEmpty();
    }

    @Test
    void settingWhenItIsASecretIsFoundByItsName() throws Exception {
        Planted planted = new Planted()
                .environment(
                        "DB_PASSWORD=tiger-and-lion",
                        "URL=postgres://me:tiger@db/x",
                        "OPAQUE=q7Rt2LmX9vBn4KsPz8WdYc3F",
                        "PATH=/usr/local/bin:/usr/bin",
                        "JAVA_VERSION=jdk-25.0.3+9",
                        "JAVA_SHA=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                        "DB_PASSWORD_FILE=/run/secrets/db",
                        "API_TOKEN=${TOKEN}",
                        "TRUST_STORE_PASSWORD=changeit",
                        "URL2=https://db.example.com/a-b_c")
                .label("note", "gh" + "p_" + "q7Rt2".repeat(8))
                .command("java", "-Dkey=AKI" + "AQ7RTZQ7RTZQ7RTZQ");
        assertThat(planted.brokenBy(new SecretRule(), scratch))
                .containsExactlyInAnyOrder("DB_PASSWORD", "URL", "OPAQUE", "note", "entrypoint");
    }

    @Test
    void archiveWhenThereIsASecretInItIsLookedIntoWhoseEverItIs() throws Exception {
        byte[] key = bytes(KEY);
        byte[] login = bytes("{\"auths\": {\"a\": {\"auth\": \"bWU6eW91\"}}}");
        byte[] inner = Planted.jar(Map.of("application.properties", bytes("key=" + KEY.replace("\n", "\\n"))));
        Planted planted = new Planted()
                .file(
                        "app/app.jar",
                        0644,
                        Planted.jar(Map.of("BOOT-INF/classes/key.pem", key, "BOOT-INF/lib/inner.jar", inner)))
                .file("app/libs/other.jar", 0644, Planted.jar(Map.of("docker-config.json", login)))
                .file("srv/web.war", 0644, Planted.jar(Map.of("WEB-INF/.npmrc", bytes("_auth=abcdefgh1234"))))
                .file("app/libs/fine.jar", 0644, Planted.jar(Map.of("A.class", bytes("-----BEGIN PRIVATE KEY-----"))))
                .command("java", "-jar", "/app/app.jar");
        assertThat(planted.brokenBy(new SecretRule(), scratch))
                .containsExactlyInAnyOrder(
                        "/app/app.jar!/BOOT-INF/classes/key.pem",
                        "/app/app.jar!/BOOT-INF/lib/inner.jar!/application.properties",
                        "/app/libs/other.jar!/docker-config.json",
                        "/srv/web.war!/WEB-INF/.npmrc");
    }

    @Test
    void archiveWhenOneInItIsDamagedIsLookedIntoAllTheSame() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        byte[] whole = Planted.jar(Map.of("key.pem", bytes(KEY)));
        entries.put("1.jar", Arrays.copyOf(whole, 40));
        entries.put("2.jar", bytes("no jar"));
        entries.put("3.jar", whole);
        entries.put("4.pem", bytes(KEY));
        assertThat(new Planted().file("app.jar", 0644, Planted.jar(entries)).brokenBy(new SecretRule(), scratch))
                .containsExactly("/app.jar!/3.jar!/key.pem", "/app.jar!/4.pem");
    }

    @Test
    void fileWhenItIsLargeIsReadToItsEnd() throws Exception {
        String line = "this is a line of a long, long log\n";
        String filler =
                line.repeat(2 * (1 << 20) / line.length()); // so that the key lies across the second megabyte's end
        Planted planted = new Planted()
                .file("var/long.log", filler + KEY + filler + "AKI" + "AQ7RTZQ7RTZQ7RTZQ ")
                .file("var/clean.log", filler);
        assertThat(new SecretRule().check(planted.image(scratch, Optional.empty())))
                .containsExactly(new Violation("secret", "/var/long.log", "root", "holds a key of AWS, a private key"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
