package org.patchbank.platform;

import java.util.Locale;

/** The stages of one inspection whose latency is measured, in order. */
public enum Stage {
    DECODE,
    PREPROCESS,
    BACKBONE,
    FUSE,
    SEARCH,
    MAP,
    DECIDE,
    STORE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
