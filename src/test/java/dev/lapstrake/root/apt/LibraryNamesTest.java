package dev.lapstrake.root.apt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LibraryNamesTest {
    private final FakeIndex packages = new FakeIndex();

    @Test
    void findWhenALibraryIsAskedForGoesByPolicyAndIndex() throws Exception {
        packages.add("zlib1g", "1")
                .add("libharfbuzz0b", "1")
                .add("libglib2.0-0t64", "1")
                .add("liblcms2-2", "1");
        packages.add("libgcc-s1", "1")
                .add("libx11-6", "1")
                .add("libicu76", "1")
                .add("libpng16-16t64", "1")
                .add("libdb5.3", "1");
        packages.add("libc6", "1").add("libbz2-1.0", "1").add("libssl3t64", "1");
        assertThat(List.of(
                        "libz.so.1",
                        "libharfbuzz.so.0",
                        "libgobject-2.0.so.0",
                        "libglib-2.0.so.0",
                        "liblcms2.so.2",
                        "libgcc_s.so.1",
                        "libX11.so.6",
                        "libicuuc.so.76",
                        "libpng16.so.16",
                        "libdb-5.3.so",
                        "ld-linux-x86-64.so.2",
                        "libpthread.so.0",
                        "libbz2.so.1.0",
                        "libcrypto.so.3"))
                .map(soname -> LibraryNames.find(soname, packages.index()).orElse(soname))
                .containsExactly(
                        "zlib1g",
                        "libharfbuzz0b",
                        "libglib2.0-0t64",
                        "libglib2.0-0t64",
                        "liblcms2-2",
                        "libgcc-s1",
                        "libx11-6",
                        "libicu76",
                        "libpng16-16t64",
                        "libdb5.3",
                        "libc6",
                        "libc6",
                        "libbz2-1.0",
                        "libssl3t64");
        assertThat(LibraryNames.find("libnone.so.1", packages.index())).isEmpty();
        assertThat(LibraryNames.find("plugin.so", packages.index())).isEmpty();
    }
}
