package dev.lapstrake.oci;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bases that Jib can't read, or of which it drops something: nothing of them may get lost. */
class GraftTest {
    private static final String UPPER = """
            {"architecture":"amd64","os":"linux","created":"2020-01-01T00:00:00Z","config":{},\
            "rootfs":{"type":"layers","diff_ids":["sha256:above"]},"history":[{"created_by":"lapstrake"}]}""";

    @TempDir
    Path folder;

    private Layout layout;

    @BeforeEach
    void open() throws Exception {
        layout = Layout.at(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'StopSignal':'SIGQUIT'",
                "'Shell':['/bin/bash','-c']",
                "'OnBuild':['RUN true']",
                "'Volumes':{'/data':{}}",
                "'Healthcheck':{'Test':['CMD','/check'],'Interval':30000000000,'StartInterval':5000000000}",
                "'ArgsEscaped':true",
                "'x-unknown':{'deep':[1,2.50,null]}"
            })
    void withKeepsWhatTheContainerIsToldByTheBase(String property) throws Exception {
        JsonObject container = json("{" + property + "}");
        JsonObject base = config();
        base.add("config", container);
        assertThat(Json.object(graft(MediaType.CONFIG, base), "config")).isEqualTo(container);
        assertThat(Json.object(graft(MediaType.DOCKER_CONFIG, base), "config")).isEqualTo(container);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'os.version':'10.0.14393'",
                "'os.features':['win32k']",
                "'variant':'v8'",
                "'author':'somebody'",
                "'docker_version':'28.0'",
                "'moby.buildkit.buildinfo.v1':'e30='"
            })
    void withKeepsWhatTheConfigurationSays(String property) throws Exception {
        JsonObject base = config();
        JsonObject more = json("{" + property + "}");
        more.entrySet().forEach(each -> base.add(each.getKey(), each.getValue()));
        JsonObject grafted = graft(MediaType.CONFIG, base);
        assertThat(grafted.entrySet()).containsAll(more.entrySet());
        assertThat(Json.text(grafted, "architecture", "")).isEqualTo("arm64");
        assertThat(Json.text(grafted, "created", "")).isEqualTo("2020-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.oci.image.layer.v1.tar,",
        "application/vnd.oci.image.layer.v1.tar+gzip,",
        "application/vnd.oci.image.layer.v1.tar+zstd,",
        "application/vnd.example.layer+encrypted,",
        "application/vnd.docker.image.rootfs.diff.tar,application/vnd.oci.image.layer.v1.tar",
        "application/vnd.docker.image.rootfs.diff.tar.gzip,application/vnd.oci.image.layer.v1.tar+gzip",
        "application/vnd.docker.image.rootfs.diff.tar.zstd,application/vnd.oci.image.layer.v1.tar+zstd",
        "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip,"
                + "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip",
    })
    void withKeepsTheLayersOfTheBaseWhateverTheyAre(String type, String typeOfOci) throws Exception {
        JsonObject layer = json(
                "{'mediaType':'" + type + "','digest':'" + Digest.of("base") + "','size':4,"
                        + "'urls':['https://example.com/layer'],'annotations':{'a':'b'},'artifactType':'x/y','data':'YmFzZQ=='}");
        JsonObject manifest = manifest(config(), "'layers':[" + layer + "]");
        JsonObject above = result(manifest);
        JsonObject expected = layer.deepCopy();
        expected.addProperty("mediaType", typeOfOci == null ? type : typeOfOci);
        assertThat(Json.objects(above, "layers").toList()).hasSize(2).startsWith(expected);
    }

    @Test
    void withKeepsWhatTheManifestSays() throws Exception {
        String own = "'artifactType':'x/y','annotations':{'org.example.vendor':'somebody'},'x-unknown':[1]";
        JsonObject above = result(manifest(config(), "'layers':[]," + own));
        assertThat(above.entrySet()).containsAll(json("{" + own + "}").entrySet());
        assertThat(Json.text(above, "mediaType", "")).isEqualTo(MediaType.MANIFEST);
    }

    @Test
    void withLeavesOutWhatDescribesTheBaseAlone() throws Exception {
        String own = "'layers':[],'annotations':{'org.opencontainers.image.revision':'1f00','a':'b'}";
        assertThat(Json.textMap(result(manifest(config(), own)), "annotations")).containsExactly(Map.entry("a", "b"));
    }

    @Test
    void withLeavesOutWhatTheBaseRefersTo() throws Exception {
        String subject = "'layers':[],'subject':{'mediaType':'a/b','digest':'" + Digest.of("s") + "','size':1}";
        assertThat(result(manifest(config(), subject)).has("subject")).isFalse();
    }

    @Test
    void withLaysTheContainersSettingsOverThoseOfTheBase() throws Exception {
        JsonObject base = config();
        base.add(
                "config",
                json("{'Env':['PATH=/bin','A=1\\n=2','B'],'Cmd':['old'],'User':'root','Labels':{'a':'1','b':'1'},"
                        + "'ExposedPorts':{'80/tcp':{}},'StopSignal':'SIGQUIT'}"));
        JsonObject upper = json(UPPER);
        upper.add(
                "config",
                json("{'Env':['A=3','C=4'],'Entrypoint':['/java'],'User':'65532','Labels':{'b':'2'},"
                        + "'ExposedPorts':{'8080/tcp':{}}}"));
        assertThat(Json.object(graft(manifest(base, "'layers':[]"), upper), "config"))
                .isEqualTo(json("{'Env':['PATH=/bin','A=3','B','C=4'],'User':'65532','Labels':{'a':'1','b':'2'},"
                        + "'ExposedPorts':{'80/tcp':{},'8080/tcp':{}},'StopSignal':'SIGQUIT','Entrypoint':['/java']}"));
    }

    @Test
    void withWhenOnlyArgumentsAreGivenKeepsTheEntryPoint() throws Exception {
        JsonObject base = config();
        base.add("config", json("{'Entrypoint':['/base'],'Cmd':['old']}"));
        JsonObject upper = json(UPPER);
        upper.add("config", json("{'Cmd':['new']}"));
        assertThat(Json.object(graft(manifest(base, "'layers':[]"), upper), "config"))
                .isEqualTo(json("{'Entrypoint':['/base'],'Cmd':['new']}"));
    }

    @Test
    void withTellsOfEveryLayerOnce() throws Exception {
        JsonObject base = config();
        base.add("rootfs", json("{'type':'layers','diff_ids':['sha256:one','sha256:two']}"));
        base.add("history", array("[{'created_by':'one'},{'created_by':'ENV','empty_layer':true}]"));
        String layer = "{'mediaType':'" + MediaType.LAYER_TAR + "','digest':'" + Digest.of("base") + "','size':4}";
        JsonObject config = graft(manifest(base, "'layers':[" + layer + "," + layer + "]"), json(UPPER));
        assertThat(Json.texts(Json.object(config, "rootfs"), "diff_ids"))
                .containsExactly("sha256:one", "sha256:two", "sha256:above");
        assertThat(Json.objects(config, "history").map(JsonObject::toString))
                .containsExactly(
                        "{\"created_by\":\"one\"}",
                        "{\"created_by\":\"ENV\",\"empty_layer\":true}",
                        "{\"comment\":\"a layer of the base, which has no history\"}",
                        "{\"created_by\":\"lapstrake\"}");
    }

    @Test
    void withGivesTheSameBytesEachTime() throws Exception {
        JsonObject manifest = manifest(config(), "'layers':[]");
        assertThat(result(manifest)).hasToString(result(manifest).toString());
    }

    private static JsonObject config() {
        return json("{'architecture':'arm64','os':'linux','created':'2019-01-01T00:00:00Z'}");
    }

    private JsonObject manifest(JsonObject config, String properties) throws IOException {
        Descriptor blob = layout.add(MediaType.DOCKER_CONFIG, Json.compact(config));
        return json("{'schemaVersion':2,'mediaType':'" + MediaType.DOCKER_MANIFEST + "','config':" + blob.toJson() + ","
                + properties + "}");
    }

    private JsonObject graft(String type, JsonObject config) throws IOException {
        JsonObject manifest = manifest(config, "'layers':[]");
        Json.object(manifest, "config").addProperty("mediaType", type);
        return graft(manifest, json(UPPER));
    }

    /** The configuration of an image on a base. */
    private JsonObject graft(JsonObject manifest, JsonObject upper) throws IOException {
        Descriptor base = layout.add(MediaType.DOCKER_MANIFEST, Json.compact(manifest));
        Descriptor layer = Descriptor.of(MediaType.LAYER_GZIP, new byte[] {1});
        Manifest made = layout.manifest(new Graft(layout, base).with(upper, List.of(layer)));
        assertThat(made.config().mediaType()).isEqualTo(MediaType.CONFIG);
        assertThat(made.layers()).endsWith(layer);
        return Json.object(layout.read(made.config().digest()));
    }

    /** The manifest of an image on a base. */
    private JsonObject result(JsonObject manifest) throws IOException {
        Descriptor base = layout.add(MediaType.DOCKER_MANIFEST, Json.compact(manifest));
        Descriptor layer = Descriptor.of(MediaType.LAYER_GZIP, new byte[] {1});
        Descriptor made = new Graft(layout, base).with(json(UPPER), List.of(layer));
        return Json.object(layout.read(made.digest()));
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
    }

    private static JsonElement array(String text) {
        return JsonParser.parseString(text.replace('\'', '"'));
    }
}
