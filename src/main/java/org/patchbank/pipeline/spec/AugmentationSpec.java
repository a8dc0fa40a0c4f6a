package org.patchbank.pipeline.spec;

import static java.util.Objects.requireNonNullElse;
import static org.patchbank.pipeline.spec.SpecErrorCode.SPEC_VALUE_INVALID;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Set;
import org.patchbank.image.Augmentation;
import org.patchbank.image.Augmentation.Flip;

/** The fields of an {@link Augmentation}. */
public record AugmentationSpec(
        List<Flip> flips,
        Boolean quarterTurns,
        List<@DecimalMin("-180") @DecimalMax("180") Double> rotations,
        List<@Min(1) @Max(4096) Integer> shifts,
        List<@DecimalMin("0.1") @DecimalMax("10") Double> brightness)
        implements Checked {
    static final AugmentationSpec NONE = new AugmentationSpec(null, null, null, null, null);

    /** Every variant is embedded, and kept while the bank is chosen, as an image is. */
    private static final int MOST_VARIANTS = 63;

    public AugmentationSpec {
        flips = distinct(flips).stream().sorted().toList();
        quarterTurns = requireNonNullElse(quarterTurns, false);
        rotations = distinct(rotations);
        shifts = distinct(shifts);
        brightness = distinct(brightness);
    }

    private static <T> List<T> distinct(List<T> list) {
        return requireNonNullElse(list, List.<T>of()).stream().distinct().toList();
    }

    public Augmentation augmentation() {
        return new Augmentation(Set.copyOf(flips), quarterTurns, rotations, shifts, brightness);
    }

    @Override
    public void check() {
        require(!rotations.contains(0.0), "rotations", "a list of degrees from -180 to 180, without 0");
        require(!brightness.contains(1.0), "brightness", "a list of factors from 0.1 to 10, without 1");
        int variants = augmentation().variants();
        SPEC_VALUE_INVALID.throwIf(
                variants > MOST_VARIANTS,
                "The augmentation makes %d variants of every image, the limit is %d".formatted(variants, MOST_VARIANTS),
                "Each pose (flips and quarter turns: up to 8) comes with every rotation, four ways of every shift and"
                        + " every brightness: leave some of them out.");
    }

    private static void require(boolean valid, String field, String wanted) {
        if (!valid) {
            throw new UnfitFieldException(field, wanted);
        }
    }
}
