package dev.lapstrake.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lapstrake.tree.Content;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimeImageTest {
    @Test
    void readWhenItIsThisJdksOwnAgreesWithTheJdk() throws Exception {
        Path modules = Path.of(System.getProperty("java.home"), "lib/modules");
        RuntimeImage read = RuntimeImage.read(Content.of(modules)).orElseThrow();
        Set<ModuleDescriptor> known = ModuleFinder.ofSystem().findAll().stream()
                .map(ModuleReference::descriptor)
                .filter(module -> !module.packages().isEmpty())
                .collect(Collectors.toSet());
        assertThat(read.modules())
                .containsExactlyInAnyOrderElementsOf(
                        known.stream().map(ModuleDescriptor::name).toList());
        assertThat(read.packages())
                .isSubsetOf(known.stream()
                        .flatMap(module -> module.packages().stream())
                        .toList())
                .containsAll(known.stream()
                        .flatMap(module -> module.exports().stream())
                        .map(Exports::source)
                        .toList());
    }

    @Test
    void readWhenItIsForAMachineOfTheOtherByteOrderReadsIt() throws Exception {
        byte[] bytes = new PlantedRuntime(ByteOrder.BIG_ENDIAN)
                .module("java.base", List.of("java.lang", "java.util.zip"))
                .module("java.se", List.of())
                .bytes();
        RuntimeImage read = RuntimeImage.read(Content.of(bytes)).orElseThrow();
        assertThat(read.modules()).containsExactly("java.base");
        assertThat(read.packages()).containsExactly("java.lang", "java.util.zip");
    }

    @Test
    void readWhenItIsNoRuntimeGivesNone() throws Exception {
        assertThat(RuntimeImage.read(Content.of(""))).isEmpty();
        assertThat(RuntimeImage.read(Content.of("a list of modules, which is of something else")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"6, another version", "19, more entries than there can be", "23, less than nothing", "28, cut off"})
    void readWhenItIsNotAsAJdkWritesItSaysSo(int at, String how) {
        byte[] bytes = PlantedRuntime.of("java.rmi");
        byte[] changed = Arrays.copyOf(bytes, how.equals("cut off") ? bytes.length - 1 : bytes.length);
        changed[at] = (byte) 0xfe;
        assertThatExceptionOfType(UnreadableRuntimeException.class)
                .isThrownBy(() -> RuntimeImage.read(Content.of(changed)));
    }

    @Test
    void readWhenAnEntryLiesOutsideOfItSaysSo() {
        byte[] bytes = PlantedRuntime.of("java.rmi");
        int entries = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(16);
        bytes[28 + 4 * entries + 3] = 0x70; // the highest byte of where the first one lies
        assertThatExceptionOfType(UnreadableRuntimeException.class)
                .isThrownBy(() -> RuntimeImage.read(Content.of(bytes)));
    }
}
