package org.patchbank.pipeline.spec;

import java.util.List;
import org.patchbank.detector.scale.CoarseToFine;
import org.patchbank.detector.scale.Combination;
import org.patchbank.detector.scale.CommonScale;

/** How the layers of an embedding are compared. */
public sealed interface FusionSpec {
    /**
     * All channels side by side, as one vector (PatchCore, Roth et al. 2022, section 3.1).
     *
     * @param weights what each layer's channels are multiplied by, or empty; see {@link org.patchbank.detector.scale.WeightedLayers}
     */
    record Concatenate(List<Double> weights) implements FusionSpec {
        public Concatenate {
            weights = List.copyOf(weights);
        }
    }

    /** Each layer by a model of its own; see {@link org.patchbank.detector.scale.IndependentScales}. */
    record Independent(Combination combination, CommonScale.Kind scale) implements FusionSpec {}

    /**
     * A coarse layer first, the others where it is suspicious; see {@link CoarseToFine}.
     *
     * @param coarse name of the layer, or empty for the last one
     */
    record Suspicious(String coarse, CoarseToFine.Focus focus, Combination combination, CommonScale.Kind scale)
            implements FusionSpec {}

    /**
     * Whole images first, then the patches of the nearest ones; see {@link org.patchbank.detector.scale.NearestImages}.
     *
     * @param coarse name of the layer that images are told apart by, or empty for all layers
     * @param images how many are nearest
     */
    record Nearest(String coarse, int images) implements FusionSpec {}
}
