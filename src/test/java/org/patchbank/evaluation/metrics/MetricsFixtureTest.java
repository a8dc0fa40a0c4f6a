package org.patchbank.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.Parallel;
import org.patchbank.scoring.map.AnomalyMap;

/** Metrics of 24 small maps that were computed independently. */
class MetricsFixtureTest {
    private static final Path FIXTURE = Path.of("../shared/fixtures/metrics.json");
    private static final Offset<Double> EXACT = within(1e-6);

    private JsonNode fixture;

    @BeforeEach
    void read() throws IOException {
        assumeTrue(Files.exists(FIXTURE), "skipped: " + FIXTURE + " is not here");
        fixture = new ObjectMapper().readTree(FIXTURE.toFile());
    }

    @Test
    void image_metrics_equal_the_fixture() {
        List<Double> good = new ArrayList<>();
        List<Double> defective = new ArrayList<>();
        for (PixelSample sample : samples()) {
            (sample.mask().area() > 0 ? defective : good).add(max(sample.map().get()));
        }

        ImageMetrics metrics = ImageMetrics.of(array(good), array(defective));

        assertThat(metrics.auroc()).isCloseTo(expected("image_auroc"), EXACT);
        assertThat(metrics.averagePrecision()).isCloseTo(expected("image_average_precision"), EXACT);
        assertThat(metrics.f1Max()).isCloseTo(expected("f1_max"), EXACT);
        assertThat(metrics.f1MaxThreshold()).isCloseTo(expected("f1_max_threshold"), EXACT);
    }

    @Test
    void pixel_metrics_equal_the_fixture() {
        try (Parallel parallel = new Parallel(2)) {
            PixelMetrics metrics = PixelMetrics.of(samples(), parallel).orElseThrow();

            assertThat(metrics.auroc()).isCloseTo(expected("pixel_auroc"), EXACT);
            assertThat(metrics.averagePrecision()).isCloseTo(expected("pixel_average_precision"), EXACT);
            assertThat(metrics.aupro()).isCloseTo(expected("aupro_0_3"), EXACT);
        }
    }

    private double expected(String name) {
        return fixture.path(name).doubleValue();
    }

    private List<PixelSample> samples() {
        List<PixelSample> samples = new ArrayList<>();
        for (int i = 0; i < fixture.path("maps").size(); i++) {
            AnomalyMap map = map(fixture.path("maps").path(i));
            samples.add(new PixelSample(mask(fixture.path("masks").path(i)), () -> map));
        }
        return samples;
    }

    private static AnomalyMap map(JsonNode rows) {
        int width = rows.path(0).size();
        float[] values = new float[rows.size() * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.path(i / width).path(i % width).floatValue();
        }
        return new AnomalyMap(width, rows.size(), values);
    }

    private static DefectMask mask(JsonNode rows) {
        int width = rows.path(0).size();
        BitSet defective = new BitSet();
        for (int i = 0; i < rows.size() * width; i++) {
            defective.set(i, rows.path(i / width).path(i % width).intValue() > 0);
        }
        return new DefectMask(width, rows.size(), defective);
    }

    private static double max(AnomalyMap map) {
        double max = Double.NEGATIVE_INFINITY;
        for (float value : map.values()) {
            max = Math.max(max, value);
        }
        return max;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
