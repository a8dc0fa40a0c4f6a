package org.patchbank.pipeline.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.patchbank.detector.PatchScores;
import org.patchbank.embedding.Embeddings;
import org.patchbank.embedding.PatchEmbedder;
import org.patchbank.image.PixelImage;
import org.patchbank.image.codec.ImageDecoder;
import org.patchbank.patch.PatchGrid;
import org.patchbank.pipeline.fit.OpenedDetector;
import org.patchbank.pipeline.spec.DetectorSpec;
import org.patchbank.pipeline.view.ImageMaps;
import org.patchbank.pipeline.view.ImageViews;
import org.patchbank.platform.Stage;
import org.patchbank.platform.StageTimes;
import org.patchbank.scoring.Decision;
import org.patchbank.scoring.DecisionRule;
import org.patchbank.scoring.map.MapRows;
import org.patchbank.scoring.map.Region;
import org.patchbank.scoring.map.RegionFinder;

/** The hot path: image bytes to decision. Knows no database. Safe for concurrent use. */
public final class Inspector {
    /** Views whose embeddings are kept for those of regions; beyond them, views are embedded again. */
    private static final int VIEWS_KEPT = 32;

    /** The regions of a previewed image that would be accepted are those above this share of its own score. */
    private static final double PREVIEW_SHARE = 0.9;

    private final ImageDecoder decoder;
    private final PatchEmbedder embedder;
    private final OpenedDetector detector;
    private final ImageMaps maps;
    private final RegionFinder regionFinder = new RegionFinder();

    public Inspector(ImageDecoder decoder, PatchEmbedder embedder, OpenedDetector detector, DetectorSpec spec) {
        if (embedder.dimension() != detector.detector().dimension()) {
            throw new IllegalArgumentException("embeddings of dimension %d, detector of dimension %d"
                    .formatted(embedder.dimension(), detector.detector().dimension()));
        }
        this.decoder = decoder;
        this.embedder = embedder;
        this.detector = detector;
        this.maps = ImageMaps.of(spec);
    }

    /** @throws org.patchbank.platform.PatchbankException if the image cannot be used */
    public Examination examine(byte[] bytes, DecisionRule rule, StageTimes times) {
        return examine(bytes, rule, false, times);
    }

    /**
     * As {@link #examine}, and shows the most anomalous regions of an image that would be accepted too.
     *
     * @throws org.patchbank.platform.PatchbankException if the image cannot be used
     */
    public Examination preview(byte[] bytes, DecisionRule rule) {
        return examine(bytes, rule, true, new StageTimes());
    }

    private Examination examine(byte[] bytes, DecisionRule rule, boolean preview, StageTimes times) {
        long start = System.nanoTime();
        PixelImage image = decoder.decode(bytes);
        long decoded = times.addSince(Stage.DECODE, start);
        ImageViews.Seen seen = detector.views().judged(image);
        times.addSince(Stage.PREPROCESS, decoded);
        List<ImageViews.View> views = seen.views();
        boolean largestDecides = views.size() == 1 && detector.scoring().largestDecides();
        List<PatchScores> scores = new ArrayList<>(views.size());
        Map<Integer, Embeddings> kept = new HashMap<>();
        SeenImage whole = SeenImage.of(image);
        for (ImageViews.View view : views) {
            PixelImage picture = view.picture().get();
            Embeddings embeddings = embed(picture, view, times);
            if (views.size() == 1) {
                whole = SeenImage.of(image, picture, embedder, embeddings);
            }
            long searching = System.nanoTime();
            scores.add(detector.detector().score(embeddings, largest -> {
                if (largestDecides) {
                    times.decided(start);
                }
            }));
            times.addSince(Stage.SEARCH, searching);
            int last = scores.size() - 1;
            if (views.size() == 1
                    || kept.size() < VIEWS_KEPT
                            && scores.get(last).largest() > rule.review().value()) {
                kept.put(last, embeddings);
            }
        }
        long now = System.nanoTime();
        PatchScores joined = detector.shown(detector.views().join(seen.frame(), scores));
        double score = detector.score(joined);
        Decision decision = rule.decide(score);
        now = times.addSince(Stage.DECIDE, now);
        if (!largestDecides) {
            times.decided(start);
        }
        PatchScores patches = detector.views().asItCame(seen.frame(), joined);
        MapRows map = maps.rows(patches, image.width(), image.height());
        List<Region> found = regions(map, rule.review().value(), score, patches);
        if (preview && found.isEmpty()) {
            found = regions(map, PREVIEW_SHARE * score, score, patches);
        }
        List<Region> regions = found.stream()
                .map(region -> region.in(zone(seen.frame(), joined.grid(), region)))
                .toList();
        times.addSince(Stage.MAP, now);
        return new Examination(
                image,
                patches,
                score,
                decision,
                map,
                scores.stream().allMatch(PatchScores::exact),
                regions,
                detector.scoring().mapLimit(),
                seen.frame().registration(),
                whole,
                wanted -> new RegionEmbedder(detector.views(), seen, joined)
                        .embed(
                                wanted,
                                patches.grid(),
                                view -> kept.containsKey(view)
                                        ? kept.get(view)
                                        : embed(views.get(view).picture().get(), views.get(view), new StageTimes())));
    }

