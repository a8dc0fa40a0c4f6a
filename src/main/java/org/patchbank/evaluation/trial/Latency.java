package org.patchbank.evaluation.trial;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Milliseconds of one image at a time; percentiles are times that occurred (nearest rank). From bytes to the decision, but for
 * {@code answer}: until the whole map and the regions are there too.
 */
public record Latency(
        double p50, double p95, double p99, double backboneP50, double searchP50, double answerP50, double answerP99) {
    static Latency of(List<JudgedImage> images) {
        return new Latency(
                percentile(images, JudgedImage::millis, 0.50),
                percentile(images, JudgedImage::millis, 0.95),
                percentile(images, JudgedImage::millis, 0.99),
                percentile(images, JudgedImage::backboneMillis, 0.50),
                percentile(images, JudgedImage::searchMillis, 0.50),
                percentile(images, JudgedImage::answerMillis, 0.50),
                percentile(images, JudgedImage::answerMillis, 0.99));
    }

    private static double percentile(List<JudgedImage> images, ToDoubleFunction<JudgedImage> time, double share) {
        double[] sorted = images.stream().mapToDouble(time).toArray();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
