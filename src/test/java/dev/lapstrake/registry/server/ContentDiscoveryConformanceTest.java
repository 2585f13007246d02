package dev.lapstrake.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapstrake.oci.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The cases of the distribution-spec's section "Listing Tags". */
class ContentDiscoveryConformanceTest extends ConformanceCase {
    private static final List<String> TAGS = List.of("test0", "test1", "test2", "test3");

    @BeforeEach
    void tag() throws IOException, InterruptedException {
        byte[] manifest = manifest("tagged");
        for (String tag : List.of("test2", "test0", "test3", "test1")) {
            push(tag, manifest);
        }
    }

    private HttpResponse<byte[]> list(String query) throws IOException, InterruptedException {
        return send("GET", path("tags", "list" + query));
    }

    private List<String> tags(String query) throws IOException, InterruptedException {
        return tags(list(query));
    }

    private static List<String> tags(HttpResponse<byte[]> response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(200);
        return Json.texts(json(response), "tags").toList();
    }

    @Test
    void tagsWhenListedAreInOrder() throws IOException, InterruptedException {
        assertThat(tags("")).isEqualTo(TAGS);
        assertThat(Json.text(json(list("")), "name", "")).isEqualTo(repository);
    }

    @Test
    void tagsWhenRepositoryIsUnknownAreNotFound() throws IOException, InterruptedException {
        HttpResponse<byte[]> got = send("GET", "/v2/" + repository + "/none/tags/list");

        assertThat(got.statusCode()).isEqualTo(404);
        assertThat(error(got)).isEqualTo("NAME_UNKNOWN");
    }

    @Test
    void tagsWhenNumberIsGivenAreThatMany() throws IOException, InterruptedException {
        assertThat(tags("?n=3")).isEqualTo(TAGS.subList(0, 3));
        assertThat(tags("?n=99")).isEqualTo(TAGS);
        assertThat(list("?n=99").headers().firstValue("Link")).isEmpty();
    }

    @Test
    void tagsWhenNumberIsZeroAreNone() throws IOException, InterruptedException {
        Assumptions.assumeTrue(isOurs(), "Docker's registry 2.8 gives all of them");
        assertThat(tags("?n=0")).isEmpty();
        assertThat(list("?n=0").headers().firstValue("Link")).isEmpty();
    }

    @Test
    void tagsWhenLastIsGivenBeginBehindIt() throws IOException, InterruptedException {
        assertThat(tags("?n=2&last=test0")).isEqualTo(TAGS.subList(1, 3));
        assertThat(tags("?n=2&last=test3")).isEmpty();
        Assumptions.assumeTrue(isOurs(), "Docker's registry 2.8 looks at 'last' together with 'n' only");
        assertThat(tags("?last=test1")).isEqualTo(TAGS.subList(2, 4));
        assertThat(tags("?last=test1-that-is-no-tag")).isEqualTo(TAGS.subList(2, 4));
    }

    @Test
    void tagsWhenLinkIsFollowedAreAll() throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        HttpResponse<byte[]> page = list("?n=3");
        all.addAll(tags(page));
        while (!header(page, "Link").isEmpty()) {
            assertThat(header(page, "Link")).matches("<[^>]+>; *rel=\"next\"");
            page = send("GET", header(page, "Link").replaceAll("<|>.*", ""));
            all.addAll(tags(page));
        }

        assertThat(all).isEqualTo(TAGS);
    }
}
