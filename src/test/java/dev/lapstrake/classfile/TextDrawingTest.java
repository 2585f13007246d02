package dev.lapstrake.classfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextAttribute;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Map;
import javax.swing.JLabel;
import org.junit.jupiter.api.Test;

class TextDrawingTest {
    @Test
    void drawTextWhenAStringIsDrawnIsTrue() throws Exception {
        assertThat(drawsText(Caption.class)).isTrue();
    }

    @Test
    void drawTextWhenTextIsLaidOutOrAFontIsMadeIsTrue() throws Exception {
        assertThat(drawsText(Underlined.class)).isTrue();
        assertThat(drawsText(Loaded.class)).isTrue();
    }

    @Test
    void drawTextWhenOnlyImagesOrWindowsAreMadeIsFalse() throws Exception {
        assertThat(drawsText(Thumbnail.class)).isFalse();
        assertThat(drawsText(Window.class)).isFalse();
        assertThat(drawsText(OwnDrawing.class)).isFalse();
    }

    private static boolean drawsText(Class<?> type) throws Exception {
        return ClassFile.read(new ByteArrayInputStream(ClassFileTest.bytes(type)))
                .references()
                .drawText();
    }

    static final class Caption {
        void draw(BufferedImage image) {
            image.getGraphics().drawString("text", 0, 0);
        }
    }

    static final class Underlined {
        Map<TextAttribute, Object> attributes = Map.of();
    }

    static final class Loaded {
        Object load() throws Exception {
            return Font.createFont(Font.TRUETYPE_FONT, new java.io.File("font.ttf"));
        }
    }

    static final class Thumbnail {
        void draw(BufferedImage image) {
            Graphics2D graphics = image.createGraphics();
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, 1, 1);
        }
    }

    static final class Window {
        JLabel label = new JLabel("text");
        Font font = label.getFont();
    }

    /** Has a method of the name, but of its own. */
    static final class OwnDrawing {
        void drawString(Color color) {
            color.brighter();
        }
    }
}
