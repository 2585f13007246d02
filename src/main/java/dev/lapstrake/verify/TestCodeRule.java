package dev.lapstrake.verify;

import dev.lapstrake.classfile.ClassFile;
import dev.lapstrake.classfile.UnknownClassFileException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** No tests, and no libraries for tests. A class is a test if it refers to a library for tests. */
final class TestCodeRule implements Rule {
    private static final Pattern LIBRARY = Pattern.compile(
            "(junit|junit-(jupiter|platform|vintage).*|testng|mockito-.*|assertj-core|hamcrest.*|spring-(boot-)?test.*"
                    + "|spring-boot-starter-test|spring-security-test|testcontainers|easymock|powermock-.*|jmockit)"
                    + "-\\d.*\\.jar");
    private static final Set<String> PACKAGES =
            Set.of("org.junit", "org.junit.jupiter.api", "org.testng", "org.mockito");

    @Override
    public String id() {
        return "test-code";
    }

    @Override
    public Stream<Violation> check(Image image) throws IOException {
        List<Violation> found = new ArrayList<>();
        CodeFiles.ofApplication(image).forEach(file -> {
            if (LIBRARY.matcher(file.shortName()).matches()) {
                found.add(file.violation(this, image, "is a library for tests"));
            } else if (file.name().endsWith(".class") && isTest(file)) {
                found.add(file.violation(this, image, "is a test"));
            }
        });
        return found.stream();
    }

    private static boolean isTest(CodeFile file) throws IOException {
        try (InputStream in = file.bytes().open()) {
            return ClassFile.read(in).references().packages().stream().anyMatch(PACKAGES::contains);
        } catch (UnknownClassFileException e) {
            return false;
        }
    }
}
