package dev.lapstrake.assemble;

import dev.lapstrake.disk.PluginJar;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Jib, out of the plugin's jar, where it lies packed with all that it needs. Maven resolves what a plugin depends on in every
 * build, and for Jib's two dozen jars that takes longer than all else of a build in which nothing has changed.
 */
final class PackedJib implements Closeable {
    private static final String FOLDER = "META-INF/jib/";
    private static final String RUN = "dev.lapstrake.assemble.JibRun";

    private final ClassLoader own = PackedJib.class.getClassLoader();
    private final Loader loader;

    private PackedJib(List<URL> jars) {
        this.loader = new Loader(jars.toArray(URL[]::new), own);
    }

    /**
     * Unpacks Jib.
     *
     * @param folder where to; it is in use until all is closed
     */
    static PackedJib in(Path folder) throws IOException {
        List<URL> jars = new ArrayList<>();
        Optional<Path> plugin = PluginJar.find();
        if (plugin.isPresent()) {
            jars.add(url(plugin.get()));
            unpack(plugin.get(), Files.createDirectories(folder), jars);
        }
        return new PackedJib(jars);
    }

    private static void unpack(Path plugin, Path folder, List<URL> jars) throws IOException {
        try (ZipFile zip = new ZipFile(plugin.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                if (entry.getName().startsWith(FOLDER) && entry.getName().endsWith(".jar")) {
                    Path jar = folder.resolve(jars.size() + ".jar");
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, jar);
                    }
                    jars.add(url(jar));
                }
            }
        }
    }

    private static URL url(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }

    FrameMaker maker() throws IOException {
        try {
            return (FrameMaker) loader.loadClass(RUN).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IOException("Jib can't be loaded out of the plugin's jar: " + e, e);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    /** Has what runs Jib beside Jib, and all else that it speaks of where it always is. */
    private static final class Loader extends URLClassLoader {
        Loader(URL[] jars, ClassLoader own) {
            super(jars, own);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            boolean isBeside = getURLs().length > 0 && (name.equals(RUN) || name.startsWith(RUN + "$"));
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known != null) {
                    return known;
                }
                return isBeside ? findClass(name) : super.loadClass(name, resolve);
            }
        }
    }
}
