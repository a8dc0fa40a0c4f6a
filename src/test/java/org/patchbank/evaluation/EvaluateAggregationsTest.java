package org.patchbank.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.patchbank.embedding.BackboneRegistry;
import org.patchbank.embedding.djl.DjlPatchEmbedders;
import org.patchbank.evaluation.dataset.MvtecDataset;
import org.patchbank.evaluation.trial.Trial;
import org.patchbank.evaluation.trial.TrialPlan;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.image.codec.ImageLimits;
import org.patchbank.pipeline.spec.DetectorSpecs;
import org.patchbank.platform.Progress;

/**
 * Every aggregation through the whole command, on a small rendered data set: image scores and AUROC are those that plain code makes of the
 * patches' scores, or of the pixels of the written maps.
 */
class EvaluateAggregationsTest {
    private static final int SIDE = 192;
    private static final int CELLS = 12;

    @TempDir
    private static Path dataset;

    /** By the image's name: row by row. */
    private static final Map<String, double[]> PATCHES = new LinkedHashMap<>();

    @TempDir
    private Path out;

    /** What a run says of an image. */
    private record Line(double score, double threshold, boolean rejected) {}

    @BeforeAll
    static void draw() throws IOException {
        EvaluateRun.draw(dataset, SIDE, 8, 3);
        PATCHES.clear();
        new Trial(
                        new DjlPatchEmbedders(new BackboneRegistry(Optional.empty())),
                        new ImageDecoder(ImageLimits.DEFAULT),
                        Progress.silent())
                .run(new TrialPlan(
                        MvtecDataset.open(dataset),
                        DetectorSpecs.read(null, Map.of("input_size", "96")),
                        2,
                        0.01,
                        false))
                .images()
                .forEach(judged -> PATCHES.put(
                        judged.image().name(), doubles(judged.patches().scores())));
        assertThat(PATCHES.values()).hasSizeGreaterThan(5).allMatch(scores -> scores.length == CELLS * CELLS);
    }

    @Test
    void maximum_is_the_highest_patch() throws IOException {
        assertScores("max", scores -> Arrays.stream(scores).max().orElseThrow());
    }

    @Test
    void mean_is_over_all_patches() throws IOException {
        assertScores("mean", scores -> Arrays.stream(scores).average().orElseThrow());
    }

    @Test
    void top_mean_is_over_the_share_of_the_highest_rounded_up() throws IOException {
        // 3 % of 144 patches are 4.32.
        assertScores(
                "{type: top-mean, share: 0.03}",
                scores -> Arrays.stream(descending(scores), 0, 5).average().orElseThrow());
        assertScores(
                "{type: top-mean, count: 3}",
                scores -> Arrays.stream(descending(scores), 0, 3).average().orElseThrow());
    }

    @Test
    void quantile_lies_between_two_patches() throws IOException {
        // 0.9 of the 143 steps from lowest to highest: 128.7.
        assertScores("{type: quantile, level: 0.9}", scores -> {
            double[] sorted = scores.clone();
            Arrays.sort(sorted);
            return 0.3 * sorted[128] + 0.7 * sorted[129];
        });
    }

    @Test
    void mask_weighs_patches_by_their_place() throws IOException {
        assertScores("{type: weighted-mean, weights: [[1, 1, 1], [1, 2, 0], [1, 1, 1]]}", scores -> {
            double sum = 0;
            for (int i = 0; i < scores.length; i++) {
                boolean middle = i / CELLS / 4 == 1;
                int third = i % CELLS / 4;
                sum += scores[i] * (middle && third == 1 ? 2 : middle && third == 2 ? 0 : 1);
            }
            return sum / scores.length;
        });
    }

    @Test
    void softmax_weighs_patches_by_a_temperature_in_deviations_of_good_ones() throws IOException {
        Map<String, Line> half = lines("{type: weighted-mean, temperature: 0.5}");
        String first = half.keySet().iterator().next();
        double scale = solve(0.001, 1000, half.get(first).score, at -> softmax(PATCHES.get(first), at));

        assertScores("{type: weighted-mean, temperature: 0.5}", scores -> softmax(scores, scale));
        assertScores("{type: weighted-mean, temperature: 2}", scores -> softmax(scores, 4 * scale));
    }

