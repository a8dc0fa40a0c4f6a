package org.patchbank.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.Parallel;
import org.patchbank.scoring.map.AnomalyMap;

class PixelMetricsTest {
    private final Parallel parallel = new Parallel(2);

    @AfterEach
    void close() {
        parallel.close();
    }

    @Test
    void maps_that_find_every_defect_first_are_perfect() {
        PixelSample sample = sample(3, new float[] {0, 5, 1, 0, 2, 0}, 1, 4);

        assertThat(PixelMetrics.of(List.of(sample), parallel)).contains(new PixelMetrics(1, 1, 1));
    }

    @Test
    void small_regions_count_as_much_as_large_ones() {
        // one region of 3 pixels found at once, one of 1 pixel only after all 4 good pixels
        PixelSample sample = sample(8, new float[] {9, 9, 9, 5, 5, 5, 5, 1}, 0, 1, 2, 7);

        PixelMetrics metrics = PixelMetrics.of(List.of(sample), parallel).orElseThrow();

        assertThat(metrics.auroc()).isCloseTo(0.75, within(1e-12));
        assertThat(metrics.aupro()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void without_good_or_defective_pixels_there_are_no_metrics() {
        assertThat(PixelMetrics.of(List.of(sample(2, new float[] {1, 2})), parallel))
                .isEmpty();
        assertThat(PixelMetrics.of(List.of(sample(2, new float[] {1, 2}, 0, 1)), parallel))
                .isEmpty();
    }

    @Test
    void map_of_another_size_than_its_mask_is_refused() {
        PixelSample sample = new PixelSample(DefectMask.empty(3, 3), () -> new AnomalyMap(1, 1, new float[1]));

        assertThatThrownBy(() -> PixelMetrics.of(List.of(sample), parallel))
                .hasMessageContaining("does not fit a mask");
    }

    @Test
    void maps_are_drawn_once_where_there_is_room_and_make_the_same_figures_where_there_is_none() {
        AtomicInteger drawn = new AtomicInteger();
        SplittableRandom random = new SplittableRandom(5);
        List<PixelSample> samples = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            PixelSample sample = randomSample(random);
            AnomalyMap map = sample.map().get();
            samples.add(new PixelSample(sample.mask(), () -> {
                drawn.incrementAndGet();
                return map;
            }));
        }
        samples.add(new PixelSample(DefectMask.empty(1, 1), () -> new AnomalyMap(1, 1, new float[] {1})));

        Optional<PixelMetrics> roomy = PixelMetrics.of(samples, new MapRoom(1 << 20), parallel);
        assertThat(drawn).hasValue(4);
        Optional<PixelMetrics> narrow = PixelMetrics.of(samples, new MapRoom(0), parallel);
        assertThat(drawn).hasValue(4 + 8);
        assertThat(roomy).isPresent().isEqualTo(narrow);
    }

    @Test
    void many_ties_equal_a_count_at_every_threshold() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 50; round++) {
            List<PixelSample> samples = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                samples.add(randomSample(random));
            }
            PixelMetrics metrics = PixelMetrics.of(samples, parallel).orElseThrow();

            assertThat(metrics.auroc()).isCloseTo(plainAuroc(samples), within(1e-9));
            assertThat(metrics.aupro()).isCloseTo(plainAupro(samples), within(1e-9));
        }
    }

    /** Defects are single pixels apart from each other, so that each is a region. */
    private static PixelSample randomSample(SplittableRandom random) {
        float[] values = new float[13 * 6];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(12) - 4;
        }
        return sample(13, values, 0, 5, 26 + 3, 52 + 7);
    }

    private static double plainAuroc(List<PixelSample> samples) {
        double won = 0;
        long pairs = 0;
        for (float positive : values(samples, true)) {
            for (float negative : values(samples, false)) {
                won += positive > negative ? 1 : positive == negative ? 0.5 : 0;
                pairs++;
            }
        }
        return won / pairs;
    }

    private static double plainAupro(List<PixelSample> samples) {
        List<Float> positives = values(samples, true);
        List<Float> negatives = values(samples, false);
        TreeSet<Float> thresholds = new TreeSet<>(positives);
        thresholds.addAll(negatives);
        double area = 0;
        double lastRate = 0;
        double lastOverlap = 0;
        for (float threshold : thresholds.descendingSet()) {
            double rate = share(negatives, threshold);
            double overlap = share(positives, threshold);
            double end = Math.min(rate, 0.3);
            if (end > lastRate) {
                double atEnd = lastOverlap + (overlap - lastOverlap) * (end - lastRate) / (rate - lastRate);
                area += (end - lastRate) * (lastOverlap + atEnd) / 2;
            }
            lastRate = rate;
            lastOverlap = overlap;
        }
        return area / 0.3;
    }

    private static double share(List<Float> values, float threshold) {
        return (double) values.stream().filter(value -> value >= threshold).count() / values.size();
    }

    private static List<Float> values(List<PixelSample> samples, boolean defective) {
        List<Float> values = new ArrayList<>();
        for (PixelSample sample : samples) {
            AnomalyMap map = sample.map().get();
            for (int i = 0; i < map.values().length; i++) {
                if (sample.mask().isDefective(i % map.width(), i / map.width()) == defective) {
                    values.add(map.values()[i]);
                }
            }
        }
        return values;
    }

    private static PixelSample sample(int width, float[] values, int... defectivePixels) {
        BitSet defective = new BitSet();
        for (int pixel : defectivePixels) {
            defective.set(pixel);
        }
        AnomalyMap map = new AnomalyMap(width, values.length / width, values);
        return new PixelSample(new DefectMask(width, map.height(), defective), () -> map);
    }
}
