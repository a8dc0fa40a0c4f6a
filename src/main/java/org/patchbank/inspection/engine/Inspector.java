package org.patchbank.inspection.engine;

import java.util.List;
import org.patchbank.detector.Detector;
import org.patchbank.detector.PatchScores;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.image.ImageDecoder;
import org.patchbank.image.PixelImage;
import org.patchbank.platform.Stage;
import org.patchbank.platform.StageTimes;
import org.patchbank.reference.spec.DetectorSpec;
import org.patchbank.scoring.Aggregation;
import org.patchbank.scoring.AnomalyMap;
import org.patchbank.scoring.AnomalyMapRenderer;
import org.patchbank.scoring.Decision;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.Region;
import org.patchbank.scoring.RegionFinder;

/** The hot path: image bytes to decision. Knows no database. Safe for concurrent use. */
public final class Inspector {
    private final ImageDecoder decoder;
    private final PatchEmbedder embedder;
    private final Detector detector;
    private final DetectorSpec spec;
    private final AnomalyMapRenderer renderer = new AnomalyMapRenderer();
    private final RegionFinder regionFinder = new RegionFinder();

    public Inspector(ImageDecoder decoder, PatchEmbedder embedder, Detector detector, DetectorSpec spec) {
        if (embedder.dimension() != detector.dimension()) {
            throw new IllegalArgumentException("embeddings of dimension %d, detector of dimension %d"
                    .formatted(embedder.dimension(), detector.dimension()));
        }
        this.decoder = decoder;
        this.embedder = embedder;
        this.detector = detector;
        this.spec = spec;
    }

    /** @throws org.patchbank.platform.PatchbankException if the image cannot be used */
    public Examination examine(byte[] bytes, DecisionRule rule, StageTimes times) {
        long start = System.nanoTime();
        PixelImage image = decoder.decode(bytes);
        times.addSince(Stage.DECODE, start);
        Embeddings embeddings = embedder.embed(image, times);
        long now = System.nanoTime();
        boolean largestDecides = spec.aggregation() == Aggregation.MAX;
        PatchScores patches = detector.score(embeddings, largest -> {
            if (largestDecides) {
                times.decided(start);
            }
        });
        now = times.addSince(Stage.SEARCH, now);
        double score = spec.aggregation().aggregate(patches.scores());
        Decision decision = rule.decide(score);
        now = times.addSince(Stage.DECIDE, now);
        if (!largestDecides) {
            times.decided(start);
        }
        AnomalyMap map = renderer.render(
                patches.grid(), patches.scores(), spec.embedding().inputSize(), image.width(), image.height());
        List<Region> regions = regions(map, rule.review().value(), score, patches);
        times.addSince(Stage.MAP, now);
        return new Examination(image, patches, score, decision, map, regions);
    }

    /**
     * The regions above the limit. Smoothing can press a lone anomalous patch below it: then the limit is lowered by as much as the
     * map's peak lies below the score, so a part that is not accepted always shows where.
     */
    private List<Region> regions(AnomalyMap map, double limit, double score, PatchScores patches) {
        List<Region> regions = regionFinder.find(map, limit, patches.grid());
        if (!regions.isEmpty() || score <= limit) {
            return regions;
        }
        return regionFinder.find(map, limit * Aggregation.MAX.aggregate(map.values()) / score, patches.grid());
    }
}
