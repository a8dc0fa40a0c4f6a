package org.patchbank.evaluation.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.patchbank.platform.Parallel;
import org.patchbank.scoring.map.AnomalyMap;

class NegativeCounterTest {
    private static final int WIDTH = 40;

    private final Parallel parallel = new Parallel(2);
    private final SplittableRandom random = new SplittableRandom(7);

    @AfterEach
    void close() {
        parallel.close();
    }

    @Test
    void batches_that_fill_up_count_as_all_at_once() {
        check(() -> random.nextInt(9) - 4, 16);
        check(() -> random.nextInt(9) - 4, 1);
    }

    @Test
    void scores_of_all_magnitudes_and_signs_are_counted() {
        check(() -> Math.copySign(Math.pow(2, random.nextInt(-140, 127)), random.nextDouble() - 0.4), 100);
        check(() -> random.nextDouble() < 0.1 ? Float.POSITIVE_INFINITY : Float.NEGATIVE_INFINITY, 100);
    }

    @Test
    void scores_that_differ_in_their_last_bit_only_are_told_apart() {
        check(() -> Float.intBitsToFloat(Float.floatToIntBits(1.5f) + random.nextInt(30)), 64);
    }

    /** Against the ranking of whole images, which looks each score up; every fifth pixel or so is defective. */
    private void check(DoubleSupplier scores, int batchSize) {
        List<PixelSample> samples =
                IntStream.range(0, 11).mapToObj(i -> sample(scores)).toList();
        DefectPixels positives = DefectPixels.collect(samples, parallel);

        Ranking ranking =
                new NegativeCounter(positives.distinctKeys(), batchSize).count(samples, positives.counts(), parallel);

        double[] defective = values(samples, true);
        double[] good = values(samples, false);
        assertThat(ranking.auroc()).isEqualTo(ImageMetrics.of(good, defective).auroc());
        assertThat(ranking.averagePrecision())
                .isEqualTo(ImageMetrics.of(good, defective).averagePrecision());
    }

    private PixelSample sample(DoubleSupplier scores) {
        float[] values = new float[WIDTH * 10];
        BitSet defective = new BitSet();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) scores.getAsDouble();
            defective.set(i, random.nextInt(5) == 0);
        }
        AnomalyMap map = new AnomalyMap(WIDTH, values.length / WIDTH, values);
        return new PixelSample(new DefectMask(WIDTH, map.height(), defective), () -> map);
    }

    private static double[] values(List<PixelSample> samples, boolean defective) {
        return samples.stream()
                .flatMapToDouble(sample -> {
                    float[] values = sample.map().get().values();
                    return IntStream.range(0, values.length)
                            .filter(i -> sample.mask().isDefective(i % WIDTH, i / WIDTH) == defective)
                            .mapToDouble(i -> values[i]);
                })
                .toArray();
    }
}
