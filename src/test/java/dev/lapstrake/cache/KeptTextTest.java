package dev.lapstrake.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.Damage;
import dev.lapstrake.disk.LastUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeptTextTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "two\nlines\n", "ü\0"})
    void readGivesWhatWasWritten(String text) throws Exception {
        KeptText kept = new KeptText(folder.resolve("inner/text"));
        assertThat(kept.read()).isEmpty();
        kept.write(text);
        assertThat(kept.read()).contains(text);
    }

    @ParameterizedTest
    @EnumSource
    void readWhenDamagedGivesNothing(Damage damage) throws Exception {
        KeptText kept = new KeptText(folder.resolve("text"));
        kept.write("some text that is kept");
        damage.to(kept.file());
        assertThat(kept.read()).isEmpty();
        kept.write("another");
        assertThat(kept.read()).contains("another");
    }

    @Test
    void readWhenItLiesUnderAnothersNameGivesNothing() throws Exception {
        KeptText one = new KeptText(folder.resolve("one"));
        one.write("text");
        KeptText other = new KeptText(Files.copy(one.file(), folder.resolve("other")));
        assertThat(other.read()).isEmpty();
    }

    @Test
    void readWhenNotUsedForLongNotesTheUse() throws Exception {
        KeptText kept = new KeptText(folder.resolve("text"));
        kept.write("text");
        Instant lately = Instant.now().minus(Duration.ofMinutes(5)).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        Files.setLastModifiedTime(kept.file(), FileTime.from(lately));
        kept.read();
        assertThat(LastUse.of(kept.file())).isEqualTo(lately);
        Files.setLastModifiedTime(kept.file(), FileTime.from(lately.minus(Duration.ofDays(1))));
        kept.read();
        assertThat(LastUse.of(kept.file())).isAfter(lately);
    }
}
