package dev.lapstrake.oci;

import com.google.gson.JsonObject;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an image runs on, in the words of the OCI image-spec (image-index.md), which are Go's.
 *
 * @param os {@code linux}
 * @param architecture {@code amd64}, {@code arm64}, {@code s390x}, {@code ppc64le}, {@code riscv64}, …
 * @param variant of the architecture, such as {@code v8}; empty for none
 */
public record Platform(String os, String architecture, String variant) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]+/[a-z0-9_]+(/[a-z0-9.]+)?");

    public static final Platform LINUX_AMD64 = new Platform("linux", "amd64", "");

    /** Reads {@code os/architecture} or {@code os/architecture/variant}. */
    public static Platform parse(String text) throws BuildException {
        if (!FORM.matcher(text).matches()) {
            throw new Problem(
                            "platform-malformed",
                            "<platform> is no platform name.",
                            text,
                            "write the system and the architecture, for example linux/amd64 or linux/arm64")
                    .exception();
        }
        String[] parts = text.split("/", -1);
        String variant = parts.length > 2 ? parts[2] : parts[1].equals("arm64") ? "v8" : "";
        return new Platform(parts[0], parts[1], variant);
    }

    /** Linux on the architecture of the machine that this runs on. */
    public static Platform ofThisMachine() {
        return ofJava("linux", System.getProperty("os.arch", ""));
    }

    /** The machine that this runs on, under the system that it has: on macOS and Windows no image runs as it is. */
    public static Platform ofHost() {
        return ofJava(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    /** The platform that Java calls by these names, such as {@code Linux} and {@code x86_64}. */
    public static Platform ofJava(String os, String architecture) {
        String name = architecture.toLowerCase(Locale.ROOT);
        String system = os.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "x86_64", "amd64" -> new Platform(system, "amd64", "");
            case "aarch64" -> new Platform(system, "arm64", "v8");
            default -> new Platform(system, name, "");
        };
    }

    /** True if an image for the other platform runs on this one; a variant that only one side names does not matter. */
    public boolean accepts(Platform other) {
        return os.equals(other.os)
                && architecture.equals(other.architecture)
                && (variant.isEmpty() || other.variant.isEmpty() || variant.equals(other.variant));
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("architecture", architecture);
        json.addProperty("os", os);
        if (!variant.isEmpty()) {
            json.addProperty("variant", variant);
        }
        return json;
    }

    static Platform fromJson(JsonObject json) {
        return new Platform(
                Json.text(json, "os", ""), Json.text(json, "architecture", ""), Json.text(json, "variant", ""));
    }

    /** Written out for speed, as in {@link Digest}. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Platform platform
                && platform.os.equals(os)
                && platform.architecture.equals(architecture)
                && platform.variant.equals(variant);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * os.hashCode() + architecture.hashCode()) + variant.hashCode();
    }

    @Override
    public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }
}
