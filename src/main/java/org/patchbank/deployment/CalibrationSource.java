package org.patchbank.deployment;

import java.util.Locale;

/** Whose good images the limits of a deployment follow from. */
public enum CalibrationSource {
    /** The version's, of the camera that its reference set was taken with. */
    VERSION,
    /** The deployment's own, of the camera of its line. */
    DEPLOYMENT;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
