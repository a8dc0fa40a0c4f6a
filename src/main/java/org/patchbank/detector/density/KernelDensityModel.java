package org.patchbank.detector.density;

import java.util.Map;
import java.util.TreeMap;
import org.patchbank.detector.Detector;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.PooledModel;
import org.patchbank.detector.RowDetector;
import org.patchbank.detector.TrainingRows;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.linear.Moments;
import org.patchbank.detector.linear.PrincipalAxes;
import org.patchbank.platform.Parallel;

/**
 * The density of embeddings by kernels on a sample of them, after principal component analysis; the score is {@code -ln p(x)} (deep
 * feature kernel density estimation, DFKDE: anomalib does it for one pooled embedding an image; here it is done for each patch, so
 * that there is a map).
 */
public final class KernelDensityModel extends PooledModel {
    private static final String POINTS = "points";

    private final Settings settings;
    private final long seed;

    /**
     * What can be chosen.
     *
     * @param coordinates principal axes that are kept
     * @param points most kernels
     * @param factor of the rule's bandwidth
     */
    public record Settings(int coordinates, int points, KernelDensity.Bandwidth bandwidth, double factor) {}

    /** @param seed draws the sample */
    public KernelDensityModel(Settings settings, long seed, Parallel parallel) {
        super(parallel);
        this.settings = settings;
        this.seed = seed;
    }

    @Override
    protected DetectorState learn(TrainingSet set, Moments moments, DetectorState like, FitMonitor monitor) {
        DensityCoordinates coordinates = DensityCoordinates.of(PrincipalAxes.of(moments), settings.coordinates());
        float[] sample = TrainingRows.sample(set, settings.points(), seed);
        Map<String, float[]> numbers = new TreeMap<>(coordinates.numbers());
        numbers.put(POINTS, coordinates.of(sample, 0, sample.length / coordinates.dimension()));
        return DetectorState.of(numbers);
    }

    @Override
    public Detector open(DetectorState state) {
        DensityCoordinates coordinates = DensityCoordinates.of(state.numbers());
        float[] points = state.numbers(POINTS);
        int size = coordinates.size();
        double bandwidth = settings.factor() * settings.bandwidth().of(points.length / size, size);
        KernelDensity density = new KernelDensity(points, size, bandwidth);
        return new RowDetector(coordinates.dimension(), parallel) {
            @Override
            protected void score(float[] values, int offset, int count, float[] scores, int first) {
                float[] logs = density.logDensities(coordinates.of(values, offset, count), 0, count);
                for (int i = 0; i < count; i++) {
                    scores[first + i] = -logs[i];
                }
            }
        };
    }
}
