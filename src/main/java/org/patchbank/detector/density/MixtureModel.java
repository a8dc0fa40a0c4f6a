package org.patchbank.detector.density;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.patchbank.detector.Detector;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.PooledModel;
import org.patchbank.detector.RowDetector;
import org.patchbank.detector.TrainingRows;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.gaussian.Gaussian;
import org.patchbank.detector.gaussian.GaussianScore;
import org.patchbank.detector.linear.Moments;
import org.patchbank.detector.linear.PrincipalAxes;
import org.patchbank.platform.Parallel;

/**
 * A mixture of Gaussians for the embeddings of all patches, along their leading principal axes, fitted to a sample of them; the number of
 * components is that of least BIC ({@link GaussianMixture}).
 */
public final class MixtureModel extends PooledModel {
    private static final String WEIGHTS = "weights";
    private static final String COMPONENT = "component-";

    private final Settings settings;
    private final long seed;

    /**
     * What can be chosen.
     *
     * @param least fewest components that are tried
     * @param most most components that are tried
     * @param coordinates principal axes that are kept
     * @param sample most embeddings that the mixture is fitted to
     */
    public record Settings(int least, int most, int coordinates, int sample, GaussianScore score) {}

    /** @param seed draws the sample and starts the fits */
    public MixtureModel(Settings settings, long seed, Parallel parallel) {
        super(parallel);
        this.settings = settings;
        this.seed = seed;
    }

    @Override
    protected DetectorState learn(TrainingSet set, Moments moments, DetectorState like, FitMonitor monitor) {
        float[] sample = TrainingRows.sample(set, settings.sample(), seed);
        if (like != null) {
            // The same axes, or the mixture to go on from would not fit them.
            DensityCoordinates coordinates = DensityCoordinates.of(like.numbers());
            float[] rows = coordinates.of(sample, 0, sample.length / coordinates.dimension());
            return state(coordinates, mixture(like).refit(rows, parallel));
        }
        DensityCoordinates coordinates = DensityCoordinates.of(PrincipalAxes.of(moments), settings.coordinates());
        float[] rows = coordinates.of(sample, 0, sample.length / coordinates.dimension());
        return state(coordinates, best(rows, coordinates.size(), monitor));
    }

    private GaussianMixture best(float[] rows, int dimension, FitMonitor monitor) {
        int count = rows.length / dimension;
        int most = Math.min(settings.most(), count);
        GaussianMixture best = null;
        for (int k = Math.min(settings.least(), most); k <= most; k++) {
            GaussianMixture mixture = GaussianMixture.fit(rows, dimension, k, seed, parallel);
            if (best == null || mixture.bic(count) < best.bic(count)) {
                best = mixture;
            }
            monitor.at((double) k / most);
        }
        return best;
    }

    private static DetectorState state(DensityCoordinates coordinates, GaussianMixture mixture) {
        Map<String, float[]> numbers = new TreeMap<>(coordinates.numbers());
        float[] weights = new float[mixture.weights().length];
        for (int c = 0; c < weights.length; c++) {
            weights[c] = (float) mixture.weights()[c];
        }
        numbers.put(WEIGHTS, weights);
        DetectorState state = DetectorState.of(numbers);
        for (int c = 0; c < weights.length; c++) {
            state = state.withPart(
                    COMPONENT + c, DetectorState.of(mixture.components().get(c).numbers()));
        }
        return state;
    }

    private static GaussianMixture mixture(DetectorState state) {
        float[] kept = state.numbers(WEIGHTS);
        double[] weights = new double[kept.length];
        List<Gaussian> components = new ArrayList<>();
        for (int c = 0; c < kept.length; c++) {
            weights[c] = kept[c];
            components.add(Gaussian.of(state.part(COMPONENT + c).numbers()));
        }
        return new GaussianMixture(weights, components, Double.NaN);
    }

    @Override
    public Detector open(DetectorState state) {
        DensityCoordinates coordinates = DensityCoordinates.of(state.numbers());
        GaussianMixture mixture = mixture(state);
        return new RowDetector(coordinates.dimension(), parallel) {
            @Override
            protected void score(float[] values, int offset, int count, float[] scores, int first) {
                float[] rows = coordinates.of(values, offset, count);
                float[] found = settings.score() == GaussianScore.MAHALANOBIS
                        ? mixture.squaredDistances(rows, 0, count)
                        : mixture.logLikelihoods(rows, 0, count);
                for (int i = 0; i < count; i++) {
                    scores[first + i] =
                            settings.score() == GaussianScore.MAHALANOBIS ? (float) Math.sqrt(found[i]) : -found[i];
                }
            }
        };
    }
}
