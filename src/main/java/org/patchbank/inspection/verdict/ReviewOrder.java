package org.patchbank.inspection.verdict;

/** What is looked at first. */
public enum ReviewOrder {
    OLDEST("inspection_id"),
    /** Nearest to a limit, as a share of the reject limit; the older first where that is equal. */
    DOUBTFUL("distance, inspection_id");

    private final String columns;

    ReviewOrder(String columns) {
        this.columns = columns;
    }

    String columns() {
        return columns;
    }
}
