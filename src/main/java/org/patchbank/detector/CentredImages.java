package org.patchbank.detector;

import java.util.function.DoubleConsumer;
import org.patchbank.embedding.EmbeddingTable;
import org.patchbank.embedding.Embeddings;

/**
 * Subtracts from every patch of a view the view's mean embedding, each channel by itself: e'(p) = e(p) - mean over q of e(q), patches in
 * the region of interest alone. What a whole image has in common, such as its light, its focus or its batch of material, no longer
 * counts; what differs from the rest of the image does (the first half of instance normalisation, Ulyanov et al. 2016). Unfit where a
 * defect covers the whole part.
 */
public final class CentredImages implements DetectorModel {
    private final DetectorModel model;

    /** @param model learns from and judges centred embeddings */
    public CentredImages(DetectorModel model) {
        this.model = model;
    }

    @Override
    public DetectorState fit(TrainingSet set, FitMonitor monitor) {
        return model.fit(centred(set), monitor);
    }

    @Override
    public Detector open(DetectorState state) {
        Detector detector = model.open(state);
        return new Detector() {
            @Override
            public int dimension() {
                return detector.dimension();
            }

            @Override
            public PatchScores score(Embeddings view, DoubleConsumer largest) {
                return detector.score(centred(view), largest);
            }
        };
    }

    @Override
    public boolean streams() {
        return model.streams();
    }

    @Override
    public void scoreUnseen(TrainingSet set, DetectorState fitted, long seed, FitMonitor monitor, UnseenScores scores) {
        model.scoreUnseen(centred(set), fitted, seed, monitor, scores);
    }

    private static TrainingSet centred(TrainingSet set) {
        EmbeddingTable table =
                new EmbeddingTable(set.table().dimension(), set.grid().size());
        for (int block = 0; block < set.table().blocks(); block++) {
            table.add(centred(set.embeddings(block)).values());
        }
        return set.with(table, set.segments());
    }

    /** @return a copy; itself where no patch lies in the region */
    static Embeddings centred(Embeddings view) {
        int dimension = view.dimension();
        double[] mean = new double[dimension];
        int count = view.inside().size(view.grid());
        if (count == 0) {
            return view;
        }
        for (int patch = 0; patch < view.grid().size(); patch++) {
            if (view.inside().contains(patch)) {
                for (int i = 0; i < dimension; i++) {
                    mean[i] += view.values()[patch * dimension + i];
                }
            }
        }
        float[] centred = new float[view.values().length];
        for (int at = 0; at < centred.length; at++) {
            centred[at] = (float) (view.values()[at] - mean[at % dimension] / count);
        }
        return view.with(dimension, centred);
    }
}
