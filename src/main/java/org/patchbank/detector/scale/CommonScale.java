package org.patchbank.detector.scale;

import java.util.Arrays;
import java.util.List;
import org.patchbank.detector.PatchScores;

/**
 * Brings one model's patch scores to a scale that all models share: (s - shift) / unit. Shift and unit follow from the patch scores of
 * good images that the model has not seen.
 */
public record CommonScale(float shift, float unit) {
    /** The share of good patches that lie below 1 on the quantile's scale. */
    private static final double LEVEL = 0.99;

    /** How shift and unit follow from good scores. */
    public enum Kind {
        /** No shift; the unit is the 99 % quantile, so 1 is what one good patch in a hundred exceeds. */
        QUANTILE {
            @Override
            CommonScale of(float[] good) {
                Arrays.sort(good);
                double position = LEVEL * (good.length - 1);
                int below = (int) position;
                float above = good[Math.min(below + 1, good.length - 1)];
                return new CommonScale(0, (float) (good[below] + (position - below) * (above - good[below])));
            }
        },
        /** The shift is the mean, the unit the standard deviation: a score counts standard deviations of good patches. */
        STANDARDISED {
            @Override
            CommonScale of(float[] good) {
                double mean = 0;
                double squares = 0;
                for (int i = 0; i < good.length; i++) {
                    double difference = good[i] - mean;
                    mean += difference / (i + 1);
                    squares += difference * (good[i] - mean);
                }
                return new CommonScale((float) mean, (float) Math.sqrt(squares / good.length));
            }
        };

        /** @param good scores of good patches, at least one; may be reordered */
        abstract CommonScale of(float[] good);
    }

    public CommonScale {
        if (!(unit > 0) || Float.isInfinite(unit)) {
            unit = 1; // Good patches that are all alike, or all as the bank's, give no unit.
        }
    }

    /** @param good the patches that were scored of each view count */
    static CommonScale of(Kind kind, List<PatchScores> good) {
        int count =
                good.stream().mapToInt(view -> view.inside().size(view.grid())).sum();
        float[] scores = new float[Math.max(1, count)];
        int next = 0;
        for (PatchScores view : good) {
            for (int patch = 0; patch < view.scores().length; patch++) {
                if (view.inside().contains(patch)) {
                    scores[next++] = view.scores()[patch];
                }
            }
        }
        return kind.of(scores);
    }

    float apply(float score) {
        return (score - shift) / unit;
    }
}
