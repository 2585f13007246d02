package dev.lapstrake.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final Pattern DOCUMENTED =
            Pattern.compile("(?m)^\\| `([a-z-]+)` \\|.*\\| `<path>([^<]+)</path>` \\|$");

    /** The table of rules says of each what allows it, in words that are taken. */
    @Test
    void everyRuleIsDocumentedWithWhatAllowsIt() throws Exception {
        Set<String> documented = new TreeSet<>();
        Matcher row = DOCUMENTED.matcher(Files.readString(Path.of("docs/verify.md")));
        while (row.find()) {
            documented.add(row.group(1));
            assertThat(Allowance.parse(row.group(2), Rules.ids()).rule()).hasValue(row.group(1));
        }
        assertThat(documented).isEqualTo(Rules.ids());
    }
}
