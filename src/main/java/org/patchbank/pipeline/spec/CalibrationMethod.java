package org.patchbank.pipeline.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.patchbank.pipeline.spec.CalibrationSpec.Cross;
import org.patchbank.pipeline.spec.CalibrationSpec.HeldOut;

/** The ways to calibrate that a spec can name, each with its own fields. */
enum CalibrationMethod {
    CROSS {
        @Override
        CalibrationSpec read(SpecNode fields, JsonNode node) {
            if (node.hasNonNull(SHARE)) {
                throw SpecErrorCode.SPEC_VALUE_INVALID.error(
                        "The spec's field \"calibration.share\" says nothing where calibration.method is cross",
                        "Leave it out or make it null, or set calibration.method to held_out.");
            }
            return new Cross();
        }
    },
    HELD_OUT {
        @Override
        CalibrationSpec read(SpecNode fields, JsonNode node) {
            return new HeldOut(fields.shareBelowOne(SHARE, HeldOut.DEFAULT_SHARE));
        }
    };

    private static final String SHARE = "share";
    private static final List<String> FIELDS = List.of("method", SHARE);

    abstract CalibrationSpec read(SpecNode fields, JsonNode node);

    /** @param node the spec's {@code calibration} */
    static CalibrationSpec read(JsonNode node) {
        SpecNode fields = new SpecNode(node, "calibration.", FIELDS);
        return fields.choice("method", CROSS, values(), CalibrationMethod::label)
                .read(fields, node);
    }

    static void write(CalibrationSpec calibration, ObjectNode node) {
        if (calibration instanceof HeldOut heldOut) {
            node.put("method", HELD_OUT.label()).put(SHARE, heldOut.share());
        } else {
            node.put("method", CROSS.label()).putNull(SHARE);
        }
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
