package dev.lapstrake.root;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.lapstrake.log.BuildLog;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.root.apt.FakeArchive;
import dev.lapstrake.root.deb.DebBuilder;
import dev.lapstrake.stage.StageInputs;
import dev.lapstrake.stage.StageOutput;
import dev.lapstrake.tree.Entry;
import dev.lapstrake.tree.Tree;
import dev.lapstrake.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusyboxStageTest {
    private static final String PROGRAM = "x\0[\0[[\0ash\0busybox\0sh\0\0";

    @TempDir
    Path folder;

    @Test
    void runGivesALinkForEachNameThatTheProgramAnswersTo() throws Exception {
        StageOutput output = run(PROGRAM);
        Tree tree = output.tree();
        assertThat(tree.entries().keySet())
                .extracting(TreePath::value)
                .contains("busybox/[", "busybox/[[", "busybox/ash", "busybox/busybox", "busybox/sh")
                .contains("usr/share/doc/busybox-static/copyright", "var/lib/dpkg/status.d/busybox-static")
                .doesNotContain("usr/bin/busybox", "bin/busybox", "usr/share/initramfs-tools/conf-hooks.d/busybox");
        assertThat(tree.get(TreePath.of("busybox/sh"))).contains(Entry.link("busybox"));
        assertThat(tree.get(TreePath.of("busybox/busybox")))
                .get()
                .isInstanceOfSatisfying(
                        Entry.File.class,
                        file -> assertThat(file.attributes().mode()).isEqualTo(0755));
        assertThat(output.facts()).containsEntry("summary", "busybox 1.37, 5 commands");
    }

    @Test
    void runWhenTheProgramHasNoNamesFails() {
        assertThatIOException().isThrownBy(() -> run("\177ELF")).withMessageContaining("no table");
    }

    @Test
    void keyWhenThereIsNoSuchPackageSaysSo() throws Exception {
        FakeArchive archive = SamplePackages.publish(folder);
        assertProblem("package-unknown", () -> new BusyboxStage(archive.request(), BuildLog.SILENT).key(none()));
    }

    private StageOutput run(String program) throws Exception {
        FakeArchive archive = SamplePackages.publish(folder)
                .add(DebBuilder.of("busybox-static", "1.37")
                        .file("bin/busybox", 0755, program)
                        .file("usr/share/initramfs-tools/conf-hooks.d/busybox", 0644, "hook")
                        .file("usr/share/doc/busybox-static/copyright", 0644, "GPL"))
                .publish();
        return new BusyboxStage(archive.request(), BuildLog.SILENT).run(none(), folder);
    }

    private StageInputs none() throws IOException {
        return new StageInputs(Layout.at(folder.resolve("oci")), List.of());
    }
}
