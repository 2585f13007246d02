package dev.lapstrake.root.apt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListingReaderTest {
    @Test
    void nextGivesTheFieldsThatMatter() throws Exception {
        assertThat(read("""
                Package: a
                Maintainer: Nobody
                 <nobody@example.com>
                VERSION:1.0-1
                Description: some
                 text
                """)).containsExactly("\npackage: a\nversion: 1.0-1\n");
    }

    @Test
    void nextJoinsTheLinesOfAField() throws Exception {
        assertThat(read("Package: a\nDepends: b,\n c (>= 1),\n# said by nobody\n\td \r\nSize: 1"))
                .containsExactly("\npackage: a\ndepends: b, c (>= 1), d\nsize: 1\n");
    }

    @Test
    void nextTakesParagraphsApartAndPassesOverEmptyOnes() throws Exception {
        assertThat(read("\n\nPackage: a\n\n \t\nTag: none of ours\n\nPackage: b\nProvides:\n\n"))
                .containsExactly("\npackage: a\n", "\npackage: b\nprovides: \n");
        assertThat(read("")).isEmpty();
    }

    @Test
    void nextWhenALineIsLongerThanAnyBufferReadsIt() throws Exception {
        String many = "b, ".repeat(100_000) + "c";
        assertThat(read("Package: a\nDepends: " + many + "\n\nPackage: d\n"))
                .containsExactly("\npackage: a\ndepends: " + many + "\n", "\npackage: d\n");
    }

    @Test
    void listingTellsItsFieldsApart() throws Exception {
        Listing listing = new ListingReader("trixie", stream("Package: version\nVersion: 2\nProvides: x (= 1), y\n"))
                .next()
                .orElseThrow();
        assertThat(listing.name()).isEqualTo("version");
        assertThat(listing.version()).isEqualTo(new Version("2"));
        assertThat(listing.provides()).extracting(Dependency::name).containsExactly("x", "y");
    }

    private static List<String> read(String text) throws IOException {
        ListingReader reader = new ListingReader("trixie", stream(text));
        List<String> paragraphs = new ArrayList<>();
        for (Optional<Listing> next = reader.next(); next.isPresent(); next = reader.next()) {
            paragraphs.add(next.get().paragraph());
        }
        return paragraphs;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