    @Test
    void areas_are_those_of_the_written_maps_above_one_limit() throws IOException {
        Map<String, Line> all = lines("{type: area, pixel_rate: 0.02}");
        Map<String, Raster> maps = new LinkedHashMap<>();
        for (String name : all.keySet()) {
            Path map = out.resolve("map").resolve(name.replaceFirst("\\.\\w+$", ".png"));
            maps.put(name, ImageIO.read(map.toFile()).getData());
        }
        String widest = Collections.max(all.keySet(), (a, b) -> Double.compare(all.get(a).score, all.get(b).score));
        double limit = solve(
                65535,
                0,
                all.get(widest).score,
                at -> above(maps.get(widest), at).cardinality() / (double) (SIDE * SIDE));

        assertThat(all.get(widest).score).isBetween(0.02, 0.9);
        all.forEach((name, line) -> assertThat(line.score)
                .as(name)
                .isCloseTo(above(maps.get(name), limit).cardinality() / (double) (SIDE * SIDE), within(0.01)));
        lines("{type: largest-area, pixel_rate: 0.02}")
                .forEach((name, line) -> assertThat(line.score)
                        .as(name)
                        .isCloseTo(largest(above(maps.get(name), limit)) / (double) (SIDE * SIDE), within(0.01)));
    }

    private void assertScores(String aggregation, ToDoubleFunction<double[]> expected) throws IOException {
        Map<String, Line> lines = lines(aggregation);

        assertThat(lines.keySet()).isEqualTo(PATCHES.keySet());
        lines.forEach((name, line) -> {
            double score = expected.applyAsDouble(PATCHES.get(name));
            assertThat(line.score).as(name).isCloseTo(score, within(1e-4 * score));
            assertThat(line.rejected).as(name).isEqualTo(line.score > line.threshold);
        });
    }

    /** Runs the command; the AUROC that it says is that of the scores that it says. */
    private Map<String, Line> lines(String aggregation) throws IOException {
        JsonNode json = new EvaluateRun(dataset, out)
                .figures("{input_size: 96, aggregation: %s}".formatted(aggregation), "--out", out.toString());
        Map<String, Line> lines = new LinkedHashMap<>();
        Files.readAllLines(out.resolve("scores.csv")).stream()
                .skip(1)
                .map(line -> line.split(","))
                .forEach(columns -> lines.put(
                        columns[0],
                        new Line(
                                Double.parseDouble(columns[2]),
                                Double.parseDouble(columns[3]),
                                Boolean.parseBoolean(columns[4]))));
        assertThat(json.path("image_auroc").doubleValue()).isCloseTo(auroc(lines), within(1e-9));
        return lines;
    }

    /** The share of pairs of a good and a defective image in which the defective one scores higher; ties count half. */
    private static double auroc(Map<String, Line> lines) {
        double won = 0;
        int pairs = 0;
        for (Map.Entry<String, Line> good : lines.entrySet()) {
            for (Map.Entry<String, Line> other : lines.entrySet()) {
                if (good.getKey().startsWith("good/") && !other.getKey().startsWith("good/")) {
                    won += (1 + Math.signum(other.getValue().score - good.getValue().score)) / 2;
                    pairs++;
                }
            }
        }
        return won / pairs;
    }

    private static double softmax(double[] scores, double scale) {
        double highest = Arrays.stream(scores).max().orElseThrow();
        double sum = 0;
        double weights = 0;
        for (double score : scores) {
            double weight = Math.exp((score - highest) / scale);
            sum += weight * score;
            weights += weight;
        }
        return sum / weights;
    }

    /** Where a function that falls from {@code low} to {@code high} has a value. */
    private static double solve(double low, double high, double value, ToDoubleFunction<Double> function) {
        double from = low;
        double to = high;
        for (int i = 0; i < 100; i++) {
            double middle = (from + to) / 2;
            if (function.applyAsDouble(middle) > value == low < high) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private static BitSet above(Raster map, double limit) {
        BitSet above = new BitSet();
        for (int i = 0; i < SIDE * SIDE; i++) {
            above.set(i, map.getSample(i % SIDE, i / SIDE, 0) > limit);
        }
        return above;
    }

    /** Pixels of the largest area, whose pixels touch, at corners too. */
    private static int largest(BitSet pixels) {
        BitSet left = (BitSet) pixels.clone();
        int largest = 0;
        while (!left.isEmpty()) {
            Deque<Integer> next = new ArrayDeque<>();
            next.add(left.nextSetBit(0));
            left.clear(next.getFirst());
            int size = 0;
            while (!next.isEmpty()) {
                int pixel = next.remove();
                size++;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        int x = pixel % SIDE + dx;
                        int y = pixel / SIDE + dy;
                        if (x >= 0 && y >= 0 && x < SIDE && y < SIDE && left.get(y * SIDE + x)) {
                            left.clear(y * SIDE + x);
                            next.add(y * SIDE + x);
                        }
                    }
                }
            }
            largest = Math.max(largest, size);
        }
        return largest;
    }

    private static double[] descending(double[] scores) {
        double[] sorted = Arrays.stream(scores).map(score -> -score).sorted().toArray();
        return Arrays.stream(sorted).map(score -> -score).toArray();
    }

    private static double[] doubles(float[] scores) {
        double[] doubles = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            doubles[i] = scores[i];
        }
        return doubles;
    }
}
