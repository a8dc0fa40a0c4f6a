package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.patchbank.detector.linear.Covariance.Rule;

/** The fields {@code shrinkage} and {@code regularisation} of the Gaussian models. */
final class CovarianceFields {
    static final String SHRINKAGE = "shrinkage";
    static final String REGULARISATION = "regularisation";
    private static final String LEDOIT_WOLF = "ledoit-wolf";

    private CovarianceFields() {}

    static Rule read(SpecNode fields, Rule byDefault) {
        double regularisation = fields.number(REGULARISATION, byDefault.regularisation(), 0, 1e6);
        Rule rule = shrinkage(fields, byDefault, regularisation);
        if (rule.shrinkage() == 0 && regularisation == 0) {
            throw SpecErrorCode.SPEC_CONTRADICTION.error(
                    "Without shrinkage and regularisation a covariance cannot be inverted where images are few",
                    "Set shrinkage to ledoit-wolf, or regularisation above 0, such as 0.01.");
        }
        return rule;
    }

    private static Rule shrinkage(SpecNode fields, Rule byDefault, double regularisation) {
        JsonNode value = fields.child(SHRINKAGE);
        if (value.isMissingNode()) {
            return new Rule(byDefault.shrinkage(), regularisation);
        }
        if (value.isTextual() && value.textValue().equals(LEDOIT_WOLF)) {
            return Rule.ledoitWolf(regularisation);
        }
        if (!value.isNumber() || !(value.doubleValue() >= 0) || value.doubleValue() > 1) {
            throw fields.invalid(SHRINKAGE, value, LEDOIT_WOLF + " or a number from 0 to 1");
        }
        return new Rule(value.doubleValue(), regularisation);
    }

    static void write(Rule rule, ObjectNode node) {
        if (rule.isLedoitWolf()) {
            node.put(SHRINKAGE, LEDOIT_WOLF);
        } else {
            node.put(SHRINKAGE, rule.shrinkage());
        }
        node.put(REGULARISATION, rule.regularisation());
    }
}
