package org.patchbank.reference.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Reads, checks and writes detector specs: a tree of snake_case fields, all with defaults. */
public final class DetectorSpecs {
    private DetectorSpecs() {}

    public static DetectorSpec defaults() {
        throw new UnsupportedOperationException();
    }

    /**
     * @param tree fields that differ from the defaults; may be null
     * @param settings dotted paths and values laid over the tree, e.g. {@code model.coreset_ratio=0.05}
     * @throws org.patchbank.platform.PatchbankException naming the valid fields or values
     */
    public static DetectorSpec read(JsonNode tree, Map<String, String> settings) {
        throw new UnsupportedOperationException(tree + "" + settings);
    }

    /** The whole spec, every field named; {@link #read} of it gives the same spec. */
    public static JsonNode write(DetectorSpec spec) {
        throw new UnsupportedOperationException(spec.toString());
    }
}
