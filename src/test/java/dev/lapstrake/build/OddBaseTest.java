package dev.lapstrake.build;

import static dev.lapstrake.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lapstrake.oci.Descriptor;
import dev.lapstrake.oci.Digest;
import dev.lapstrake.oci.Json;
import dev.lapstrake.oci.Layout;
import dev.lapstrake.oci.Manifest;
import dev.lapstrake.oci.MediaType;
import dev.lapstrake.oci.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bases as other tools leave them in a registry. */
class OddBaseTest {
    private static final String ARCHITECTURE = Platform.ofThisMachine().architecture();

    @TempDir
    Path folder;

    private BuildFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new BuildFixture(folder);
    }

    @AfterEach
    void stop() throws Exception {
        fixture.close();
    }

    @Test
    void runKeepsLayersThatAreNotCompressedAndThoseThatAreByZstd() throws Exception {
        List<Descriptor> layers = List.of(layer(MediaType.LAYER_TAR), layer(MediaType.LAYER_ZSTD));
        fixture.remote.tag("odd:1", image(MediaType.MANIFEST, layers, "{}"));
        assertThat(build().layers()).hasSize(5).startsWith(layers.get(0), layers.get(1));
    }

    @Test
    void runKeepsWhatADockerImageSays() throws Exception {
        String container = "{'StopSignal':'SIGQUIT','OnBuild':['RUN x'],'Shell':['/bin/a'],'Volumes':{'/v':{}},"
                + "'Healthcheck':{'Test':['NONE'],'StartInterval':5}}";
        List<Descriptor> layers = List.of(layer(MediaType.DOCKER_LAYER));
        fixture.remote.tag("odd:1", image(MediaType.DOCKER_MANIFEST, layers, container));
        Manifest manifest = build();
        assertThat(manifest.layers().get(0).digest()).isEqualTo(layers.get(0).digest());
        assertThat(manifest.layers())
                .allSatisfy(layer -> assertThat(layer.mediaType()).isEqualTo(MediaType.LAYER_GZIP));
        assertThat(manifest.annotations()).containsEntry("made", "by hand");
        JsonObject config = Json.object(store().read(manifest.config().digest()));
        assertThat(Json.object(config, "config").entrySet())
                .containsAll(json(container).entrySet());
        assertThat(Json.text(config, "os.version", "")).isEqualTo("1.2");
    }

    @Test
    void runReadsIndexesWithMoreThanTheyNeed() throws Exception {
        Descriptor image = image(MediaType.DOCKER_MANIFEST, List.of(layer(MediaType.DOCKER_LAYER)), "{}");
        JsonObject entry = image.on(Platform.ofThisMachine()).toJson();
        entry.addProperty("artifactType", "application/vnd.example");
        entry.addProperty("data", "bm90IHRoZSBkYXRh");
        String list = "{'schemaVersion':2,'mediaType':'" + MediaType.DOCKER_LIST + "','annotations':{'a':'b'},"
                + "'manifests':[{'mediaType':'" + MediaType.MANIFEST + "','digest':'" + Digest.of("other")
                + "','size':1,'platform':{'os':'unknown','architecture':'unknown'},'annotations':{'c':'d'}}," + entry
                + "]}";
        fixture.remote.tag("odd:1", fixture.remote.add(MediaType.DOCKER_LIST, Json.compact(json(list))));
        assertThat(build().layers()).hasSize(4);
    }

    @Test
    void runWhenTheConfigurationDoesNotFitTheLayersSaysSo() throws Exception {
        Descriptor config = fixture.remote.add(
                MediaType.CONFIG,
                Json.compact(json("{'architecture':'" + ARCHITECTURE + "','os':'linux','rootfs':{'diff_ids':[]}}")));
        byte[] manifest =
                Manifest.ofImage(config, List.of(layer(MediaType.LAYER_TAR))).bytes();
        fixture.remote.tag("odd:1", fixture.remote.add(MediaType.MANIFEST, manifest));
        assertProblem("base-malformed", this::build);
    }

    private Descriptor layer(String type) throws IOException {
        return fixture.remote.add(type, type.getBytes(StandardCharsets.UTF_8));
    }

    private Descriptor image(String type, List<Descriptor> layers, String container) throws IOException {
        String diffIds =
                layers.stream().map(layer -> "'" + layer.digest() + "'").collect(Collectors.joining(","));
        JsonObject config = json("{'architecture':'" + ARCHITECTURE + "','os':'linux','os.version':'1.2','config':"
                + container + ",'rootfs':{'type':'layers','diff_ids':[" + diffIds + "]}}");
        boolean docker = type.equals(MediaType.DOCKER_MANIFEST);
        Descriptor blob = fixture.remote.add(docker ? MediaType.DOCKER_CONFIG : MediaType.CONFIG, Json.compact(config));
        JsonObject manifest = Json.object(Manifest.ofImage(blob, layers).bytes());
        manifest.addProperty("mediaType", type);
        manifest.add("annotations", json("{'made':'by hand'}"));
        return fixture.remote.add(type, Json.compact(manifest));
    }

    private Manifest build() throws Exception {
        fixture.build(fixture.request("odd:1"));
        return store().manifest(store().find("1.0").orElseThrow());
    }

    private Layout store() throws IOException {
        return Layout.at(fixture.workplace.store());
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
    }
}
