package org.patchbank.inspection;

import java.util.Locale;

/** Where a node searches a bank. */
public enum SearchMode {
    /** In the node's memory. */
    LOCAL,
    /** In the vector index, verified by the bank's file on the node's disk. */
    INDEX;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
