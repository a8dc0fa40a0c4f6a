package org.patchbank.serving;

import java.util.Locale;

/**
 * Where this node searches the bank of a deployment, and why there.
 *
 * @param memory bytes that the bank takes in memory, about
 */
public record BankSearch(SearchMode mode, Reason reason, long memory) {
    /** What decided. */
    public enum Reason {
        /** {@code patchbank.search.mode} says so. */
        SETTING,
        /** There is room in memory. */
        FITS,
        /** Banks in use leave it no room in memory, or it is larger than all of it. */
        NO_ROOM,
        /** The model has no plain bank of 32-bit vectors, or compares with neighbouring positions only: that is searched in memory alone. */
        MODEL;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