    /** An image to be scored by {@link #beside}, from its file. */
    public SeenImage decode(byte[] bytes) {
        return SeenImage.of(decoder.decode(bytes));
    }

    /**
     * The score alone, the same that {@link #examine} gives.
     *
     * @param image decoded by any inspector
     * @throws org.patchbank.platform.PatchbankException if the image cannot be used
     */
    public ShadowScore beside(SeenImage image) {
        ImageViews.Seen seen = detector.views().judged(image.image());
        boolean shared = true;
        List<PatchScores> scores = new ArrayList<>();
        for (ImageViews.View view : seen.views()) {
            PixelImage picture = view.picture().get();
            Optional<Embeddings> made = image.embeddings(embedder, picture);
            Embeddings embeddings = made.isPresent()
                    ? made.get().of(view.position(), view.inside())
                    : embed(picture, view, new StageTimes());
            shared &= made.isPresent();
            scores.add(detector.detector().score(embeddings));
        }
        PatchScores joined = detector.shown(detector.views().join(seen.frame(), scores));
        return new ShadowScore(detector.score(joined), shared);
    }

    /** Names the space that regions' embeddings are points of; only those of one space compare. */
    public String regionSpace() {
        return embedder.space() + ", " + RegionEmbedder.METHOD;
    }

    private Embeddings embed(PixelImage picture, ImageViews.View view, StageTimes times) {
        return embedder.embed(picture, times).of(view.position(), view.inside());
    }

    /** The name of the zone that a region's peak lies in; zones lie on the part, so an aligned image's region is taken to the template first. */
    private String zone(ImageViews.Frame frame, PatchGrid grid, Region region) {
        return detector.scoring()
                .zone(grid, detector.views().patch(frame, grid, region.peakX(), region.peakY()))
                .orElse(null);
    }

    /**
     * The regions above the limit. Smoothing can press a lone anomalous patch below it: then the limit is lowered by as much as the
     * map's peak lies below the score, so a part that is not accepted always shows where.
     */
    private List<Region> regions(MapRows map, double limit, double score, PatchScores patches) {
        OptionalDouble mapLimit = detector.scoring().mapLimit();
        if (mapLimit.isPresent()) {
            return score > limit ? regionsAround(map, mapLimit.getAsDouble(), patches) : List.of();
        }
        List<Region> regions = regionFinder.find(map, limit, patches.grid());
        if (!regions.isEmpty() || score <= limit) {
            return regions;
        }
        return regionFinder.find(map, limit * map.largest() / score, patches.grid());
    }

    /** The regions above a limit of the map's own, lowered where no part of the map reaches it to nine tenths of the way from mean to peak. */
    private List<Region> regionsAround(MapRows map, double limit, PatchScores patches) {
        double peak = map.largest();
        double reached = peak - (peak - map.mean()) / 10;
        return regionFinder.find(map, Math.min(limit, reached), patches.grid());
    }
}
