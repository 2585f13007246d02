package dev.lapstrake.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.lapstrake.http.Timeouts;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.Index;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.FaultProxy.Request;
import dev.lapstrake.registry.server.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each fault, at each request of a push and of a pull, once and for ever. None may hang. A part of the cases will do
 * after a small change; {@code -Dlapstrake.faults=all} runs all of them.
 */
class FaultMatrixTest {
    private static final int PUSH_CASES = 296;
    private static final int PULL_CASES = 154;
    private static final int STEP = System.getProperty("lapstrake.faults", "").equals("all") ? 1 : 7;
    private static final int LAYER_SIZE = 50_000;
    private static final int AT_ONCE = 24;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(250);

    @TempDir
    Path folder;

    private final AtomicInteger number = new AtomicInteger();

    /** Not shared by cases, whose pauses let the time of each other pass. */
    private static Registries registries(Duration quiet) {
        RegistryAccess access = FastTime.access()
                .with(Network.of(Set.of()).with(new Timeouts(LONG, quiet, quiet)))
                .with(new Persistence(6, Duration.ZERO, Duration.ZERO, LONG));
        return new Registries(access, new FastTime());
    }

    private Layout images;
    private Descriptor image;

    /** A push or a pull through a proxy; false if it has failed. */
    private interface Operation {
        boolean run(Registries registries, FaultProxy.Plan plan, List<Request> seen) throws IOException, BuildException;
    }

    /**
     * Something that goes wrong.
     *
     * @param request whose like has the fault
     */
    private record Case(Request request, Fault fault, boolean once) {
        @Override
        public String toString() {
            return fault + (once ? " once at " : " for ever at ") + request.signature();
        }

        FaultProxy.Plan plan() {
            AtomicBoolean done = new AtomicBoolean();
            return current -> current.signature().equals(request.signature()) && !(once && done.getAndSet(true))
                    ? Optional.of(fault)
                    : Optional.empty();
        }

        /** True if it can be got round for ever. */
        boolean isHarmless() {
            // Whether TLS is spoken is all that is asked there, and any answer tells that it is not.
            boolean tellsEnough =
                    request.uri().equals("/v2/") && fault.answer(request).isPresent();
            boolean goesOnByPatch = request.isUpload() && fault == Fault.RESET_IN_REQUEST;
            boolean isDone = request.method().equals("PUT") && fault.isAfterTheFact();
            return tellsEnough || goesOnByPatch || isDone;
        }
    }

    @BeforeEach
    void makeImage() throws IOException {
        images = Layout.at(folder.resolve("images"));
        Descriptor child = SampleImages.image(images, Platform.LINUX_AMD64, LAYER_SIZE);
        image = images.add(MediaType.INDEX, Index.of(List.of(child)).bytes());
        images.tag("team/app:1", image);
    }

    @Test
    void pushWhenAnythingGoesWrongEndsInTheImageOrInAnErrorWithoutATag() throws Exception {
        assertThat(run(this::push)).isEqualTo(PUSH_CASES);
    }

    @Test
    void pullWhenAnythingGoesWrongEndsInTheImageOrInAnError() throws Exception {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(images)) {
            assertThat(run((registries, plan, seen) -> pull(registry, registries, plan, seen)))
                    .isEqualTo(PULL_CASES);
        }
    }

    /** Runs cases, and says how many there are. */
    private int run(Operation operation) throws Exception {
        List<Case> cases = cases(operation);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Map<Case, Future<Boolean>> results = new LinkedHashMap<>();
            for (int i = 0; i < cases.size(); i += STEP) {
                Case each = cases.get(i);
                // What would be waited for in vain is not waited for long.
                Registries registries = registries(each.fault().isStall() ? SHORT : LONG);
                results.put(each, threads.submit(() -> operation.run(registries, each.plan(), new ArrayList<>())));
            }
            results.forEach(FaultMatrixTest::check);
        } finally {
            threads.shutdownNow();
        }
        return cases.size();
    }

    private static void check(Case each, Future<Boolean> result) {
        try {
            boolean succeeded = result.get(LONG.toSeconds(), TimeUnit.SECONDS);
            assertThat(succeeded).as("%s", each).isEqualTo(each.once() || each.isHarmless());
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            fail(each.toString(), e);
        }
    }

    private List<Case> cases(Operation operation) throws IOException, BuildException {
        List<Request> seen = new ArrayList<>();
        assertThat(operation.run(registries(LONG), request -> Optional.empty(), seen))
                .isTrue();
        Map<String, Request> distinct = new TreeMap<>();
        seen.forEach(request -> distinct.put(request.signature(), request));
        List<Case> cases = new ArrayList<>();
        for (Request request : distinct.values()) {
            for (Fault fault : Fault.values()) {
                if (fault.appliesTo(request)) {
                    cases.add(new Case(request, fault, true));
                    cases.add(new Case(request, fault, false));
                }
            }
        }
        return cases;
    }

    private boolean push(Registries registries, FaultProxy.Plan plan, List<Request> seen)
            throws IOException, BuildException {
        Layout remote = newLayout();
        Descriptor earlier = SampleImages.image(remote, SampleImages.ARM64, LAYER_SIZE);
        remote.tag("team/app:1", earlier);
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(remote);
                FaultProxy proxy = new FaultProxy(registry.address(), plan)) {
            ImageReference name = ImageReference.parse(proxy.address() + "/team/app", "image");
            boolean succeeded = succeeds(() -> new ImagePush(registries, images).push(image, name, List.of("1")));
            seen.addAll(proxy.seen);
            assertWholeIfTagged(remote, earlier, succeeded);
            return succeeded;
        }
    }

    private interface Action {
        void run() throws IOException, BuildException;
    }

    private static boolean succeeds(Action action) throws IOException {
        try {
            action.run();
            return true;
        } catch (BuildException e) {
            assertThat(e.problem().id()).startsWith("registry-");
            return false;
        }
    }

    private void assertWholeIfTagged(Layout remote, Descriptor earlier, boolean succeeded) throws IOException {
        Digest tagged = remote.find("team/app:1").orElseThrow().digest();
        assertThat(tagged).isIn(image.digest(), earlier.digest());
        // also when it was the answer to the very last request that got lost
        boolean isTagged = tagged.equals(image.digest());
        assertThat(isTagged || !succeeded).isTrue();
        for (Digest digest : isTagged ? images.blobs().keySet() : Set.<Digest>of()) {
            assertThat(Digest.of(remote.blob(digest))).isEqualTo(digest);
        }
    }

    private boolean pull(EmbeddedRegistry registry, Registries registries, FaultProxy.Plan plan, List<Request> seen)
            throws IOException, BuildException {
        Layout local = newLayout();
        try (FaultProxy proxy = new FaultProxy(registry.address(), plan)) {
            ImageReference name = ImageReference.parse(proxy.address() + "/team/app:1", "base");
            boolean succeeded =
                    succeeds(() -> new ImagePull(registries, local).pull(name, Platform.LINUX_AMD64, "base"));
            seen.addAll(proxy.seen);
            for (Digest digest : images.blobs().keySet()) {
                assertThat(local.has(digest) || !succeeded).isTrue();
                assertThat(!local.has(digest) || Digest.of(local.blob(digest)).equals(digest))
                        .isTrue();
            }
            return succeeded;
        }
    }

    private Layout newLayout() throws IOException {
        return Layout.at(folder.resolve(Integer.toString(number.incrementAndGet())));
    }
}
