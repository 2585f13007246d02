package dev.lapstrake.root;

import dev.lapstrake.root.apt.FakeArchive;
import dev.lapstrake.root.deb.DebBuilder;
import dev.lapstrake.root.elf.ElfBuilder;
import java.io.IOException;
import java.nio.file.Path;

/** A suite with all that a root is made of, and a few packages to ask for. */
public final class SamplePackages {
    public static final String LIB = "usr/lib/x86_64-linux-gnu/";

    private SamplePackages() {}

    public static FakeArchive publish(Path folder) throws IOException {
        return new FakeArchive(folder)
                .add(DebBuilder.of("base-files", "13")
                        .field("Pre-Depends", "awk")
                        .folder("root", 0700)
                        .folder("tmp", 01777)
                        .folder("etc/skel", 0755)
                        .folder("usr/bin", 0755)
                        .folder("usr/sbin", 0755)
                        .file("etc/debian_version", 0644, "13.0\n")
                        .file("etc/issue", 0644, "Debian")
                        .file("usr/lib/os-release", 0644, "PRETTY_NAME=Debian\n")
                        .link("bin", "usr/bin"))
                .add(DebBuilder.of("netbase", "6").file("etc/services", 0644, "http 80/tcp\n"))
                .add(DebBuilder.of("ca-certificates", "1")
                        .field("Depends", "openssl, debconf")
                        .file("usr/sbin/update-ca-certificates", 0755, "#!/bin/sh\n")
                        .file("usr/share/ca-certificates/one.crt", 0644, TrustStoreTest.CERTIFICATE))
                .add(DebBuilder.of("libc-bin", "2.41")
                        .file("usr/bin/ldd", 0755, "#!/bin/bash\n")
                        .file("usr/lib/locale/C.utf8/LC_CTYPE", 0644, "letters"))
                .add(libc())
                .add(library("zlib1g", "libz.so.1").field("Depends", "libc6 (>= 2.14)"))
                .add(DebBuilder.of("libextra2", "1")
                        .field("Depends", "zlib1g, libextra-data")
                        .file(LIB + "libextra.so.2.1", 0644, elf("libextra.so.2", "libz.so.1", "libc.so.6"))
                        .link(LIB + "libextra.so.2", "libextra.so.2.1")
                        .file(LIB + "libunused.so.2", 0644, elf("libunused.so.2", "libnone.so.1"))
                        .file("usr/share/libextra/more", 0644, "more"))
                .add(DebBuilder.of("libextra-data", "1").file("usr/share/extra/data", 0644, "data"))
                .add(DebBuilder.of("tool", "1")
                        .field("Depends", "libextra2, bash, debconf")
                        .file("usr/bin/tool", 04755, elf("", "libextra.so.2", "libc.so.6"))
                        .file("usr/share/tool/text", 0644, "text")
                        .file("usr/share/man/man1/tool.1", 0644, "manual"))
                .add(DebBuilder.of("fontconfig-config", "1")
                        .field("Depends", "debconf, fonts-dejavu-core | fonts-lato")
                        .file("etc/fonts/fonts.conf", 0644, "<fontconfig/>")
                        .file("usr/share/man/man5/fonts-conf.5.gz", 0644, "manual"))
                .add(DebBuilder.of("fonts-dejavu-core", "1")
                        .file("usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", 0644, "letters"))
                .add(DebBuilder.of("fonts-lato", "1").file("usr/share/fonts/truetype/lato/Lato.ttf", 0644, "letters"))
                .add(DebBuilder.of("locales-all", "2.41")
                        .field("Source", "glibc")
                        .field("Depends", "libc-l10n (>> 2.41)")
                        .file("usr/lib/locale/de_AT.utf8/LC_CTYPE", 0644, "letters")
                        .file("usr/lib/locale/de_AT.utf8/LC_TIME", 0644, "Jänner")
                        .link("usr/lib/locale/de_DE.utf8/LC_CTYPE", "../de_AT.utf8/LC_CTYPE")
                        .file("usr/lib/locale/de_DE.utf8/LC_TIME", 0644, "Januar")
                        .file("usr/lib/locale/de_DE/LC_CTYPE", 0644, "ISO-8859-1")
                        .file("usr/lib/locale/de_DE@euro/LC_CTYPE", 0644, "ISO-8859-15")
                        .file("usr/lib/locale/fr_FR.utf8/LC_CTYPE", 0644, "lettres"))
                .add(DebBuilder.of("tzdata", "2026a")
                        .folder("usr/share/zoneinfo/Europe", 0755)
                        .file("usr/share/zoneinfo/Europe/Berlin", 0644, "TZif")
                        .file("usr/share/zoneinfo/America/New_York", 0644, "TZif")
                        .file("usr/share/zoneinfo/zone.tab", 0644, "DE"))
                .add(DebBuilder.of("tzdata-legacy", "2026a")
                        .link("usr/share/zoneinfo/US/Eastern", "../America/New_York")
                        .file("usr/share/zoneinfo/right/Europe/Berlin", 0644, "TZif"))
                .publish();
    }

    private static DebBuilder libc() {
        byte[] libc = ElfBuilder.library("libc.so.6")
                .needs("ld-linux-x86-64.so.2")
                .definesVersion("GLIBC_2.2.5")
                .definesVersion("GLIBC_2.41")
                .bytes();
        return DebBuilder.of("libc6", "2.41")
                .field("Depends", "libgcc-s1")
                .file(LIB + "libc.so.6", 0755, libc)
                .file(LIB + "libm.so.6", 0644, elf("libm.so.6", "libc.so.6"))
                .file(LIB + "libnss_dns.so.2", 0644, elf("libnss_dns.so.2", "libc.so.6"))
                .file(LIB + "ld-linux-x86-64.so.2", 0755, elf("ld-linux-x86-64.so.2"))
                .file(LIB + "gconv/CP437.so", 0644, elf("", "libc.so.6"))
                .link("lib64/ld-linux-x86-64.so.2", "/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2");
    }

    private static DebBuilder library(String name, String soname) {
        return DebBuilder.of(name, "1")
                .file(LIB + soname + ".2", 0644, elf(soname, "libc.so.6"))
                .link(LIB + soname, soname + ".2");
    }

    public static byte[] elf(String soname, String... needed) {
        return ElfBuilder.library(soname).needs(needed).bytes();
    }
}
