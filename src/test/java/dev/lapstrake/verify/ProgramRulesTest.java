package dev.lapstrake.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramRulesTest {
    @TempDir
    Path scratch;

    @Test
    void shellWhenThereIsOneOrALinkToOneFindsBoth() throws Exception {
        Planted planted = new Planted()
                .program("usr/bin/dash")
                .link("usr/bin/sh", "dash")
                .link("bin", "usr/bin")
                .program("busybox/busybox")
                .file("usr/share/doc/bash", "a text")
                .folder("usr/share/fish", 0755)
                .program("opt/java/bin/java");
        assertThat(planted.brokenBy(new ShellRule(), scratch))
                .containsExactly("/busybox/busybox", "/usr/bin/dash", "/usr/bin/sh");
    }

    @Test
    void packageManagerWhenThereIsOneFindsItButNotItsRecords() throws Exception {
        Planted planted = new Planted()
                .program("usr/bin/apt-get")
                .program("usr/bin/dpkg-deb")
                .program("sbin/apk")
                .file("var/lib/dpkg/status.d/apt", "Package: apt")
                .folder("etc/apt", 0755);
        assertThat(planted.brokenBy(new PackageManagerRule(), scratch))
                .containsExactly("/sbin/apk", "/usr/bin/apt-get", "/usr/bin/dpkg-deb");
    }

    @Test
    void interpreterWhenNobodyAskedFindsIt() throws Exception {
        Planted planted = new Planted()
                .program("usr/bin/perl5.40.1")
                .program("usr/bin/python3.13")
                .program("usr/bin/mawk")
                .folder("usr/lib/python3", 0755)
                .program("usr/bin/perlbug");
        assertThat(planted.brokenBy(new InterpreterRule(), scratch))
                .containsExactly("/usr/bin/mawk", "/usr/bin/perl5.40.1", "/usr/bin/python3.13");
    }

    @Test
    void interpreterWhenThePackageOrTheCopyWasAskedForIsFine() throws Exception {
        Planted planted = new Planted()
                .program("usr/bin/node")
                .link("usr/bin/nodejs", "node")
                .program("usr/bin/perl")
                .file("var/lib/dpkg/status.d/nodejs.md5sums", "0123  usr/bin/node\n")
                .file("var/lib/dpkg/status.d/perl-base.md5sums", "0123  usr/bin/perl\n")
                .layer("copy tools")
                .program("opt/lua");
        Optional<BuildRecord> record = Optional.of(planted.record("nodejs"));
        assertThat(new InterpreterRule().check(planted.image(scratch, record)).map(Violation::where))
                .containsExactly("/usr/bin/perl");
    }

    @Test
    void buildToolWhenThereIsOneFindsIt() throws Exception {
        Planted planted = new Planted()
                .program("usr/bin/x86_64-linux-gnu-gcc-14")
                .program("usr/bin/as")
                .program("opt/java/bin/javac")
                .program("usr/local/bin/npm")
                .program("usr/bin/ld.so")
                .program("usr/lib64/ld-linux-x86-64.so.2")
                .file("app/go", "a text");
        assertThat(planted.brokenBy(new BuildToolRule(), scratch))
                .containsExactly(
                        "/opt/java/bin/javac", "/usr/bin/as", "/usr/bin/x86_64-linux-gnu-gcc-14", "/usr/local/bin/npm");
    }

    @Test
    void setUidWhenAFileHasMoreRightsThanWhoStartsItFindsIt() throws Exception {
        Planted planted = new Planted()
                .file("usr/bin/su", 04755, new byte[0])
                .file("usr/bin/chage", 02755, new byte[0])
                .capable("usr/bin/ping")
                .folder("var/local", 02775)
                .program("usr/bin/java");
        assertThat(planted.brokenBy(new SetUidRule(), scratch))
                .containsExactly("/usr/bin/chage", "/usr/bin/ping", "/usr/bin/su");
    }
}
