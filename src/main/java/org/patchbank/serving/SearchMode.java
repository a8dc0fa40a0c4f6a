package org.patchbank.serving;

import java.util.Locale;

/** Where a node searches a bank. */
public enum SearchMode {
    /** In the node's memory. */
    LOCAL("memory"),
    /** In the vector index, verified by the bank's file on the node's disk. */
    INDEX("the index");

    private final String place;

    SearchMode(String place) {
        this.place = place;
    }

    /** In words. */
    public String place() {
        return place;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
