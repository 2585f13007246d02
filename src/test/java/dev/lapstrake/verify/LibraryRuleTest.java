package dev.lapstrake.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.root.elf.ElfBuilder;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryRuleTest {
    private static final String LOADER = "/lib64/ld-linux-x86-64.so.2";

    @TempDir
    Path scratch;

    private static byte[] program(String... libraries) {
        return ElfBuilder.program().interpreter(LOADER).needs(libraries).bytes();
    }

    private static Planted root() throws Exception {
        return new Planted()
                .link("lib64", "usr/lib64")
                .link("lib", "usr/lib")
                .folder("usr/lib/x86_64-linux-gnu", 0755)
                .file(
                        "usr/lib/x86_64-linux-gnu/libc.so.6",
                        0755,
                        ElfBuilder.library("libc.so.6").bytes())
                .link("usr/lib64/ld-linux-x86-64.so.2", "../lib/x86_64-linux-gnu/libc.so.6");
    }

    @Test
    void programWhenAllItNeedsIsThereIsFine() throws Exception {
        Planted planted = root().file("usr/bin/true", 0755, program("libc.so.6"))
                .file(
                        "opt/bin/own",
                        0755,
                        ElfBuilder.program()
                                .interpreter(LOADER)
                                .needs("liba.so")
                                .runpath("$ORIGIN/../lib")
                                .bytes())
                .file("opt/lib/liba.so", "")
                .file("opt/bin/static", 0755, ElfBuilder.program().bytes())
                .file("opt/bin/damaged", "\u007fELF\u0002\u0001 and no more")
                .file("opt/bin/listed", 0755, program("libb.so"))
                .file("srv/lib/libb.so", "")
                .file("etc/ld.so.conf.d/srv.conf", "# ours\n/srv/lib\n");
        assertThat(planted.brokenBy(new LibraryRule(), scratch)).isEmpty();
    }

    @Test
    void programWhenALibraryOrItsLoaderIsMissingIsFound() throws Exception {
        Planted planted = root().file("usr/bin/a", 0755, program("libc.so.6", "libmissing.so.1"))
                .file(
                        "usr/bin/b",
                        0755,
                        ElfBuilder.program()
                                .interpreter("/lib/ld-musl-x86_64.so.1")
                                .bytes())
                .file("usr/bin/c", 0755, program("libfar.so"))
                .file("opt/far/libfar.so", "");
        assertThat(new LibraryRule()
                        .check(planted.image(scratch, Optional.empty()))
                        .map(Violation::what))
                .containsExactly(
                        "needs 'libmissing.so.1', which is nowhere",
                        "needs '/lib/ld-musl-x86_64.so.1', which is nowhere",
                        "needs 'libfar.so', which the loader does not find in /opt/far");
    }

    @Test
    void libraryWhenTheProgramThatLoadsItHasTheOtherIsFine() throws Exception {
        byte[] java = ElfBuilder.library("libjava.so").needs("libjvm.so").bytes();
        byte[] display =
                ElfBuilder.library("libawt_xawt.so").needs("libX11.so.6").bytes();
        Planted planted = root().file("opt/java/lib/libjava.so", 0755, java)
                .file("opt/java/lib/server/libjvm.so", "")
                .file("opt/java/lib/libawt_xawt.so", 0755, display)
                .file("opt/other/libawt_xawt.so", 0755, display);
        assertThat(planted.brokenBy(new LibraryRule(), scratch)).containsExactly("/opt/other/libawt_xawt.so");
    }
}
