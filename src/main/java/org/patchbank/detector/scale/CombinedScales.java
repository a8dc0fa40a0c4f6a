package org.patchbank.detector.scale;

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
import org.patchbank.patch.PatchMask;

/** A model of its own for each layer, whose patch scores are brought to a {@link CommonScale} and made one by a {@link ScaleCombination}. */
abstract class CombinedScales implements DetectorModel {
    private final ScaleModels models;
    private final ScaleCombination combination;

    CombinedScales(
            DetectorModel model,
            List<Segment> segments,
            ScaleCombination combination,
            CommonScale.Kind kind,
            long seed) {
        this.models = new ScaleModels(model, segments, kind, seed);
        this.combination = combination;
        combination.requireScales(segments.size());
    }

    /** The scores of a view by each layer's detector, in the order of the layers. */
    abstract List<PatchScores> scores(Embeddings view, List<Detector> detectors);

    /** The layer whose scores stand alone where layers are not combined. */
    abstract int alone();

    /** The patches whose scores of all layers are combined: none that was not scored. */
    abstract PatchMask combined(List<PatchScores> layers);

    final Embeddings slice(Embeddings view, int layer) {
        return view.slice(models.segments().get(layer));
    }

    @Override
    public final boolean streams() {
        return models.streams();
    }

    @Override
    public final DetectorState fit(TrainingSet set, FitMonitor monitor) {
        return models.fit(set, monitor);
    }

    @Override
    public final Detector open(DetectorState state) {
        List<Detector> detectors = models.open(state);
        List<CommonScale> scales = models.scales(state);
        return new Detector() {
            @Override
            public int dimension() {
                return models.dimension();
            }

            @Override
            public PatchScores score(Embeddings view, DoubleConsumer largest) {
                PatchScores combined = combine(scores(view, detectors), scales);
                largest.accept(combined.largest());
                return combined;
            }
        };
    }

    @Override
    public final void scoreUnseen(
            TrainingSet set, DetectorState fitted, long seed, FitMonitor monitor, UnseenScores scores) {
        List<CommonScale> scales = models.scales(fitted);
        models.unseen(set, fitted, seed, monitor)
                .forEach((image, views) -> scores.accept(
                        image, views.stream().map(view -> combine(view, scales)).toList()));
    }

    private PatchScores combine(List<PatchScores> layers, List<CommonScale> scales) {
        PatchScores first = layers.get(alone());
        PatchMask together = combined(layers);
        float[] combined = new float[first.scores().length];
        float[] ofPatch = new float[layers.size()];
        for (int patch = 0; patch < combined.length; patch++) {
            if (together.contains(patch)) {
                for (int i = 0; i < ofPatch.length; i++) {
                    ofPatch[i] = scales.get(i).apply(layers.get(i).scores()[patch]);
                }
                combined[patch] = combination.of(ofPatch);
            } else if (first.inside().contains(patch)) {
                combined[patch] = scales.get(alone()).apply(first.scores()[patch]);
            }
        }
        return new PatchScores(first.grid(), combined, new int[0], first.inside());
    }
}
