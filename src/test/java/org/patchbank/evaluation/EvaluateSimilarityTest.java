package org.patchbank.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to compare, choose and keep a bank, from a spec to the report, on a small rendered data set. */
class EvaluateSimilarityTest {
    @TempDir
    private static Path dataset;

    @TempDir
    private Path out;

    @BeforeAll
    static void draw() throws IOException {
        EvaluateRun.draw(dataset, 160, 6, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metric=cosine selection=random storage=float16",
                "metric=mahalanobis selection=greedy storage=int8",
                "metric=mahalanobis shrinkage=0.4 selection=k-means storage=float32",
                "metric=euclidean selection=k-means storage=product",
                "metric=euclidean selection=greedy reweighting=5 neighbours=2",
                "metric=cosine selection=random position_radius=3"
            })
    void defects_stand_out(String settings) throws IOException {
        JsonNode json = evaluate(("coreset_size=400 " + settings).split(" "));

        assertThat(json.path("pixel_auroc").asDouble()).isGreaterThan(0.8);
        assertThat(json.path("bank_size").asInt()).isBetween(300, 400);
        assertThat(json.path("threshold").path("value").asDouble()).isPositive();
        for (String setting : settings.split(" ")) {
            assertThat(json.path("spec")
                            .path("model")
                            .path(setting.split("=")[0])
                            .asText())
                    .isEqualTo(setting.split("=")[1]);
        }
    }

    @Test
    void bytes_follow_the_storage() throws IOException {
        JsonNode whole = evaluate("selection=everything");
        JsonNode coded = evaluate("selection=everything", "storage=int8");

        assertThat(coded.path("bank_size").asInt())
                .isEqualTo(whole.path("bank_size").asInt());
        assertThat(coded.path("bank_bytes").asDouble())
                .isLessThan(0.27 * whole.path("bank_bytes").asDouble());
        assertThat(coded.path("bank_hash").asText())
                .isNotEqualTo(whole.path("bank_hash").asText());
    }

    private JsonNode evaluate(String... settings) throws IOException {
        List<String> options = new ArrayList<>();
        for (String setting : settings) {
            options.addAll(List.of("--set", "model." + setting));
        }
        return new EvaluateRun(dataset, out).figures("{}", options.toArray(String[]::new));
    }
}
