package dev.lapstrake.root.contents;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionsTest {
    private static Regions regions(List<String> locales, String... zones) throws Exception {
        return Regions.parse(locales, List.of(zones));
    }

    /** What is wanted of a package that has these files. */
    private static Predicate<String> part(String name, Regions regions, Set<String> files) {
        return regions.parts().getOrDefault(name, FileChoice.NOTHING).among(files::contains);
    }

    @ParameterizedTest
    @CsvSource({
        "de_DE, de_DE.UTF-8",
        "fr_FR.UTF-8, fr_FR.UTF-8",
        "fr_FR.utf8, fr_FR.UTF-8",
        "pt-BR, pt_BR.UTF-8",
        "eo, eo.UTF-8",
        "sr_RS@latin, sr_RS.UTF-8@latin"
    })
    void parseReadsALocaleAsPeopleWriteIt(String text, String name) throws Exception {
        assertThat(LocaleName.parse(text)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"German", "de_DE.ISO-8859-1", "de_DE@euro", "de_DE.UTF-8@euro", "de_de", "C", "", "../etc"})
    void parseWhenItIsNoLocaleSaysSo(String text) {
        assertProblem("locale-malformed", () -> regions(List.of(text)));
    }

    @Test
    void languageTagsNameAllThatALocaleIsMadeOf() throws Exception {
        assertThat(regions(List.of("de_DE", "sr_RS@latin", "he_IL", "eo")).languageTags())
                .containsExactly("de", "de-DE", "eo", "he", "he-IL", "sr", "sr-Latn", "sr-Latn-RS");
    }

    @Test
    void partsTakeTheFoldersOfTheLocalesAlone() throws Exception {
        Set<String> files = Set.of(
                "usr/lib/locale/de_DE/LC_CTYPE",
                "usr/lib/locale/de_DE.utf8/LC_CTYPE",
                "usr/lib/locale/eo/LC_CTYPE",
                "usr/lib/locale/sr_RS@latin/LC_CTYPE");
        assertThat(part("locales-all", regions(List.of("de_DE", "sr_RS@latin", "eo")), files))
                .accepts("usr/lib/locale/de_DE.utf8/LC_TIME", "usr/lib/locale/sr_RS@latin/LC_TIME")
                .accepts("usr/lib/locale/eo/LC_TIME")
                .rejects("usr/lib/locale/de_DE/LC_TIME", "usr/lib/locale/de_DE@euro/LC_TIME")
                .rejects("usr/lib/locale/de_AT.utf8/LC_TIME", "usr/lib/locale/sr_RS/LC_TIME");
    }

    @Test
    void checkWhenALocaleIsNotThereSaysSo() throws Exception {
        Regions regions = regions(List.of("xx_YY"));
        assertProblem("locale-unknown", () -> regions.check(path -> false));
        regions.check(Set.of("usr/lib/locale/xx_YY/LC_CTYPE")::contains);
    }

    @Test
    void partsTakeTheZonesThatAreNamed() throws Exception {
        assertThat(part("tzdata", regions(List.of(), "Europe/Berlin"), Set.of()))
                .accepts("usr/share/zoneinfo/Europe/Berlin")
                .rejects("usr/share/zoneinfo/Europe/Paris", "usr/share/zoneinfo/right/Europe/Berlin");
    }

    @Test
    void partsWhenAllZonesAreWantedLeaveOutThoseThatNobodyUses() throws Exception {
        assertThat(part("tzdata-legacy", regions(List.of(), "all", "UTC"), Set.of()))
                .accepts("usr/share/zoneinfo/US/Eastern", "usr/share/zoneinfo/zone.tab")
                .rejects("usr/share/zoneinfo/right/UTC", "usr/share/zoneinfo/localtime", "usr/share/doc/tzdata/x");
    }

    @Test
    void checkWhenAZoneIsNotThereSaysSo() throws Exception {
        Regions regions = regions(List.of(), "Europe/Atlantis");
        assertProblem("timezone-unknown", () -> regions.check(path -> false));
        assertProblem("timezone-unknown", () -> regions(List.of(), "../../etc/passwd"));
    }
}
