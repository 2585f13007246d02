package dev.lapstrake.tree;

import java.io.IOException;

/** One entry of a tree. Hard links do not exist here: each is a file of its own, with the same content. */
public sealed interface Entry {
    Attributes attributes();

    Entry withAttributes(Attributes attributes);

    /** True if another entry is of the same kind and content, whatever its attributes. */
    default boolean isLike(Entry other) throws IOException {
        if (this instanceof File file && other instanceof File another) {
            return file.content().isSame(another.content());
        }
        if (this instanceof Link link && other instanceof Link another) {
            return link.target().equals(another.target());
        }
        return this instanceof Folder && other instanceof Folder;
    }

    record Folder(Attributes attributes) implements Entry {
        @Override
        public Folder withAttributes(Attributes other) {
            return new Folder(other);
        }
    }

    record File(Attributes attributes, Content content) implements Entry {
        @Override
        public File withAttributes(Attributes other) {
            return new File(other, content);
        }
    }

    /**
     * A symbolic link.
     *
     * @param target what the link says, as it stands: absolute ones start at the image's own top
     */
    record Link(Attributes attributes, String target) implements Entry {
        public Link {
            if (target.isEmpty() || target.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("not a link target: '" + target + "'");
            }
        }

        @Override
        public Link withAttributes(Attributes other) {
            return new Link(other, target);
        }
    }

    static Folder folder() {
        return new Folder(Attributes.FOLDER);
    }

    static File file(String text) {
        return new File(Attributes.FILE, Content.of(text));
    }

    static Link link(String target) {
        return new Link(Attributes.LINK, target);
    }
}
