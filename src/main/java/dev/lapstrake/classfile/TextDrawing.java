package dev.lapstrake.classfile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Tells the classes that draw text, or ask how much room it takes, from those that only draw: a server that makes
 * thumbnails needs no fonts. Swing alone is no sign, since it draws nothing where there is no display.
 */
final class TextDrawing {
    /** The package of what draws text and does nothing else. */
    static final String LAYOUT = "java.awt.font";

    private static final byte[] NEAR = "java/awt/".getBytes(StandardCharsets.US_ASCII);

    private static final Set<String> CLASSES = Set.of(
            "java/awt/Font",
            "java/awt/FontMetrics",
            "java/awt/Graphics",
            "java/awt/Graphics2D",
            "java/awt/GraphicsEnvironment");

    private static final Set<String> METHODS = Set.of(
            "createFont",
            "drawBytes",
            "drawChars",
            "drawGlyphVector",
            "drawString",
            "getAllFonts",
            "getAvailableFontFamilyNames",
            "stringWidth");

    private TextDrawing() {}

    /** True of the name of a class without which none draws text: a look at bytes that spares many another. */
    static boolean isNear(byte[] bytes, int start, int end) {
        return Arrays.equals(bytes, start, Math.min(end, start + NEAR.length), NEAR, 0, NEAR.length);
    }

    /** True if a class can draw text by its constants, and was written to do it. */
    static boolean isIn(ConstantPool constants) throws IOException {
        for (int index = 1; index < constants.size(); index++) {
            if (constants.isClass(index) && CLASSES.contains(constants.className(index))) {
                return constants.hasText(METHODS::contains);
            }
        }
        return false;
    }
}
