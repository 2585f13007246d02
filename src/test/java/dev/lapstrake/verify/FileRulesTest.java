package dev.lapstrake.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Digest;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileRulesTest {
    @TempDir
    Path scratch;

    @Test
    void worldWritableWhenAnyoneMayChangeAFileFindsItButInTmp() throws Exception {
        Planted planted = new Planted()
                .file("etc/passwd", 0666, new byte[0])
                .folder("data", 0777)
                .folder("tmp", 01777)
                .file("tmp/x", 0666, new byte[0])
                .folder("var/tmp", 01777)
                .link("etc/link", "passwd");
        assertThat(planted.brokenBy(new WorldWritableRule(), scratch)).containsExactly("/data", "/etc/passwd");
    }

    @Test
    void deviceWhenThereIsOneFindsItUnlessALayerAboveTookItAway() throws Exception {
        Planted planted = new Planted()
                .device("dev/sda")
                .device("dev/sdb")
                .layer("copy more")
                .file("dev/.wh.sdb", "")
                .file("dev/null", "");
        assertThat(planted.brokenBy(new DeviceRule(), scratch)).containsExactly("/dev/sda");
    }

    @ParameterizedTest
    @CsvSource({
        "'', root",
        "0, root",
        "0:1000, root",
        "root, who is root",
        "app, write 1000 in <user>",
        "ghost, does not have"
    })
    void rootUserWhenTheUserIsRootOrANameSaysSo(String user, String words) throws Exception {
        Planted planted = new Planted().user(user).file("etc/passwd", "root:x:0:0::/:\napp:x:1000:1000::/:\n");
        assertThat(new RootUserRule().check(planted.image(scratch, Optional.empty())))
                .singleElement()
                .satisfies(violation -> assertThat(violation.what()).contains(words));
    }

    @Test
    void rootUserWhenTheUserIsANumberIsFine() throws Exception {
        assertThat(new Planted().user("65532:0").brokenBy(new RootUserRule(), scratch))
                .isEmpty();
    }

    @Test
    void brokenLinkWhenALinkLeadsToNothingFindsIt() throws Exception {
        Planted planted = new Planted()
                .link("lib", "usr/lib")
                .file("usr/lib/a.so.1", "")
                .link("usr/lib/a.so", "a.so.1")
                .link("opt/a.so", "/lib/a.so")
                .link("opt/b.so", "../lib/b.so")
                .link("opt/c", "/c")
                .link("opt/round", "round")
                .link("etc/mtab", "../proc/self/mounts")
                .link("opt/top", "/");
        assertThat(planted.brokenBy(new BrokenLinkRule(), scratch))
                .containsExactly("/opt/b.so", "/opt/c", "/opt/round");
    }

    @Test
    void unknownLayerWhenTheBuildMadeAllIsFine() throws Exception {
        Planted planted = new Planted().file("a", "").layer("later").file("b", "");
        UnknownLayerRule rule = new UnknownLayerRule();
        Image image = planted.image(scratch, Optional.of(planted.record()));
        assertThat(rule.check(image)).isEmpty();
        assertThat(rule.unchecked(image)).isEmpty();
    }

    @Test
    void unknownLayerWhenNoStageMadeItFindsEachOfItsFiles() throws Exception {
        Planted built = new Planted().file("a", "").file("etc/b", "");
        BuildRecord record = built.record();
        Planted planted = new Planted()
                .file("a", "")
                .file("etc/b", "")
                .layer("added")
                .folder("etc", 0755)
                .file("etc/b", "changed")
                .link("etc/c", "b")
                .file("etc/d", "gone again")
                .layer("taken away")
                .file("etc/.wh.d", "");
        Image image = planted.image(scratch, Optional.of(record));
        Digest last = image.whole().layers().get(2);
        String what = "is in a layer that no stage of the build handed over";
        assertThat(new UnknownLayerRule().check(image))
                .containsExactly(
                        new Violation("unknown-layer", "/etc/b", "added", what),
                        new Violation("unknown-layer", "/etc/c", "added", what),
                        new Violation(
                                "unknown-layer",
                                last.toString(),
                                "taken away",
                                "is a layer that no stage handed over"));
    }

    @Test
    void unknownLayerWhenTheImageWasNotBuiltHereSaysThatItIsNotChecked() throws Exception {
        Image image = new Planted().file("a", "").image(scratch, Optional.empty());
        assertThat(new UnknownLayerRule().unchecked(image))
                .hasValueSatisfying(why -> assertThat(why).contains("not built here"));
    }

    @Test
    void layerWhenAFolderIsALinkBelowIsTheOneThatBroughtTheFile() throws Exception {
        Image image = new Planted()
                .link("bin", "usr/bin")
                .program("usr/bin/true")
                .layer("copy more")
                .program("bin/sh")
                .image(scratch, Optional.empty());
        assertThat(new ShellRule().check(image))
                .containsExactly(new Violation("shell", "/usr/bin/sh", "copy more", "is a shell"));
    }
}
