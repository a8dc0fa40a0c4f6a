package org.patchbank.evaluation.demo;

import java.util.Locale;

/** What can be wrong with a plate. */
public enum DefectKind {
    SCRATCH,
    DENT,
    STAIN,
    MISSING_FEATURE;

    /** The name as folders have it: {@code missing_feature}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
