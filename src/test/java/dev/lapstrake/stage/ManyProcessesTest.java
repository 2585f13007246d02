package dev.lapstrake.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.cache.CacheMark;
import dev.lapstrake.cache.CachePrune;
import dev.lapstrake.cache.CachePrune.Limits;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Layout;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds in JVMs of their own, on one cache. */
class ManyProcessesTest {
    private static final int STAGES = 40;
    private static final int ROUNDS = 5;
    private static final int AT_ONCE = 3;

    @TempDir
    Path folder;

    @Test
    void runWhenTwoProcessesWantTheSameMakesEachOnce() throws Exception {
        List<Process> processes = List.of(StageProcess.start(folder, STAGES), StageProcess.start(folder, STAGES));
        int made = 0;
        for (Process process : processes) {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            made += Integer.parseInt(output.replaceAll("(?s).*?([0-9]+) of " + STAGES + "\\s*", "$1"));
        }
        assertThat(made).isEqualTo(STAGES);
    }

    /** As when modules of one build use the plugin with other dependencies, each in a realm of its own. */
    @Test
    void runWhenTwoClassLoadersWantTheSameMakesEachOnce() throws Exception {
        AtomicInteger made = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (URLClassLoader one = ownClasses();
                URLClassLoader other = ownClasses()) {
            for (Future<?> build : threads.invokeAll(List.of(build(one, made), build(other, made)))) {
                build.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(made).hasValue(STAGES);
    }

    private static URLClassLoader ownClasses() throws IOException {
        List<URL> places = new ArrayList<>();
        for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            places.add(Path.of(place).toUri().toURL());
        }
        return new URLClassLoader(places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private Callable<Object> build(ClassLoader loader, AtomicInteger made) throws ReflectiveOperationException {
        Method run = loader.loadClass(StageProcess.class.getName())
                .getDeclaredMethod("run", Path.class, int.class, AtomicInteger.class);
        run.setAccessible(true);
        return () -> run.invoke(null, folder, STAGES, made);
    }

    /** Each process is killed at some moment after its start; whatever it was at, the next builds go on from there. */
    @Test
    void runWhenBuildsWereKilledAtAnyMomentGivesTheRightResult() throws Exception {
        Random random = new Random(1);
        for (int round = 0; round < ROUNDS; round++) {
            List<Process> processes = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                processes.add(StageProcess.start(folder, STAGES * (round + 1)));
            }
            for (Process process : processes) {
                awaitStart(process);
                Thread.sleep(random.nextInt(60));
                process.destroyForcibly().waitFor();
            }
        }
        int all = STAGES * ROUNDS;
        List<StageResult> results = StageProcess.run(folder, all, new AtomicInteger());
        assertThat(results).hasSize(all);
        Layout layout = Layout.at(folder.resolve("oci"));
        for (Descriptor entry : layout.index()) {
            assertThat(layout.findWhole(entry.refName().orElseThrow())).isPresent();
        }
        for (StageResult result : results) {
            result.layer().unpack(layout, folder.resolve("tar"));
        }
        assertNoLitterIsLeft();
    }

    private static void awaitStart(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(output.readLine()).isEqualTo("started");
    }

    /** What is in the folder is the test's own, so it is marked as a cache all the same. */
    private void assertNoLitterIsLeft() throws IOException {
        CacheMark mark = new CacheMark(folder.resolve("mark"));
        mark.make();
        Files.move(folder.resolve("mark/CACHEDIR.TAG"), folder.resolve("CACHEDIR.TAG"));
        new CachePrune(folder, Instant.now().plus(Duration.ofDays(2)))
                .run(new Limits(Duration.ofDays(30), Long.MAX_VALUE));
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.endsWith(".part") || name.startsWith("scratch-"));
        }
    }
}
