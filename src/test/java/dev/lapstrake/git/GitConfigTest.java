package dev.lapstrake.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GitConfigTest {
    private static final String URL = "remote.origin.url";

    @Test
    void parseWhenAsGitWritesItFindsTheRemote() {
        assertThat(url("[core]\n\tbare = false\n[remote \"origin\"]\n\turl = https://example.com/a.git\n"))
                .isEqualTo("https://example.com/a.git");
    }

    @Test
    void parseWhenTwoUrlsTakesTheOneThatIsFetchedFrom() {
        assertThat(url("[remote \"origin\"]\nurl = one\nurl = two\n")).isEqualTo("one");
    }

    @Test
    void parseWhenSectionsDifferOnlyInTheRemoteKeepsThemApart() {
        assertThat(url("[remote \"Origin\"]\nurl = other\n[remote \"origin\"]\nurl = own\n"))
                .isEqualTo("own");
    }

    @Test
    void parseWhenNamesAreInCapitalsFindsThem() {
        assertThat(url("[REMOTE \"origin\"]\r\n  URL=a\r\n")).isEqualTo("a");
    }

    @Test
    void parseWhenValueIsQuotedEscapedOrCommentedGivesWhatIsMeant() {
        assertThat(url("[remote \"origin\"] url = \"a#b\"c\\\\d ; comment\n")).isEqualTo("a#bc\\d");
    }

    @Test
    void parseWhenValueGoesOnInTheNextLineJoinsThem() {
        assertThat(url("[remote \"origin\"]\nurl = https://example.com\\\n/a\n"))
                .isEqualTo("https://example.com/a");
    }

    @Test
    void parseWhenThereIsNothingOfTheKindFindsNothing() {
        assertThat(GitConfig.parse("[remote \"origin\"]\nfetch = x\n# url = y\n")
                        .value(URL))
                .isEmpty();
        assertThat(GitConfig.parse("url = y\n[[[\n=\n\\").value(URL)).isEmpty();
    }

    private static String url(String text) {
        return GitConfig.parse(text).value(URL).orElseThrow();
    }
}
