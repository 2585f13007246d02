import groovy.json.JsonSlurper
import groovy.transform.CompileStatic

import java.security.DigestInputStream
import java.security.MessageDigest
import java.util.zip.GZIPInputStream
import java.util.zip.ZipInputStream

/**
 * A finished image as a stranger sees it: the OCI layout in {@code target/lapstrake/image}, its layers unpacked in
 * memory. It shares no code with the plugin, so that no fault of a writer there is hidden by the same fault of a reader.
 *
 * <p>Load it from a {@code verify.groovy} with
 * {@code this.class.classLoader.parseClass(new File(shared, 'OciImage.groovy')).of(basedir)}.
 */
class OciImage {
    static final Set<String> SHELLS = ['sh', 'bash', 'dash', 'ash', 'zsh', 'busybox'] as Set
    static final Set<String> PACKAGE_MANAGERS = ['apt', 'apt-get', 'dpkg', 'dpkg-deb', 'rpm', 'apk'] as Set

    /** What {@code image.json} says. */
    Map report

    /** The tag in the layout's index. */
    String tag

    String digest
    Map manifest
    Map config

    /** The entries of each layer, lowest first. */
    List<List<TarEntry>> layers

    /** The file system that a container sees: path to entry. */
    Map<String, TarEntry> tree

    static OciImage of(File project) {
        File output = new File(project, 'target/lapstrake')
        File folder = new File(output, 'image')
        Map index = json(new File(folder, 'index.json').bytes)
        assert json(new File(folder, 'oci-layout').bytes).imageLayoutVersion == '1.0.0'
        assert index.manifests.size() == 1
        Map root = index.manifests[0]
        Map manifest = manifest(folder, root)

        OciImage image = new OciImage()
        image.report = json(new File(output, 'image.json').bytes)
        image.tag = root.annotations['org.opencontainers.image.ref.name']
        image.digest = root.digest
        image.manifest = manifest
        image.config = json(blob(folder, manifest.config))
        image.layers = (0..<manifest.layers.size()).collect { layer(folder, manifest, image.config, it) }
        image.tree = merge(image.layers)
        image.checkReport(output)
        return image
    }

    /** Fails unless the image keeps what it promises whatever it holds: no root, no shell, no package manager. */
    void assertDistroless() {
        assertBare()
        assertJava()
    }

    /** The same of an image that is without Java. */
    void assertDistrolessWithoutJava() {
        assertBare()
        assert !tree.containsKey('opt/java')
    }

    private void assertBare() {
        assert config.config.User ==~ /65532(:65532)?/
        def executables = tree.values().findAll { it.type != DIRECTORY && (it.type == SYMLINK || it.mode & 0111) }
        assert executables.findAll { it.name in SHELLS }*.path == []
        assert executables.findAll { it.name in PACKAGE_MANAGERS }*.path == []
        assert tree.values().findAll { it.type != DIRECTORY && it.mode & 06000 }*.path == []
        assert tree.values().findAll { it.type == FILE && it.mode & 0002 }*.path == []
        assertSystem()
    }

    private void assertJava() {
        TarEntry java = file(config.config.Entrypoint[0])
        assert java.path == 'opt/java/bin/java'
        assert java.mode & 0111
        assert java.size > 0
    }

    private void assertSystem() {
        assert text('etc/passwd').readLines().any { it ==~ /nonroot:x:65532:65532:.*/ }
        assert text('etc/group').readLines().any { it ==~ /nonroot:x:65532:.*/ }
        assert tree['tmp'].mode == 01777
        assert file('etc/ssl/certs/ca-certificates.crt').size > 0
        assert tree.keySet().any { it.startsWith('var/lib/dpkg/status.d/') }
        assert !tree.containsKey('var/lib/dpkg/status')
    }

    /** The one file at a path, links followed as a kernel does. */
    TarEntry file(String path) {
        TarEntry entry = tree[resolve(path)]
        assert entry != null: "no ${path} in the image"
        return entry
    }

    String text(String path) {
        return new String(file(path).content, 'UTF-8')
    }

    /** Digests of the files below {@code app/}. */
    Set<String> applicationDigests() {
        return tree.values().findAll { it.type == FILE && it.path.startsWith('app/') }*.sha256 as Set
    }

    /** The layer whose files below {@code app/}, or whose jars' entries there, end in a name; exactly one has it. */
    int layerOf(String name) {
        def found = (0..<layers.size()).findAll { i -> layers[i].any { it.path.startsWith('app/') && it.holds(name) } }
        assert found.size() == 1: "${name} is in layers ${found}"
        return found[0]
    }

    private void checkReport(File output) {
        assert new File(output, 'image-digest').text.trim() == digest
        assert report.digest == digest
        assert report.layers*.digest == manifest.layers*.digest
        assert report.layers*.size == manifest.layers*.size
        assert config.rootfs.diff_ids.size() == manifest.layers.size()
    }

    private String resolve(String path, int depth = 0) {
        assert depth < 40: "${path}: too many links"
        List<String> done = []
        List<String> names = path.tokenize('/')
        for (int i = 0; i < names.size(); i++) {
            if (names[i] == '..') {
                done = done.dropRight(1)
            } else if (names[i] != '.') {
                done << names[i]
            }
            TarEntry entry = tree[done.join('/')]
            if (entry?.type == SYMLINK) {
                List<String> base = entry.link.startsWith('/') ? [] : done.dropRight(1)
                return resolve((base + entry.link.tokenize('/') + names.drop(i + 1)).join('/'), depth + 1)
            }
        }
        return done.join('/')
    }

