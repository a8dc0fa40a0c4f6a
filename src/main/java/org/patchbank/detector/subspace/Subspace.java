package org.patchbank.detector.subspace;

import java.util.Map;
import java.util.OptionalInt;
import org.patchbank.detector.Detector;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.PooledModel;
import org.patchbank.detector.RowDetector;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.linear.AffineMap;
import org.patchbank.detector.linear.MatrixNumbers;
import org.patchbank.detector.linear.Moments;
import org.patchbank.detector.linear.PrincipalAxes;
import org.patchbank.platform.Parallel;

/**
 * Reconstruction in embedding space: good embeddings lie near the subspace of their leading principal axes, and the score is the length
 * of what is lost there, {@code |(I - V'V)(x - m)|} (feature reconstruction error: Ndiour, Ahuja and Tickoo 2022, "FRE"; of all patches
 * alike as in SubspaceAD). It is computed as the length along the axes that were left out, so nothing cancels.
 */
public final class Subspace extends PooledModel {
    private static final String MEAN = "mean";
    private static final String REST = "axes_left_out";

    private final double energy;
    private final OptionalInt mostRank;

    /**
     * @param energy share of the variance that the subspace holds, in (0, 1)
     * @param mostRank most axes of the subspace, where present
     */
    public Subspace(double energy, OptionalInt mostRank, Parallel parallel) {
        super(parallel);
        this.energy = energy;
        this.mostRank = mostRank;
    }

    @Override
    protected DetectorState learn(TrainingSet set, Moments moments, DetectorState like, FitMonitor monitor) {
        PrincipalAxes axes = PrincipalAxes.of(moments);
        int rank = Math.min(mostRank.orElse(axes.dimension()), axes.rank(energy));
        // At least one axis is left out, or every score would be 0.
        int kept = Math.min(rank, axes.dimension() - 1);
        return DetectorState.of(Map.of(MEAN, axes.mean(), REST, MatrixNumbers.pack(axes.axes(kept, axes.dimension()))));
    }

    @Override
    public Detector open(DetectorState state) {
        float[] mean = state.numbers(MEAN);
        AffineMap rest = new AffineMap(mean, MatrixNumbers.unpack(state.numbers(REST), mean.length));
        return new RowDetector(mean.length, parallel) {
            @Override
            protected void score(float[] values, int offset, int count, float[] scores, int first) {
                float[] lost = new float[count * rest.stride()];
                rest.apply(values, offset, count, lost);
                for (int i = 0; i < count; i++) {
                    scores[first + i] = (float) Math.sqrt(rest.squaredNorm(lost, i));
                }
            }
        };
    }
}
