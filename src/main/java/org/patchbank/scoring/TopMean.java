package org.patchbank.scoring;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The mean of the k highest patch scores: sum of the k largest s_i / k. One noisy patch alone then weighs little, and a defect of
 * several patches stands out. k is at most the number of patches.
 *
 * @param count k, at least 1; or
 * @param share k as a share of the patches, in (0, 1], rounded up; one of the two is present
 */
public record TopMean(OptionalInt count, OptionalDouble share) implements Aggregation {
    /** A product such as 0.29 * 100 must not be rounded up for its last bit. */
    private static final double ROUNDING = 1e-9;

    public TopMean {
        if (count.isPresent() == share.isPresent()) {
            throw new IllegalArgumentException("either a count or a share of the patches");
        }
        if (count.orElse(1) < 1 || !(share.orElse(1) > 0) || share.orElse(1) > 1) {
            throw new IllegalArgumentException("the mean of the top %s %s".formatted(count, share));
        }
    }

    public static TopMean ofCount(int count) {
        return new TopMean(OptionalInt.of(count), OptionalDouble.empty());
    }

    public static TopMean ofShare(double share) {
        return new TopMean(OptionalInt.empty(), OptionalDouble.of(share));
    }

    @Override
    public double aggregate(ScoredPatches image, float[] learned) {
        float[] scores = image.counted();
        Arrays.sort(scores);
        return Mean.of(Arrays.copyOfRange(scores, scores.length - top(scores.length), scores.length));
    }

    @Override
    public int deciding(int patches) {
        return top(patches);
    }

    private int top(int patches) {
        int wanted = count.orElseGet(() -> (int) Math.ceil(share.orElseThrow() * patches - ROUNDING));
        return Math.max(1, Math.min(wanted, patches));
    }
}
