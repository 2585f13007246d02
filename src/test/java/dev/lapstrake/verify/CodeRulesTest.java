package dev.lapstrake.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeRulesTest {
    private static final Path JDK = Path.of(System.getProperty("java.home"));

    @TempDir
    Path scratch;

    /** The class file of a class of this test run. */
    private static byte[] code(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    private static Planted application(String... modules) throws IOException {
        return new Planted()
                .file("opt/java/release", "JAVA_VERSION=\"17.0.1\"\n")
                .file("opt/java/lib/modules", 0644, PlantedRuntime.of(modules));
    }

    private ModuleRule modules() {
        return new ModuleRule(JDK, new KnownReferences(scratch.resolve("references")));
    }

    @Test
    void sourceWhenTheImageHasSomeFindsIt() throws Exception {
        Planted planted = new Planted()
                .file("app/src/Main.java", "class Main {}")
                .file("app/pom.xml", "<project/>")
                .file("app/.git/HEAD", "ref: refs/heads/main")
                .file("app/classes/META-INF/maven/g/a/pom.xml", "<project/>")
                .file("app/package.json", "{}")
                .file("opt/node_modules/a/.github/x", "")
                .file("app/libs/a.jar", 0644, Planted.jar(Map.of("a/Main.java", new byte[0])))
                .file(
                        "app.jar",
                        0644,
                        Planted.jar(Map.of("Main.kt", new byte[0], "META-INF/maven/pom.xml", new byte[0])))
                .command("java", "-jar", "app.jar");
        assertThat(planted.brokenBy(new SourceRule(), scratch))
                .containsExactlyInAnyOrder("/app/.git/HEAD", "/app/pom.xml", "/app/src/Main.java", "/app.jar!/Main.kt");
    }

    @Test
    void testCodeWhenTheImageHasSomeFindsItInFoldersAndInTheFatJar() throws Exception {
        byte[] test = code(CodeRulesTest.class);
        Planted planted = new Planted()
                .file("app/classes/CodeRulesTest.class", 0644, test)
                .file("app/classes/Planted.class", 0644, code(Planted.class))
                .file("app/libs/junit-jupiter-api-5.11.0.jar", "")
                .file("app/libs/spring-core-6.2.0.jar", "")
                .file("app/libs/other.jar", 0644, Planted.jar(Map.of("a/CodeRulesTest.class", test)))
                .file("app/hidden.jar", "PK\u0003\u0004 and no more")
                .file(
                        "app.jar",
                        0644,
                        Planted.jar(Map.of(
                                "BOOT-INF/classes/CodeRulesTest.class",
                                test,
                                "BOOT-INF/lib/mockito-core-5.0.0.jar",
                                new byte[0])))
                .command("java", "-cp", "/app/hidden.jar:/app.jar:/app/libs/*", "Main");
        assertThat(planted.brokenBy(new TestCodeRule(), scratch))
                .containsExactlyInAnyOrder(
                        "/app/classes/CodeRulesTest.class",
                        "/app/libs/junit-jupiter-api-5.11.0.jar",
                        "/app.jar!/BOOT-INF/classes/CodeRulesTest.class",
                        "/app.jar!/BOOT-INF/lib/mockito-core-5.0.0.jar");
    }

    @Test
    void moduleWhenTheRuntimeLacksOneThatAClassRefersToFindsIt() throws Exception {
        byte[] usesSql = code(UsesSql.class);
        byte[] inner = Planted.jar(Map.of("UsesSql.class", usesSql));
        Planted planted = application("java.base", "java.logging")
                .file("app/a.jar", 0644, Planted.jar(Map.of("BOOT-INF/lib/inner.jar", inner)))
                .file("app/classes/UsesSql.class", 0644, usesSql)
                .file("app/classes/CodeRulesTest.class", 0644, code(CodeRulesTest.class))
                .file("app/classes/module-info.class", "")
                .file("app/broken.jar", "PK and no more");
        for (int i = 0; i < 2; i++) { // the second time from what is kept
            assertThat(modules().check(planted.image(scratch, Optional.empty())))
                    .containsExactly(new Violation(
                            "module",
                            "java.sql",
                            "root",
                            "is a module that the runtime lacks, and that '/app/a.jar' and 1 more refers to"));
        }
    }

    @Test
    void moduleWhenTheRuntimeHasThemOrThereIsNoneIsFine() throws Exception {
        byte[] usesSql = code(UsesSql.class);
        assertThat(application("java.base", "java.sql")
                        .file("app/UsesSql.class", 0644, usesSql)
                        .brokenBy(modules(), scratch))
                .isEmpty();
        assertThat(new Planted().file("app/UsesSql.class", 0644, usesSql).brokenBy(modules(), scratch))
                .isEmpty();
        assertThat(Files.exists(scratch.resolve("references"))).isFalse();
    }

    @Test
    void moduleWhenTheImagesOwnRuntimeHasThePackageElsewhereIsFine() throws Exception {
        byte[] runtime = new PlantedRuntime(ByteOrder.LITTLE_ENDIAN)
                .module("java.base", Set.of("java.lang"))
                .module("java.later", Set.of("java.sql"))
                .bytes();
        Planted planted = new Planted()
                .file("opt/java/lib/modules", 0644, runtime)
                .file("app/UsesSql.class", 0644, code(UsesSql.class));
        assertThat(planted.brokenBy(modules(), scratch)).isEmpty();
    }

    @Test
    void moduleWhenTheRuntimeCanNotBeReadSaysThatItIsNotChecked() throws Exception {
        byte[] runtime = PlantedRuntime.of("java.base");
        runtime[6] = 9; // a version that is not there yet
        Planted planted = new Planted().file("opt/java/lib/modules", 0644, runtime);
        assertThat(modules().unchecked(planted.image(scratch, Optional.empty())))
                .hasValueSatisfying(why -> assertThat(why).contains("not known here"));
        assertThat(modules().unchecked(application("java.base").image(scratch, Optional.empty())))
                .isEmpty();
    }

    @Test
    void moduleWhenAJarIsOldOrCutOffGoesOn() throws Exception {
        byte[] jar = Planted.jar(Map.of("\u00e4.txt", new byte[0], "UsesSql.class", code(UsesSql.class)));
        ByteArrayOutputStream old = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(old, StandardCharsets.ISO_8859_1)) {
            zip.putNextEntry(new ZipEntry("\u00e4.txt"));
        }
        Planted planted = application("java.base")
                .file("app/cut.jar", 0644, Arrays.copyOf(jar, jar.length / 2))
                .file("app/old.jar", 0644, old.toByteArray())
                .file("app/whole.jar", 0644, jar);
        assertThat(planted.brokenBy(modules(), scratch)).containsExactly("java.sql");
        assertThat(planted.brokenBy(new SecretRule(), scratch)).isEmpty();
    }

    /** Refers to a module that a small runtime does not have. */
    interface UsesSql {
        java.sql.Connection connection();
    }
}
