package org.patchbank.serving;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.embedding.PatchEmbedders;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.pipeline.engine.Inspector;
import org.patchbank.pipeline.fit.Fit;
import org.patchbank.pipeline.fit.FitListener;
import org.patchbank.pipeline.fit.Fitter;
import org.patchbank.pipeline.fit.OpenedDetector;
import org.patchbank.pipeline.fit.ReferenceImage;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.spec.DetectorSpecs;
import org.patchbank.platform.Parallel;
import org.patchbank.platform.PatchbankException;
import org.patchbank.platform.PatchbankSettings;
import org.patchbank.platform.StageTimes;
import org.patchbank.reference.ReferenceError;
import org.patchbank.scoring.Calibration;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.Threshold;
import org.patchbank.testing.DatabaseResource;
import org.patchbank.testing.TestImages;

/** Every family of models built, deployed and asked over REST: the scores are those of the library, also after loading it again. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class ModelsOverRestTest {
    private static final String SETS = "/api/v1/reference-sets";
    private static final int IMAGES = 8;
    private static final byte[] SCRATCHED = TestImages.scratched(900);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String GAUSSIAN = "model: {type: gaussian}";

    @Inject
    PatchEmbedders embedders;

    @Inject
    ImageDecoder decoder;

    @Inject
    BankLoader loader;

    @Inject
    PatchbankSettings settings;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model: {coreset_ratio: 0.2}",
                "model: {type: gaussian-per-position, channels: 20}",
                "model: {type: gaussian-mixture, components: [1, 3], dimensions: 16}",
                "model: {type: kernel-density, points: 200}",
                "model: {type: subspace}",
                "model: {type: hybrid}",
                "{fusion: independent, model: {type: gaussian}}",
                "{tiles: {size: 96, overlap: 32, bank: per-position}}",
                "model: {storage: product}"
            })
    void score_over_rest_is_that_of_the_library_and_survives_loading_again(String yaml) throws IOException {
        String set = enrol();
        JsonPath version = build(set, yaml);
        assertThat(version.getLong("model.bytes")).isPositive();
        DetectorSpec spec = DetectorSpecs.read(spec(set), Map.of());

        given().contentType(ContentType.JSON)
                .body(Map.of("product", set, "reference_set", set, "version", 1))
                .post("/api/v1/deployments")
                .then()
                .statusCode(201);
        Response inspection =
                given().contentType("image/png").body(SCRATCHED).post("/api/v1/inspections?product=" + set);
        assertThat(inspection.statusCode()).as(inspection.asString()).isEqualTo(201);
        double score = inspection.jsonPath().getDouble("score");

        assertThat(given().get(inspection.path("links.overlay").toString()).statusCode())
                .isEqualTo(200);
        try (Parallel parallel = new Parallel(2);
                PatchEmbedder embedder = embedders.open(spec.embedding(), 1)) {
            Fit fit = new Fitter(decoder, parallel).fit(images(), spec, embedder, FitListener.SILENT);
            assertThat(fit.state().hash()).isEqualTo(version.getString("model.hash"));
            Inspector library =
                    new Inspector(decoder, embedder, OpenedDetector.open(spec, fit.state(), embedder, parallel), spec);
            assertThat(score(library)).isCloseTo(score, within(1e-4 * Math.abs(score)));
        }
        LoadedBank again = loader.load(UUID.fromString(version.getString("id")));
        assertThat(score(again.inspector())).isCloseTo(score, within(1e-6 * Math.abs(score)));
        if (again.traits().movable()) {
            LoadedBank outside = loader.load(again.traits().version().id(), traits -> SearchMode.INDEX);
            assertThat(score(outside.inspector())).isCloseTo(score, within(1e-6 * Math.abs(score)));
        }
    }

    @Test
    void damaged_parameter_file_is_not_served_and_goes_with_its_set() throws IOException {
        List<Path> before = parameterFiles();
        String set = enrol();
        JsonPath version = build(set, GAUSSIAN);
        List<Path> files = new ArrayList<>(parameterFiles());
        files.removeAll(before);
        assertThat(files).hasSize(1);
        byte[] bytes = Files.readAllBytes(files.get(0));
        bytes[bytes.length / 2] ^= 1;
        Files.write(files.get(0), bytes);

        assertThatExceptionOfType(PatchbankException.class)
                .isThrownBy(() -> loader.load(UUID.fromString(version.getString("id"))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReferenceError.BANK_DAMAGED));
        given().delete(SETS + "/" + set).then().statusCode(204);
        assertThat(files.get(0)).doesNotExist();
    }

    private List<Path> parameterFiles() throws IOException {
        Path folder = settings.dataDir().resolve("parameters");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static double score(Inspector inspector) {
        Threshold threshold = new Calibration(new double[] {1, 2}).threshold(0.1);
        return inspector
                .examine(SCRATCHED, new DecisionRule(threshold, threshold), new StageTimes())
                .score();
    }

    private static String enrol() {
        String set = "models-" + UUID.randomUUID();
        given().contentType(ContentType.JSON)
                .body(Map.of("name", set, "product", set))
                .post(SETS)
                .then()
                .statusCode(201);
        RequestSpecification upload = given();
        for (int i = 0; i < IMAGES; i++) {
            upload.multiPart("file", name(i), TestImages.good(i), "image/png");
        }
        upload.post(SETS + "/" + set + "/images").then().statusCode(200);
        return set;
    }

    private static String name(int image) {
        return "good-%02d.png".formatted(image);
    }

    private static List<ReferenceImage> images() {
        List<ReferenceImage> images = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            images.add(new Good(i));
        }
        return images;
    }

    private record Good(int number) implements ReferenceImage {
        @Override
        public String name() {
            return ModelsOverRestTest.name(number);
        }

        @Override
        public byte[] read() {
            return TestImages.good(number);
        }
    }

    private static JsonPath build(String set, String yaml) throws IOException {
        ObjectNode spec = (ObjectNode) new YAMLMapper().readTree(yaml);
        if (!spec.has("input_size")) {
            spec.put("input_size", 64);
        }
        Response made = given().contentType(ContentType.JSON)
                .body(new ObjectMapper().createObjectNode().set("spec", spec).toString())
                .post(SETS + "/" + set + "/versions");
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(202);
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            Response version = given().get(SETS + "/" + set + "/versions/1");
            String state = version.path("state");
            assertThat(state).as(version.asString()).isNotIn("failed", "cancelled");
            if (state.equals("ready")) {
                return version.jsonPath();
            }
            assertThat(Instant.now()).isBefore(end);
            pause();
        }
    }

    /** Not by way of JsonPath, which reads numbers as floats. */
    private static JsonNode spec(String set) throws IOException {
        return new ObjectMapper()
                .readTree(given().get(SETS + "/" + set + "/versions/1").asString())
                .get("spec");
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
