package org.patchbank.pipeline.spec;

import static org.patchbank.pipeline.spec.SpecErrorCode.SPEC_CONTRADICTION;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalDouble;
import org.patchbank.detector.linear.Covariance.Rule;

/**
 * Share of the mean variance in a covariance.
 *
 * @param share in [0, 1]; empty for the best share by Ledoit and Wolf
 */
@JsonClassDescription(Shrinkage.WANTED)
public record Shrinkage(OptionalDouble share) {
    static final String LEDOIT_WOLF = "ledoit-wolf";
    static final String WANTED = LEDOIT_WOLF + " or a number from 0 to 1";
    static final Shrinkage BEST = new Shrinkage(OptionalDouble.empty());

    static Shrinkage of(double share) {
        return new Shrinkage(OptionalDouble.of(share));
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Shrinkage read(JsonNode value) {
        if (value.isTextual() && value.textValue().equals(LEDOIT_WOLF)) {
            return BEST;
        }
        if (!value.isNumber() || !(value.doubleValue() >= 0) || value.doubleValue() > 1) {
            throw new IllegalArgumentException(WANTED);
        }
        return of(value.doubleValue());
    }

    @JsonValue
    Object json() {
        return share.isPresent() ? share.getAsDouble() : LEDOIT_WOLF;
    }

    /** @throws org.patchbank.platform.PatchbankException if a covariance of few images would have no inverse */
    void checkWith(double regularisation) {
        SPEC_CONTRADICTION.throwIf(
                share.isPresent() && share.getAsDouble() == 0 && regularisation == 0,
                "Without shrinkage and regularisation a covariance of few images cannot be inverted",
                "Set shrinkage to ledoit-wolf, or regularisation above 0, such as 0.01.");
    }

    /** @param regularisation added to every variance */
    Rule rule(double regularisation) {
        return share.isPresent() ? new Rule(share.getAsDouble(), regularisation) : Rule.ledoitWolf(regularisation);
    }
}
