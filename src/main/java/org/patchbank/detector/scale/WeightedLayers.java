package org.patchbank.detector.scale;

import java.util.List;
import java.util.function.UnaryOperator;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.Segment;

/**
 * Multiplies each layer's channels by a weight before they are compared side by side: e'(p) = (w_1 e_1(p), ..., w_n e_n(p)), so a squared
 * distance is sum w_i^2 d_i^2. In plain concatenation (PatchCore, Roth et al. 2022, section 3.1) the layer with the largest activations
 * has the most say, which is an accident of the network.
 */
public final class WeightedLayers implements UnaryOperator<Embeddings> {
    private final float[] channels;

    /** @param weights one a segment, none negative, not all zero */
    public WeightedLayers(List<Segment> segments, List<Double> weights) {
        if (weights.size() != segments.size()
                || weights.stream().anyMatch(weight -> !(weight >= 0))
                || weights.stream().allMatch(weight -> weight == 0)) {
            throw new IllegalArgumentException("weights %s for %s".formatted(weights, segments));
        }
        channels = new float[segments.stream().mapToInt(Segment::to).max().orElseThrow()];
        for (int i = 0; i < weights.size(); i++) {
            for (int channel = segments.get(i).from(); channel < segments.get(i).to(); channel++) {
                channels[channel] = weights.get(i).floatValue();
            }
        }
    }

    /** @return a copy */
    @Override
    public Embeddings apply(Embeddings view) {
        float[] weighted = view.values().clone();
        for (int patch = 0; patch < view.grid().size(); patch++) {
            for (int i = 0; i < channels.length; i++) {
                weighted[patch * channels.length + i] *= channels[i];
            }
        }
        return view.with(channels.length, weighted);
    }
}
