package org.patchbank.detector;

import java.util.function.UnaryOperator;
import org.patchbank.embedding.Embeddings;

/**
 * Subtracts from every patch of a view the view's mean embedding, each channel by itself: e'(p) = e(p) - mean over q of e(q), patches in
 * the region of interest alone. What a whole image has in common, such as its light, its focus or its batch of material, no longer
 * counts; what differs from the rest of the image does (the first half of instance normalisation, Ulyanov et al. 2016). Unfit where a
 * defect covers the whole part.
 */
public final class ImageCentring implements UnaryOperator<Embeddings> {
    /** @return a copy; itself where no patch lies in the region */
    @Override
    public Embeddings apply(Embeddings view) {
        int dimension = view.dimension();
        int count = view.inside().size(view.grid());
        if (count == 0) {
            return view;
        }
        double[] mean = new double[dimension];
        for (int patch = 0; patch < view.grid().size(); patch++) {
            if (view.inside().contains(patch)) {
                for (int i = 0; i < dimension; i++) {
                    mean[i] += view.values()[patch * dimension + i];
                }
            }
        }
        float[] centred = view.values().clone();
        for (int patch = 0; patch < view.grid().size(); patch++) {
            for (int i = 0; i < dimension; i++) {
                centred[patch * dimension + i] -= (float) (mean[i] / count);
            }
        }
        return view.with(dimension, centred);
    }
}
