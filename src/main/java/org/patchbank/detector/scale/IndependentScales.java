package org.patchbank.detector.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.patchbank.detector.Detector;
import org.patchbank.detector.DetectorModel;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.FitMonitor;
import org.patchbank.detector.PatchScores;
import org.patchbank.detector.TrainingSet;
import org.patchbank.detector.UnseenScores;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.Segment;

/**
 * A model of its own for each layer: s(p) = C(f_1(s_1(p)), ..., f_n(s_n(p))) with the layers' patch scores s_i, brought to a common
 * scale by f_i ({@link CommonScale}), and their mean, maximum or weighted mean C ({@link Combination}). In one long vector, the layer
 * with the largest values decides the distance alone; here each has its say (STFPM, Wang et al. 2021, compares layers so, and
 * multiplies their maps).
 */
public final class IndependentScales implements DetectorModel {
    private final ScaleModels models;
    private final Combination combination;

    /**
     * @param model fitted to each segment by itself
     * @param segments at least two
     * @param seed deals out the images that the common scale is learned from
     */
    public IndependentScales(
            DetectorModel model, List<Segment> segments, Combination combination, CommonScale.Kind kind, long seed) {
        this.models = new ScaleModels(model, segments, kind, seed);
        this.combination = combination;
        combination.requireScales(segments.size());
    }

    @Override
    public DetectorState fit(TrainingSet set, FitMonitor monitor) {
        return models.fit(set, monitor);
    }

    @Override
    public Detector open(DetectorState state) {
        List<Detector> detectors = models.open(state);
        List<CommonScale> scales = models.scales(state);
        return new Detector() {
            @Override
            public int dimension() {
                return models.dimension();
            }

            @Override
            public PatchScores score(Embeddings embeddings, DoubleConsumer largest) {
                List<PatchScores> scores = new ArrayList<>();
                for (int i = 0; i < detectors.size(); i++) {
                    scores.add(detectors
                            .get(i)
                            .score(embeddings.slice(models.segments().get(i))));
                }
                PatchScores combined = combine(scores, scales);
                largest.accept(combined.largest());
                return combined;
            }
        };
    }

    @Override
    public void scoreUnseen(TrainingSet set, DetectorState fitted, long seed, FitMonitor monitor, UnseenScores scores) {
        List<CommonScale> scales = models.scales(fitted);
        models.unseen(set, fitted, seed, monitor)
                .forEach((image, views) -> scores.accept(
                        image, views.stream().map(view -> combine(view, scales)).toList()));
    }

    private PatchScores combine(List<PatchScores> view, List<CommonScale> scales) {
        PatchScores first = view.get(0);
        float[] combined = new float[first.scores().length];
        float[] ofPatch = new float[view.size()];
        for (int patch = 0; patch < combined.length; patch++) {
            if (first.inside().contains(patch)) {
                for (int i = 0; i < ofPatch.length; i++) {
                    ofPatch[i] = scales.get(i).apply(view.get(i).scores()[patch]);
                }
                combined[patch] = combination.of(ofPatch);
            }
        }
        return new PatchScores(first.grid(), combined, new int[0], first.inside());
    }
}
