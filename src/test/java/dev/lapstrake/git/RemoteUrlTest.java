package dev.lapstrake.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://example.com/team/app.git, https://example.com/team/app",
        "https://example.com/team/app, https://example.com/team/app",
        "https://example.com/team/app.git/, https://example.com/team/app",
        "https://anna:secret@example.com/team/app.git, https://example.com/team/app",
        "https://anna:p@ss@example.com/team/app.git, https://example.com/team/app",
        "https://token@example.com:8443/team/app.git, https://example.com:8443/team/app",
        "https://example.com/team/app.git?private_token=secret, https://example.com/team/app",
        "http://example.com:8080/team/app.git, http://example.com:8080/team/app",
        "HTTPS://example.com/team/App.git, https://example.com/team/App",
        "ssh://git@example.com/team/app.git, https://example.com/team/app",
        "ssh://git@example.com:2222/team/app.git, https://example.com/team/app",
        "git+ssh://git@example.com/team/app.git, https://example.com/team/app",
        "git://example.com/team/app.git, https://example.com/team/app",
        "git@example.com:team/app.git, https://example.com/team/app",
        "git@example.com:/team/app.git, https://example.com/team/app",
        "example.com:team/app, https://example.com/team/app",
    })
    void asWebPageWhenRemoteIsOfAHostGivesItsAddressWithoutSecrets(String remote, String page) {
        assertThat(RemoteUrl.asWebPage(remote)).contains(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/srv/git/app.git",
                "../app",
                "./a:b",
                "file:///srv/git/app.git",
                "C:/git/app",
                "C:\\git\\app",
                "ext::ssh x",
                "https://example.com/a b",
                "https:///app",
                ""
            })
    void asWebPageWhenRemoteIsOfNoHostGivesNone(String remote) {
        assertThat(RemoteUrl.asWebPage(remote)).isEmpty();
    }
}
