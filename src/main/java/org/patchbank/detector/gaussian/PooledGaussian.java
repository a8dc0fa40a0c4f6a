package org.patchbank.detector.gaussian;

import org.patchbank.detector.Detector;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.PooledModel;
import org.patchbank.detector.RowDetector;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.linear.Covariance;
import org.patchbank.detector.linear.Moments;
import org.patchbank.platform.Parallel;

/**
 * One Gaussian for the embeddings of all patches (Rippel, Mertens and Merhof 2021, "Modeling the distribution of normal data in
 * pre-trained deep features for anomaly detection", there of pooled features).
 */
public final class PooledGaussian extends PooledModel {
    private final Covariance.Rule rule;
    private final GaussianScore score;

    public PooledGaussian(Covariance.Rule rule, GaussianScore score, Parallel parallel) {
        super(parallel);
        this.rule = rule;
        this.score = score;
    }

    @Override
    protected DetectorState learn(TrainingSet set, Moments moments, DetectorState like, FitMonitor monitor) {
        return DetectorState.of(Gaussian.of(moments, rule).numbers());
    }

    @Override
    public Detector open(DetectorState state) {
        Gaussian gaussian = Gaussian.of(state.numbers());
        return new RowDetector(gaussian.dimension(), parallel) {
            @Override
            protected void score(float[] values, int offset, int count, float[] scores, int first) {
                gaussian.squaredDistances(values, offset, count, scores, first);
                for (int i = first; i < first + count; i++) {
                    scores[i] = score.of(scores[i], gaussian.logDeterminant(), dimension());
                }
            }
        };
    }
}