    private static Map<String, TarEntry> merge(List<List<TarEntry>> layers) {
        Map<String, TarEntry> tree = new TreeMap<>()
        layers.each { entries ->
            assert entries*.path.toUnique() == entries*.path
            entries.each { entry ->
                assert !entry.name.startsWith('.wh.'): "${entry.path}: nothing here has a reason to hide a file"
                tree[entry.path] = entry
            }
        }
        return tree
    }

    private static Map manifest(File folder, Map descriptor) {
        Map document = json(blob(folder, descriptor))
        if (!document.manifests) {
            return document
        }
        assert document.manifests.size() == 1
        return manifest(folder, document.manifests[0])
    }

    private static List<TarEntry> layer(File folder, Map manifest, Map config, int number) {
        Map descriptor = manifest.layers[number]
        byte[] packed = blob(folder, descriptor)
        InputStream plain = new ByteArrayInputStream(packed)
        plain = descriptor.mediaType.endsWith('gzip') ? new GZIPInputStream(plain) : plain
        MessageDigest digest = MessageDigest.getInstance('SHA-256')
        InputStream input = new DigestInputStream(plain, digest)
        List<TarEntry> entries = untar(input)
        input.transferTo(OutputStream.nullOutputStream())
        assert config.rootfs.diff_ids[number] == "sha256:${digest.digest().encodeHex()}"
        return entries
    }

    private static byte[] blob(File folder, Map descriptor) {
        byte[] bytes = new File(folder, 'blobs/' + descriptor.digest.replace(':', '/')).bytes
        assert bytes.length == descriptor.size
        assert descriptor.digest == 'sha256:' + sha256(bytes)
        return bytes
    }

    private static Map json(byte[] bytes) {
        return new JsonSlurper().parse(bytes, 'UTF-8') as Map
    }

    static String sha256(byte[] bytes) {
        return MessageDigest.getInstance('SHA-256').digest(bytes).encodeHex()
    }

    static final String FILE = '0'
    static final String HARD_LINK = '1'
    static final String SYMLINK = '2'
    static final String DIRECTORY = '5'

    /** One entry of a layer. */
    static class TarEntry {
        String path
        String type
        int mode
        long uid
        long gid
        long mtime
        long size
        String link
        String sha256
        byte[] content

        String getName() {
            return path.substring(path.lastIndexOf('/') + 1)
        }

        /** Whether this is a file of that name, or a jar that has one. */
        boolean holds(String ending) {
            if (type == FILE && path.endsWith('.jar')) {
                def jar = new ZipInputStream(new ByteArrayInputStream(content))
                for (def entry = jar.nextEntry; entry != null; entry = jar.nextEntry) {
                    if (entry.name.endsWith(ending)) {
                        return true
                    }
                }
            }
            return type == FILE && path.endsWith(ending)
        }
    }

    /** Reads ustar with the PAX and GNU extensions for long names; see POSIX.1-2017, pax, "ustar Interchange Format". */
    @CompileStatic
    static List<TarEntry> untar(InputStream input) {
        List<TarEntry> entries = []
        Map<String, String> extended = [:]
        for (byte[] header = input.readNBytes(512); header.length == 512 && header[0] != 0 as byte; header = input.readNBytes(512)) {
            long size = extended.containsKey('size') ? extended.size as long : octal(header, 124, 12)
            byte[] content = input.readNBytes(size as int)
            input.readNBytes((int) ((512 - size % 512) % 512))
            String type = header[156] == 0 as byte ? FILE : String.valueOf(header[156] as char)
            switch (type) {
                case 'x': extended.putAll(pax(content)); break
                case 'g': break
                case 'L': extended.path = field(content, 0, content.length); break
                case 'K': extended.linkpath = field(content, 0, content.length); break
                default:
                    entries << entry(header, type, extended, content)
                    extended = [:]
            }
        }
        return entries
    }

    @CompileStatic
    private static TarEntry entry(byte[] header, String type, Map<String, String> extended, byte[] content) {
        String prefix = field(header, 257, 5) == 'ustar' ? field(header, 345, 155) : ''
        String name = (prefix.isEmpty() ? '' : prefix + '/') + field(header, 0, 100)
        String path = (extended.path ?: name).replaceFirst('^(\\./|/)+', '').replaceFirst('/+$', '')
        return new TarEntry(
                path: path == '.' ? '' : path,
                type: type,
                mode: octal(header, 100, 8) as int,
                uid: (extended.uid ?: octal(header, 108, 8)) as long,
                gid: (extended.gid ?: octal(header, 116, 8)) as long,
                mtime: octal(header, 136, 12),
                size: content.length,
                link: extended.linkpath ?: field(header, 157, 100),
                sha256: sha256(content),
                content: content.length < 65536 || path.startsWith('app/') ? content : new byte[0])
    }

    @CompileStatic
    private static Map<String, String> pax(byte[] records) {
        Map<String, String> values = [:]
        int at = 0
        while (at < records.length) {
            int space = at
            while (records[space] != ' ' as char as byte) {
                space++
            }
            int length = new String(records, at, space - at, 'US-ASCII') as int
            String[] pair = new String(records, space + 1, at + length - space - 2, 'UTF-8').split('=', 2)
            values[pair[0]] = pair[1]
            at += length
        }
        return values
    }

    @CompileStatic
    private static String field(byte[] bytes, int start, int length) {
        int end = start
        while (end < start + length && bytes[end] != 0 as byte) {
            end++
        }
        return new String(bytes, start, end - start, 'UTF-8')
    }

    @CompileStatic
    private static long octal(byte[] bytes, int start, int length) {
        String digits = field(bytes, start, length).trim()
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8)
    }
}
