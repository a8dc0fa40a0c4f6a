package org.patchbank.reference.fit;

import org.patchbank.detector.Detector;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.PatchScores;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.platform.Parallel;
import org.patchbank.reference.spec.DetectorSpec;
import org.patchbank.reference.view.ImageViews;
import org.patchbank.reference.view.ZoneLayout;
import org.patchbank.scoring.ImageScoring;
import org.patchbank.scoring.ScoredPatches;

/** What a fit learned, ready to judge. */
public record OpenedDetector(Detector detector, ImageViews views, ImageScoring scoring) {
    static final String VIEWS = "views";
    static final String SCORING = "scoring";

    /** @param state of a {@link Fit} with that spec and an embedder of the same space */
    public static OpenedDetector open(
            DetectorSpec spec, DetectorState state, PatchEmbedder embedder, Parallel parallel) {
        return new OpenedDetector(
                DetectorModels.of(spec, embedder.segments(), embedder.grid(), parallel)
                        .open(state),
                ImageViews.of(spec, embedder.grid(), state.part(VIEWS).numbers()),
                ImageScoring.of(
                        spec.aggregation(),
                        ZoneLayout.zoning(spec.zones()),
                        state.part(SCORING).numbers()));
    }

    static ScoredPatches patches(PatchScores scores) {
        return new ScoredPatches(scores.grid(), scores.scores(), scores.inside());
    }

    /** The scores as people see them, and as they are aggregated. */
    public PatchScores shown(PatchScores joined) {
        return joined.with(scoring.shown(patches(joined)));
    }

    /** @param shown what {@link #shown} gave */
    public double score(PatchScores shown) {
        return scoring.score(patches(shown));
    }
}
