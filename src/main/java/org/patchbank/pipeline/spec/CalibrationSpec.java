package org.patchbank.pipeline.spec;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.util.OptionalDouble;

/**
 * Which good images give the scores that thresholds follow from. All of them are scored by a bank that has not seen them.
 *
 * @param share of the images that are held out; absent where none are
 */
public record CalibrationSpec(
        Method method,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax(value = "1", inclusive = false) OptionalDouble share)
        implements Checked {
    /** How images are set apart from what scores them. */
    public enum Method {
        /** Every image is scored by a bank built without it; the version's own bank holds them all. */
        @JsonProperty("cross")
        CROSS,
        /** Some images, chosen at random by the spec's seed, stay out of the version's bank. */
        @JsonProperty("held_out")
        HELD_OUT
    }

    public CalibrationSpec {
        method = requireNonNullElse(method, Method.CROSS);
        if (method == Method.HELD_OUT && share.isEmpty()) {
            share = OptionalDouble.of(0.2);
        }
    }

    public boolean holdsOut() {
        return method == Method.HELD_OUT;
    }

    @Override
    public void check() {
        if (method == Method.CROSS && share.isPresent()) {
            throw new UnfitFieldException("share", "a share only with calibration.method held_out");
        }
    }
}
