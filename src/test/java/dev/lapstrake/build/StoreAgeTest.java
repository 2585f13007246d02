package dev.lapstrake.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreAgeTest {
    @TempDir
    Path folder;

    @Test
    void newerWhenAClassWasCompiledAfterTheImageIsThatClass() throws IOException {
        write("target/image.json", 5000);
        write("classes/a/Old.class", 5000);
        assertThat(age().newer(folder.resolve("classes"))).isEmpty();
        Path changed = write("classes/a/New.class", 6000);
        assertThat(age().newer(folder.resolve("classes"))).contains(changed);
    }

    @Test
    void newerWhenThereIsNoImageOrNoClassIsNone() throws IOException {
        assertThat(age().newer(folder)).isEmpty();
        write("target/image.json", 5000);
        assertThat(age().newer(folder.resolve("none"))).isEmpty();
    }

    private StoreAge age() {
        return new StoreAge(new Workplace(folder, folder.resolve("target"), folder.resolve("cache"), true));
    }

    private Path write(String name, long time) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
        return Files.setLastModifiedTime(file, FileTime.fromMillis(time));
    }
}
