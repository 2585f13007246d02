package dev.lapstrake.verify;

import java.io.ByteArrayOutputStream;
import java.lang.module.ModuleFinder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;

/** The {@code lib/modules} of a Java runtime, as far as anyone looks into it here: a class for each package, with no content. */
final class PlantedRuntime {
    private static final int HEADER = 28;

    private final ByteOrder order;
    private final ByteArrayOutputStream offsets = new ByteArrayOutputStream();
    private final ByteArrayOutputStream locations = new ByteArrayOutputStream();
    private final ByteArrayOutputStream texts = new ByteArrayOutputStream();
    private int entries;

    PlantedRuntime(ByteOrder order) {
        this.order = order;
        text("");
    }

    /** A runtime with modules of the JDK that runs this. */
    static byte[] of(String... modules) {
        PlantedRuntime runtime = new PlantedRuntime(ByteOrder.LITTLE_ENDIAN);
        for (String module : modules) {
            Set<String> packages = ModuleFinder.ofSystem()
                    .find(module)
                    .orElseThrow()
                    .descriptor()
                    .packages();
            runtime.module(module, packages);
        }
        return runtime.bytes();
    }

    PlantedRuntime module(String name, Collection<String> packages) {
        packages.forEach(each -> entry(name, each.replace('.', '/'), "Some", "class"));
        return entry(name, "", "module-info", "class").entry("packages", "", name, "");
    }

    private PlantedRuntime entry(String module, String parent, String base, String extension) {
        write(offsets, locations.size());
        String[] values = {module, parent, base, extension};
        for (int i = 0; i < values.length; i++) {
            int value = text(values[i]);
            locations.write((i + 1) << 3 | 2);
            locations.write(value >>> 16);
            locations.write(value >>> 8);
            locations.write(value);
        }
        locations.write(7 << 3); // its size, which is 0
        locations.write(0);
        locations.write(0);
        entries++;
        return this;
    }

    private int text(String text) {
        int at = texts.size();
        texts.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        texts.write(0);
        return at;
    }

    private void write(ByteArrayOutputStream out, int value) {
        out.writeBytes(ByteBuffer.allocate(4).order(order).putInt(value).array());
    }

    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream(HEADER);
        int[] header = {0xCAFEDADA, 1 << 16, 0, entries, entries, locations.size(), texts.size()};
        for (int value : header) {
            write(all, value);
        }
        all.writeBytes(new byte[4 * entries]);
        all.writeBytes(offsets.toByteArray());
        all.writeBytes(locations.toByteArray());
        all.writeBytes(texts.toByteArray());
        return all.toByteArray();
    }
}
