package org.patchbank.detector.scale;

import java.util.List;
import java.util.stream.IntStream;
import org.patchbank.detector.Detector;
import org.patchbank.detector.DetectorModel;
import org.patchbank.detector.PatchScores;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.Segment;
import org.patchbank.patch.PatchMask;

/**
 * A model of its own for each layer: s(p) = C(f_1(s_1(p)), ..., f_n(s_n(p))) with the layers' patch scores s_i, brought to a common
 * scale by f_i ({@link CommonScale}), and their mean, maximum or weighted mean C ({@link ScaleCombination}). In one long vector, the layer
 * with the largest values decides the distance alone; here each has its say (STFPM, Wang et al. 2021, compares layers so, and
 * multiplies their maps).
 */
public final class IndependentScales extends CombinedScales {
    /**
     * @param model fitted to each segment by itself
     * @param segments at least two
     * @param seed deals out the images that the common scale is learned from
     */
    public IndependentScales(
            DetectorModel model,
            List<Segment> segments,
            ScaleCombination combination,
            CommonScale.Kind kind,
            long seed) {
        super(model, segments, combination, kind, seed);
    }

    @Override
    List<PatchScores> scores(Embeddings view, List<Detector> detectors) {
        return IntStream.range(0, detectors.size())
                .mapToObj(i -> detectors.get(i).score(slice(view, i)))
                .toList();
    }

    @Override
    int alone() {
        return 0;
    }

    @Override
    PatchMask combined(List<PatchScores> layers) {
        return layers.get(0).inside();
    }
}
