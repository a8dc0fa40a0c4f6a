package org.patchbank.pipeline.fit;

import java.util.function.Consumer;
import org.patchbank.detector.BankFile;
import org.patchbank.detector.CandidateSource;
import org.patchbank.detector.Detector;
import org.patchbank.detector.DetectorState;
import org.patchbank.detector.ExactScores;
import org.patchbank.detector.ExternalBank;
import org.patchbank.detector.PatchScores;
import org.patchbank.detector.SearchFigures;
import org.patchbank.embedding.EmbeddingLayout;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.view.ImageViews;
import org.patchbank.pipeline.view.ZoneLayout;
import org.patchbank.platform.Parallel;
import org.patchbank.scoring.ImageScoring;
import org.patchbank.scoring.ScoredPatches;

/** What a fit learned, ready to judge. */
public record OpenedDetector(Detector detector, ImageViews views, ImageScoring scoring) {
    static final String VIEWS = "views";
    static final String SCORING = "scoring";

    /** @param state of a {@link Fit} with that spec and an embedder of the same space */
    public static OpenedDetector open(
            DetectorSpec spec, DetectorState state, PatchEmbedder embedder, Parallel parallel) {
        return open(spec, state, embedder.layout(), parallel);
    }

    /** @param state of a {@link Fit} with that spec and embeddings of that shape and space */
    public static OpenedDetector open(
            DetectorSpec spec, DetectorState state, EmbeddingLayout layout, Parallel parallel) {
        return new OpenedDetector(
                spec.detectorModel(layout.segments(), layout.grid(), parallel).open(state),
                ImageViews.of(spec, layout.grid(), state.part(VIEWS).numbers()),
                scoring(spec, state));
    }

    /** Whether the model of a spec can be opened with its bank outside of memory. */
    public static boolean opensOutside(DetectorSpec spec, PatchEmbedder embedder, Parallel parallel) {
        return spec.detectorModel(embedder.segments(), embedder.grid(), parallel)
                .opensOutside();
    }

    /**
     * With the bank outside of memory; scores of images are the same.
     *
     * @param state of a {@link Fit} without its bank
     * @param rows the bank
     * @param candidates who proposes rows
     * @param listener hears of every search
     */
    public static OpenedDetector openOutside(
            DetectorSpec spec,
            DetectorState state,
            PatchEmbedder embedder,
            Parallel parallel,
            BankFile rows,
            CandidateSource candidates,
            Consumer<SearchFigures> listener) {
        ImageScoring scoring = scoring(spec, state);
        // Where tiles overlap their scores are averaged, so no one tile's largest decides.
        ExactScores exact = spec.tiles().isPresent()
                ? ExactScores.ALL
                : new ExactScores(
                        scoring::deciding, grid -> scoring.weights(grid).orElse(null));
        return new OpenedDetector(
                spec.detectorModel(embedder.segments(), embedder.grid(), parallel)
                        .open(state, new ExternalBank(rows, candidates, exact, listener)),
                ImageViews.of(spec, embedder.grid(), state.part(VIEWS).numbers()),
                scoring);
    }

    static ImageScoring scoring(DetectorSpec spec, DetectorState state) {
        return ImageScoring.of(
                spec.aggregation().aggregation(),
                ZoneLayout.zoning(spec.zones()),
                state.part(SCORING).numbers());
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
