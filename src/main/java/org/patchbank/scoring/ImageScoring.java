package org.patchbank.scoring;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.patchbank.patch.PatchGrid;

/** Makes the score of an image from those of its patches. Immutable. */
public final class ImageScoring {
    private static final String AGGREGATION = "aggregation";
    private static final String MAP_LIMIT = "map-limit";
    /** Share of good images whose map stays below the limit from which regions are shown. */
    private static final double MAP_LEVEL = 0.99;

    private final Aggregation aggregation;
    private final Map<String, float[]> numbers;

    private final Zoning zoning;
    private final Optional<PatchLevels> levels;

    private ImageScoring(Aggregation aggregation, Zoning zoning, Map<String, float[]> numbers) {
        this.aggregation = aggregation;
        this.zoning = zoning;
        this.numbers = Map.copyOf(numbers);
        this.levels = zoning.isNone() ? Optional.empty() : Optional.of(PatchLevels.of(zoning, numbers));
    }

    /**
     * @param scoring what was learned
     * @param scores of the good images that it was learned from, each as if it had not been among them
     */
    public record Fitted(ImageScoring scoring, double[] scores) {}

    /** @param good good images that the detector has not seen, from which levels follow, at least one */
    public static Fitted fit(Aggregation aggregation, Zoning zoning, List<ScoredPatches> good) {
        Map<String, float[]> numbers = new LinkedHashMap<>();
        List<ScoredPatches> shown = good;
        if (!zoning.isNone()) {
            numbers.putAll(PatchLevels.fit(zoning, good).numbers());
            shown = PatchLevels.levelledUnseen(zoning, good);
        }
        float[] learned = aggregation.learn(shown);
        if (learned.length > 0) {
            numbers.put(AGGREGATION, learned);
        }
        if (!aggregation.largestDecides()) {
            numbers.put(MAP_LIMIT, new float[] {mapLimit(shown)});
        }
        ImageScoring scoring = new ImageScoring(aggregation, zoning, numbers);
        return new Fitted(scoring, shown.stream().mapToDouble(scoring::score).toArray());
    }

    private static float mapLimit(List<ScoredPatches> good) {
        float[] largest = new float[good.size()];
        for (int i = 0; i < largest.length; i++) {
            largest[i] = (float) Maximum.of(good.get(i).counted());
        }
        Arrays.sort(largest);
        return (float) Quantile.ofSorted(largest, MAP_LEVEL);
    }

    /** @param numbers what {@link #numbers} gave */
    public static ImageScoring of(Aggregation aggregation, Zoning zoning, Map<String, float[]> numbers) {
        return new ImageScoring(aggregation, zoning, numbers);
    }

    /** What was learned from good images; empty where nothing had to be. */
    public Map<String, float[]> numbers() {
        return numbers;
    }

    /** Whether the image's score is the largest of its patches', as the detector gives it. */
    public boolean largestDecides() {
        return aggregation.largestDecides() && zoning.isNone();
    }

    /**
     * How many of the highest patch scores, each times its weight of {@link #weights}, make the image's score.
     *
     * @param patches that count
     */
    public int deciding(int patches) {
        return aggregation.deciding(patches);
    }

    /** What each patch's score is multiplied by before they are compared; empty where by nothing. */
    public Optional<float[]> weights(PatchGrid grid) {
        float[] ones = new float[grid.size()];
        Arrays.fill(ones, 1);
        return levels.map(known -> known.levelled(grid, ones));
    }

    /** The name of the zone that a patch lies in, where zones are named. */
    public Optional<String> zone(PatchGrid grid, int patch) {
        return zoning.name(grid, patch);
    }

    /**
     * The value of a patch or of the map from which on it is shown as a region, where the image's score is no such value and its
     * threshold cannot be one: what hardly a good image's highest patch exceeds.
     */
    public OptionalDouble mapLimit() {
        return numbers.containsKey(MAP_LIMIT) ? OptionalDouble.of(numbers.get(MAP_LIMIT)[0]) : OptionalDouble.empty();
    }

    /** The scores as people see them and as {@link #score} takes them. */
    public float[] shown(ScoredPatches patches) {
        return levels.map(known -> known.levelled(patches.grid(), patches.scores()))
                .orElse(patches.scores());
    }

    /** @param patches with scores as {@link #shown} */
    public double score(ScoredPatches patches) {
        return aggregation.aggregate(patches, numbers.getOrDefault(AGGREGATION, new float[0]));
    }
}
