package dev.lapstrake.runtime;

import dev.lapstrake.cache.Findings;
import dev.lapstrake.classfile.Jar;
import dev.lapstrake.files.FileDigests;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.parallel.SideBySide;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.root.elf.ElfException;
import dev.lapstrake.root.elf.ElfFile;
import dev.lapstrake.tree.Attributes;
import dev.lapstrake.tree.Content;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The shared libraries that native code in jars asks for. Such code (JNI) is taken out of its jar only as it runs, so no
 * file of a layer tells of it.
 *
 * @param findings where it is kept what was found; in one jar on this machine alone
 * @param scratch a folder to take code out to
 * @param machine the kind of processor that the code is to run on, as ELF numbers them
 */
public record JarNatives(Findings findings, Path scratch, FileDigests digests, int machine) {
    private static final int VERSION = 4;

    private static final Pattern NATIVE = Pattern.compile(".*\\.so(\\.[0-9.]+)?");

    /** Those of a JDK have none, and are in the runtime. */
    private static final Pattern VERSIONED = Pattern.compile(".+\\.so\\.[0-9].*");

    /** Builds for Alpine, Android and FreeBSD ask for another. */
    private static final String GLIBC = "libc.so.6";

    /**
     * @param code jars, and folders, which are passed over
     * @return sonames, each with the first file that asks for it
     */
    public SortedMap<String, String> needs(Collection<Path> code) throws IOException, BuildException {
        List<Path> jars = code.stream().filter(Files::isRegularFile).toList();
        return parse(findings.findOrSearch(name("all-natives", digests.ofAll(jars)), () -> text(ofJars(jars))));
    }

    private SortedMap<String, String> ofJars(List<Path> jars) throws IOException, BuildException {
        TreeMap<String, String> needs = new TreeMap<>();
        for (Map<String, String> found : SideBySide.map(jars, this::ofJar)) {
            found.forEach(needs::putIfAbsent);
        }
        return needs;
    }

    /** What is kept of a jar has the name that it had then, which is not the one that it has now perhaps. */
    private Map<String, String> ofJar(Path jar) throws IOException, BuildException {
        String asks = String.valueOf(jar.getFileName()).replace('\n', ' ').replace('\r', ' ');
        String kept =
                findings.here().findOrSearch(name("natives", digests.of(jar)), () -> text(asking(read(jar), asks)));
        return asking(parse(kept).keySet(), asks);
    }

    private static SortedMap<String, String> asking(Set<String> sonames, String name) {
        SortedMap<String, String> needs = new TreeMap<>();
        sonames.forEach(soname -> needs.put(soname, name));
        return needs;
    }

    private String name(String kind, Digest digest) {
        return kind + "-" + VERSION + "-" + machine + "-" + digest.hex();
    }

    /** Each library, and who asks for it, on a line each. */
    private static String text(SortedMap<String, String> needs) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> need : needs.entrySet()) {
            text.append(need.getKey()).append('\n').append(need.getValue()).append('\n');
        }
        return text.toString();
    }

    private static SortedMap<String, String> parse(String text) {
        SortedMap<String, String> needs = new TreeMap<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            needs.put(lines.get(i), lines.get(i + 1));
        }
        return needs;
    }

    private Set<String> read(Path jar) throws IOException {
        try (ZipFile zip = Jar.open(jar)) {
            List<ZipEntry> natives = new ArrayList<>();
            zip.stream()
                    .filter(entry -> NATIVE.matcher(entry.getName()).matches())
                    .forEach(natives::add);
            return read(zip, natives);
        }
    }

    /** What one file of a jar brings, another may ask for. */
    private Set<String> read(ZipFile zip, List<ZipEntry> natives) throws IOException {
        Set<String> needed = new TreeSet<>();
        Set<String> brought = new HashSet<>();
        for (ZipEntry entry : natives) {
            Optional<ElfFile> elf = elf(zip, entry);
            if (elf.isPresent() && suits(elf.get())) {
                needed.addAll(elf.get().needed());
                brought.add(elf.get().soname());
                brought.add(entry.getName().substring(entry.getName().lastIndexOf('/') + 1));
            }
        }
        needed.removeAll(brought);
        needed.removeIf(soname -> !VERSIONED.matcher(soname).matches());
        return needed;
    }

    private boolean suits(ElfFile elf) {
        return elf.machine() == machine && elf.needed().contains(GLIBC);
    }

    /** Nothing, if it is none or is damaged: then it is the application's affair. */
    private Optional<ElfFile> elf(ZipFile zip, ZipEntry entry) throws IOException {
        Path file = Files.createTempFile(Files.createDirectories(scratch), "native", ".so");
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return ElfFile.read(TreePath.of("native"), new Entry.File(Attributes.FILE, Content.of(file)));
        } catch (ElfException e) {
            return Optional.empty();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
