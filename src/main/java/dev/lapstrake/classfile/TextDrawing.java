package dev.lapstrake.classfile;

import java.io.IOException;
import java.util.Set;

/**
 * Tells the classes that draw text, or ask how much room it takes, from those that only draw: a server that makes
 * thumbnails needs no fonts. Swing alone is no sign, since it draws nothing where there is no display.
 */
final class TextDrawing {
    private static final String LAYOUT = "java.awt.font";

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

    static boolean isIn(ConstantPool constants, Set<String> packages) throws IOException {
        if (packages.contains(LAYOUT)) {
            return true;
        }
        return packages.contains("java.awt")
                && constants.texts().stream().anyMatch(text -> text != null && METHODS.contains(text))
                && refersToAny(constants);
    }

    private static boolean refersToAny(ConstantPool constants) throws IOException {
        for (int index : constants.classes().values()) {
            if (CLASSES.contains(constants.text(index))) {
                return true;
            }
        }
        return false;
    }
}
