package dev.lapstrake.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.ImageReference;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.problem.BuildException;
import dev.lapstrake.registry.FakeServer.Answered;
import dev.lapstrake.registry.FakeServer.Seen;
import dev.lapstrake.tree.Content;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TaggingTest {
    private static final String IMAGE = "{}";
    private static final Descriptor DESCRIPTOR =
            Descriptor.of(MediaType.MANIFEST, IMAGE.getBytes(StandardCharsets.UTF_8));

    @Test
    void giveWhenATagIsRefusedSaysWhichAreSetAndGoesNoFurther() throws Exception {
        try (FakeServer server = new FakeServer(seen -> Answered.of(seen.uri().endsWith("/2") ? 403 : 201, ""))) {
            assertThatThrownBy(() -> give(server, TagChoice.movable(List.of("1", "2", "3"))))
                    .isInstanceOf(BuildException.class)
                    .hasMessageContaining("/app:2")
                    .hasMessageContaining("Set already: " + server.address() + "/app:1.");
            assertThat(server.seen).noneMatch(seen -> seen.uri().endsWith("/3"));
        }
    }

    @Test
    void giveWhenTheFirstTagIsRefusedSaysThatNoneIsSet() throws Exception {
        try (FakeServer server = new FakeServer(seen -> Answered.of(403, ""))) {
            assertThatThrownBy(() -> give(server, TagChoice.movable(List.of("1", "2"))))
                    .isInstanceOf(BuildException.class)
                    .hasMessageContaining("No tag was set.");
        }
    }

    @Test
    void giveWhenAFixedTagWasTakenMeanwhileLeavesItAlone() throws Exception {
        Function<Seen, Answered> taken =
                seen -> seen.method().equals("PUT") ? Answered.of(201, "") : Answered.of(200, "{\"another\":1}");
        try (FakeServer server = new FakeServer(taken::apply)) {
            assertThatThrownBy(() -> give(server, TagChoice.fixed(List.of("1"))))
                    .isInstanceOfSatisfying(
                            BuildException.class,
                            e -> assertThat(e.problem().id()).isEqualTo("tag-taken"));
            assertThat(server.seen).noneMatch(seen -> seen.method().equals("PUT"));
        }
    }

    private static void give(FakeServer server, TagChoice tags) throws Exception {
        ImageReference target = ImageReference.parse(server.address() + "/app", "image");
        new Tagging(DESCRIPTOR, Content.of(IMAGE))
                .give(tags.names(), tags, FastTime.registries().repository(target, Access.PUSH));
    }
}
