package dev.lapstrake.root.contents;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.OtherDigits;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.tree.TreePath;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest {
    private static UserText user(String name, String id) {
        return new UserText(name, id, null, null, null);
    }

    private static Accounts users(UserText... users) throws BuildException {
        return Accounts.parse(List.of(users), List.of());
    }

    private static OwnedFolder folder(@Nullable String owner, @Nullable String mode) throws BuildException {
        UserText app = new UserText("app", "1000", "crew", "2000", null);
        return Accounts.parse(List.of(app), List.of(new FolderText("/data", owner, mode)))
                .folders()
                .get(0);
    }

    @Test
    void parseWhenOnlyNameAndNumberAreSaidGivesTheRest() throws Exception {
        Accounts accounts = users(user("app", "1000"));
        assertThat(accounts.passwd())
                .startsWith("root:x:0:0:root:/root:")
                .endsWith("\napp:x:1000:1000:app:/nonexistent:/sbin/nologin\n");
        assertThat(accounts.group()).startsWith("root:x:0:\n").endsWith("\nnonroot:x:65532:\napp:x:1000:\n");
        assertThat(accounts.folders()).isEmpty();
    }

    @Test
    void parseWhenThereIsAHomeMakesItForItsUserAlone() throws Exception {
        Accounts accounts = users(new UserText("app", "1000", "crew", "2000", "/home/app"));
        assertThat(accounts.passwd()).endsWith("\napp:x:1000:2000:app:/home/app:/sbin/nologin\n");
        assertThat(accounts.group()).endsWith("\nnonroot:x:65532:\ncrew:x:2000:\n");
        assertThat(accounts.folders()).containsExactly(new OwnedFolder(new TreePath("home/app"), 1000, 2000, 0700));
    }

    @Test
    void parseWhenUsersShareAGroupListsItOnce() throws Exception {
        Accounts accounts = users(
                new UserText("one", "1000", "crew", "2000", null),
                new UserText("two", "1001", "crew", null, null),
                new UserText("three", "1002", "staff", null, null));
        assertThat(accounts.group()).endsWith("\nnonroot:x:65532:\ncrew:x:2000:\n");
        assertThat(accounts.passwd()).contains("two:x:1001:2000:", "three:x:1002:50:");
    }

    @ParameterizedTest
    @CsvSource({"root, 1000", "app, 0", "app, 65532", "nobody, 5000", "app, 50", "same, 1000", "app, 999"})
    void parseWhenSomebodyHasTheNameOrNumberSaysSo(String name, String id) {
        assertProblem("users-clash", () -> users(user("same", "999"), user(name, id)));
    }

    @Test
    void parseWhenAGroupHasTwoNumbersSaysSo() {
        assertProblem("users-clash", () -> users(new UserText("app", "1000", "staff", "51", null)));
    }

    @Test
    void parseWhenAUserIsMalformedSaysSo() {
        for (UserText text : List.of(
                user("App", "1000"),
                user("", "1000"),
                user("app", "many"),
                new UserText("app", null, null, null, null),
                new UserText("app", "1000", "a:b", null, null),
                new UserText("app", "1000", null, "x", null),
                new UserText("app", "1000", null, null, "home"),
                new UserText("app", "1000", null, null, "/home/../etc"),
                new UserText("app", "1000", null, null, "/a:b"))) {
            assertProblem("user-declaration-malformed", () -> users(text));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "app, 1000, 2000",
        "app:app, 1000, -1",
        "app:crew, 1000, 2000",
        "nonroot, 65532, 65532",
        "nonroot:staff, 65532, 50",
        "1234, 1234, 1234",
        "1234:crew, 1234, 2000"
    })
    void parseWhenOwnerIsKnownTakesItsNumbers(String owner, int user, int group) throws Exception {
        if (group < 0) {
            assertProblem("owner-malformed", () -> folder(owner, null));
        } else {
            assertThat(folder(owner, "0750")).isEqualTo(new OwnedFolder(new TreePath("data"), user, group, 0750));
        }
    }

    @Test
    void parseWhenNothingIsSaidOfAFolderGivesItToRoot() throws Exception {
        assertThat(folder(null, null)).isEqualTo(new OwnedFolder(new TreePath("data"), 0, 0, 0755));
    }

    @Test
    void identityWhenTheMachineWritesOtherDigitsIsTheSame() throws Exception {
        Accounts accounts = Accounts.parse(
                List.of(new UserText("app", "1000", null, null, "/home/app")),
                List.of(new FolderText("/data", "7", null)));
        assertThat(OtherDigits.with(accounts::identity)).isEqualTo(accounts.identity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody2", "", "1:2:3", "-1"})
    void parseWhenOwnerIsUnknownSaysSo(String owner) {
        assertProblem("owner-malformed", () -> folder(owner, null));
    }

    @Test
    void parseWhenModeIsNotOctalSaysSo() {
        assertProblem("mode-malformed", () -> folder("root", "rwx"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "data", "/a//b", "/a/../b", "/a/."})
    void parseWhenPathIsNotAbsoluteSaysSo(String path) {
        FolderText text = new FolderText(path, null, null);
        assertProblem("directory-malformed", () -> Accounts.parse(List.of(), List.of(text)));
    }

    @Test
    void parseWhenPathGoesThroughALinkOfTheRootIsWhereThatLeads() throws Exception {
        Accounts accounts = Accounts.parse(List.of(), List.of(new FolderText("/lib/data/", null, null)));
        assertThat(accounts.folders()).extracting(OwnedFolder::path).containsExactly(new TreePath("usr/lib/data"));
    }

    @Test
    void parseWhenAFolderComesTwiceSaysSo() {
        UserText app = new UserText("app", "1000", null, null, "/data");
        assertProblem(
                "directory-clash", () -> Accounts.parse(List.of(app), List.of(new FolderText("/data", null, null))));
    }
}
