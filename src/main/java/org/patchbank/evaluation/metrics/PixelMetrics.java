package org.patchbank.evaluation.metrics;

import java.util.List;
import java.util.Optional;
import org.patchbank.platform.Parallel;

/**
 * How well anomaly maps tell defective pixels from good ones; exact, over all distinct thresholds and all pixels of all images.
 *
 * @param auroc area under the ROC curve over pixels, ties counted half
 * @param averagePrecision over pixels
 * @param aupro area under the per-region overlap (Bergmann et al. 2019) up to a false-positive rate of {@link #AUPRO_LIMIT}, divided
 *     by that limit; regions are areas of the masks connected by 8 neighbours
 */
public record PixelMetrics(double auroc, double averagePrecision, double aupro) {
    public static final double AUPRO_LIMIT = 0.3;

    /** Of the heap, that may hold maps which are needed twice. */
    private static final int SHARE = 32;

    /** @return empty unless there are both good and defective pixels */
    public static Optional<PixelMetrics> of(List<PixelSample> samples, Parallel parallel) {
        return of(samples, new MapRoom(Runtime.getRuntime().maxMemory() / SHARE), parallel);
    }

    static Optional<PixelMetrics> of(List<PixelSample> given, MapRoom room, Parallel parallel) {
        List<PixelSample> samples = given.stream().map(room::keeping).toList();
        DefectPixels positives = DefectPixels.collect(samples, parallel);
        Ranking ranking = new NegativeCounter(positives.distinctKeys()).count(samples, positives.counts(), parallel);
        if (!ranking.hasBothClasses()) {
            return Optional.empty();
        }
        return Optional.of(new PixelMetrics(
                ranking.auroc(), ranking.averagePrecision(), ranking.areaUpTo(AUPRO_LIMIT, positives.overlapGains())));
    }
}
