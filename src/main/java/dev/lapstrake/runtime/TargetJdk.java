package dev.lapstrake.runtime;

import dev.lapstrake.oci.Digest;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.problem.Problem;
import dev.lapstrake.root.SinglePackage;
import dev.lapstrake.tree.FolderWriter;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The JDK whose modules a runtime is made of, which may be another than the one whose {@code jlink} makes it. */
public sealed interface TargetJdk {
    /** Changes when the modules are others. */
    Digest identity() throws IOException, BuildException;

    /**
     * The folder of its {@code jmods}; empty if the linker's own modules are meant.
     *
     * @param scratch where they may be unpacked
     */
    Optional<Path> jmods(Path scratch) throws IOException, BuildException;

    /** The JDK that links. */
    record Linker(Jdk jdk, Digest identity) implements TargetJdk {
        @Override
        public Optional<Path> jmods(Path scratch) {
            return Optional.empty();
        }
    }

    /** A JDK in a folder of this machine, which may be for another platform. */
    record Folder(Jdk jdk, Digest identity) implements TargetJdk {
        @Override
        public Optional<Path> jmods(Path scratch) {
            return Optional.of(jdk.home().resolve(Jdk.JMODS));
        }
    }

    /** Debian's, out of its package {@code openjdk-N-jdk-headless}. */
    record Debian(SinglePackage origin) implements TargetJdk {
        @Override
        public Digest identity() throws IOException, BuildException {
            return origin.find().digest();
        }

        @Override
        public Optional<Path> jmods(Path scratch) throws IOException, BuildException {
            Tree jmods = origin.unpack(scratch.resolve("jdk.tar"))
                    .filter((path, entry) -> path.name().endsWith(".jmod"));
            TreePath folder = jmods.entries().keySet().stream()
                    .findFirst()
                    .flatMap(TreePath::parent)
                    .orElseThrow(() -> withoutJmods().exception());
            Path target = Files.createDirectory(scratch.resolve("jdk"));
            FolderWriter.write(jmods.withParents(), target);
            return Optional.of(target.resolve(folder.value()));
        }

        private Problem withoutJmods() {
            return new Problem(
                    "jdk-without-jmods",
                    "Debian's package of the JDK has no jmods, so no runtime can be linked of it.",
                    origin.name(),
                    "use a <suite> that has them, or name the folder of another JDK in <jdk>");
        }
    }
}
